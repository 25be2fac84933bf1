// How far probabilities can be taken at their word. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

/// The reliability curve.
@c @implementation
public func assay_calibration_curve(
  _ isPositive: UnsafePointer<UInt8>?, _ probabilities: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ binCount: Int64, _ binning: Int32, _ level: Double,
  _ weights: UnsafePointer<Double>?, _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let result = try Memory.required(result, "result")
    try Enumerations.check(level: level)
    let bins = try Enumerations.bins(binning, binCount)
    let rows = try ScoredFlags(isPositive, probabilities, type, rows, weights, "probabilities")
    func curve(_ values: [some Number]) throws -> ReliabilityCurve {
      try calibrationCurve(
        labels: rows.isPositive, probabilities: values, bins: bins, weights: rows.weights)
    }
    let found = try rows.scores.read(curve, curve)
    let intervals = found.intervals(level: level)
    result.pointee = Curve.pointer(to: [
      found.frequencies, found.meanProbabilities, found.rows,
      intervals.map { $0?.low ?? .nan }, intervals.map { $0?.high ?? .nan },
    ])
  }
}

/// The expected and the maximum distance of probability and frequency.
@c @implementation
public func assay_calibration_errors(
  _ isPositive: UnsafePointer<UInt8>?, _ probabilities: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ binCount: Int64, _ binning: Int32, _ weights: UnsafePointer<Double>?,
  _ expected: UnsafeMutablePointer<Double>?, _ maximum: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let expected = try Memory.required(expected, "expected")
    let maximum = try Memory.required(maximum, "maximum")
    let bins = try Enumerations.bins(binning, binCount)
    let rows = try ScoredFlags(isPositive, probabilities, type, rows, weights, "probabilities")
    func errors(_ values: [some Number]) throws -> (Double, Double) {
      (
        try expectedCalibrationError(
          labels: rows.isPositive, probabilities: values, bins: bins, weights: rows.weights),
        try maximumCalibrationError(
          labels: rows.isPositive, probabilities: values, bins: bins, weights: rows.weights)
      )
    }
    (expected.pointee, maximum.pointee) = try rows.scores.read(errors, errors)
  }
}
