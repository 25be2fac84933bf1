/// What is known of predicted masks: all pixels of all images pooled.
///
/// ```swift
/// var seen = MaskStatistics()
/// try seen.update(truth: [true, true, false, false], scores: [0.9, 0.2, 0.6, 0.1])
/// print(seen.dice, seen.intersectionOverUnion)  // 0.5 0.3333333333333333
/// ```
///
/// Pixels of one image are not independent, so intervals that treat them as trials would be far
/// too narrow; the metrics here have none.
public struct MaskStatistics: Summary {
  /// A score at least this large marks a pixel.
  public let threshold: Double
  /// What undefined readings are.
  public var zeroDivision: ZeroDivision = .standard
  var cells = Cells(count: 4)

  /// Statistics of no pixels.
  public init(threshold: Double = 0.5) { self.threshold = threshold }

  /// Adds pixels.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ or a score is not finite; the statistics are
  ///   then unchanged.
  public mutating func update(truth: [Bool], scores: [Double]) throws(EvaluationError) {
    try Columns.check(scores, "scores", like: truth, "truth")
    try Columns.check(finite: scores, "scores")
    for pixel in truth.indices {
      cells.add((truth[pixel] ? 2 : 0) + (scores[pixel] >= threshold ? 1 : 0))
    }
  }

  /// Adds pixels from memory; a truth of at least one half is marked.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ or a score is not finite; the statistics are
  ///   then unchanged.
  public mutating func update(
    truth: UnsafeBufferPointer<Float>, scores: UnsafeBufferPointer<Float>
  ) throws(EvaluationError) {
    guard truth.count == scores.count else {
      throw .lengthsDiffer(
        field: "scores", count: scores.count, expected: truth.count, of: "truth")
    }
    for pixel in 0..<scores.count where !scores[pixel].isFinite {
      throw .notFinite(field: "scores", index: pixel, value: Double(scores[pixel]))
    }
    for pixel in 0..<scores.count {
      cells.add((truth[pixel] >= 0.5 ? 2 : 0) + (Double(scores[pixel]) >= threshold ? 1 : 0))
    }
  }

  /// Adds what other statistics have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when thresholds differ.
  public mutating func merge(_ other: MaskStatistics) throws(EvaluationError) {
    guard threshold == other.threshold else {
      throw .cannotMerge(what: "thresholds", one: "\(threshold)", other: "\(other.threshold)")
    }
    cells.merge(other.cells) { $0 }
  }

  /// The counts of pixels.
  public var counts: BinaryCounts {
    BinaryCounts(
      truePositives: cells.value(3), falsePositives: cells.value(1),
      falseNegatives: cells.value(2), trueNegatives: cells.value(0), zeroDivision: zeroDivision)
  }

  /// Twice the overlap over both areas: 2 TP / (2 TP + FP + FN), which is F1.
  public var dice: Double { counts.f1 }

  /// The overlap over the union: TP / (TP + FP + FN), which is the Jaccard index.
  public var intersectionOverUnion: Double { counts.jaccard }

  /// The part of the pixels predicted rightly.
  public var accuracy: Double { counts.accuracy }
}

extension Metric where Statistics == MaskStatistics {
  /// Twice the overlap over both areas.
  public static var dice: Metric {
    Metric("dice", title: "Dice", uncertainty: .none) { $0.dice }
  }

  /// The overlap over the union.
  public static var intersectionOverUnion: Metric {
    Metric("jaccard", title: "Intersection over union", uncertainty: .none) {
      $0.intersectionOverUnion
    }
  }

  /// The part of the pixels predicted rightly.
  public static var accuracy: Metric {
    Metric("accuracy", title: "Accuracy", uncertainty: .none) { $0.accuracy }
  }

  /// Every metric of masks that this package knows.
  public static var all: [Metric] { [.dice, .intersectionOverUnion, .accuracy] }
}
