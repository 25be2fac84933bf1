import ArgumentParser
import Assay

/// `assay train`: from a table to a model, and what it is worth.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a classifier on a table, and judge it.",
    discussion: """
      Numbers are standardised and texts become one column each; both are stored with \
      the model. The test part of the rows is kept aside, never looked at while learning, \
      and says how good the model is. Early stopping and calibration take a validation \
      part from the others.

        assay train iris.csv --label species
        assay train iris.csv --label species --early-stopping 10 --folds 5
        assay predict iris-model new.csv
      """)

  @Argument(
    help: ArgumentHelp("A CSV or TSV file with a header; - is standard input.", valueName: "data"))
  var data: String

  @Option(help: ArgumentHelp("The column to predict.", valueName: "column"))
  var label: String

  @Option(help: ArgumentHelp("A column to leave out; may be given again.", valueName: "column"))
  var ignore: [String] = []

  @OptionGroup(title: "Network and training")
  var training: TrainingOptions

  @Option(help: ArgumentHelp("The part of the rows to judge by; 0 for none.", valueName: "part"))
  var test = 0.2

  @Option(
    help: ArgumentHelp(
      "Also judge the settings on every row: by so many networks, each learning without a fold.",
      valueName: "count"))
  var folds: Int?

  @Option(
    help: ArgumentHelp(
      "Keep in this file what training has reached; if it exists, go on from there.",
      valueName: "file"))
  var checkpoint: String?

  @Option(
    help: ArgumentHelp(
      "Write the checkpoint after so many batches too (default: after each epoch alone).",
      valueName: "batches"))
  var checkpointEvery: Int?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the model (default: DATA-model).", valueName: "folder"))
  var output: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard test >= 0, test < 1 else {
      throw ValidationError("--test must be from 0 to below 1, not \(test).")
    }
    if let folds, folds < 2 {
      throw ValidationError("--folds must be 2 or more, not \(folds).")
    }
    if let checkpointEvery {
      guard checkpoint != nil else {
        throw ValidationError("--checkpoint-every needs --checkpoint FILE.")
      }
      guard checkpointEvery >= 1 else {
        throw ValidationError("--checkpoint-every must be 1 or more, not \(checkpointEvery).")
      }
    }
  }

  func run() throws {
    let folder = try OutputFolder(output ?? Train.defaultFolder(for: data))
    let table = try Table(contentsOf: data)
    var settings = try training.settings()
    settings.testFraction = test
    let progress = ProgressLine(epochs: settings.epochs)
    let callbacks: [any Callback] = [Interruption(), progress]
    let file = checkpoint.map { path in
      Checkpoint(path, every: checkpointEvery.map { .batches($0) } ?? .epochs(1))
    }
    let (trained, crossValidation) = try StopSignals.whileListening {
      (
        // What has a checkpoint ends between batches, by itself.
        try settings.fit(
          table, label: label, ignoring: ignore,
          callbacks: file == nil ? callbacks : [progress], checkpoint: file),
        try folds.map {
          try settings.crossValidate(
            table, label: label, ignoring: ignore, folds: $0, callbacks: callbacks)
        }
      )
    }
    let result = TrainResult(
      table: table, label: label, settings: settings, trained: trained,
      crossValidation: crossValidation, folder: folder.path)
    let files = try result.files()
    try folder.write(files)
    try Terminal.print(
      common.json ? result.json(files: files.map(\.name)).text : result.text(color: common.color))
  }

  /// `data/iris.csv` gives `iris-model`.
  static func defaultFolder(for path: String) -> String {
    guard path != "-" else { return "model" }
    let name = path.split(separator: "/").last.map(String.init) ?? "model"
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name + "-model" }
    return name[..<dot] + "-model"
  }
}
