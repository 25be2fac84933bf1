import AssayEvaluation
import TestSupport
import Testing

/// A line of a report: a name and its numbers.
struct GoldenLine: Decodable, Sendable {
  let name: String
  let values: [Double]

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    name = try container.decode(String.self)
    var values: [Double] = []
    while !container.isAtEnd { values.append(try container.decode(GoldenNumber.self).value) }
    self.values = values
  }
}

/// A report of classes as scikit-learn prints it and as it returns it.
struct ClassReportCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let labels: [String]
  let predictions: [String]
  let weights: [Double]?
  let over: [String]?
  let names: [String]?
  let policy: String
  let digits: Int
  let text: String
  let rows: [GoldenLine]

  var testDescription: String { name }
}

/// A report of sets of labels.
struct SetReportCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let width: Int
  let truth: [Int]
  let predictions: [Int]
  let weights: [Double]?
  let over: [Int]?
  let names: [String]?
  let policy: String
  let digits: Int
  let text: String
  let rows: [GoldenLine]

  var testDescription: String { name }
}

private struct ReportGolden: Decodable {
  let classes: [ClassReportCase]
  let sets: [SetReportCase]
}

private func golden() throws -> ReportGolden {
  try Golden.load("label_reports.json", as: ReportGolden.self)
}

@Suite("reports as scikit-learn") struct ReportGoldenTests {
  @Test(arguments: try golden().classes)
  func `reports of classes`(golden: ClassReportCase) throws {
    let policy = ZeroDivision(golden: golden.policy)
    let text = try classificationReport(
      labels: golden.labels, predictions: golden.predictions, over: golden.over,
      names: golden.names, digits: golden.digits, weights: golden.weights, undefined: policy)
    #expect(text == golden.text)
    let matrix = try confusionMatrix(
      labels: golden.labels, predictions: golden.predictions, weights: golden.weights)
    var policied = matrix
    policied.zeroDivision = policy
    let report =
      try golden.names.map { (names) throws(EvaluationError) in
        try ClassificationReport(policied, over: golden.over, names: names)
      } ?? ClassificationReport(policied, over: golden.over)
    check(report, golden.rows)
    let differ = golden.names.map { $0.count != (golden.over ?? matrix.classes).count } ?? false
    #expect(
      report.warnings.contains { if case .namesDiffer = $0 { true } else { false } } == differ)
    if differ {
      #expect(throws: EvaluationError.self) {
        try classificationReport(
          labels: golden.labels, predictions: golden.predictions, over: golden.over,
          names: golden.names, strict: true)
      }
    }
  }

  @Test(arguments: try golden().sets)
  func `reports of sets of labels`(golden: SetReportCase) throws {
    let policy = ZeroDivision(golden: golden.policy)
    let y = LabelSetCase.flags(golden.truth, width: golden.width)
    let p = LabelSetCase.flags(golden.predictions, width: golden.width)
    let text = try classificationReport(
      labels: y, predictions: p, over: golden.over, names: golden.names, digits: golden.digits,
      weights: golden.weights, undefined: policy)
    #expect(text == golden.text)
    let sets = try classificationReport(
      labels: LabelSetCase.sets(golden.truth, width: golden.width),
      predictions: LabelSetCase.sets(golden.predictions, width: golden.width),
      over: golden.over ?? Array(0..<golden.width), names: golden.names, digits: golden.digits,
      weights: golden.weights, undefined: policy)
    #expect(sets == golden.text)
    guard golden.over == nil else { return }
    var seen = MultilabelStatistics(labelCount: golden.width)
    seen.zeroDivision = policy
    try seen.update(
      labels: y, predictions: p, classes: Array(0..<golden.width), weights: golden.weights)
    let report = try ClassificationReport(seen, names: golden.names)
    check(report, golden.rows)
    #expect(report.average(.samples)?.f1.isNaN == seen.samples.f1.isNaN)
    #expect(report.accuracy == nil)
  }

  private func check(_ report: ClassificationReport, _ rows: [GoldenLine]) {
    #expect(report.classes.count + report.averages.count == rows.count)
    for row in rows {
      if row.name == "accuracy" {
        #expect(report.accuracy.map { isClose($0, row.values[0]) } == true)
        continue
      }
      let average = Average.allCases.first { "\($0.rawValue) avg" == row.name }
      guard let line = average.flatMap(report.average) ?? report[row.name] else {
        Issue.record("no line \(row.name)")
        continue
      }
      #expect(
        areClose([line.precision, line.recall, line.f1, line.support], row.values),
        "\(row.name): \(line), golden \(row.values)")
    }
  }
}
