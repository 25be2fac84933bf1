import AssayEvaluation
import TestSupport
import Testing

/// Numbers of one output, and what scikit-learn reads from them.
struct NumberCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let truth: [Double]
  let predictions: [Double]
  let weights: [Double]?
  let float: Bool
  let large: Bool
  let expected: [String: GoldenNumber]

  var testDescription: String { name }
}

/// Numbers of several outputs, and what scikit-learn reads from them.
struct OutputsCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let truth: [[Double]]
  let predictions: [[Double]]
  let weights: [Double]?
  let given: [Double]
  let expected: [String: [GoldenNumber]]

  var testDescription: String { name }
}

private struct RegressionGolden: Decodable {
  let cases: [NumberCase]
  let outputs: [OutputsCase]
}

private func golden() throws -> RegressionGolden {
  try Golden.load("regression.json", as: RegressionGolden.self)
}

private func reading<Number: BinaryFloatingPoint & Sendable>(
  _ key: String, _ t: [Number], _ p: [Number], _ w: [Double]?
) throws -> Double {
  switch key {
  case "mse": return try meanSquaredError(truth: t, predictions: p, weights: w)
  case "rmse": return try rootMeanSquaredError(truth: t, predictions: p, weights: w)
  case "mae": return try meanAbsoluteError(truth: t, predictions: p, weights: w)
  case "mape": return try meanAbsolutePercentageError(truth: t, predictions: p, weights: w)
  case "medae": return try medianAbsoluteError(truth: t, predictions: p, weights: w)
  case "max": return try maxError(truth: t, predictions: p, weights: w)
  case "msle": return try meanSquaredLogError(truth: t, predictions: p, weights: w)
  case "rmsle": return try rootMeanSquaredLogError(truth: t, predictions: p, weights: w)
  case "ev": return try explainedVarianceScore(truth: t, predictions: p, weights: w)
  case "r2": return try r2Score(truth: t, predictions: p, weights: w)
  case "ev_raw":
    return try explainedVarianceScore(truth: t, predictions: p, forcingFinite: false, weights: w)
  case "r2_raw": return try r2Score(truth: t, predictions: p, forcingFinite: false, weights: w)
  case "d2_absolute": return try d2AbsoluteErrorScore(truth: t, predictions: p, weights: w)
  case "d2_tweedie_0": return try d2TweedieScore(truth: t, predictions: p, weights: w)
  case "d2_poisson": return try d2TweedieScore(truth: t, predictions: p, power: 1, weights: w)
  case "poisson": return try meanPoissonDeviance(truth: t, predictions: p, weights: w)
  case "gamma": return try meanGammaDeviance(truth: t, predictions: p, weights: w)
  default:
    let parameter = Double(key.split(separator: "_").last ?? "") ?? .nan
    if key.hasPrefix("pinball") {
      return try meanPinballLoss(truth: t, predictions: p, alpha: parameter, weights: w)
    }
    if key.hasPrefix("d2_pinball") {
      return try d2PinballScore(truth: t, predictions: p, alpha: parameter, weights: w)
    }
    return try meanTweedieDeviance(truth: t, predictions: p, power: parameter, weights: w)
  }
}

@Suite("regression as scikit-learn") struct RegressionTests {
  @Test(arguments: try golden().cases)
  func `readings are scikit-learn's, on Double and Float`(golden: NumberCase) throws {
    for (key, reference) in golden.expected {
      let value = try reading(key, golden.truth, golden.predictions, golden.weights)
      #expect(isClose(value, reference.value), "\(key): \(value), golden \(reference.value)")
      guard golden.float else { continue }
      let float = try reading(
        key, golden.truth.map(Float.init), golden.predictions.map(Float.init), golden.weights)
      #expect(isSameReading(float, value), "\(key)")
    }
  }

  @Test(arguments: try golden().outputs)
  func `several outputs are averaged as in scikit-learn`(golden: OutputsCase) throws {
    var seen = try RegressionOutputs(width: golden.given.count)
    try seen.update(
      truth: golden.truth, predictions: golden.predictions, weights: golden.weights)
    let metrics: [String: Metric<RegressionStatistics>] = [
      "mse": .meanSquaredError, "mae": .meanAbsoluteError, "r2": .determination,
      "ev": .explainedVariance, "rmse": .rootMeanSquaredError,
    ]
    for (name, metric) in metrics {
      var values = [
        "raw": seen.rawValues(metric), "uniform": [try seen.average(metric)],
        "given": [try seen.average(metric, .weights(golden.given))],
      ]
      values["variance"] = [try seen.average(metric, .varianceWeighted)]
      for (kind, values) in values {
        guard let reference = golden.expected["\(name)_\(kind)"] else { continue }
        #expect(values.count == reference.count)
        for (value, number) in zip(values, reference) {
          #expect(isClose(value, number.value), "\(name)_\(kind): \(value), \(number.value)")
        }
      }
    }
  }

  @Test func `numbers outside the domain are named`() throws {
    let above = { (bound: Double) in bound.nextUp...Double.infinity }
    #expect(
      throws: EvaluationError.outOfRange(field: "predictions", index: 1, value: 0, range: above(0))
    ) { try meanPoissonDeviance(truth: [0, 1.0], predictions: [1, 0]) }
    #expect(
      throws: EvaluationError.outOfRange(
        field: "truth", index: 0, value: -1, range: 0...Double.infinity)
    ) { try meanPoissonDeviance(truth: [-1.0, 1], predictions: [1, 1]) }
    #expect(
      throws: EvaluationError.outOfRange(field: "truth", index: 1, value: 0, range: above(0))
    ) { try meanGammaDeviance(truth: [1.0, 0], predictions: [1, 1]) }
    #expect(
      throws: EvaluationError.outOfRange(field: "truth", index: 0, value: -1, range: above(-1))
    ) { try meanSquaredLogError(truth: [-1.0], predictions: [1]) }
    #expect(throws: EvaluationError.self) {
      try meanTweedieDeviance(truth: [1.0], predictions: [1], power: 0.5)
    }
    #expect(throws: EvaluationError.self) {
      try meanPinballLoss(truth: [1.0], predictions: [1], alpha: 1.5)
    }
    #expect(throws: EvaluationError.empty(field: "truth")) {
      try maxError(truth: [Double](), predictions: [])
    }
  }
}
