/// The sigmoid of least log loss against Platt's targets.
///
/// Scores are brought to z = (score − center) / half in −1 ... 1, and η = α z + β is the logit of
/// the positive class. Newton's method with backtracking: the loss is strictly convex unless all
/// scores are equal, and its minimum is finite because the targets lie inside 0 and 1.
struct PlattFit {
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
    var sum = 0.0
    for place in z.indices {
      let eta = alpha * z[place] + beta
      let base = Sigmoid.softplus(eta)
      sum += positives[place] * (base - high * eta) + negatives[place] * (base - low * eta)
    }
    return sum
  }

  var minimum: (slope: Double, intercept: Double) {
    let weight = positives.reduce(0, +) + negatives.reduce(0, +)
    let target = (positives.reduce(0, +) * high + negatives.reduce(0, +) * low) / weight
    var alpha = 0.0
    var beta = Sigmoid.logit(target)
    var value = loss(alpha: alpha, beta: beta)
    // A dozen steps are usual; the bound is there for scores without any sense.
    for _ in 0..<200 {
      let (step, decrement) = step(alpha, beta)
      guard decrement.isFinite, decrement > 0 else { break }
      var part = 1.0
      // Near the minimum the loss is flat to its last digits, and the whole step is right.
      let isNear = decrement < 1e-12 * weight
      while !isNear, part > 1e-12 {
        let next = loss(alpha: alpha - part * step.alpha, beta: beta - part * step.beta)
        if next <= value - 1e-4 * part * decrement { break }
        part /= 2
      }
      alpha -= part * step.alpha
      beta -= part * step.beta
      value = loss(alpha: alpha, beta: beta)
      if decrement < 1e-26 * weight { break }
    }
    guard half > 0 else { return (0, -beta) }
    return (-alpha / half, alpha * (center / half) - beta)
  }

  /// Newton's step, and the gradient along it: twice what it promises.
  private func step(
    _ alpha: Double, _ beta: Double
  ) -> (step: (alpha: Double, beta: Double), decrement: Double) {
    var (ga, gb, haa, hab, hbb) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for place in z.indices {
      let p = Sigmoid.value(alpha * z[place] + beta)
      let pull = positives[place] * (p - high) + negatives[place] * (p - low)
      let bend = (positives[place] + negatives[place]) * p * (1 - p)
      ga += pull * z[place]
      gb += pull
      haa += bend * z[place] * z[place]
      hab += bend * z[place]
      hbb += bend
    }
    guard half > 0 else { return ((0, gb / hbb), gb * gb / hbb) }
    let determinant = haa * hbb - hab * hab
    let a = (hbb * ga - hab * gb) / determinant
    let b = (haa * gb - hab * ga) / determinant
    return ((a, b), ga * a + gb * b)
  }
}
