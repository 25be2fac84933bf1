import TestSupport

/// What `golden_intervals.py` writes: the numbers of SciPy, statsmodels and mpmath.
struct IntervalsGolden: Decodable {
  struct Normal: Decodable {
    let z: [Double]
    let tail: [Double]
    let tails: [Double]
    let quantiles: [Double]
  }
  struct Beta: Decodable {
    let values: [[Double]]
    let inverse: [[Double]]
  }
  struct Proportion: Decodable {
    let successes: Int
    let trials: Int
    let level: Double
    let wilson: [Double]
    let exact: [Double]
  }
  struct Curve: Decodable {
    let positives: [Int]
    let negatives: [Int]
    let area: Double
    let error: Double
    let logit: [Double]
    let averagePrecision: Double
    let averagePrecisionInterval: [Double]
  }
  struct Tests: Decodable {
    let binomial: [[Double]]
    let mcnemar: [[Double]]
    let fisher: [[Double]]
  }

  let normal: Normal
  let beta: Beta
  let proportions: [Proportion]
  let curves: [Curve]
  let tests: Tests

  static func load() throws -> IntervalsGolden {
    try Golden.load("intervals.json", as: IntervalsGolden.self)
  }
}

/// How far two numbers are apart, in parts of the expected one.
func relativeError(_ value: Double, _ expected: Double) -> Double {
  value == expected ? 0 : (value - expected).magnitude / expected.magnitude
}
