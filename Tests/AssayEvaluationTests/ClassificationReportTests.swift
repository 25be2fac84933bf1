import AssayEvaluation
import TestSupport
import Testing

private struct ReportGolden: Decodable {
  let reports: [ReportCase]
}

/// A report as scikit-learn prints it.
struct ReportCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let labels: [String]
  let predictions: [String]
  let weights: [Double]?
  let digits: Int
  let over: [String]?
  let text: String

  var testDescription: String { name }
}

@Suite("classification report") struct ClassificationReportTests {
  @Test(arguments: try Golden.load("classification_reports.json", as: ReportGolden.self).reports)
  func `is scikit-learn's text, byte for byte`(golden: ReportCase) throws {
    let text = try classificationReport(
      labels: golden.labels, predictions: golden.predictions, over: golden.over,
      digits: golden.digits, weights: golden.weights)
    #expect(text == golden.text)
  }

  @Test func `takes other names, one for each class`() throws {
    let text = try classificationReport(
      labels: [0, 1, 1], predictions: [0, 1, 0], names: ["no", "yes"])
    #expect(text.contains("         yes       1.00      0.50      0.67         2\n"))
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "names", count: 1, expected: 2, of: "labels")
    ) {
      try classificationReport(labels: [0, 1], predictions: [0, 1], names: ["no"])
    }
  }

  @Test func `an empty matrix has a report too`() {
    let report = ClassificationReport(ConfusionMatrix<Int>())
    #expect(report.classes.isEmpty)
    #expect(report.text.contains("accuracy"))
  }
}
