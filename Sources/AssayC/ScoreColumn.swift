import AssayCInterface
import AssayEvaluation

/// Scores of either precision, as the caller has them.
enum ScoreColumn {
  case floats([Float])
  case doubles([Double])

  init(
    _ values: UnsafeRawPointer?, _ type: Int32, _ count: Int, _ name: String = "scores"
  ) throws {
    switch UInt32(bitPattern: type) {
    case ASSAY_FLOAT.rawValue:
      self = .floats(
        try Memory.array(values?.assumingMemoryBound(to: Float.self), count, name))
    case ASSAY_DOUBLE.rawValue:
      self = .doubles(
        try Memory.array(values?.assumingMemoryBound(to: Double.self), count, name))
    default:
      throw CallFault.invalid("type", "\(type)", expected: "ASSAY_FLOAT or ASSAY_DOUBLE")
    }
  }

  /// What a generic function makes of them: it is given twice, once for each precision.
  func read<Result>(
    _ ofFloats: ([Float]) throws -> Result, _ ofDoubles: ([Double]) throws -> Result
  ) throws -> Result {
    switch self {
    case .floats(let values): try ofFloats(values)
    case .doubles(let values): try ofDoubles(values)
    }
  }

  var doubles: [Double] {
    switch self {
    case .floats(let values): values.map(Double.init)
    case .doubles(let values): values
    }
  }
}

/// A number that scores may be.
typealias Number = BinaryFloatingPoint & Sendable
