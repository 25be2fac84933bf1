internal import AssayCore

/// The inverse temperature of least log loss.
///
/// The loss Σ w (log Σ exp(β z) − β z_true) is convex in β, with derivative Σ w (mean z − z_true),
/// the mean under the probabilities at β, and second derivative Σ w (variance of z). The zero of the
/// derivative is found in t = log β by Newton's method, kept inside a bracket by halving it. Sums are
/// exact, so the order of rows does not show.
struct TemperatureFit {
  /// The logits, row after row.
  let logits: [Double]
  let width: Int
  let truth: [Int]
  let weights: [Double]?

  /// The logarithm of the least and of the greatest inverse temperature.
  static let range = -10.0...10.0

  /// The summed loss at an inverse temperature.
  func loss(_ beta: Double) -> Double {
    var sum = ExactSum()
    for row in truth.indices {
      let start = row * width
      var top = -Double.infinity
      for column in 0..<width { top = max(top, beta * logits[start + column]) }
      var total = 0.0
      for column in 0..<width {
        total += ElementaryFunctions.exp(beta * logits[start + column] - top)
      }
      sum.add(
        top + ElementaryFunctions.log(total) - beta * logits[start + truth[row]],
        times: weights?[row] ?? 1)
    }
    return sum.value
  }

  /// The first and the second derivative of the loss.
  private func derivatives(_ beta: Double) -> (first: Double, second: Double) {
    var first = ExactSum()
    var second = ExactSum()
    for row in truth.indices {
      let start = row * width
      let atTruth = logits[start + truth[row]]
      var top = -Double.infinity
      for column in 0..<width { top = max(top, beta * logits[start + column]) }
      // Moments of z − z_true: what is small stays exact.
      var (total, mean, square) = (0.0, 0.0, 0.0)
      for column in 0..<width {
        let part = ElementaryFunctions.exp(beta * logits[start + column] - top)
        let distance = logits[start + column] - atTruth
        total += part
        mean += part * distance
        square += part * distance * distance
      }
      mean /= total
      let weight = weights?[row] ?? 1
      first.add(mean, times: weight)
      second.add(max(0, square / total - mean * mean), times: weight)
    }
    return (first.value, second.value)
  }

  /// The inverse temperature of least loss between e⁻¹⁰ and e¹⁰; 1 where it makes no difference.
  var minimum: Double {
    var low = Self.range.lowerBound
    var high = Self.range.upperBound
    let atLow = derivatives(ElementaryFunctions.exp(low)).first
    let atHigh = derivatives(ElementaryFunctions.exp(high)).first
    if atLow == 0 && atHigh == 0 { return 1 }
    if atLow >= 0 { return ElementaryFunctions.exp(low) }
    if atHigh <= 0 { return ElementaryFunctions.exp(high) }
    var t = 0.0
    var before = Double.infinity
    for _ in 0..<200 {
      let beta = ElementaryFunctions.exp(t)
      let (first, second) = derivatives(beta)
      if first == 0 || first.isNaN { break }
      if first < 0 { low = t } else { high = t }
      let step = first / (beta * second)
      var next = t - step
      // Newton's step, unless it leaves the bracket or the last one did not help enough.
      if !(next > low && next < high) || first.magnitude > 0.5 * before {
        next = low + (high - low) / 2
      }
      before = first.magnitude
      if next == t || (next - t).magnitude <= 2 * t.ulp || next <= low || next >= high { break }
      t = next
    }
    return ElementaryFunctions.exp(t)
  }
}
