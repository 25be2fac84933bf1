/// What is known of predicted masks image by image: overlap read for each image, then averaged.
///
/// Masks of several classes are a ``ConfusionMatrix`` of their pixels' labels: `perClass` and
/// `macro` have each class's and the mean intersection over union as `jaccard`, and Dice as `f1`.
///
/// Images are what varies, pixels of one image are not independent: so the standard errors here are
/// over images. ``MaskStatistics`` pools all pixels instead, and lets large objects count most.
///
/// ```swift
/// var seen = ImageMaskStatistics()
/// try seen.update(truth: [true, true, false, false], scores: [1, 0.25, 0.5, 0])   // one image
/// try seen.update(truth: [true, false, false, false], scores: [1, 0, 0, 0])       // another
/// print(seen.meanDice)  // 0.75
/// ```
///
/// Source: F. Milletari, N. Navab, S.-A. Ahmadi, «V-Net», 2016 (the squared form of Dice).
public struct ImageMaskStatistics: Summary {
  /// What an image counts where neither the truth nor the prediction marks anything.
  public enum EmptyImage: Hashable, Sendable, CustomStringConvertible {
    /// 1: nothing was to be found, and nothing was.
    case perfect
    /// 0, as scikit-learn's F1 and Jaccard index by default.
    case zero
    /// The image is left out of the mean.
    case skipped

    /// The policy and its reason, for a report.
    public var description: String {
      switch self {
      case .perfect: "empty images count 1: nothing was to be found, and nothing was"
      case .zero: "empty images count 0, as scikit-learn does"
      case .skipped: "empty images are left out: overlap says nothing of them"
      }
    }
  }

  /// A score at least this large marks a pixel.
  public let threshold: Double
  /// A truth at least this large marks a pixel; nil refuses a truth that is neither 0 nor 1.
  public let truthThreshold: Double?
  /// What an image without marked pixels counts.
  public let emptyImage: EmptyImage
  /// How many images were seen.
  public internal(set) var imageCount = 0
  /// How many images had no marked pixel in the truth, and none over the threshold.
  public internal(set) var emptyImageCount = 0
  /// How many pixels had a truth other than 0 and 1, and were judged by ``truthThreshold``.
  public internal(set) var thresholdedTruthCount = 0
  var hardRows = RowWeights()
  var dices = MeanOfLosses()
  var unions = MeanOfLosses()
  var softRows = RowWeights()
  var softDices = MeanOfLosses()
  var softUnions = MeanOfLosses()
  var squaredDices = MeanOfLosses()

  /// Statistics of no images.
  ///
  /// - Throws: ``EvaluationError/notFinite(field:index:value:)`` for a threshold that is not finite.
  public init(
    threshold: Double = 0.5, truthThreshold: Double? = nil, emptyImage: EmptyImage = .perfect
  ) throws(EvaluationError) {
    try Columns.check(finite: [threshold], "threshold")
    if let truthThreshold { try Columns.check(finite: [truthThreshold], "truthThreshold") }
    self.threshold = threshold
    self.truthThreshold = truthThreshold
    self.emptyImage = emptyImage
  }

  /// Statistics of no images: a pixel is marked from 0.5 on, a truth must be 0 or 1, and empty
  /// images count 1.
  public init() {
    threshold = 0.5
    truthThreshold = nil
    emptyImage = .perfect
  }

  /// Adds one image: which pixels are marked, and the score of each.
  ///
  /// Scores are in 0 to 1.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ, there are no pixels, or a score is not in
  ///   0 ... 1; the statistics are then unchanged.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    truth: [Bool], scores: [Score]
  ) throws(EvaluationError) {
    try Columns.check(notEmpty: truth, "truth")
    try Columns.check(scores, "scores", like: truth, "truth")
    let scores = scores.map { Double($0) }
    try Columns.check(probabilities: scores, "scores")
    add(truth, scores)
  }

  /// Adds one image whose truth is numbers.
  ///
  /// - Throws: as for flags, and ``EvaluationError/outOfRange(field:index:value:range:)`` for a truth
  ///   that is neither 0 nor 1, unless there is a ``truthThreshold``; the statistics are then
  ///   unchanged.
  public mutating func update<Number: BinaryFloatingPoint & Sendable>(
    truthValues: [Number], scores: [Number]
  ) throws(EvaluationError) {
    let values = truthValues.map { Double($0) }
    try Columns.check(finite: values, "truthValues")
    let odd = values.indices.filter { values[$0] != 0 && values[$0] != 1 }
    if truthThreshold == nil, let bad = odd.first {
      throw .outOfRange(field: "truthValues", index: bad, value: values[bad], range: 0...1)
    }
    let threshold = truthThreshold ?? 1
    try update(truth: values.map { $0 >= threshold }, scores: scores)
    thresholdedTruthCount += odd.count
  }

  private mutating func add(_ truth: [Bool], _ scores: [Double]) {
    var (both, marked, found) = (0, 0, 0)
    var (overlap, area, squares) = (0.0, 0.0, 0.0)
    for pixel in truth.indices {
      let isFound = scores[pixel] >= threshold
      if truth[pixel] {
        marked += 1
        overlap += scores[pixel]
        if isFound { both += 1 }
      }
      if isFound { found += 1 }
      area += scores[pixel]
      squares += scores[pixel] * scores[pixel]
    }
    imageCount += 1
    let truthArea = Double(marked)
    if marked + found == 0 {
      emptyImageCount += 1
      if let value = emptyValue {
        hardRows.add()
        dices.add(value)
        unions.add(value)
      }
    } else {
      hardRows.add()
      dices.add(Double(2 * both) / Double(marked + found))
      unions.add(Double(both) / Double(marked + found - both))
    }
    if truthArea + area == 0 {
      if let value = emptyValue {
        softRows.add()
        softDices.add(value)
        softUnions.add(value)
        squaredDices.add(value)
      }
    } else {
      softRows.add()
      softDices.add(2 * overlap / (truthArea + area))
      softUnions.add(overlap / (truthArea + area - overlap))
      // A score so small that its square is 0 finds nothing.
      let squaredArea = truthArea + squares
      squaredDices.add(squaredArea == 0 ? 0 : 2 * overlap / squaredArea)
    }
  }

  private var emptyValue: Double? {
    switch emptyImage {
    case .perfect: 1
    case .zero: 0
    case .skipped: nil
    }
  }

  /// Adds what other statistics have seen.
  ///
  /// - Throws: ``EvaluationError/cannotMerge(what:one:other:)`` when thresholds or the policy for
  ///   empty images differ.
  public mutating func merge(_ other: ImageMaskStatistics) throws(EvaluationError) {
    guard threshold == other.threshold, truthThreshold == other.truthThreshold else {
      throw .cannotMerge(
        what: "thresholds", one: "\(threshold)", other: "\(other.threshold)")
    }
    guard emptyImage == other.emptyImage else {
      throw .cannotMerge(
        what: "policies for empty images", one: "\(emptyImage)", other: "\(other.emptyImage)")
    }
    imageCount += other.imageCount
    emptyImageCount += other.emptyImageCount
    thresholdedTruthCount += other.thresholdedTruthCount
    hardRows.merge(other.hardRows)
    dices.merge(other.dices)
    unions.merge(other.unions)
    softRows.merge(other.softRows)
    softDices.merge(other.softDices)
    softUnions.merge(other.softUnions)
    squaredDices.merge(other.squaredDices)
  }
}

extension ImageMaskStatistics {
  /// The mean over images of 2 TP / (2 TP + FP + FN); NaN without images that count.
  ///
  /// scikit-learn: the mean of `f1_score` of each image.
  public var meanDice: Double { dices.mean(hardRows) }

  /// The mean over images of TP / (TP + FP + FN); NaN without images that count.
  ///
  /// scikit-learn: the mean of `jaccard_score` of each image.
  public var meanIntersectionOverUnion: Double { unions.mean(hardRows) }

  /// The mean over images of 2 Σ p t / (Σ p + Σ t), with scores p and truth t.
  public var meanSoftDice: Double { softDices.mean(softRows) }

  /// The mean over images of Σ p t / (Σ p + Σ t − Σ p t).
  public var meanSoftIntersectionOverUnion: Double { softUnions.mean(softRows) }

  /// The mean over images of 2 Σ p t / (Σ p² + Σ t²), the form with squares below.
  public var meanSquaredDice: Double { squaredDices.mean(softRows) }

  /// The standard error of ``meanDice``, over images.
  public var meanDiceStandardError: Double { dices.standardError(hardRows) }

  /// The standard error of ``meanIntersectionOverUnion``, over images.
  public var meanIntersectionOverUnionStandardError: Double { unions.standardError(hardRows) }

  /// The standard error of ``meanSoftDice``, over images.
  public var meanSoftDiceStandardError: Double { softDices.standardError(softRows) }

  /// The standard error of ``meanSoftIntersectionOverUnion``, over images.
  public var meanSoftIntersectionOverUnionStandardError: Double {
    softUnions.standardError(softRows)
  }

  /// The standard error of ``meanSquaredDice``, over images.
  public var meanSquaredDiceStandardError: Double { squaredDices.standardError(softRows) }
}
