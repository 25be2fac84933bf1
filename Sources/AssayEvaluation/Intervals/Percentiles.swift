/// The interval between two percentiles of resampled values.
enum Percentiles {
  /// How many of the resamples may leave a reading undefined before it has no interval: one in
  /// twenty.
  static let undefinedPart = 0.05

  /// The (1−level)/2 and (1+level)/2 quantiles, interpolated linearly between neighbours (NumPy's
  /// default).
  ///
  /// Undefined values (NaN) are left out.
  /// - Returns: nil if more than one value in twenty is undefined, or there is none.
  static func interval(of values: [Double], level: Double) -> (low: Double, high: Double)? {
    guard level > 0, level < 1 else { return nil }
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty,
      Double(values.count - sorted.count) <= undefinedPart * Double(values.count)
    else { return nil }
    let tail = 0.5 * (1 - level)
    return (quantile(tail, sorted), quantile(1 - tail, sorted))
  }

  /// Whether any two defined values differ.
  static func hasSpread(_ values: [Double]) -> Bool {
    guard let first = values.first(where: { !$0.isNaN }) else { return false }
    return values.contains { !$0.isNaN && $0 != first }
  }

  /// The quantile of sorted values, of which there is at least one, for a part between 0 and 1.
  static func quantile(_ part: Double, _ sorted: [Double]) -> Double {
    let place = part * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let share = place - Double(below)
    let (low, high) = (sorted[below], sorted[below + 1])
    return low == high ? low : low + share * (high - low)
  }
}
