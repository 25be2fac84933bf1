#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system calls of writing, each replaceable, so that tests can make any of them fail.
struct FileCalls: Sendable {
  /// Writes bytes to a descriptor: how many were taken, or -1.
  var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int = { descriptor, bytes in
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Brings what a descriptor has written to the disk: 0, or -1.
  var flush: @Sendable (Int32) -> Int32 = { fsync($0) }

  /// Gives a file a new name, in the place of whatever bears it: 0, or -1.
  var rename: @Sendable (_ old: String, _ new: String) -> Int32 = { old, new in
    #if canImport(Glibc)
      Glibc.rename(old, new)
    #elseif canImport(Musl)
      Musl.rename(old, new)
    #elseif canImport(Darwin)
      Darwin.rename(old, new)
    #endif
  }

  /// The calls of the system itself.
  static let system = FileCalls()
}

/// Opens a file, again when a signal came between: a descriptor, or -1.
func openFile(_ path: String, _ flags: Int32) -> Int32 {
  while true {
    let descriptor = open(path, flags, 0o666)
    if descriptor >= 0 || lastError() != EINTR { return descriptor }
  }
}
