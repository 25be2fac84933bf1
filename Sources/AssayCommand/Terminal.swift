import ArgumentParser
import Assay

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What goes to the two outputs, and with which decoration.
enum Terminal {
  /// When colour is used.
  enum Color: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
  }

  /// Writes a result to standard output.
  ///
  /// - Throws: `FileError`, for example for a full disk behind a redirection.
  static func print(_ text: String) throws(FileError) {
    try AtomicFile.write(text, to: "-")
  }

  /// Writes to standard error; if that fails there is nobody to tell.
  static func say(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let taken = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard taken > 0 else { return }
      rest = rest.dropFirst(taken)
    }
  }

  /// Warns of something that does not stop the run.
  static func warn(_ text: String) { say("assay: warning: \(text)\n") }

  /// Tells something in passing, to somebody who looks on.
  static func note(_ text: String) {
    if isatty(STDERR_FILENO) == 1 { say("\(text)\n") }
  }

  /// Says that numbers are slow, in a build that was not optimised.
  static func noteDebugBuild() {
    #if DEBUG
      say("assay: this is a debug build and very slow; use swift run -c release assay\n")
    #endif
  }

  /// The value of an environment variable, nil if it is not set or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Whether results are decorated.
  static func usesColor(_ choice: Color) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if environment("NO_COLOR") != nil { return false }
      if let force = environment("CLICOLOR_FORCE"), force != "0" { return true }
      return isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb"
    }
  }

  /// Whether a line may be drawn over and over on standard error.
  static var showsProgress: Bool {
    isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" && environment("CI") == nil
  }
}

/// Text of a result, section by section, as plain lines of at most 78 columns.
struct Page {
  private(set) var text = ""
  let isColored: Bool

  init(color: Terminal.Color) { isColored = Terminal.usesColor(color) }

  /// Starts a section.
  mutating func heading(_ title: String) {
    if !text.isEmpty { text += "\n" }
    text += (isColored ? "\u{1B}[1m\(title)\u{1B}[0m" : title) + "\n"
  }

  /// Adds a line as it is, two columns in.
  mutating func line(_ line: String = "") { text += line.isEmpty ? "\n" : "  \(line)\n" }

  /// Adds lines as they are, two columns in; sentences that are too long are broken.
  mutating func lines(_ block: String) {
    for piece in block.split(separator: "\n", omittingEmptySubsequences: false) {
      let isTable = piece.hasPrefix(" ") || piece.contains("·")
      if piece.count > 76, !isTable { paragraph(String(piece)) } else { line(String(piece)) }
    }
  }

  /// Adds a text, broken into lines between words.
  mutating func paragraph(_ words: String) {
    var current = ""
    for word in words.split(separator: " ") {
      if !current.isEmpty, current.count + 1 + word.count > 76 {
        line(current)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    if !current.isEmpty { line(current) }
  }
}
