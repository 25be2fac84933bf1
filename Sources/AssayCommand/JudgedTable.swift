import Assay

/// The predictions of a table, judged.
struct JudgedTable {
  let table: Table
  let columns: PredictionColumns
  let evaluation: ClassifierEvaluation<String>
  /// What one should know of the way the table was read.
  private(set) var notes: [String] = []
  /// What looks wrong about the columns.
  private(set) var findings: [Finding] = []

  init(
    _ table: Table, _ columns: PredictionColumns, positive: String?, threshold: Double
  ) throws {
    self.table = table
    self.columns = columns
    let truth = try table.labels(columns.truth)
    let weights = try columns.weight.map { try JudgedTable.weights(table, $0) }
    let predictions = try columns.prediction.map { try table.labels($0) }
    var classes = JudgedTable.inOrder(
      Set(truth + (columns.score == nil ? predictions ?? [] : [])))
    if !columns.classScores.isEmpty {
      let named = columns.classScores.map(\.label)
      if let row = truth.firstIndex(where: { !named.contains($0) }) {
        throw Failure(
          .data,
          "\(table.file), line \(table.line(ofRow: row)), column \(columns.truth): no column holds "
            + "the scores of \(truth[row])")
      }
      classes = named
    }
    guard classes.count > 1 else {
      throw Failure(
        .data,
        "\(table.file), column \(columns.truth): every row has the label "
          + "\(classes.first ?? ""); there must be two classes to tell apart")
    }
    if let positive, !classes.contains(positive) {
      let meant = Spelling.nearest(to: positive, among: classes).map { "; did you mean \($0)?" }
      throw Failure(
        .data,
        "\(table.file), column \(columns.truth): no row has the label \(positive)"
          + (meant ?? "; there are: " + classes.prefix(12).joined(separator: ", ")))
    }
    if let score = columns.score {
      guard classes.count == 2 else {
        let swapped = diagnose(labels: truth, scores: try JudgedTable.finite(table, score)).first {
          $0.name == "swapped_arguments"
        }
        throw Failure(
          .data,
          "\(table.file): "
            + (swapped.map { "\($0): --truth \(score) --score \(columns.truth)" }
              ?? "one column of scores tells two classes apart, and there are \(classes.count); "
              + "give a column p_LABEL for each"))
      }
      // A single score is that of the last class.
      if let positive { classes = classes.filter { $0 != positive } + [positive] }
    }
    evaluation = try JudgedTable.evaluation(
      table, columns, truth, predictions, weights, classes, positive, threshold, &notes, &findings)
  }

  private static func evaluation(
    _ table: Table, _ columns: PredictionColumns, _ truth: [String], _ predictions: [String]?,
    _ weights: [Double]?, _ classes: [String], _ positive: String?, _ threshold: Double,
    _ notes: inout [String], _ findings: inout [Finding]
  ) throws -> ClassifierEvaluation<String> {
    if let score = columns.score {
      let scores = try finite(table, score)
      let areProbabilities = scores.allSatisfy { (0...1).contains($0) }
      findings = diagnose(labels: truth, scores: scores, positive: classes[1])
      var evaluation = try ClassifierEvaluation(
        classes: classes, positive: positive, threshold: threshold,
        parts: areProbabilities ? .all : [.counts, .curve])
      try evaluation.update(labels: truth, outputs: scores, width: 1, weights: weights)
      if let predictions {
        let other = zip(scores, predictions).filter { score, label in
          classes[score >= threshold ? 1 : 0] != label
        }.count
        if other > 0 {
          notes.append(
            "in \(other) rows the column \(columns.prediction ?? "") differs from score ≥ "
              + "\(threshold); counts are of the scores, --prediction judges the column")
        }
      }
      return evaluation
    }
    if !columns.classScores.isEmpty {
      let scores = try columns.classScores.map { try finite(table, $0.column) }
      let rows = table.count
      let outputs = (0..<rows).map { row in scores.map { $0[row] } }
      findings = diagnose(labels: truth, probabilities: outputs)
      let areProbabilities = !findings.contains {
        ["not_probabilities", "rows_not_summing_to_one"].contains($0.name)
      }
      var evaluation = try ClassifierEvaluation(
        classes: classes, positive: positive, threshold: threshold,
        parts: areProbabilities ? .all : [.counts, .curve])
      try evaluation.update(
        labels: truth, outputs: Array(outputs.joined()), width: scores.count, weights: weights)
      return evaluation
    }
    findings = diagnose(labels: truth, predictions: predictions ?? [])
    var evaluation = try ClassifierEvaluation(classes: classes, positive: positive, parts: .counts)
    try evaluation.update(labels: truth, predictions: predictions ?? [], weights: weights)
    return evaluation
  }

  private static func finite(_ table: Table, _ name: String) throws -> [Double] {
    let numbers = try table.numbers(name)
    if let row = numbers.firstIndex(where: { !$0.isFinite }) {
      throw CSVError(
        file: table.file, line: table.line(ofRow: row), column: name,
        reason: .notFinite(table[row, try table.position(of: name)]))
    }
    return numbers
  }

  private static func weights(_ table: Table, _ name: String) throws -> [Double] {
    let weights = try finite(table, name)
    if let row = weights.firstIndex(where: { $0 < 0 }) {
      throw Failure(
        .data,
        "\(table.file), line \(table.line(ofRow: row)), column \(name): a weight must not be "
          + "negative, and this one is \(weights[row])")
    }
    return weights
  }

  /// Labels by value if all are numbers, else as texts.
  private static func inOrder(_ labels: Set<String>) -> [String] {
    let texts = labels.sorted()
    let values = texts.compactMap(Double.init)
    guard values.count == texts.count, values.allSatisfy({ !$0.isNaN }) else { return texts }
    return texts.indices.sorted { (values[$0], $0) < (values[$1], $1) }.map { texts[$0] }
  }

  /// The result for people.
  func text(color: Terminal.Color) -> String {
    var page = Page(color: color)
    page.heading(table.file)
    page.paragraph("\(grouped(table.count)) rows · \(columns.description)")
    page.line(positiveClass)
    page.heading("How good the predictions are, and how sure that is")
    page.lines(evaluation.description)
    page.heading("Class by class")
    var report = ClassificationReport(evaluation.confusion).text
    while report.hasSuffix("\n") { report.removeLast() }
    page.lines(report)
    if !findings.isEmpty {
      page.heading("What looks wrong")
      for finding in findings { page.paragraph("- \(finding)") }
    }
    return page.text
  }

  private var positiveClass: String {
    let others = evaluation.classes.prefix(12).joined(separator: ", ")
    return "positive class: \(evaluation.positiveClass) (of \(others)"
      + (evaluation.classes.count > 12 ? ", …)" : ")")
  }

  /// The result for programs.
  var json: JSON {
    .object([
      ("schema_version", .integer(1)),
      ("command", .string("evaluate")),
      ("file", .string(table.file)),
      ("rows", .integer(table.count)),
      (
        "columns",
        .object([
          ("truth", .string(columns.truth)),
          ("score", columns.score.map { .string($0) } ?? .null),
          ("scores", .array(columns.classScores.map { .string($0.column) })),
          ("prediction", columns.prediction.map { .string($0) } ?? .null),
          ("weight", columns.weight.map { .string($0) } ?? .null),
        ])
      ),
      ("classes", .array(evaluation.classes.map { .string($0) })),
      ("positive_class", .string(evaluation.positiveClass)),
      ("threshold", .number(evaluation.threshold)),
      ("metrics", JSON(evaluation.estimates(evaluation.reportedMetrics))),
      ("confusion_matrix", JSON(evaluation.confusion)),
      ("verdict", evaluation.verdict.map { JSON($0) } ?? .null),
      ("notes", .array(notes.map { .string($0) })),
      ("findings", .array(findings.map { JSON($0) })),
    ])
  }
}
