import AssayEvaluation
import TestSupport
import Testing

/// What `golden_calibration.py` writes.
struct CalibrationGolden: Decodable {
  let curves: [CalibrationCurveCase]
  let errors: [CalibrationErrorCase]
  let platt: [PlattCase]
  let isotonic: [IsotonicCase]
  let temperature: [TemperatureCase]

  static func load() throws -> CalibrationGolden {
    try Golden.load("calibration.json", as: CalibrationGolden.self)
  }
}

func probabilityBins(_ strategy: String, _ count: Int) -> ProbabilityBins {
  strategy == "uniform" ? .uniform(count) : .quantile(count)
}

/// Whether the numbers are the same in Float, so that no value changes its side of an edge.
func areExactInFloat(_ values: [Double]) -> Bool {
  values.allSatisfy { Double(Float($0)) == $0 }
}

struct CalibrationCurveCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Expected: Decodable, Sendable {
    let strategy: String
    let bins: Int
    let `true`: [Double]
    let promised: [Double]
    let rows: [Double]
    let low: [Double]
    let high: [Double]
    let exactLow: [Double]
    let exactHigh: [Double]
  }

  let name: String
  let labels: [Int]
  let probabilities: [Double]
  let weights: [Double]?
  let expected: [Expected]
  var testDescription: String { name }
}

struct CalibrationErrorCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let labels: [Int]
  let classes: Int
  let rows: [Double]
  /// Whether the top label is asked of the second column alone.
  let flat: Bool
  let weights: [Double]?
  let strategy: String
  let bins: Int
  /// L1, L2, max and debiased L2 of each meaning.
  let expected: [String: [Double]]
  var testDescription: String { name }

  var table: [[Double]] { tableRows(rows, classes) }
}

func tableRows(_ values: [Double], _ width: Int) -> [[Double]] {
  stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) }
}

struct PlattCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let labels: [Int]
  let scores: [Double]
  let weights: [Double]?
  /// The minimum, found in 40 digits.
  let slope: Double
  let intercept: Double
  /// Where scikit-learn's search stops.
  let theirs: [Double]
  let grid: [Double]
  let probabilities: [Double]
  var testDescription: String { name }
}

struct IsotonicCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let labels: [Int]
  let scores: [Double]
  let weights: [Double]?
  let grid: [Double]
  let probabilities: [Double]
  let thresholds: [Double]
  let values: [Double]
  var testDescription: String { name }
}

struct TemperatureCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let kind: String
  let classes: Int
  let labels: [Int]
  let weights: [Double]?
  let rows: [Double]
  /// The minimum, found in 40 digits.
  let beta: Double
  /// Where scikit-learn's search stops.
  let theirs: Double
  let probabilities: [Double]
  var testDescription: String { name }
}
