import AssayCInterface
import AssayEvaluation

/// Scores of either precision, where the caller has them: they last as long as the call.
enum ScoreColumn {
  case floats(UnsafeBufferPointer<Float>)
  case doubles(UnsafeBufferPointer<Double>)

  init(
    _ values: UnsafeRawPointer?, _ type: Int32, _ count: Int, _ name: String = "scores"
  ) throws {
    switch UInt32(bitPattern: type) {
    case ASSAY_FLOAT.rawValue:
      self = .floats(
        try Memory.buffer(values?.assumingMemoryBound(to: Float.self), count, name))
    case ASSAY_DOUBLE.rawValue:
      self = .doubles(
        try Memory.buffer(values?.assumingMemoryBound(to: Double.self), count, name))
    default:
      throw CallFault.invalid("type", "\(type)", expected: "ASSAY_FLOAT or ASSAY_DOUBLE")
    }
  }

  /// What a generic function makes of a copy: it is given twice, once for each precision.
  func read<Result>(
    _ ofFloats: ([Float]) throws -> Result, _ ofDoubles: ([Double]) throws -> Result
  ) throws -> Result {
    switch self {
    case .floats(let values): try ofFloats(Memory.copied(values))
    case .doubles(let values): try ofDoubles(Memory.copied(values))
    }
  }

  var doubles: [Double] {
    switch self {
    case .floats(let values): values.map(Double.init)
    case .doubles(let values): Memory.copied(values)
    }
  }
}

/// A number that scores may be.
typealias Number = BinaryFloatingPoint & Sendable
