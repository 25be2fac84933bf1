public import AssayDatasets
public import AssayEvaluation
public import AssayTensors

/// A kind of target that networks learn: it says what statistics judge it, and how they grow.
///
/// The same accumulators serve `fit`, `evaluate` and the functions on arrays, so their numbers are
/// the same by construction.
public protocol LearnableTarget: DatasetTarget {
  /// What judges predictions of such targets.
  associatedtype Statistics: Summary

  /// Statistics of no rows yet.
  ///
  /// - Throws: ``NetworkError`` when a network with such outputs cannot answer for the classes.
  static func statistics(
    classes: [Class], outputs: Shape, parts: ClassifierStatistics.Parts
  ) throws -> Statistics

  /// Adds rows: the encoded truth, and the outputs of the network.
  static func update(
    _ statistics: inout Statistics, truth: UnsafeBufferPointer<Float>,
    outputs: UnsafeBufferPointer<Float>, rows: Int, weights: UnsafeBufferPointer<Double>?
  ) throws
}

extension ClassLabel {
  /// Counts, curves and losses of a classifier.
  public static func statistics(
    classes: [Class], outputs: Shape, parts: ClassifierStatistics.Parts
  ) throws -> ClassifierStatistics {
    let count = outputs.count
    guard classes.count >= 2 else {
      throw NetworkError.outputs(
        count: count, needed: "the data have \(classes.count == 1 ? "one class" : "no class")",
        fix: "give data of at least two classes, or name them with classes:")
    }
    guard count == classes.count || (count == 1 && classes.count == 2) else {
      throw NetworkError.outputs(
        count: count, needed: "the data have \(classes.count) classes",
        fix: classes.count == 2
          ? "end the network in Dense(1, activation: .sigmoid)"
          : "end the network in Dense(\(classes.count), activation: .softmax)")
    }
    return try ClassifierStatistics(classCount: classes.count, parts: parts)
  }

  /// Adds rows of class positions and outputs.
  public static func update(
    _ statistics: inout ClassifierStatistics, truth: UnsafeBufferPointer<Float>,
    outputs: UnsafeBufferPointer<Float>, rows: Int, weights: UnsafeBufferPointer<Double>?
  ) throws {
    try withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows) { positions in
      for row in 0..<rows { positions[row] = Int32(truth[row]) }
      try statistics.update(
        truth: UnsafeBufferPointer(positions), outputs: outputs,
        width: rows == 0 ? 1 : outputs.count / rows, weights: weights)
    }
  }
}

extension Int: LearnableTarget {}
extension String: LearnableTarget {}
extension Bool: LearnableTarget {}
