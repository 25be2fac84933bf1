import AssayKernels

/// A class index that ``Counting`` takes: `UInt8`, `Int32`, `Int64` or `Int`.
public protocol ClassIndex: FixedWidthInteger, BitwiseCopyable, Sendable {}

extension UInt8: ClassIndex {}
extension Int32: ClassIndex {}
extension Int64: ClassIndex {}
extension Int: ClassIndex {}

/// Counts pairs of class indices, and looks over arrays of numbers, at the speed of the memory.
///
/// ```swift
/// let table = try Counting.pairs(truth: [0, 1, 1, 1], predictions: [0, 1, 0, 1], classes: 2)
/// // [1, 0,
/// //  1, 2]: rows are the truth, columns the predictions
/// ```
public enum Counting {
  /// How often each pair of a true and a predicted class occurs: `classes` rows, one a true class.
  ///
  /// - Parameters:
  ///   - truth: Class indices in `0..<classes`.
  ///   - predictions: As many class indices.
  ///   - classes: How many classes there are.
  /// - Throws: `CountingError`, with the first position at fault.
  public static func pairs<Index: ClassIndex>(
    truth: [Index], predictions: [Index], classes: Int
  ) throws(CountingError) -> [Int] {
    var table = [Int](repeating: 0, count: classes * classes)
    try truth.withUnsafeBufferPointer { truth throws(CountingError) in
      try predictions.withUnsafeBufferPointer { predictions throws(CountingError) in
        try add(truth: truth, predictions: predictions, classes: classes, to: &table)
      }
    }
    return table
  }

  /// The sum of the weights of each pair of a true and a predicted class, in the order given.
  ///
  /// - Parameters:
  ///   - truth: Class indices in `0..<classes`.
  ///   - predictions: As many class indices.
  ///   - weights: As many weights; they are not checked.
  ///   - classes: How many classes there are.
  /// - Throws: `CountingError`, with the first position at fault.
  public static func pairs<Index: ClassIndex>(
    truth: [Index], predictions: [Index], weights: [Double], classes: Int
  ) throws(CountingError) -> [Double] {
    var table = [Double](repeating: 0, count: classes * classes)
    try truth.withUnsafeBufferPointer { truth throws(CountingError) in
      try predictions.withUnsafeBufferPointer { predictions throws(CountingError) in
        try weights.withUnsafeBufferPointer { weights throws(CountingError) in
          try add(
            truth: truth, predictions: predictions, weights: weights, classes: classes, to: &table)
        }
      }
    }
    return table
  }

  /// Adds how often each pair of classes occurs to a table of `classes` rows; nothing on an error.
  ///
  /// - Parameters:
  ///   - truth: Class indices in `0..<classes`.
  ///   - predictions: As many class indices.
  ///   - classes: How many classes there are.
  ///   - table: Of `classes * classes` counts.
  /// - Throws: `CountingError`, with the first position at fault.
  public static func add<Index: ClassIndex>(
    truth: UnsafeBufferPointer<Index>, predictions: UnsafeBufferPointer<Index>, classes: Int,
    to table: inout [Int]
  ) throws(CountingError) {
    try check(truth, predictions, classes, table.count)
    guard let left = truth.baseAddress, let right = predictions.baseAddress else { return }
    let position = table.withUnsafeMutableBufferPointer { table in
      count(left, right, truth.count, from: 0, classes, table.baseAddress)
    }
    try check(position, truth, predictions, classes)
  }

  /// Adds the weight of each pair of classes to a table of `classes` rows; nothing on an error.
  ///
  /// - Parameters:
  ///   - truth: Class indices in `0..<classes`.
  ///   - predictions: As many class indices.
  ///   - weights: As many weights, summed in the order given; they are not checked.
  ///   - classes: How many classes there are.
  ///   - table: Of `classes * classes` sums.
  /// - Throws: `CountingError`, with the first position at fault.
  public static func add<Index: ClassIndex>(
    truth: UnsafeBufferPointer<Index>, predictions: UnsafeBufferPointer<Index>,
    weights: UnsafeBufferPointer<Double>, classes: Int, to table: inout [Double]
  ) throws(CountingError) {
    try check(truth, predictions, classes, table.count)
    guard weights.count == truth.count else {
      throw .weightsDiffer(pairs: truth.count, weights: weights.count)
    }
    guard let left = truth.baseAddress, let right = predictions.baseAddress else { return }
    let (count, weight) = (truth.count, weights.baseAddress)
    let position = table.withUnsafeMutableBufferPointer { table in
      let table = table.baseAddress
      let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
      return switch Index.bitWidth {
      case 8:
        assay_weigh_pairs_8(
          left.assumingMemoryBound(to: UInt8.self), right.assumingMemoryBound(to: UInt8.self),
          weight, count, classes, table)
      case 32:
        assay_weigh_pairs_32(
          left.assumingMemoryBound(to: Int32.self), right.assumingMemoryBound(to: Int32.self),
          weight, count, classes, table)
      default:
        assay_weigh_pairs_64(
          left.assumingMemoryBound(to: Int64.self), right.assumingMemoryBound(to: Int64.self),
          weight, count, classes, table)
      }
    }
    try check(position, truth, predictions, classes)
  }

  /// The kernel of an index's width: the first position out of range, or `rows`.
  static func count<Index: ClassIndex>(
    _ truth: UnsafePointer<Index>, _ predictions: UnsafePointer<Index>, _ rows: Int,
    from least: Index, _ classes: Int, _ table: UnsafeMutablePointer<Int>?
  ) -> Int {
    let (left, right) = (UnsafeRawPointer(truth), UnsafeRawPointer(predictions))
    let table = UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Int64.self)
    return switch Index.bitWidth {
    case 8:
      assay_count_pairs_8(
        left.assumingMemoryBound(to: UInt8.self), right.assumingMemoryBound(to: UInt8.self),
        rows, UInt8(truncatingIfNeeded: least), classes, table)
    case 32:
      assay_count_pairs_32(
        left.assumingMemoryBound(to: Int32.self), right.assumingMemoryBound(to: Int32.self),
        rows, Int32(truncatingIfNeeded: least), classes, table)
    default:
      assay_count_pairs_64(
        left.assumingMemoryBound(to: Int64.self), right.assumingMemoryBound(to: Int64.self),
        rows, Int64(truncatingIfNeeded: least), classes, table)
    }
  }

  private static func check<Index: ClassIndex>(
    _ truth: UnsafeBufferPointer<Index>, _ predictions: UnsafeBufferPointer<Index>,
    _ classes: Int, _ cells: Int
  ) throws(CountingError) {
    precondition(
      cells == classes * classes, "A table of \(classes) classes has no \(cells) cells.")
    guard truth.count == predictions.count else {
      throw .lengthsDiffer(truth: truth.count, predictions: predictions.count)
    }
  }

  private static func check<Index: ClassIndex>(
    _ position: Int, _ truth: UnsafeBufferPointer<Index>,
    _ predictions: UnsafeBufferPointer<Index>, _ classes: Int
  ) throws(CountingError) {
    guard position < truth.count else { return }
    throw .outOfRange(
      index: position, truth: Int(truth[position]), prediction: Int(predictions[position]),
      classes: classes)
  }
}

/// What an array of numbers reaches from and to, and where it stops being finite.
public struct Extent<Value: RankableScore>: Hashable, Sendable {
  /// The position of the first NaN or infinity; nil if all values are finite.
  public let firstNotFinite: Int?

  /// The smallest value before that position.
  ///
  /// Infinity if there is none; a zero is positive.
  public let least: Value

  /// The largest value before that position.
  ///
  /// -infinity if there is none; a zero is positive.
  public let greatest: Value
}

extension Counting {
  /// The extremes of floats, and the first that is not finite.
  public static func extent(of values: UnsafeBufferPointer<Float>) -> Extent<Float> {
    var (least, greatest) = (Float.infinity, -Float.infinity)
    let position = assay_scan_floats(values.baseAddress, values.count, &least, &greatest)
    return Extent(
      firstNotFinite: position < values.count ? position : nil, least: least, greatest: greatest)
  }

  /// The extremes of doubles, and the first that is not finite.
  public static func extent(of values: UnsafeBufferPointer<Double>) -> Extent<Double> {
    var (least, greatest) = (Double.infinity, -Double.infinity)
    let position = assay_scan_doubles(values.baseAddress, values.count, &least, &greatest)
    return Extent(
      firstNotFinite: position < values.count ? position : nil, least: least, greatest: greatest)
  }

  /// The extremes of floats, and the first that is not finite.
  public static func extent(of values: [Float]) -> Extent<Float> {
    values.withUnsafeBufferPointer { extent(of: $0) }
  }

  /// The extremes of doubles, and the first that is not finite.
  public static func extent(of values: [Double]) -> Extent<Double> {
    values.withUnsafeBufferPointer { extent(of: $0) }
  }
}

/// Why pairs could not be counted.
public enum CountingError: Error, Hashable, CustomStringConvertible {
  /// There are not as many predictions as truths.
  case lengthsDiffer(truth: Int, predictions: Int)

  /// There are not as many weights as pairs.
  case weightsDiffer(pairs: Int, weights: Int)

  /// A class index is not in `0..<classes`.
  case outOfRange(index: Int, truth: Int, prediction: Int, classes: Int)

  /// What was expected, what came, and how to fix it.
  public var description: String {
    switch self {
    case .lengthsDiffer(let truth, let predictions):
      "Each truth needs a prediction: there are \(truth) truths and \(predictions) predictions."
    case .weightsDiffer(let pairs, let weights):
      "Each pair needs a weight: there are \(pairs) pairs and \(weights) weights."
    case .outOfRange(let index, let truth, let prediction, let classes):
      "Pair \(index) is (\(truth), \(prediction)), but class indices are in 0..<\(classes)."
    }
  }
}
