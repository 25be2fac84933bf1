// Scores of two classes: areas and curves. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

/// Rows of two classes with their scores.
struct ScoredFlags {
  let isPositive: [Bool]
  let scores: ScoreColumn
  let weights: [Double]?

  init(
    _ isPositive: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
    _ weights: UnsafePointer<Double>?, _ name: String = "scores"
  ) throws {
    let rows = try Memory.count(rows, "rows")
    self.isPositive = try Memory.flags(isPositive, rows, "is_positive")
    self.scores = try ScoreColumn(scores, type, rows, name)
    self.weights = try Memory.weights(weights, rows)
  }

  /// The rows, to read a curve from: those without weights where they lie.
  func sorted() throws -> ScoredRows {
    guard let weights else {
      guard !isPositive.isEmpty else { throw EvaluationError.empty(field: "labels") }
      return switch scores {
      case .floats(let values): .floatsInPlace(values, flags: isPositive)
      case .doubles(let values): .doublesInPlace(values, flags: isPositive)
      }
    }
    return try ScoredRows(isPositive, scores.doubles, positive: true, weights: weights)
  }
}

/// The area under the ROC curve.
@c @implementation
public func assay_roc_auc(
  _ isPositive: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ weights: UnsafePointer<Double>?, _ maximumRate: Double, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let rows = try ScoredFlags(isPositive, scores, type, rows, weights)
    func area(_ scores: [some Number]) throws -> Double {
      maximumRate == 1
        ? try rocAUC(labels: rows.isPositive, scores: scores, weights: rows.weights)
        : try rocAUC(
          labels: rows.isPositive, scores: scores, maximumFalsePositiveRate: maximumRate,
          weights: rows.weights)
    }
    value.pointee = try rows.scores.read(area, area)
  }
}

/// Average precision.
@c @implementation
public func assay_average_precision(
  _ isPositive: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ weights: UnsafePointer<Double>?, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let rows = try ScoredFlags(isPositive, scores, type, rows, weights)
    func mean(_ scores: [some Number]) throws -> Double {
      try averagePrecision(labels: rows.isPositive, scores: scores, weights: rows.weights)
    }
    value.pointee = try rows.scores.read(mean, mean)
  }
}

/// A curve's columns, as C holds them.
typealias Curve = Object<[[Double]]>

/// Walks the thresholds of scores.
@c @implementation
public func assay_curve_create(
  _ kind: Int32, _ isPositive: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ weights: UnsafePointer<Double>?, _ dropsIntermediate: Bool,
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let result = try Memory.required(result, "result")
    let rows = try ScoredFlags(isPositive, scores, type, rows, weights)
    result.pointee = Curve.pointer(to: try rows.curve(kind, dropsIntermediate))
  }
}

extension ScoredFlags {
  /// The columns of a curve.
  fileprivate func curve(_ kind: Int32, _ dropsIntermediate: Bool) throws -> [[Double]] {
    switch UInt32(bitPattern: kind) {
    case ASSAY_ROC.rawValue:
      let curve = try sorted().roc(dropIntermediate: dropsIntermediate)
      return [curve.falsePositiveRates, curve.truePositiveRates, curve.thresholds]
    case ASSAY_PRECISION_RECALL.rawValue:
      let curve = try sorted().precisionRecall(dropIntermediate: dropsIntermediate)
      return [curve.precisions, curve.recalls, curve.thresholds]
    case ASSAY_DET.rawValue:
      let curve = try sorted().det(flags: isPositive, dropIntermediate: dropsIntermediate)
      return [curve.falsePositiveRates, curve.falseNegativeRates, curve.thresholds]
    case ASSAY_COUNTS.rawValue:
      let counts = try sorted().countsAtThresholds()
      return [
        counts.trueNegatives, counts.falsePositives, counts.falseNegatives, counts.truePositives,
        counts.thresholds,
      ]
    default: throw CallFault.invalid("kind", "\(kind)", expected: "an assay_curve_kind_t")
    }
  }
}

/// Frees a curve.
@c @implementation
public func assay_curve_free(_ curve: OpaquePointer?) { Curve.free(curve) }

/// The length of a column.
@c @implementation
public func assay_curve_length(_ curve: OpaquePointer?, _ column: Int32) -> Int64 {
  guard let columns = try? Curve.at(curve, "curve").value,
    columns.indices.contains(Int(column))
  else { return 0 }
  return Int64(columns[Int(column)].count)
}

/// Writes a column.
@c @implementation
public func assay_curve_column(
  _ curve: OpaquePointer?, _ column: Int32, _ values: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let columns = try Curve.at(curve, "curve").value
    guard columns.indices.contains(Int(column)) else {
      throw CallFault.invalid("column", "\(column)", expected: "0 ... \(columns.count - 1)")
    }
    try Memory.write(columns[Int(column)], to: values, "values")
  }
}

/// The area under points.
@c @implementation
public func assay_auc(
  _ x: UnsafePointer<Double>?, _ y: UnsafePointer<Double>?, _ points: Int64,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let count = try Memory.count(points, "points")
    value.pointee = try auc(x: Memory.array(x, count, "x"), y: Memory.array(y, count, "y"))
  }
}
