extension Array where Element: BinaryFloatingPoint {
  /// The same numbers as Doubles, which hold those of Float exactly; an array of Doubles is not
  /// copied.
  var doubles: [Double] {
    if let doubles = KnownLabels.cast(self, to: Double.self) { return doubles }
    // As a known type: converting through the protocol takes ten times as long.
    if let floats = KnownLabels.cast(self, to: Float.self) { return floats.map { Double($0) } }
    return map { Double($0) }
  }
}
