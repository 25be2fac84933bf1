#if canImport(Glibc)
  import Glibc
#endif

/// How much memory a piece of work takes beside what is there before it, as Linux counts it.
enum Footprint {
  /// The most mebibytes that were in use at once during the work, less those before it.
  ///
  /// What the work returns counts too. nil where the system does not tell.
  static func growth(_ work: () throws -> Double?) throws -> Double? {
    _ = try work()  // once before, for what is made once
    giveBack()
    guard resetPeak(), let before = status("VmRSS:") else { return nil }
    _ = try work()
    return status("VmHWM:").map { max(0, $0 - before) / 1024 }
  }

  /// Gives freed memory back, or the work would take that and seem to need none.
  private static func giveBack() {
    #if canImport(Glibc)
      guard let trim = dlsym(nil, "malloc_trim") else { return }
      _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> Int32).self)(0)
    #endif
  }

  /// Makes the peak of this program's memory what it has now.
  private static func resetPeak() -> Bool {
    #if canImport(Glibc)
      guard let file = fopen("/proc/self/clear_refs", "w") else { return false }
      let isWritten = fputs("5", file) >= 0
      return fclose(file) == 0 && isWritten
    #else
      return false
    #endif
  }

  /// A line of the program's status, in kibibytes.
  private static func status(_ field: String) -> Double? {
    #if canImport(Glibc)
      guard let file = fopen("/proc/self/status", "r") else { return nil }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      while fgets(&line, Int32(line.count), file) != nil {
        let text = String(
          decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard text.hasPrefix(field) else { continue }
        return text.split { !$0.isNumber }.first.flatMap { Double($0) }
      }
    #endif
    return nil
  }
}
