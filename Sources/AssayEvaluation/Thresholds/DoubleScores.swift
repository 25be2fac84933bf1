/// Scores of any floating-point type as Doubles, which hold those of Float exactly.
enum DoubleScores {
  /// The same numbers; an array of Doubles is not copied.
  static func of<Score: BinaryFloatingPoint>(_ scores: [Score]) -> [Double] {
    KnownLabels.cast(scores, to: Double.self) ?? scores.map { Double($0) }
  }
}
