/// How far predictions agree with the truth beyond chance: kappa with its interval, and the rows
/// that would show it.
///
/// With p the parts of rows in the cells, rᵢ of the truth in class i and cⱼ of the predictions, the
/// agreement is Σ pᵢᵢ, that of chance Σ rᵢcᵢ, and kappa the part of what chance leaves to get that is
/// got: (agreement − chance) / (1 − chance).
///
/// ```swift
/// let agreement = ChanceAgreement(cells: [206, 42, 37, 215], classCount: 2)
/// print(agreement.kappa)              // 0.684
/// print(agreement.rowsNeeded() ?? 0)  // the rows that would tell it from chance
/// ```
///
/// statsmodels: `cohens_kappa`. Source: J. Fleiss, J. Cohen and B. Everitt, *Large sample standard
/// errors of kappa and weighted kappa*, 1969.
public struct ChanceAgreement: Hashable, Sendable {
  /// How many rows there are.
  public let rows: Int
  /// The part of rows that agree.
  public let agreement: Double
  /// The part of rows that would agree by chance.
  public let chance: Double
  /// Cohen's kappa; NaN where truth and predictions hold one and the same class.
  public let kappa: Double
  /// The standard error of kappa in large samples; NaN where kappa is.
  public let kappaStandardError: Double
  /// The variance of a row's part in agreement − chance, were predictions dealt at random.
  private let chanceVariance: Double
  /// The variance of a row's part in agreement − chance, of the rows seen.
  private let seenVariance: Double
  /// The cells, from which all else follows.
  private let cells: [Int]

  /// The agreement in a confusion matrix, its cells row after row.
  ///
  /// Cells below 0 count as 0; cells that are no square table as none.
  public init(cells: [Int], classCount width: Int) {
    let isTable = width > 0 && cells.count == width * width
    let most = 1 << 52 / max(1, cells.count)
    let cells = isTable ? cells.map { min(max(0, $0), most) } : []
    let width = isTable ? width : 0
    self.cells = cells
    rows = cells.reduce(0, +)
    let n = Double(rows)
    let parts = cells.map { Double($0) / n }
    var truth = [Double](repeating: 0, count: width)
    var guesses = truth
    for (cell, part) in parts.enumerated() {
      truth[cell / width] += part
      guesses[cell % width] += part
    }
    let agreement = (0..<width).reduce(0.0) { $0 + parts[$1 * width + $1] }
    let chance = zip(truth, guesses).reduce(0.0) { $0 + $1.0 * $1.1 }
    // What a row adds to agreement, and to chance through the two sums that it is in.
    var seen = 0.0
    var dealt = 0.0
    var ofKappa = 0.0
    for (cell, part) in parts.enumerated() {
      let (row, column) = (cell / width, cell % width)
      let agrees = row == column ? 1.0 : 0.0
      let sums = guesses[row] + truth[column]
      let lead = (agrees - agreement) - (sums - 2 * chance)
      seen += part * lead * lead
      let byChance = agrees - sums + chance
      dealt += truth[row] * guesses[column] * byChance * byChance
      let change =
        ((agrees - agreement) * (1 - chance) - (sums - 2 * chance) * (1 - agreement))
        / ((1 - chance) * (1 - chance))
      ofKappa += part * change * change
    }
    let matrix = try? ConfusionMatrix(classes: Array(0..<width), cells: cells)
    self.agreement = rows > 0 ? agreement : .nan
    self.chance = rows > 0 ? chance : .nan
    kappa = matrix?.cohenKappa ?? .nan
    kappaStandardError = kappa.isNaN ? .nan : (ofKappa / n).squareRoot()
    chanceVariance = dealt
    seenVariance = seen
  }

  /// The interval of kappa: kappa ± z SE, cut at −1 and 1.
  ///
  /// For few rows prefer the bootstrap, `evaluation.estimate(.cohenKappa)`.
  ///
  /// - Returns: nil where kappa is undefined, or for a level not between 0 and 1.
  public func kappaInterval(level: Double = 0.95) -> Interval? {
    .normal(value: kappa, standardError: kappaStandardError, level: level, range: -1...1)
  }

  /// How many rows would show that the agreement is more than chance, if it is as it looks.
  ///
  /// n = (z_α σ₀ + z_β σ₁)² / (agreement − chance)², rounded up, with σ₀ the standard deviation of a
  /// row's part under chance and σ₁ that of the rows seen; one-sided.
  ///
  /// - Parameters:
  ///   - level: How often the test may err where there is only chance.
  ///   - power: How often it is to find the agreement: four times in five unless said otherwise.
  /// - Returns: nil unless there is more agreement than chance, or for a level or a power not
  ///   between 0 and 1.
  public func rowsNeeded(level: Double = 0.05, power: Double = 0.8) -> Int? {
    let lead = agreement - chance
    guard lead > 1e-12, level > 0, level < 1, power > 0, power < 1 else { return nil }
    let root =
      NormalDistribution.upperQuantile(level) * chanceVariance.squareRoot()
      + NormalDistribution.upperQuantile(1 - power) * seenVariance.squareRoot()
    let needed = root * root / (lead * lead)
    return needed < 1e15 ? max(2, Int(needed.rounded(.up))) : nil
  }
}

extension ChanceAgreement {
  /// Whether the cells are the same; a kappa that is undefined is no difference.
  public static func == (one: Self, other: Self) -> Bool { one.cells == other.cells }

  /// Feeds the cells to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(cells) }
}
