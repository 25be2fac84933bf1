/// Whether a classifier is better than guessing: the facts, from exact one-sided tests at 5 %.
///
/// Two guesses are beaten or not:
///
/// - **the constant answer**, the class most frequent in training: by McNemar's exact test on the
///   rows where exactly one of the two is right. Both counts stand in the confusion matrix: the
///   classifier alone is right on the diagonal outside the class, the constant alone on the class's
///   row off the diagonal.
/// - **chance**, predictions as frequent as the classifier's but dealt at random: by Fisher's exact
///   test for two classes, by permutations for more.
///
/// ```swift
/// print(evaluation.verdict)
/// // 84 % right against 50 % for always saying 1: better than guessing (p < 0.0001).
/// ```
///
/// A verdict is one of the rows judged: other data, other verdict. Weighted rows count as Kish's
/// effective number of rows, rounded.
public struct Verdict: Hashable, Sendable {
  /// The level of the tests: 0.05.
  public static let level = 0.05

  /// How many rows were judged.
  public let rows: Int
  /// The part of rows that are right.
  public let accuracy: Double
  /// The class of the constant answer.
  public let constantClass: String
  /// Whether the constant answer is the class most frequent in training; else it is the one most
  /// frequent in the rows judged, which makes it a little harder to beat.
  public let isFromTraining: Bool
  /// The part of rows the constant answer would have right.
  public let constantAccuracy: Double
  /// The test against the constant answer.
  public let againstConstant: McNemarTest
  /// The p-value against the constant answer.
  public let constantPValue: Double
  /// The part of rows right by chance, on average.
  public let chanceAccuracy: Double
  /// The p-value against chance.
  public let chancePValue: Double
  /// How far the predictions agree with the truth beyond chance.
  public let beyondChance: ChanceAgreement
  /// Whether rows have weights, so that counts are effective ones.
  public let isWeighted: Bool

  /// The verdict on a confusion matrix.
  ///
  /// - Parameters:
  ///   - cells: The counts, row after row; rows are the truth.
  ///   - classes: The names of the classes.
  ///   - constant: The position of the class most frequent in training; nil for the most frequent
  ///     in
  ///     the rows judged.
  ///   - isWeighted: Whether the counts are effective ones.
  /// - Returns: nil without rows, or when cells and classes do not fit or a cell is negative.
  public init?(cells: [Int], classes: [String], constant: Int? = nil, isWeighted: Bool = false) {
    let width = classes.count
    // More rows than Double counts, or their sum, would overflow.
    let mostRows = 1 << 52 / max(1, cells.count)
    guard width > 0, cells.count == width * width,
      cells.allSatisfy({ (0...mostRows).contains($0) }),
      constant.map({ (0..<width).contains($0) }) ?? true
    else { return nil }
    let support = (0..<width).map { cells[$0 * width..<($0 + 1) * width].reduce(0, +) }
    let rows = support.reduce(0, +)
    guard rows > 0 else { return nil }
    // The last among equals, as the positive class.
    let most = support.max() ?? 0
    let answer = constant ?? support.lastIndex(of: most) ?? 0
    let correct = (0..<width).reduce(0) { $0 + cells[$1 * width + $1] }
    let hits = cells[answer * width + answer]
    let test = McNemarTest(
      onlyFirstRight: correct - hits, onlySecondRight: support[answer] - hits)
    let chance = PermutationTest(cells: cells, classCount: width)
    self.rows = rows
    self.isWeighted = isWeighted
    accuracy = Double(correct) / Double(rows)
    constantClass = classes[answer]
    isFromTraining = constant != nil
    constantAccuracy = Double(support[answer]) / Double(rows)
    againstConstant = test
    constantPValue = test.pValue(.greater)
    beyondChance = ChanceAgreement(cells: cells, classCount: width)
    chanceAccuracy = chance.mean / Double(rows)
    chancePValue =
      width == 2
      ? FisherExactTest(cells[0], cells[1], cells[2], cells[3]).pValue(.greater)
      : chance.pValue()
  }

  /// Whether the classifier is right more often than the constant answer, at 5 %.
  public var beatsConstant: Bool { constantPValue < Self.level }

  /// Whether the predictions go with the truth more than chance would have it, at 5 %.
  public var beatsChance: Bool { chancePValue < Self.level }

  /// Whether both guesses are beaten.
  public var isBetterThanGuessing: Bool { beatsConstant && beatsChance }
}

extension ClassifierEvaluation {
  /// Whether the classifier is better than guessing; nil without rows.
  ///
  /// The constant answer is ``trainingMajority``, else the most frequent class of these rows.
  public var verdict: Verdict? {
    let intervals = IntervalsOfStatistics(
      statistics: statistics, level: 0.95, resamples: 0, seed: 1)
    guard let scale = intervals.effectiveRowsPerWeight else { return nil }
    return Verdict(
      cells: statistics.cells.values.map { Int(min(max(0, $0 * scale), 0x1p40).rounded()) },
      classes: classes.map { String(describing: $0) },
      constant: trainingMajority.flatMap { classes.firstIndex(of: $0) },
      isWeighted: intervals.isWeighted)
  }
}
