import AssayKernels

/// A score that ``Ranking`` takes: `Float` or `Double`.
public protocol RankableScore: BinaryFloatingPoint, BitwiseCopyable, Sendable {}

extension Float: RankableScore {}
extension Double: RankableScore {}

/// How a positive and a negative, drawn at random, order themselves by score.
public struct RankedPairs: Hashable, Sendable {
  /// 2 #(positive > negative) + #(positive == negative), over all pairs of the two.
  public let concordantTwice: UInt64

  /// How many scores are positives.
  public let positives: Int

  /// How many scores are negatives.
  public let negatives: Int

  /// The area under the ROC curve, in 0...1; NaN without positives or without negatives.
  public var area: Double {
    Double(concordantTwice) / (2 * Double(positives) * Double(negatives))
  }
}

/// The distinct scores in descending order, and what each class has of each.
///
/// `Amount` is `Int` for counts, `Double` for sums of weights. All three arrays are equally long.
public struct DistinctScores<Score: RankableScore, Amount: Sendable>: Sendable {
  /// The scores, each once, the highest first; a zero is positive.
  public let scores: [Score]

  /// How many positives have each score, or the sum of their weights.
  public let positives: [Amount]

  /// How many negatives have each score, or the sum of their weights.
  public let negatives: [Amount]
}

extension DistinctScores: Equatable where Amount: Equatable {}

/// Exact statistics of ranked scores with ties: what ROC and precision-recall curves are made of.
///
/// Scores that compare equal are tied, so -0 ties with 0. Labels are 1 for a positive, 0 for a
/// negative. Results are exact, and the same for any number of threads.
///
/// ```swift
/// let pairs = try Ranking.pairs(scores: [0.1, 0.4, 0.35, 0.8] as [Float], labels: [0, 0, 1, 1])
/// pairs.area  // 0.75
/// ```
///
/// 10 million scores take some 60 ms on one thread: they are parted by their leading bits into ranges
/// that fit a cache, and within a range each score finds its place by interpolation.
public enum Ranking {
  /// Counts how the pairs of a positive and a negative order themselves; exact to 6 billion scores.
  ///
  /// - Parameters:
  ///   - scores: Higher means more likely positive. NaN is an error.
  ///   - labels: 1 for a positive, 0 for a negative.
  ///   - allowsInfinity: Whether infinite scores are ranked, rather than an error.
  /// - Throws: `RankingError`, with the first position at fault.
  public static func pairs<Score: RankableScore>(
    scores: UnsafeBufferPointer<Score>, labels: UnsafeBufferPointer<UInt8>,
    allowsInfinity: Bool = false
  ) throws(RankingError) -> RankedPairs {
    guard scores.count == labels.count else {
      throw .lengthsDiffer(scores: scores.count, labels: labels.count)
    }
    guard let first = scores.baseAddress, let label = labels.baseAddress, !scores.isEmpty else {
      return RankedPairs(concordantTwice: 0, positives: 0, negatives: 0)
    }
    var pairs = assay_pairs_t()
    var position = 0
    let outcome =
      if Score.self == Float.self {
        assay_pairs_floats(
          UnsafeRawPointer(first).assumingMemoryBound(to: Float.self), label, scores.count,
          !allowsInfinity, threads(for: scores.count), &pairs, &position)
      } else {
        assay_pairs_doubles(
          doubles(first), label, scores.count, !allowsInfinity, threads(for: scores.count), &pairs,
          &position)
      }
    try check(outcome, position, scores, labels)
    return RankedPairs(
      concordantTwice: pairs.concordant_twice, positives: Int(pairs.positives),
      negatives: Int(pairs.negatives))
  }

  /// Counts how the pairs of a positive and a negative order themselves; exact to 6 billion scores.
  ///
  /// - Parameters:
  ///   - scores: Higher means more likely positive. NaN is an error.
  ///   - labels: 1 for a positive, 0 for a negative.
  ///   - allowsInfinity: Whether infinite scores are ranked, rather than an error.
  /// - Throws: `RankingError`, with the first position at fault.
  public static func pairs<Score: RankableScore>(
    scores: [Score], labels: [UInt8], allowsInfinity: Bool = false
  ) throws(RankingError) -> RankedPairs {
    try scores.withUnsafeBufferPointer { scores throws(RankingError) in
      try labels.withUnsafeBufferPointer { labels throws(RankingError) in
        try pairs(scores: scores, labels: labels, allowsInfinity: allowsInfinity)
      }
    }
  }

  /// The distinct scores in descending order, with how many positives and negatives have each.
  ///
  /// - Parameters:
  ///   - scores: Higher means more likely positive. NaN is an error.
  ///   - labels: 1 for a positive, 0 for a negative.
  ///   - allowsInfinity: Whether infinite scores are ranked, rather than an error.
  /// - Throws: `RankingError`, with the first position at fault.
  public static func distinct<Score: RankableScore>(
    scores: UnsafeBufferPointer<Score>, labels: UnsafeBufferPointer<UInt8>,
    allowsInfinity: Bool = false
  ) throws(RankingError) -> DistinctScores<Score, Int> {
    try distinct(scores, labels, nil, allowsInfinity, of: Int.self)
  }

  /// The distinct scores in descending order, with how many positives and negatives have each.
  ///
  /// - Parameters:
  ///   - scores: Higher means more likely positive. NaN is an error.
  ///   - labels: 1 for a positive, 0 for a negative.
  ///   - allowsInfinity: Whether infinite scores are ranked, rather than an error.
  /// - Throws: `RankingError`, with the first position at fault.
  public static func distinct<Score: RankableScore>(
    scores: [Score], labels: [UInt8], allowsInfinity: Bool = false
  ) throws(RankingError) -> DistinctScores<Score, Int> {
    try scores.withUnsafeBufferPointer { scores throws(RankingError) in
      try labels.withUnsafeBufferPointer { labels throws(RankingError) in
        try distinct(scores, labels, nil, allowsInfinity, of: Int.self)
      }
    }
  }

  /// The distinct scores in descending order, with how many positives and negatives have each, as
  /// Doubles.
  ///
  /// Parameters and errors as for counts.
  public static func distinctAmounts<Score: RankableScore>(
    scores: UnsafeBufferPointer<Score>, labels: UnsafeBufferPointer<UInt8>,
    allowsInfinity: Bool = false
  ) throws(RankingError) -> DistinctScores<Score, Double> {
    try distinct(scores, labels, nil, allowsInfinity, of: Double.self)
  }

  /// The distinct scores in descending order, with the sums of both classes' weights.
  ///
  /// Equal scores' weights are summed in the order in which they are given. Weights are not checked.
  ///
  /// - Parameters:
  ///   - scores: Higher means more likely positive. NaN is an error.
  ///   - labels: 1 for a positive, 0 for a negative.
  ///   - weights: One for each score.
  ///   - allowsInfinity: Whether infinite scores are ranked, rather than an error.
  /// - Throws: `RankingError`, with the first position at fault.
  public static func distinct<Score: RankableScore>(
    scores: UnsafeBufferPointer<Score>, labels: UnsafeBufferPointer<UInt8>,
    weights: UnsafeBufferPointer<Double>, allowsInfinity: Bool = false
  ) throws(RankingError) -> DistinctScores<Score, Double> {
    try distinct(scores, labels, weights, allowsInfinity, of: Double.self)
  }

  /// The distinct scores in descending order, with the sums of both classes' weights.
  ///
  /// Equal scores' weights are summed in the order in which they are given. Weights are not checked.
  ///
  /// - Parameters:
  ///   - scores: Higher means more likely positive. NaN is an error.
  ///   - labels: 1 for a positive, 0 for a negative.
  ///   - weights: One for each score.
  ///   - allowsInfinity: Whether infinite scores are ranked, rather than an error.
  /// - Throws: `RankingError`, with the first position at fault.
  public static func distinct<Score: RankableScore>(
    scores: [Score], labels: [UInt8], weights: [Double], allowsInfinity: Bool = false
  ) throws(RankingError) -> DistinctScores<Score, Double> {
    try scores.withUnsafeBufferPointer { scores throws(RankingError) in
      try labels.withUnsafeBufferPointer { labels throws(RankingError) in
        try weights.withUnsafeBufferPointer { weights throws(RankingError) in
          try distinct(scores, labels, weights, allowsInfinity, of: Double.self)
        }
      }
    }
  }
}

extension Ranking {
  /// Below some ten thousand scores, waking another thread costs more than it saves.
  static func threads(for count: Int) -> Int32 {
    count < 1 << 15 ? 1 : Int32(Workers.count)
  }

  static func doubles<Score: RankableScore>(
    _ pointer: UnsafePointer<Score>
  ) -> UnsafePointer<Double> {
    precondition(Score.self == Double.self, "Scores are Float or Double, not \(Score.self).")
    return UnsafeRawPointer(pointer).assumingMemoryBound(to: Double.self)
  }

  static func check<Score: RankableScore>(
    _ outcome: assay_ranking_t, _ position: Int, _ scores: UnsafeBufferPointer<Score>,
    _ labels: UnsafeBufferPointer<UInt8>
  ) throws(RankingError) {
    switch outcome {
    case ASSAY_RANKED: return
    case ASSAY_BAD_SCORE: throw .badScore(index: position, value: Double(scores[position]))
    case ASSAY_BAD_LABEL: throw .badLabel(index: position, value: labels[position])
    default: throw .outOfMemory(scores: scores.count)
    }
  }

  /// `Amount` is `Double` if there are weights, else `Int` or `Double`.
  private static func distinct<Score: RankableScore, Amount>(
    _ scores: UnsafeBufferPointer<Score>, _ labels: UnsafeBufferPointer<UInt8>,
    _ weights: UnsafeBufferPointer<Double>?, _ allowsInfinity: Bool, of: Amount.Type
  ) throws(RankingError) -> DistinctScores<Score, Amount> {
    let size = scores.count
    guard size == labels.count else {
      throw .lengthsDiffer(scores: size, labels: labels.count)
    }
    if let weights, weights.count != size {
      throw .weightsDiffer(scores: size, weights: weights.count)
    }
    guard size > 0 else { return DistinctScores(scores: [], positives: [], negatives: []) }
    var outcome = ASSAY_RANKED
    var position = 0
    var positives: [Amount] = []
    var negatives: [Amount] = []
    let distinct = [Score](unsafeUninitializedCapacity: size) { distinct, used in
      positives = [Amount](unsafeUninitializedCapacity: size) { positives, usedPositives in
        negatives = [Amount](unsafeUninitializedCapacity: size) { negatives, usedNegatives in
          outcome = rank(
            scores, labels, weights, allowsInfinity, UnsafeMutableRawPointer(distinct.baseAddress),
            UnsafeMutableRawPointer(positives.baseAddress),
            UnsafeMutableRawPointer(negatives.baseAddress), &used, &position)
          if weights == nil, Amount.self == Double.self {
            turnIntoDoubles(UnsafeMutableRawPointer(positives.baseAddress), count: used)
            turnIntoDoubles(UnsafeMutableRawPointer(negatives.baseAddress), count: used)
          }
          usedNegatives = used
        }
        usedPositives = used
      }
    }
    try check(outcome, position, scores, labels)
    return DistinctScores(scores: distinct, positives: positives, negatives: negatives)
  }

  /// Turns counts into Doubles where they stand; both take eight bytes.
  private static func turnIntoDoubles(_ counts: UnsafeMutableRawPointer?, count: Int) {
    guard let counts else { return }
    for offset in stride(from: 0, to: 8 * count, by: 8) {
      let value = Double(counts.load(fromByteOffset: offset, as: Int64.self))
      counts.storeBytes(of: value, toByteOffset: offset, as: Double.self)
    }
  }

  private static func rank<Score: RankableScore>(
    _ scores: UnsafeBufferPointer<Score>, _ labels: UnsafeBufferPointer<UInt8>,
    _ weights: UnsafeBufferPointer<Double>?, _ allowsInfinity: Bool,
    _ distinct: UnsafeMutableRawPointer?, _ positives: UnsafeMutableRawPointer?,
    _ negatives: UnsafeMutableRawPointer?, _ used: inout Int, _ position: inout Int
  ) -> assay_ranking_t {
    let size = scores.count
    let threads = threads(for: size)
    guard let first = scores.baseAddress else { return ASSAY_RANKED }
    if Score.self == Float.self {
      let first = UnsafeRawPointer(first).assumingMemoryBound(to: Float.self)
      let distinct = distinct?.assumingMemoryBound(to: Float.self)
      if let weights {
        return assay_distinct_weighted_floats(
          first, labels.baseAddress, weights.baseAddress, size, !allowsInfinity, threads, distinct,
          positives?.assumingMemoryBound(to: Double.self),
          negatives?.assumingMemoryBound(to: Double.self), &used, &position)
      }
      return assay_distinct_floats(
        first, labels.baseAddress, size, !allowsInfinity, threads, distinct,
        positives?.assumingMemoryBound(to: Int64.self),
        negatives?.assumingMemoryBound(to: Int64.self), &used, &position)
    }
    let distinct = distinct?.assumingMemoryBound(to: Double.self)
    if let weights {
      return assay_distinct_weighted_doubles(
        doubles(first), labels.baseAddress, weights.baseAddress, size, !allowsInfinity, threads,
        distinct, positives?.assumingMemoryBound(to: Double.self),
        negatives?.assumingMemoryBound(to: Double.self), &used, &position)
    }
    return assay_distinct_doubles(
      doubles(first), labels.baseAddress, size, !allowsInfinity, threads, distinct,
      positives?.assumingMemoryBound(to: Int64.self),
      negatives?.assumingMemoryBound(to: Int64.self), &used, &position)
  }
}

/// Why scores could not be ranked.
public enum RankingError: Error, Hashable, CustomStringConvertible {
  /// There are not as many labels as scores.
  case lengthsDiffer(scores: Int, labels: Int)

  /// There are not as many weights as scores.
  case weightsDiffer(scores: Int, weights: Int)

  /// A score is NaN, or infinite where infinity is not allowed.
  case badScore(index: Int, value: Double)

  /// A label is neither 0 nor 1.
  case badLabel(index: Int, value: UInt8)

  /// There was not enough memory for a copy of the scores.
  case outOfMemory(scores: Int)

  /// What was expected, what came, and how to fix it.
  public var description: String {
    switch self {
    case .lengthsDiffer(let scores, let labels):
      "Each score needs a label: there are \(scores) scores and \(labels) labels."
    case .weightsDiffer(let scores, let weights):
      "Each score needs a weight: there are \(scores) scores and \(weights) weights."
    case .badScore(let index, let value):
      value.isNaN
        ? "Score \(index) is NaN, which has no rank. Remove it, or look for what made it."
        : "Score \(index) is \(value), but scores must be finite."
    case .badLabel(let index, let value):
      "Label \(index) is \(value), but labels are 1 for a positive and 0 for a negative."
    case .outOfMemory(let scores):
      "There is not enough memory to rank \(scores) scores."
    }
  }
}
