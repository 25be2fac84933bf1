import AssayDatasets
import AssayEvaluation
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Learning rates that callbacks change") struct LearningRateChangeTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let series: [Double]
    let rate: Float
    let options: Options
    let rates: [Float]
  }

  struct Options: Decodable {
    let mode: String?
    let patience: Int
    let factor: Double?
    let cooldown: Int?
    let minimumDelta: Double?
    let minimumRate: Float?

    enum CodingKeys: String, CodingKey {
      case mode, patience, factor, cooldown
      case minimumDelta = "min_delta"
      case minimumRate = "min_lr"
    }
  }

  @Test func `a plateau reduces the rate when Keras does, to the bit`() throws {
    let cases = try Golden.load("keras_plateau.json", as: File.self).cases
    for golden in cases {
      let options = golden.options
      var callback = ReduceOnPlateau(
        factor: options.factor ?? 0.1, patience: options.patience,
        minimumDelta: options.minimumDelta ?? 1e-4, cooldown: options.cooldown ?? 0,
        minimumRate: options.minimumRate ?? 0)
      var rate = golden.rate
      var rates: [Float] = []
      for value in golden.series {
        rate = callback.judge(options.mode == "max" ? -value : value, rate: rate)
        rates.append(rate)
      }
      #expect(rates == golden.rates, "\(golden)")
    }
    #expect(cases.count > 40)
  }

  /// What callbacks are told at the end of each epoch.
  struct Rates: Callback {
    let log = Log<Float>()
    mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) {
      log.add(epoch.givenLearningRate)
    }
  }

  static let data = TrainingLawTests.data

  @discardableResult
  static func fit(
    _ model: inout Sequential, epochs: Int, _ callbacks: [any Callback],
    optimizer: some Optimizer = .adam(learningRate: 0.01)
  ) throws -> [Float] {
    let rates = Rates()
    try model.fit(
      data, epochs: epochs, loss: .binaryCrossEntropy, optimizer: optimizer,
      callbacks: callbacks + [rates])
    return rates.log.all
  }

  /// No loss is smaller by so much.
  static let always = ReduceOnPlateau(factor: 0.5, patience: 1, minimumDelta: 100)

  @Test func `steps are as long as the callback says`() throws {
    var (scheduled, byHand) = (try TrainingLawTests.network(), try TrainingLawTests.network())
    let rates = try Self.fit(
      &scheduled, epochs: 3, [.learningRate { epoch, rate in epoch == 1 ? rate : rate / 2 }],
      optimizer: .sgd(learningRate: 0.5))
    #expect(rates == [0.5, 0.25, 0.125])
    // The same by an optimizer with a schedule of steps: 7 batches an epoch.
    try Self.fit(
      &byHand, epochs: 3, [],
      optimizer: .sgd(learningRate: 0.5).scheduled(
        .piecewise(boundaries: [6, 13], values: [0.5, 0.25, 0.125])))
    #expect(scheduled.weights == byHand.weights)
  }

  @Test func `a schedule of steps can serve by epochs`() throws {
    var model = try TrainingLawTests.network()
    let schedule = LearningRateSchedule.cosine(from: 0.01, over: 4)
    let rates = try Self.fit(&model, epochs: 5, [.learningRate(byEpoch: schedule)])
    #expect(rates == (0..<5).map { schedule[$0] })
  }

  @Test func `the rate lasts through a second fit and through a file`() throws {
    var (parts, whole) = (try TrainingLawTests.network(), try TrainingLawTests.network())
    let first = try Self.fit(&parts, epochs: 3, [Self.always])
    #expect(first == [0.01, 0.01, 0.005])
    #expect(parts.training?.optimizer.learningRate == 0.0025)
    var loaded = try Sequential(
      try SafeTensors(try parts.archiveBytes(), file: "m"), file: "m")
    let second = try Self.fit(&loaded, epochs: 2, [])
    #expect(second == [0.0025, 0.0025])
    let rates: [Float] = [0.01, 0.01, 0.005, 0.0025, 0.0025]
    try Self.fit(&whole, epochs: 5, [.learningRate { epoch, _ in rates[epoch - 1] }])
    #expect(loaded.weights == whole.weights)
    try Self.fit(&parts, epochs: 2, [])
    #expect(parts.weights == whole.weights)
    // The settings are the caller's still: others begin afresh.
    #expect(try Self.fit(&parts, epochs: 1, [], optimizer: .adam(learningRate: 0.02)) == [0.02])
    #expect(try Self.fit(&loaded, epochs: 1, []) == [0.0025])
  }

  @Test(arguments: [16, 203], [true, false])
  func `a loss that is no number takes the rate back too`(batchSize: Int, isValidated: Bool) throws
  {
    /// Falls by a tenth each epoch, but is beyond measure in the fourth.
    func fit(_ epochs: Int) throws -> Sequential {
      var model = try Sequential(input: 2, seed: 1) { Dense(1) }
      let numbers = try Dataset(
        inputs: Self.data.inputs, targets: Self.data.targets.map(Double.init))
      do {
        try model.fit(
          numbers, validating: isValidated ? numbers : nil, epochs: epochs, batchSize: batchSize,
          loss: .meanSquaredError, optimizer: .sgd(),
          callbacks: [.learningRate { epoch, rate in epoch == 4 ? 1e38 : rate * 0.9 }])
      } catch NetworkError.lossNotFinite(let epoch, _, _) {
        #expect(epoch == 4 && epochs > 3)
      }
      return model
    }
    let good = try fit(3)
    #expect(good.training?.epochCount == 3)
    for epochs in [4, 5, 9] { #expect(try fit(epochs).archiveBytes() == good.archiveBytes()) }
  }

  @Test func `optimizers within optimizers are reached`() throws {
    var model = try TrainingLawTests.network()
    let rates = try Self.fit(
      &model, epochs: 3, [Self.always],
      optimizer: .adam(learningRate: 0.01).clipped(.globalNorm(1)).averaged(0.5))
    #expect(rates == [0.01, 0.01, 0.005])
  }

  @Test func `the rate of a schedule is told, and not to be changed`() throws {
    let schedule = LearningRateSchedule.cosine(from: 0.01, over: 20)
    var model = try TrainingLawTests.network()
    #expect(
      try Self.fit(&model, epochs: 2, [], optimizer: .adam().scheduled(schedule))
        == [schedule[7], schedule[14]])
    let text = NetworkErrorTests.text {
      var model = try TrainingLawTests.network()
      try Self.fit(
        &model, epochs: 2, [.learningRate { _, _ in 0.1 }],
        optimizer: .adam().scheduled(schedule))
    }
    #expect(
      text == "the learning rate is changed by a callback, and must be left to the optimizer's "
        + "schedule: leave out either the callback or .scheduled(…)")
  }

  @Test(arguments: [Float.nan, -1, .infinity])
  func `a rate that is none ends the training`(rate: Float) throws {
    var model = try TrainingLawTests.network()
    let before = model.weights
    #expect(throws: NetworkError.self) {
      try Self.fit(&model, epochs: 2, [.learningRate { _, _ in rate }])
    }
    #expect(model.weights == before)
  }

  @Test func `a factor that does not reduce is refused`() {
    for factor in [1, 2, -0.1, .nan] {
      let text = NetworkErrorTests.text {
        var model = try TrainingLawTests.network()
        try Self.fit(&model, epochs: 1, [.reduceOnPlateau(factor: factor)])
      }
      #expect(
        text == "factor is \(factor), and must be at least 0 and below 1, to reduce the rate")
    }
  }

  @Test func `a metric can be watched by its name`() throws {
    func rates(_ monitor: Monitored) throws -> [Float] {
      var model = try TrainingLawTests.network()
      let rates = Rates()
      try model.fit(
        Self.data, validating: Self.data, epochs: 4, loss: .binaryCrossEntropy,
        optimizer: .sgd(learningRate: 0.5), metrics: [.accuracy, .brierScore],
        callbacks: [
          ReduceOnPlateau(monitor: monitor, factor: 0.5, patience: 1, minimumDelta: 100), rates,
        ])
      return rates.log.all
    }
    #expect(try rates(.metric("accuracy")) == [0.5, 0.5, 0.25, 0.125])
    #expect(
      NetworkErrorTests.text { _ = try rates(.metric("f1")) }
        == "monitor is f1, and must be the loss, or one of the metrics of fit: accuracy, "
        + Metric<ClassifierStatistics>.brierScore.name)
    var model = try TrainingLawTests.network()
    let text = NetworkErrorTests.text {
      try Self.fit(&model, epochs: 1, [.reduceOnPlateau(monitor: .metric("accuracy"))])
    }
    #expect(text.hasSuffix("which was asked for none: write metrics: […]"))
  }

  @Test func `more of a metric is better where its goal says so`() throws {
    struct Costs: Callback {
      let log = Log<Double>()
      let monitor: Monitored
      mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) throws {
        log.add(try monitor.cost(of: epoch))
      }
    }
    var model = try TrainingLawTests.network()
    let callbacks = [
      Costs(monitor: .loss), Costs(monitor: .metric("accuracy")),
      Costs(monitor: .metric(Metric<ClassifierStatistics>.brierScore.name)),
    ]
    let history = try model.fit(
      Self.data, epochs: 2, loss: .binaryCrossEntropy, metrics: [.accuracy, .brierScore],
      callbacks: callbacks)
    #expect(callbacks[0].log.all == history.training.loss)
    #expect(callbacks[1].log.all == history.training[.accuracy].map { -$0 })
    let sign = Metric<ClassifierStatistics>.brierScore.goal == .maximize ? -1.0 : 1
    #expect(callbacks[2].log.all == history.training[.brierScore].map { sign * $0 })
  }

  @Test func `a state of one's own takes another rate`() throws {
    var model = try TrainingLawTests.network()
    var state = OptimizerState(.sgd(learningRate: 0.5), for: model)
    let before = model.weights
    state.learningRate = 0
    let slope = model
    state.update(&model, along: slope)
    #expect(model.weights == before && state.learningRate == 0)
    #expect(state.optimizer.learningRate == 0.5)
  }
}
