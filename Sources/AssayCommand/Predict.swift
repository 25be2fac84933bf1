import ArgumentParser
import Assay

/// `assay predict`: answers of a model for the rows of a table.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer for the rows of a table, in labels.",
    discussion: """
      Writes a row of CSV for each row: its scores, the prediction, and the truth where \
      the column of labels is there. assay evaluate reads such a file.
      """)

  @Argument(help: "A model: the folder that assay train wrote, or its model.safetensors.")
  var model: String

  @Argument(help: "A CSV or TSV file with the columns learnt from; - is standard input.")
  var data: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the answers go; - is standard output.", valueName: "file"))
  var output = "-"

  @OptionGroup var common: CommonOptions

  func run() throws {
    let classifier = try Classifier<String>(contentsOf: modelFile())
    let table = try Table(contentsOf: data)
    let answers = try classifier.answers(for: table)
    for (column, count) in answers.unseen {
      Terminal.warn(
        "\(table.file), column \(column): \(count) of \(table.count) rows have a text that "
          + "was not there in training; it counts as none")
    }
    let truth = try classifier.labelColumn.flatMap {
      table.columns.contains($0) ? try table.labels($0) : nil
    }
    let result = AnswerTable(
      classes: classifier.classes, labels: answers.labels, scores: answers.scores, truth: truth)
    let bytes =
      common.json
      ? Array(json(classifier, answers, truth).text.utf8) : result.csv(rows: Array(0..<table.count))
    try AtomicFile.write(bytes, to: output)
    if output != "-" { Terminal.note("\(table.count) answers written to \(output)") }
  }

  private func modelFile() -> String {
    guard !model.hasSuffix(".safetensors") else { return model }
    let inside = (model.hasSuffix("/") ? model : model + "/") + "model.safetensors"
    return OutputFolder.isFolder(model) ? inside : model
  }

  private func json(
    _ classifier: Classifier<String>, _ answers: Classifier<String>.Answers, _ truth: [String]?
  ) -> JSON {
    .object([
      ("schema_version", .integer(1)),
      ("command", .string("predict")),
      ("classes", .array(classifier.classes.map { .string($0) })),
      (
        "score",
        .string(
          classifier.classes.count == 2
            ? "probability of \(classifier.classes[1])" : "probability of each class")
      ),
      (
        "unseen",
        .object(answers.unseen.map { ($0.column, .integer($0.count)) })
      ),
      (
        "rows",
        .array(
          answers.labels.indices.map { row in
            var members: [(String, JSON)] = [("row", .integer(row))]
            if let truth { members.append(("truth", .string(truth[row]))) }
            let scores = answers.scores[row].map { JSON.number($0) }
            members.append(("score", scores.count == 1 ? scores[0] : .array(scores)))
            members.append(("prediction", .string(answers.labels[row])))
            return .object(members)
          })
      ),
    ])
  }
}
