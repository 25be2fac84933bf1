import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Learning rates beside Keras's") struct LearningRateScheduleTests {
  struct File: Decodable {
    let steps: [Int]
    let cases: [Case]
  }

  struct Case: Decodable {
    let schedule: String
    let options: Options
    let rates: [Float]
  }

  struct Options: Decodable {
    var initial_learning_rate: Float?
    var decay_steps: Int?
    var first_decay_steps: Int?
    var alpha: Float?
    var t_mul: Float?
    var m_mul: Float?
    var warmup_target: Float?
    var warmup_steps: Int?
    var decay_rate: Float?
    var staircase: Bool?
    var end_learning_rate: Float?
    var power: Float?
    var cycle: Bool?
    var boundaries: [Int]?
    var values: [Float]?
  }

  static func schedule(_ name: String, _ options: Options) throws -> LearningRateSchedule {
    let initial = options.initial_learning_rate ?? 0
    let steps = options.decay_steps ?? 0
    switch name {
    case "CosineDecay":
      guard let warm = options.warmup_steps else {
        return .cosine(from: initial, over: steps, end: options.alpha ?? 0)
      }
      return .warmUp(
        start: initial, steps: warm,
        then: .cosine(from: options.warmup_target ?? 0, over: steps, end: options.alpha ?? 0))
    case "CosineDecayRestarts":
      return .cosineRestarts(
        initial: initial, firstSteps: options.first_decay_steps ?? 0, stretch: options.t_mul ?? 2,
        shrink: options.m_mul ?? 1, end: options.alpha ?? 0)
    case "ExponentialDecay":
      return .exponentialDecay(
        initial: initial, steps: steps, factor: options.decay_rate ?? 0,
        inStairs: options.staircase ?? false)
    case "InverseTimeDecay":
      return .inverseTimeDecay(
        initial: initial, steps: steps, factor: options.decay_rate ?? 0,
        inStairs: options.staircase ?? false)
    case "PolynomialDecay":
      return .polynomialDecay(
        initial: initial, steps: steps, end: options.end_learning_rate ?? 0.0001,
        power: options.power ?? 1, inCycles: options.cycle ?? false)
    default:
      #expect(name == "PiecewiseConstantDecay")
      return .piecewise(
        boundaries: try #require(options.boundaries), values: try #require(options.values))
    }
  }

  @Test func `gives the rates that Keras gives`() throws {
    let file = try Golden.load("keras_schedules.json", as: File.self)
    #expect(file.cases.count == 14)
    for golden in file.cases {
      let schedule = try Self.schedule(golden.schedule, golden.options)
      let highest = golden.rates.max() ?? 0
      for (step, expected) in zip(file.steps, golden.rates) {
        // Keras takes the cosine in Float.
        #expect(
          abs(schedule[step] - expected) <= 2e-6 * highest,
          "\(golden.schedule) \(golden.options) at step \(step): \(schedule[step]) \(expected)")
      }
    }
  }

  @Test func `a cosine ends at zero, and not below`() {
    #expect(LearningRateSchedule.cosine(from: 0.1, over: 4)[4] == 0)
    #expect(LearningRateSchedule.cosine(from: 0.1, over: 4, end: 0.5)[4] == 0.05)
  }

  @Test func `steps that cannot be do no harm`() {
    let schedules: [LearningRateSchedule] = [
      .cosine(from: 0.1, over: 0),
      .cosineRestarts(
        initial: 0.1, firstSteps: 0, stretch: 0, shrink: 0, end: 0),
      .exponentialDecay(initial: 0.1, steps: -1, factor: 0.5, inStairs: true),
      .inverseTimeDecay(initial: 0.1, steps: 0, factor: 1, inStairs: false),
      .polynomialDecay(initial: 0.1, steps: 0, end: 0, power: 1, inCycles: true),
      .piecewise(boundaries: [], values: []), .piecewise(boundaries: [1, 2, 3], values: [0.1]),
      .warmUp(start: 0, steps: 0, then: .cosine(from: 0.1, over: 10)),
    ]
    for schedule in schedules {
      for step in [-1, 0, 1, 1_000_000, Int.max] { #expect(schedule[step].isFinite) }
    }
  }
}
