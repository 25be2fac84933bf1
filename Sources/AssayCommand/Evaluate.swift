import ArgumentParser
import Assay

/// `assay evaluate`: what predictions are worth, whoever made them.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Judge predictions in a table.",
    discussion: """
      Columns are found by their names: truth, y, y_true, label, target or actual; score, \
      p, prob, y_score or proba, or p_LABEL for each label; prediction, y_pred, yhat or \
      pred; weight or sample_weight. What was taken is printed. With scores, a row is \
      called positive when its score is at least the threshold.
      """)

  @Argument(help: "A CSV or TSV file with a header; - is standard input.")
  var predictions: String

  @Option(help: ArgumentHelp("The column of the true labels.", valueName: "column"))
  var truth: String?

  @Option(help: ArgumentHelp("The column with scores of the positive class.", valueName: "column"))
  var score: String?

  @Option(help: ArgumentHelp("The column of the predicted labels.", valueName: "column"))
  var prediction: String?

  @Option(help: ArgumentHelp("The column with what each row counts.", valueName: "column"))
  var weight: String?

  @Option(help: ArgumentHelp("The positive class (default: the last label).", valueName: "label"))
  var positive: String?

  @Option(help: ArgumentHelp("Where a score becomes the positive class.", valueName: "score"))
  var threshold = 0.5

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !threshold.isNaN else { throw ValidationError("--threshold must be a number.") }
  }

  func run() throws {
    let table = try Table(contentsOf: predictions)
    let columns = try PredictionColumns(
      of: table, truth: truth, score: score, prediction: prediction, weight: weight)
    let judged = try JudgedTable(table, columns, positive: positive, threshold: threshold)
    for note in judged.notes { Terminal.warn("\(table.file): \(note)") }
    try Terminal.print(
      common.json ? judged.json.text : judged.text(color: common.color))
  }
}
