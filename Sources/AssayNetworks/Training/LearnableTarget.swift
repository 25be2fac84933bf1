public import AssayDatasets
public import AssayEvaluation
public import AssayTensors

/// A kind of target that networks learn: it says what statistics judge it, and how they grow.
///
/// The same accumulators serve `fit`, `evaluate` and the functions on arrays, so their numbers are
/// the same by construction.
public protocol LearnableTarget: DatasetTarget {
  /// What judges predictions of such targets.
  associatedtype Statistics: EncodableSummary

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

extension LearnableTarget where Self: BinaryFloatingPoint, Class == Never {
  /// Squared and absolute errors.
  public static func statistics(
    classes: [Never], outputs: Shape, parts: ClassifierStatistics.Parts
  ) throws -> RegressionStatistics {
    guard outputs.count == 1 else {
      throw NetworkError.outputs(
        count: outputs.count, needed: "a target is one number", fix: "end the network in Dense(1)")
    }
    return RegressionStatistics()
  }

  /// Adds rows of numbers and predictions.
  public static func update(
    _ statistics: inout RegressionStatistics, truth: UnsafeBufferPointer<Float>,
    outputs: UnsafeBufferPointer<Float>, rows: Int, weights: UnsafeBufferPointer<Double>?
  ) throws {
    try statistics.update(truth: truth, predictions: outputs, weights: weights)
  }
}

extension Float: LearnableTarget {}
extension Double: LearnableTarget {}

extension Set: LearnableTarget where Element: ClassLabel {
  /// Counts of each label by itself.
  public static func statistics(
    classes: [Element], outputs: Shape, parts: ClassifierStatistics.Parts
  ) throws -> MultilabelStatistics {
    guard outputs.count == classes.count else {
      throw NetworkError.outputs(
        count: outputs.count, needed: "the data have \(classes.count) labels",
        fix: "end the network in Dense(\(classes.count), activation: .sigmoid)")
    }
    return MultilabelStatistics(labelCount: classes.count)
  }

  /// Adds rows of ones and zeros and of probabilities.
  public static func update(
    _ statistics: inout MultilabelStatistics, truth: UnsafeBufferPointer<Float>,
    outputs: UnsafeBufferPointer<Float>, rows: Int, weights: UnsafeBufferPointer<Double>?
  ) throws {
    try statistics.update(
      truth: truth.map { $0 != 0 }, scores: outputs.map(Double.init),
      weights: weights.map(Array.init))
  }
}

extension Mask: LearnableTarget {
  /// Counts of pixels.
  public static func statistics(
    classes: [Never], outputs: Shape, parts: ClassifierStatistics.Parts
  ) throws -> MaskStatistics {
    MaskStatistics()
  }

  /// Adds the pixels of images; masks have no weights.
  public static func update(
    _ statistics: inout MaskStatistics, truth: UnsafeBufferPointer<Float>,
    outputs: UnsafeBufferPointer<Float>, rows: Int, weights: UnsafeBufferPointer<Double>?
  ) throws {
    guard weights == nil else {
      throw NetworkError.invalidArgument(
        "weights", "given", expected: "left out for targets that are masks")
    }
    try statistics.update(truth: truth, scores: outputs)
  }
}
