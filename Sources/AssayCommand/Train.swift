import ArgumentParser
import Assay

/// `assay train`: from a table to a model, and what it is worth.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a classifier on a table, and judge it.",
    discussion: """
      Numbers are standardised and texts become one column each; both are stored with \
      the model. A part of the rows is kept aside, never learnt from, and says how good \
      the model is.

        assay train iris.csv --label species
        assay predict iris-model new.csv
      """)

  @Argument(
    help: ArgumentHelp("A CSV or TSV file with a header; - is standard input.", valueName: "data"))
  var data: String

  @Option(help: ArgumentHelp("The column to predict.", valueName: "column"))
  var label: String

  @Option(help: ArgumentHelp("A column to leave out; may be given again.", valueName: "column"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Units of the hidden layers: 100, or 64,32, or 0 for none.", valueName: "units"))
  var hidden = "100"

  @Option(help: "How often every row is seen.")
  var epochs = 100

  @Option(help: ArgumentHelp("Rows a step.", valueName: "rows"))
  var batchSize = 32

  @Option(help: ArgumentHelp("The size of a step.", valueName: "rate"))
  var learningRate: Float = 0.001

  @Option(help: ArgumentHelp("The part of the rows to judge by; 0 for none.", valueName: "part"))
  var validation = 0.2

  @Option(help: "The seed of all that is random.")
  var seed: UInt64 = 1

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the model (default: DATA-model).", valueName: "folder"))
  var output: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard epochs >= 1 else { throw ValidationError("--epochs must be 1 or more, not \(epochs).") }
    guard batchSize >= 1 else {
      throw ValidationError("--batch-size must be 1 or more, not \(batchSize).")
    }
    guard learningRate > 0, learningRate.isFinite else {
      throw ValidationError("--learning-rate must be above 0, not \(learningRate).")
    }
    guard validation >= 0, validation < 1 else {
      throw ValidationError("--validation must be from 0 to below 1, not \(validation).")
    }
    _ = try hiddenUnits()
  }

  func run() throws {
    let folder = try OutputFolder(output ?? Train.defaultFolder(for: data))
    let table = try Table(contentsOf: data)
    let trained = try Interruption.whileTraining {
      try Classifier<String>.fit(
        table, label: label, ignoring: ignore, hidden: hiddenUnits(), epochs: epochs,
        batchSize: batchSize, learningRate: learningRate, validationFraction: validation,
        seed: seed, callbacks: [Interruption(), ProgressLine(epochs: epochs)])
    }
    let result = TrainResult(table: table, trained: trained, folder: folder.path, seed: seed)
    let files = try result.files()
    try folder.write(files)
    try Terminal.print(
      common.json ? result.json(files: files.map(\.name)).text : result.text(color: common.color))
  }

  private func hiddenUnits() throws -> [Int] {
    let parts = hidden.split(separator: ",", omittingEmptySubsequences: false)
    if parts == ["0"] || parts == ["none"] { return [] }
    return try parts.map { part in
      guard let units = Int(part), (1...1_000_000).contains(units) else {
        throw ValidationError(
          "--hidden must be counts of units such as 100 or 64,32, not \(hidden).")
      }
      return units
    }
  }

  /// `data/iris.csv` gives `iris-model`.
  static func defaultFolder(for path: String) -> String {
    guard path != "-" else { return "model" }
    let name = path.split(separator: "/").last.map(String.init) ?? "model"
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name + "-model" }
    return name[..<dot] + "-model"
  }
}
