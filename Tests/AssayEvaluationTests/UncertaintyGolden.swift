import TestSupport

/// What `golden_uncertainty.py` writes: bias-corrected bootstraps of SciPy, coverage by enumeration,
/// rates of curves and areas without a row.
struct UncertaintyGolden: Decodable {
  struct Corrected: Decodable {
    let cells: [Int]
    let metric: String
    let level: Double
    let value: Double
    let values: [Double]
    let acceleration: Double
    let ends: [Double]
  }
  struct Curve: Decodable {
    let positives: [Int]
    let negatives: [Int]
    let scores: [Double]
    let area: Double
    let areas: [Double?]
    let averagePrecisions: [Double?]
    let areaValues: [Double]
    let areaEnds: [Double]
    let stratifiedAcceleration: Double
    let areaAcceleration: Double
    let precisionAcceleration: Double
    let falsePositiveRates: [Double]
    let truePositiveRates: [Double]
    let recalls: [Double]
    let precisions: [Double]
  }
  struct Coverage: Decodable {
    let trials: Int
    let p: Double
    let wilson: Double
    let exact: Double
  }

  let corrected: [Corrected]
  let curves: [Curve]
  let coverage: [Coverage]

  static func load() throws -> UncertaintyGolden {
    try Golden.load("uncertainty.json", as: UncertaintyGolden.self)
  }
}
