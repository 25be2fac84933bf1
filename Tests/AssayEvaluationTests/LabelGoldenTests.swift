import AssayEvaluation
import TestSupport
import Testing

/// Labels, predictions and what scikit-learn reads from them.
struct LabelCase<Label: Decodable & Hashable & Sendable>: Decodable, Sendable,
  CustomTestStringConvertible
{
  let name: String
  let labels: [Label]
  let predictions: [Label]
  let weights: [Double]?
  let classes: [Label]?
  let expected: [String: GoldenNumbers]

  var testDescription: String { name }

  func expects(
    _ key: String, _ values: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let golden = expected[key]?.values else {
      Issue.record("no golden \(key)", sourceLocation: sourceLocation)
      return
    }
    #expect(
      areClose(values, golden), "\(key): \(values), golden \(golden)",
      sourceLocation: sourceLocation)
  }

  func expects(
    _ key: String, _ value: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expects(key, [value], sourceLocation: sourceLocation)
  }
}

/// One number or a list of them.
struct GoldenNumbers: Decodable, Sendable {
  let values: [Double]

  init(from decoder: any Decoder) throws {
    if let list = try? [GoldenNumber](from: decoder) {
      values = list.map(\.value)
    } else {
      values = [try GoldenNumber(from: decoder).value]
    }
  }
}

/// Equal within 1e-12 of the greater of 1 and the number; NaN equals NaN.
func isClose(_ value: Double, _ golden: Double) -> Bool {
  value == golden || (value.isNaN && golden.isNaN)
    || abs(value - golden) <= 1e-12 * max(1, abs(golden))
}

func areClose(_ values: [Double], _ golden: [Double]) -> Bool {
  values.count == golden.count && zip(values, golden).allSatisfy(isClose)
}

private struct LabelGolden: Decodable {
  let labels: [LabelCase<Int>]
  let binary: [LabelCase<Int>]
  let strings: [LabelCase<String>]
}

private func golden() throws -> LabelGolden {
  try Golden.load("classification_labels.json", as: LabelGolden.self)
}

@Suite("labels as scikit-learn") struct LabelGoldenTests {
  @Test(arguments: try golden().labels)
  func `numbers as labels`(golden: LabelCase<Int>) throws { try check(golden) }

  @Test(arguments: try golden().strings)
  func `words as labels`(golden: LabelCase<String>) throws { try check(golden) }

  @Test(arguments: try golden().binary)
  func `the positive class`(golden: LabelCase<Int>) throws {
    let (y, p, w) = (golden.labels, golden.predictions, golden.weights)
    golden.expects("precision", try precision(labels: y, predictions: p, weights: w))
    golden.expects("recall", try recall(labels: y, predictions: p, weights: w))
    golden.expects("f1", try f1Score(labels: y, predictions: p, weights: w))
    golden.expects("jaccard", try jaccardScore(labels: y, predictions: p, weights: w))
    golden.expects("specificity", try specificity(labels: y, predictions: p, weights: w))
    for (key, beta) in [("f2", 2), ("f0", 0), ("finf", Double.infinity)] {
      golden.expects(key, try fBetaScore(labels: y, predictions: p, beta: beta, weights: w))
    }
  }

  private func check<Label>(_ golden: LabelCase<Label>) throws {
    let (y, p, w) = (golden.labels, golden.predictions, golden.weights)
    // The order of words is the reference's; Swift's own differs for some.
    var matrix = try confusionMatrix(
      labels: y, predictions: p, classes: golden.classes, weights: w)
    #expect(matrix.cells == golden.expected["cells"]?.values || matrix.isWeighted)
    golden.expects("cells", matrix.cells)
    golden.expects("accuracy", try accuracy(labels: y, predictions: p, weights: w))
    golden.expects(
      "balanced_accuracy", try balancedAccuracy(labels: y, predictions: p, weights: w))
    golden.expects(
      "balanced_accuracy_adjusted",
      try balancedAccuracy(labels: y, predictions: p, adjusted: true, weights: w))
    golden.expects("cohen_kappa", matrix.cohenKappa)
    golden.expects("cohen_kappa_linear", matrix.cohenKappa(weights: .linear))
    golden.expects("cohen_kappa_quadratic", matrix.cohenKappa(weights: .quadratic))
    golden.expects(
      "matthews_corrcoef", try matthewsCorrelation(labels: y, predictions: p, weights: w))
    golden.expects("normalized_true", matrix.normalized(.truth))
    golden.expects("normalized_pred", matrix.normalized(.prediction))
    golden.expects("normalized_all", matrix.normalized(.all))
    for average in [Average.micro, .macro, .weighted] {
      let key = average.rawValue
      let rates = matrix.averaged(average)
      golden.expects("precision_" + key, rates.precision)
      golden.expects("recall_" + key, rates.recall)
      golden.expects("f1_" + key, rates.f1)
      golden.expects("f2_" + key, rates.fScore(beta: 2))
      golden.expects("f05_" + key, rates.fScore(beta: 0.5))
      golden.expects("jaccard_" + key, rates.jaccard)
      golden.expects(
        "f1_" + key, try f1Score(labels: y, predictions: p, average: average, weights: w))
    }
    golden.expects("precision_each", matrix.perClass.map(\.precision))
    golden.expects("recall_each", matrix.perClass.map(\.recall))
    golden.expects("f1_each", matrix.perClass.map(\.f1))
    golden.expects("jaccard_each", matrix.perClass.map(\.jaccard))
    matrix.zeroDivision = .nan
    for average in [Average.micro, .macro, .weighted] {
      let key = average.rawValue
      golden.expects("precision_nan_" + key, matrix.averaged(average).precision)
      golden.expects("recall_nan_" + key, matrix.averaged(average).recall)
      golden.expects("f1_nan_" + key, matrix.averaged(average).f1)
    }
    golden.expects("f1_nan_each", matrix.perClass.map(\.f1))
    matrix.zeroDivision = .one
    golden.expects("f1_one_macro", matrix.macro.f1)
    golden.expects("f1_one_weighted", matrix.weighted.f1)
  }
}
