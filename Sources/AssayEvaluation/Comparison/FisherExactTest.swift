/// Fisher's exact test of a 2×2 table: whether rows and columns go together beyond chance.
///
/// Given the sums of rows and columns, the first cell follows a hypergeometric distribution if
/// there is no connection; the p-value is its tail. On a confusion matrix, `.greater` asks whether
/// the predictions know anything of the truth.
///
/// SciPy: `fisher_exact(table, alternative="greater")`.
/// Source: R. A. Fisher, *The Design of Experiments*, 1935.
public struct FisherExactTest: Hashable, Sendable {
  /// The counts, row by row: a b / c d.
  public let cells: [Int]

  /// A test of the table a b / c d; counts below 0 are 0, above 2⁵⁰ they are 2⁵⁰.
  public init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    cells = [a, b, c, d].map { min(max(0, $0), 1 << 50) }
  }

  /// The p-value, for a diagonal heavier than chance unless asked otherwise.
  ///
  /// `.greater` asks for a heavier diagonal, `.less` for a lighter one. Two-sided, every table no
  /// more probable than the one seen counts, as in SciPy and R.
  public func pValue(_ alternative: Alternative = .greater) -> Double {
    let distribution = HypergeometricDistribution(
      marked: cells[0] + cells[1], unmarked: cells[2] + cells[3], drawn: cells[0] + cells[2])
    switch alternative {
    case .greater: return distribution.upperTail(cells[0])
    case .less: return distribution.lowerTail(cells[0])
    case .twoSided: return distribution.bothTails(cells[0])
    }
  }
}
