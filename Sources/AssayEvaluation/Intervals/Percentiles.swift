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
    var defined = values.filter { !$0.isNaN }
    guard !defined.isEmpty,
      Double(values.count - defined.count) <= undefinedPart * Double(values.count)
    else { return nil }
    let tail = 0.5 * (1 - level)
    for part in [tail, 1 - tail] {
      let place = Int(part * Double(defined.count - 1))
      select(place, in: &defined)
      if place + 1 < defined.count { select(place + 1, in: &defined) }
    }
    return (quantile(tail, defined), quantile(1 - tail, defined))
  }

  /// Puts the value of a sorted order's place there, no greater one before it and no less one
  /// after: Hoare's selection, O(n) on average.
  private static func select(_ place: Int, in values: inout [Double]) {
    values.withUnsafeMutableBufferPointer { values in
      var (low, high) = (0, values.count - 1)
      while low < high {
        let (a, b, c) = (values[low], values[(low + high) / 2], values[high])
        let pivot = max(min(a, b), min(max(a, b), c))
        var (left, right) = (low, high)
        while left <= right {
          while values[left] < pivot { left += 1 }
          while values[right] > pivot { right -= 1 }
          if left <= right {
            values.swapAt(left, right)
            left += 1
            right -= 1
          }
        }
        if place <= right { high = right } else if place >= left { low = left } else { return }
      }
    }
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
