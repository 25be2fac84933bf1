import Foundation

do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  if arguments.contains("--help") || arguments.contains("-h") {
    print(Options.help)
    exit(0)
  }
  let options = try Options(arguments)
  #if DEBUG
    FileHandle.standardError.write(
      Data("benchmark: a debug build; its figures mean nothing\n".utf8))
  #endif
  var session = Session(options: options, instructions: MatrixProducts.instructions)
  try session.run()
  if options.isJSON {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    print(String(decoding: try encoder.encode(session.results), as: UTF8.self))
  } else {
    Report(results: session.results).print()
  }
  if options.isCheck {
    let missed = Bar.all(of: session.results).filter { $0.score * $0.leeway < 1 }
    for bar in missed {
      FileHandle.standardError.write(
        Data("benchmark: far from the bar: \(bar.name), found \(bar.found)\n".utf8))
    }
    let missing = session.results.missing
    for name in missing {
      FileHandle.standardError.write(Data("benchmark: missing: \(name)\n".utf8))
    }
    if !missed.isEmpty || !missing.isEmpty { exit(1) }
  }
} catch {
  FileHandle.standardError.write(Data("benchmark: \(error)\n".utf8))
  exit(64)
}
