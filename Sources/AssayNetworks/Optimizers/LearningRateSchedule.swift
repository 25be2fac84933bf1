internal import AssayCore

/// A learning rate that changes from step to step.
///
/// ```swift
/// let schedule = LearningRateSchedule.cosine(from: 0.01, over: 1_000)
/// schedule[0], schedule[500], schedule[1_000]          // 0.01, 0.005, 0.0
/// try model.fit(data, …, optimizer: .adam().scheduled(.cosine(from: 0.01, over: 1_000)))
/// ```
///
/// The formulas are those of Keras 3's `CosineDecay`, `CosineDecayRestarts`, `ExponentialDecay`,
/// `InverseTimeDecay`, `PolynomialDecay` and `PiecewiseConstantDecay`.
public indirect enum LearningRateSchedule: Hashable, Sendable, Codable {
  /// Half a cosine from `initial` down to `end`·`initial` over the steps.
  case cosineDecay(initial: Float, steps: Int, end: Float)
  /// Half a cosine again and again: each period is `stretch` times as long as the one before, and
  /// begins `shrink` times as high.
  case cosineRestarts(
    initial: Float, firstSteps: Int, stretch: Float, shrink: Float, end: Float)
  /// initial · factor^(step / steps); in stairs, the quotient is rounded down.
  case exponentialDecay(initial: Float, steps: Int, factor: Float, inStairs: Bool)
  /// initial / (1 + factor · step / steps); in stairs, the quotient is rounded down.
  case inverseTimeDecay(initial: Float, steps: Int, factor: Float, inStairs: Bool)
  /// (initial − end) · (1 − step / steps)^power + end; in cycles, `steps` grows to its next multiple
  /// when it is passed.
  case polynomialDecay(initial: Float, steps: Int, end: Float, power: Float, inCycles: Bool)
  /// values[i] for the steps up to boundaries[i], the last one beyond.
  case piecewise(boundaries: [Int], values: [Float])
  /// A straight line from `start` to where the other schedule begins, over `steps`; then that one.
  case warmUp(start: Float, steps: Int, then: LearningRateSchedule)

  /// Half a cosine down to `end` times what it began with.
  public static func cosine(
    from initial: Float, over steps: Int, end: Float = 0
  ) -> LearningRateSchedule {
    .cosineDecay(initial: initial, steps: steps, end: end)
  }

  /// The rate of a step, counted from 0.
  public subscript(step: Int) -> Float { Float(value(at: Double(max(0, step)))) }

  private func value(at step: Double) -> Double {
    switch self {
    case .cosineDecay(let initial, let steps, let end):
      return Double(initial) * Self.cosine(min(1, step / Self.atLeastOne(steps)), Double(end))
    case .cosineRestarts(let initial, let first, let stretch, let shrink, let end):
      // The periods behind are walked: they are few, as they grow, or else of one length.
      let (stretch, shrink) = (max(1, Double(stretch)), Double(shrink))
      var (part, height) = (step / Self.atLeastOne(first), 1.0)
      if stretch == 1 {
        height = ElementaryFunctions.power(shrink, part.rounded(.down))
        part -= part.rounded(.down)
      } else {
        while part >= 1 {
          part = (part - 1) / stretch
          height *= shrink
        }
      }
      return Double(initial) * Self.cosine(part, Double(end), height: height)
    case .exponentialDecay(let initial, let steps, let factor, let inStairs):
      let part = step / Self.atLeastOne(steps)
      return Double(initial)
        * ElementaryFunctions.power(Double(factor), inStairs ? part.rounded(.down) : part)
    case .inverseTimeDecay(let initial, let steps, let factor, let inStairs):
      let part = step / Self.atLeastOne(steps)
      return Double(initial) / (1 + Double(factor) * (inStairs ? part.rounded(.down) : part))
    case .polynomialDecay(let initial, let steps, let end, let power, let inCycles):
      let length = Self.atLeastOne(steps)
      let cycles = inCycles ? max(1, (step / length).rounded(.up)) : 1
      let left = 1 - min(1, step / (length * cycles))
      return (Double(initial) - Double(end)) * ElementaryFunctions.power(left, Double(power))
        + Double(end)
    case .piecewise(let boundaries, let values):
      let place = boundaries.firstIndex { step <= Double($0) } ?? boundaries.count
      return values.isEmpty ? 0 : Double(values[min(place, values.count - 1)])
    case .warmUp(let start, let steps, let then):
      guard step < Double(steps) else { return then.value(at: step - Double(max(0, steps))) }
      return Double(start) + (then.value(at: 0) - Double(start)) * (step / Double(steps))
    }
  }

  /// Checks the schedule.
  ///
  /// - Throws: ``NetworkError/invalidArgument(_:_:expected:)`` for rates or factors that are negative
  ///   or without measure, for spans of no steps, and for rates that are not one more than their
  ///   boundaries.
  func check() throws {
    func require(_ isRight: Bool, _ expected: String) throws {
      guard isRight else {
        throw NetworkError.invalidArgument("the schedule", "\(self)", expected: expected)
      }
    }
    func check(_ steps: Int, _ numbers: Float...) throws {
      try require(steps > 0, "over one step or more")
      try require(
        numbers.allSatisfy { $0 >= 0 && $0.isFinite }, "of finite numbers, none of them negative")
    }
    switch self {
    case .cosineDecay(let initial, let steps, let end): try check(steps, initial, end)
    case .cosineRestarts(let initial, let steps, let stretch, let shrink, let end):
      try check(steps, initial, stretch, shrink, end)
    case .exponentialDecay(let initial, let steps, let factor, _),
      .inverseTimeDecay(let initial, let steps, let factor, _):
      try check(steps, initial, factor)
    case .polynomialDecay(let initial, let steps, let end, let power, _):
      try check(steps, initial, end, power)
    case .piecewise(let boundaries, let values):
      try require(
        values.count == boundaries.count + 1
          && zip(boundaries, boundaries.dropFirst()).allSatisfy(<),
        "of growing boundaries, and one value more than there are boundaries")
      for value in values { try check(1, value) }
    case .warmUp(let start, let steps, let then):
      try require(steps >= 0, "of a number of steps that is not negative")
      try check(1, start)
      try then.check()
    }
  }

  private static func cosine(_ part: Double, _ end: Double, height: Double = 1) -> Double {
    // The series ends a rounding below −1, and a rate never lies below zero.
    (1 - end) * 0.5 * height * max(0, 1 + cosineOfHalfTurns(part)) + end
  }

  private static func atLeastOne(_ steps: Int) -> Double { Double(max(1, steps)) }
}

/// cos(π·x) for x in 0...1, by its series around the middle, where it is odd: the C library's cosine
/// differs from one system to the next.
private func cosineOfHalfTurns(_ x: Double) -> Double {
  let angle = .pi * (0.5 - x)
  var (sum, term) = (angle, angle)
  for k in 1...12 {
    term *= -angle * angle / Double(2 * k * (2 * k + 1))
    sum += term
  }
  return sum
}
