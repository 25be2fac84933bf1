internal import AssayCore

/// The inverse temperature of least log loss.
///
/// The loss Σ w (log Σ exp(β z) − β z_true) is convex in β, with derivative Σ w (mean z − z_true),
/// the mean under the probabilities at β, and second derivative Σ w (variance of z). The zero of the
/// derivative is found in t = log β by Newton's method, kept inside a bracket by halving it. Sums are
/// exact, so neither the order of rows nor the number of threads shows.
struct TemperatureFit: Sendable {
  private let width: Int
  private let count: Int
  /// Each logit minus the greatest of its row: none above 0.
  private let below: [Double]
  /// How far the true class lies below the greatest of its row.
  private let missing: [Double]
  private let weights: [Double]?

  /// The logarithm of the least and of the greatest inverse temperature.
  static let range = -10.0...10.0

  /// Rows of logits with the position of the true one; rows of weight 0 are left out.
  init(logits: [Double], width: Int, truth: [Int], weights: [Double]?) {
    let rows = truth.indices.filter { weights?[$0] != 0 }
    var below: [Double] = []
    var missing: [Double] = []
    below.reserveCapacity(rows.count * width)
    missing.reserveCapacity(rows.count)
    for row in rows {
      var top = logits[row * width]
      for place in row * width..<(row + 1) * width where logits[place] > top {
        top = logits[place]
      }
      for place in row * width..<(row + 1) * width { below.append(logits[place] - top) }
      missing.append(top - logits[row * width + truth[row]])
    }
    self.width = width
    self.below = below
    self.missing = missing
    // Weights of 1 change nothing, and cost time.
    let counted = weights.map { weights in rows.map { weights[$0] } }
    self.weights = counted.flatMap { $0.allSatisfy { $0 == 1 } ? nil : $0 }
    count = rows.count
  }

  /// The summed loss at an inverse temperature.
  func loss(_ beta: Double) -> Double {
    sums(beta, terms: 1) { total, _, _, missing in
      (ElementaryFunctions.log(total) + beta * missing, 0)
    }.first
  }

  /// The first and the second derivative of the loss.
  private func derivatives(_ beta: Double) -> (first: Double, second: Double) {
    sums(beta, terms: 2) { total, sum, square, missing in
      let mean = sum / total
      return (mean + missing, max(0, square / total - mean * mean))
    }
  }

  /// The exact sums over rows of one or two terms.
  ///
  /// - Parameter term: Makes the terms of a row of Σ e, Σ e u and Σ e u² over its classes, where u is
  ///   the logit minus the row's greatest and e = exp(β u), and of how far the true class lies below.
  private func sums(
    _ beta: Double, terms: Int,
    _ term: @Sendable (Double, Double, Double, Double) -> (Double, Double)
  ) -> (first: Double, second: Double) {
    let perTask = max(1, 8_192 / width)
    let tasks = (count + perTask - 1) / perTask
    var parts = [(ExactSum, ExactSum)](repeating: (ExactSum(), ExactSum()), count: tasks)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let parts = parts
      Workers.run(tasks) { task in
        let rows = task * perTask..<min(count, (task + 1) * perTask)
        let values = ElementaryFunctions.exp(
          below[rows.lowerBound * width..<rows.upperBound * width].map { beta * $0 })
        var firsts: [Double] = []
        var seconds: [Double] = []
        for row in rows {
          var (total, sum, square) = (0.0, 0.0, 0.0)
          for column in 0..<width {
            let e = values[(row - rows.lowerBound) * width + column]
            let u = below[row * width + column]
            total += e
            sum += e * u
            square += e * u * u
          }
          let (first, second) = term(total, sum, square, missing[row])
          if let weight = weights?[row] {
            parts[task].0.add(first, times: weight)
            if terms == 2 { parts[task].1.add(second, times: weight) }
          } else {
            firsts.append(first)
            if terms == 2 { seconds.append(second) }
          }
        }
        parts[task].0.add(firsts)
        parts[task].1.add(seconds)
      }
    }
    var result = (ExactSum(), ExactSum())
    for part in parts {
      result.0.merge(part.0)
      result.1.merge(part.1)
    }
    return (result.0.value, result.1.value)
  }

  /// The inverse temperature of least loss between e⁻¹⁰ and e¹⁰; 1 where it makes no difference.
  var minimum: Double {
    var low = Self.range.lowerBound
    var high = Self.range.upperBound
    var t = 0.0
    var (first, second) = derivatives(1)
    guard first != 0, !first.isNaN else { return 1 }
    let end = ElementaryFunctions.exp(first < 0 ? high : low)
    let atEnd = derivatives(end).first
    if first < 0 ? atEnd <= 0 : atEnd >= 0 { return end }
    var before = Double.infinity
    for _ in 0..<200 {
      if first < 0 { low = t } else { high = t }
      let step = first / (ElementaryFunctions.exp(t) * second)
      var next = t - step
      // Newton's step, unless it leaves the bracket or the last one did not help enough.
      let isNewton = next > low && next < high && first.magnitude <= 0.5 * before
      if !isNewton { next = low + (high - low) / 2 }
      if next <= low || next >= high { break }
      before = first.magnitude
      t = next
      // The next step would be about the square of this one.
      if isNewton, step.magnitude < 1e-9 { break }
      (first, second) = derivatives(ElementaryFunctions.exp(t))
      if first == 0 || first.isNaN { break }
    }
    return ElementaryFunctions.exp(t)
  }
}
