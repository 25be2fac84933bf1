/// How well scores order the labels of each row, where a row may have any number of labels.
///
/// Each reading is the (weighted) mean of a number per row. Sums are exact, so neither the order
/// of rows nor how they were sharded shows.
///
/// ```swift
/// var seen = LabelRankingStatistics()
/// try seen.update(truth: [[true, false, false], [false, false, true]],
///                 scores: [[0.75, 0.5, 1], [1, 0.2, 0.1]])
/// print(seen.averagePrecision)  // 0.41666666666666663
/// print(seen.coverageError)     // 2.5
/// print(seen.rankingLoss)       // 0.75
/// ```
///
/// Source: G. Tsoumakas, I. Katakis, I. Vlahavas, «Mining multi-label data», 2010.
public struct LabelRankingStatistics: Summary {
  var rows = RowWeights()
  var precisions = MeanOfLosses()
  var coverages = MeanOfLosses()
  var losses = MeanOfLosses()
  /// Rows that count with all labels or none, and those of them with none.
  var oneSided = 0
  var unlabeled = 0

  /// Statistics of no rows.
  public init() {}

  /// Adds rows: which labels each has, and the score of every label.
  ///
  /// - Throws: ``EvaluationError`` when shapes differ or a score is not finite; the statistics are
  ///   then unchanged.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    truth: [[Bool]], scores: [[Score]], weights: [Double]? = nil
  ) throws(EvaluationError) {
    let width = try RankingTable.width(of: truth, "truth")
    let scored = try RankingTable.width(of: scores, "scores")
    guard scored == width else {
      throw .wrongWidth(field: "scores", width: scored, expected: [width])
    }
    try update(
      truth: truth.flatMap { $0 }, scores: scores.flatMap { $0 }, width: width, weights: weights)
  }

  /// Adds rows that lie one after the other, `width` labels each.
  ///
  /// - Throws: ``EvaluationError`` when shapes differ or a score is not finite; the statistics are
  ///   then unchanged.
  public mutating func update<Score: BinaryFloatingPoint & Sendable>(
    truth: [Bool], scores: [Score], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    let count = try RankingTable.check(
      truth, "truth", scores: scores, width: width, leastWidth: 1, weights: weights)
    add(truth, scores, rows: count, width: width, weights)
  }

  @specialized(where Score == Double)
  @specialized(where Score == Float)
  private mutating func add<Score: BinaryFloatingPoint>(
    _ truth: [Bool], _ scores: [Score], rows count: Int, width: Int, _ weights: [Double]?
  ) {
    var order = RankedRow(width: width)
    var readings: [RankedRow.Reading] = []
    readings.reserveCapacity(count)
    for row in 0..<count {
      order.fill(truth: truth, scores: scores, width: width, from: row * width)
      let reading = order.reading
      if reading.isOneSided, weights?[row] != 0 {
        oneSided += 1
        if reading.isUnlabeled { unlabeled += 1 }
      }
      readings.append(reading)
    }
    weights.withUnsafeBuffer { weights in
      rows.add(count: count, weights: weights)
      precisions.add(rows: count, weights: weights) { readings[$0].precision }
      coverages.add(rows: count, weights: weights) { readings[$0].coverage }
      losses.add(rows: count, weights: weights) { readings[$0].loss }
    }
  }

  /// Adds what other statistics have seen.
  public mutating func merge(_ other: LabelRankingStatistics) {
    rows.merge(other.rows)
    precisions.merge(other.precisions)
    coverages.merge(other.coverages)
    losses.merge(other.losses)
    oneSided += other.oneSided
    unlabeled += other.unlabeled
  }

  /// The number of rows.
  public var count: Int { rows.count }

  /// The rows, or the sum of their weights.
  public var total: Double { rows.total }

  /// The readings that mean nothing of some rows, which have scikit-learn's values all the same:
  /// precision and loss where a row has all labels or none, the coverage error where it has none.
  public var undefined: [UndefinedReading] {
    let pairs = ["label_ranking_average_precision_score", "label_ranking_loss"]
    if count == 0 {
      return (pairs + ["coverage_error"]).map { UndefinedReading(metric: $0, reason: .noRows) }
    }
    let ofPairs =
      oneSided > 0 ? pairs.map { UndefinedReading(metric: $0, reason: .oneSidedRow) } : []
    return unlabeled > 0
      ? ofPairs + [UndefinedReading(metric: "coverage_error", reason: .unlabeledRow)] : ofPairs
  }

  /// The mean, over rows and their labels, of the part of the labels scored as high that are own.
  ///
  /// Ties count in full. Range above 0 ... 1; a row with all labels or none
  /// counts 1; NaN without rows.
  ///
  /// scikit-learn: `label_ranking_average_precision_score`.
  public var averagePrecision: Double { precisions.mean(rows) }

  /// The standard error of ``averagePrecision``.
  public var averagePrecisionStandardError: Double { precisions.standardError(rows) }

  /// How many labels, best first, have to be taken to cover all of a row's own: the mean over rows.
  ///
  /// Range 0 ... number of labels; a row without labels counts 0; NaN without rows.
  ///
  /// scikit-learn: `coverage_error`.
  public var coverageError: Double { coverages.mean(rows) }

  /// The standard error of ``coverageError``.
  public var coverageErrorStandardError: Double { coverages.standardError(rows) }

  /// The part of the pairs (a label of the row, another one) in the wrong order: the mean over rows.
  ///
  /// Range 0 ... 1; ties are wrong; a row with all labels or none counts 0; NaN without rows.
  ///
  /// scikit-learn: `label_ranking_loss`.
  public var rankingLoss: Double { losses.mean(rows) }

  /// The standard error of ``rankingLoss``.
  public var rankingLossStandardError: Double { losses.standardError(rows) }
}

extension Metric where Statistics == LabelRankingStatistics {
  /// The mean precision at the labels of a row.
  public static var labelRankingAveragePrecision: Metric {
    Metric(
      "label_ranking_average_precision_score", title: "Label ranking average precision",
      uncertainty: .mean { ($0.averagePrecision, $0.averagePrecisionStandardError) }
    ) { $0.averagePrecision }
  }

  /// How many labels have to be taken to cover a row's own.
  public static var coverageError: Metric {
    Metric(
      "coverage_error", title: "Coverage error", goal: .minimize, range: 0...Double.infinity,
      uncertainty: .mean { ($0.coverageError, $0.coverageErrorStandardError) }
    ) { $0.coverageError }
  }

  /// The part of the pairs in the wrong order.
  public static var labelRankingLoss: Metric {
    Metric(
      "label_ranking_loss", title: "Label ranking loss", goal: .minimize,
      uncertainty: .mean { ($0.rankingLoss, $0.rankingLossStandardError) }
    ) { $0.rankingLoss }
  }

  /// Every metric of the order of labels.
  public static var all: [Metric] {
    [.labelRankingAveragePrecision, .coverageError, .labelRankingLoss]
  }
}
