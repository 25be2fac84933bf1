import TestSupport

/// What `golden_comparison.py` writes: the numbers of statsmodels, SciPy and mpmath.
struct ComparisonGolden: Decodable {
  struct Effect: Decodable {
    let b: Int
    let c: Int
    let n: Int
    let level: Double
    let g: GoldenNumber
    let odds: [GoldenNumber?]
    let difference: [Double]
    let needed: [Int]
  }
  struct Kappa: Decodable {
    let cells: [Int]
    let kappa: Double
    let error: Double
    let interval: [Double]
    let needed: Double
  }
  struct Holm: Decodable {
    let p: [Double]
    let adjusted: [Double]
  }
  struct Student: Decodable {
    let tails: [[Double]]
    let quantiles: [[Double]]
  }
  struct Differences: Decodable {
    let differences: [Double]
    let plain: [Double]
    let statistic: Double
    let interval: [Double]
    let folds: [[Double]]
  }
  struct Areas: Decodable {
    let labels: [Int]
    let first: [Double]
    let second: [Double]
    let areas: [Double]
    let covariance: [Double]
    let error: Double
    let p: [Double]
    let interval: [Double]
  }
  struct Sliced: Decodable {
    let labels: [Int]
    let scores: [Double]
    let groups: String
    let slices: [String: [String: [Double]]]
  }

  let disagreements: [[Double]]
  let effects: [Effect]
  let kappas: [Kappa]
  let holm: [Holm]
  let student: Student
  let tTests: [Differences]
  let delong: [Areas]
  let slices: [Sliced]

  static func load() throws -> ComparisonGolden {
    try Golden.load("comparison.json", as: ComparisonGolden.self)
  }
}
