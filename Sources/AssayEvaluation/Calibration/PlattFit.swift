internal import AssayCore

/// The sigmoid of least log loss against Platt's targets.
///
/// Scores are brought to z = (score − center) / half in −1 ... 1, and η = α z + β is the logit of
/// the positive class. Newton's method with backtracking: the loss is strictly convex unless all
/// scores are equal, and its minimum is finite because the targets lie inside 0 and 1.
struct PlattFit: Sendable {
  private let z: [Double]
  private let positives: [Double]
  private let negatives: [Double]
  private let center: Double
  private let half: Double
  /// The target of positive rows, and of negative ones.
  private let high: Double
  private let low: Double

  init(_ blocks: ScoreBlocks) {
    let top = blocks.scores.first ?? 0
    let bottom = blocks.scores.last ?? 0
    let center = top / 2 + bottom / 2
    let half = top / 2 - bottom / 2
    z = blocks.scores.map { half > 0 ? ($0 - center) / half : 0 }
    self.center = center
    self.half = half
    positives = blocks.positives
    negatives = blocks.negatives
    let (p, n) = (positives.reduce(0, +), negatives.reduce(0, +))
    high = (p + 1) / (p + 2)
    low = 1 / (n + 2)
  }

  /// The summed loss of a slope and an intercept of the scores themselves.
  func loss(slope: Double, intercept: Double) -> Double {
    loss(alpha: -slope * half, beta: -slope * center - intercept)
  }

  private func loss(alpha: Double, beta: Double) -> Double {
    sums(alpha, beta).loss
  }

  /// The loss, its gradient and its second derivatives.
  private struct Sums {
    var (loss, ga, gb, haa, hab, hbb) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    mutating func add(_ other: Sums) {
      loss += other.loss
      ga += other.ga
      gb += other.gb
      haa += other.haa
      hab += other.hab
      hbb += other.hbb
    }
  }

  /// Sums over parts of a fixed size, added in order: the same for any number of threads.
  private func sums(_ alpha: Double, _ beta: Double) -> Sums {
    let perTask = 8_192
    let tasks = (z.count + perTask - 1) / perTask
    var parts = [Sums](repeating: Sums(), count: tasks)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let parts = parts
      Workers.run(tasks) { task in
        parts[task] = sums(alpha, beta, task * perTask..<min(z.count, (task + 1) * perTask))
      }
    }
    var result = Sums()
    for part in parts { result.add(part) }
    return result
  }

  private func sums(_ alpha: Double, _ beta: Double, _ places: Range<Int>) -> Sums {
    let etas = places.map { alpha * z[$0] + beta }
    let small = ElementaryFunctions.exp(etas.map { -$0.magnitude })
    let logs = ElementaryFunctions.log1p(small)
    var sums = Sums()
    for place in places {
      let at = place - places.lowerBound
      let eta = etas[at]
      let p = (eta >= 0 ? 1 : small[at]) / (1 + small[at])
      let base = max(eta, 0) + logs[at]
      let (positive, negative) = (positives[place], negatives[place])
      sums.loss += positive * (base - high * eta) + negative * (base - low * eta)
      let pull = positive * (p - high) + negative * (p - low)
      let bend = (positive + negative) * (small[at] / ((1 + small[at]) * (1 + small[at])))
      sums.ga += pull * z[place]
      sums.gb += pull
      sums.haa += bend * z[place] * z[place]
      sums.hab += bend * z[place]
      sums.hbb += bend
    }
    return sums
  }

  var minimum: (slope: Double, intercept: Double) {
    let weight = positives.reduce(0, +) + negatives.reduce(0, +)
    let target = (positives.reduce(0, +) * high + negatives.reduce(0, +) * low) / weight
    var alpha = 0.0
    var beta = Sigmoid.logit(target)
    var here = sums(alpha, beta)
    // A dozen steps are usual; the bound is there for scores without any sense.
    for _ in 0..<200 {
      let (step, decrement) = step(here)
      guard decrement.isFinite, decrement > 0 else { break }
      // The next step would promise about the square of this one.
      if decrement < 1e-18 * weight {
        alpha -= step.alpha
        beta -= step.beta
        break
      }
      var part = 1.0
      var next = here
      while part > 1e-12 {
        next = sums(alpha - part * step.alpha, beta - part * step.beta)
        // Near the minimum the loss is flat to its last digits, and the whole step is right.
        if decrement < 1e-12 * weight || next.loss <= here.loss - 1e-4 * part * decrement { break }
        part /= 2
      }
      alpha -= part * step.alpha
      beta -= part * step.beta
      here = next
    }
    guard half > 0 else { return (0, -beta) }
    return (-alpha / half, alpha * (center / half) - beta)
  }

  /// Newton's step, and the gradient along it: twice what it promises.
  private func step(_ s: Sums) -> (step: (alpha: Double, beta: Double), decrement: Double) {
    guard half > 0 else { return ((0, s.gb / s.hbb), s.gb * s.gb / s.hbb) }
    let determinant = s.haa * s.hbb - s.hab * s.hab
    let a = (s.hbb * s.ga - s.hab * s.gb) / determinant
    let b = (s.haa * s.gb - s.hab * s.ga) / determinant
    return ((a, b), s.ga * a + s.gb * b)
  }
}
