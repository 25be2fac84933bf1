import Assay

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a run ended without its result: one line for people, and the exit code for scripts.
struct Failure: Error {
  /// What a script learns.
  enum Code: Int32 {
    /// Bad data or a bad model.
    case data = 2
    /// Wrong usage.
    case usage = 64
    /// A fault of this program.
    case fault = 70
    /// A file could not be read or written.
    case file = 74
    /// Stopped by control-C.
    case interrupted = 130
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// What an error of the library means to the command.
  init(_ error: any Error) {
    switch error {
    case let error as Failure: self = error
    case let error as FileError: self.init(.file, Failure.text(error))
    case PlotError.file(let error): self.init(.file, Failure.text(error))
    case let error as CSVError:
      if case .unreadable(let file) = error.reason {
        self.init(.file, Failure.text(file))
      } else {
        self.init(.data, error.description)
      }
    case let error as ArchiveError:
      if case .file(let file) = error.reason {
        self.init(.file, Failure.text(file))
      } else {
        self.init(.data, error.description)
      }
    case NetworkError.interrupted: self.init(.interrupted, "\(error)")
    case is ClassifierError, is NPYError, is DatasetError, is NetworkError, is EvaluationError,
      is PlotError:
      self.init(.data, "\(error)")
    case is CancellationError: self.init(.interrupted, "stopped")
    default: self.init(.fault, "this should not happen: \(error)")
    }
  }

  /// The error in words, `-` being called what it is.
  private static func text(_ error: FileError) -> String {
    guard error.path == "-" else { return error.description }
    let name = error.isReading ? "standard input" : "standard output"
    return FileError(path: name, step: error.step, code: error.code).description
  }

  /// Says why on standard error, on one line, and ends the process.
  func exit() -> Never {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    Terminal.say("assay: \(line)\n")
    #if canImport(Glibc)
      Glibc.exit(code.rawValue)
    #elseif canImport(Musl)
      Musl.exit(code.rawValue)
    #elseif canImport(Darwin)
      Darwin.exit(code.rawValue)
    #endif
  }
}
