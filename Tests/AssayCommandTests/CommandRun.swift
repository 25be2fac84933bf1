import Foundation
import Testing

/// One run of the built command, with all that it printed.
struct CommandRun {
  let code: Int32
  let output: String
  let errors: String

  /// The command beside the tests.
  static let binary: URL = {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("assay")
  }()

  /// Runs the command in a folder; errors of a debug build's own are left out.
  init(_ arguments: String..., in folder: String, input: String = "") throws {
    try self.init(arguments, in: folder, input: input)
  }

  init(_ arguments: [String], in folder: String, input: String = "", output file: String? = nil)
    throws
  {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "de_DE.UTF-8"]
    let scratch = folder + "/.run-" + UUID().uuidString
    FileManager.default.createFile(atPath: scratch + ".in", contents: Data(input.utf8))
    FileManager.default.createFile(atPath: scratch + ".out", contents: nil)
    FileManager.default.createFile(atPath: scratch + ".err", contents: nil)
    defer {
      for ending in [".in", ".out", ".err"] {
        try? FileManager.default.removeItem(atPath: scratch + ending)
      }
    }
    process.standardInput = FileHandle(forReadingAtPath: scratch + ".in")
    process.standardOutput = FileHandle(forWritingAtPath: file ?? scratch + ".out")
    process.standardError = FileHandle(forWritingAtPath: scratch + ".err")
    try process.run()
    process.waitUntilExit()
    code = process.terminationStatus
    output = try String(contentsOfFile: scratch + ".out", encoding: .utf8)
    errors = try String(contentsOfFile: scratch + ".err", encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("debug build") }.joined(separator: "\n")
  }
}
