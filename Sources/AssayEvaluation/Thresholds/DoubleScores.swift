/// Scores of any floating-point type as Doubles, which hold those of Float exactly.
enum DoubleScores {
  /// The same numbers; an array of Doubles is not copied.
  static func of<Score: BinaryFloatingPoint>(_ scores: [Score]) -> [Double] {
    if let doubles = KnownLabels.cast(scores, to: Double.self) { return doubles }
    // Converting through the protocol takes ten times as long.
    if let floats = KnownLabels.cast(scores, to: Float.self) { return floats.map { Double($0) } }
    return scores.map { Double($0) }
  }
}
