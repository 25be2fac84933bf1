import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors
import Testing

@testable import AssayNetworks

@Suite("Learning-rate range test") struct LearningRateRangeTests {
  @Test func `rates grow by one factor, and the network stays as it is`() throws {
    let model = try TrainingLawTests.trained(epochs: 1)
    let before = try model.archiveBytes()
    let range = try model.learningRateRange(
      TrainingLawTests.data, loss: .binaryCrossEntropy, from: 1e-4, to: 1e-2, steps: 21)
    #expect(try model.archiveBytes() == before)
    #expect(range.rates.count == 21 && range.losses.count == 21 && range.batchLosses.count == 21)
    for (step, rate) in range.rates.enumerated() {
      let expected = Float(1e-4 * ElementaryFunctions.power(10, Double(step) / 10))
      #expect(abs(rate - expected) <= 1e-5 * expected)
    }
    #expect(range.losses.first == range.batchLosses.first)
    let again = try model.learningRateRange(
      TrainingLawTests.data, loss: .binaryCrossEntropy, from: 1e-4, to: 1e-2, steps: 21)
    #expect(again == range)
  }

  @Test func `its steps are those of fit with a schedule`() throws {
    let data = Dataset.circles(count: 128, noise: 0.1, seed: 1)
    let model = try TrainingLawTests.network()
    // Four batches an epoch: the mean over an epoch is the mean of the steps' losses.
    let range = try model.learningRateRange(
      data, loss: .binaryCrossEntropy, optimizer: .sgd().scheduled(.cosine(from: 1, over: 2)),
      from: 0.01, to: 1, steps: 12)
    var fitted = model
    let losses = try fitted.fit(
      data, epochs: 3, loss: .binaryCrossEntropy,
      optimizer: .sgd().scheduled(
        .piecewise(boundaries: Array(0..<11), values: range.rates))
    ).training.loss
    for epoch in 0..<3 {
      let mean = range.batchLosses[4 * epoch..<4 * epoch + 4].reduce(0, +) / 4
      #expect(abs(mean - losses[epoch]) < 1e-12)
    }
  }

  @Test func `ends when the loss breaks out, and suggests a rate before that`() throws {
    let data = try Dataset(
      inputs: (0..<64).map { [Double($0 % 8) - 3.5] }, targets: (0..<64).map { Double($0 % 8) * 2 })
    let model = try Sequential(input: 1, seed: 1) { Dense(1) }
    let range = try model.learningRateRange(
      data, loss: .meanSquaredError, optimizer: .sgd(), from: 1e-4, to: 100)
    #expect(range.rates.count < 100)
    let rate = try #require(range.suggestion)
    // Beyond 2 / the largest curvature, which is 2 · the mean square of the inputs, steps diverge.
    #expect(rate > 1e-4 && rate < 1 / 5.25)
    #expect(try rate == min(#require(range.steepest), #require(range.tenthOfMinimum)))
    var fitted = model
    let losses = try fitted.fit(
      data, epochs: 20, loss: .meanSquaredError, optimizer: .sgd(learningRate: rate)
    ).training.loss
    #expect(try #require(losses.last) < 0.7 * losses[0])
  }

  @Test func `reads curves`() {
    let rates = (0..<60).map { Float(1e-6 * ElementaryFunctions.power(1.25, Double($0))) }
    // Level, then a fall around step 30, then a rise.
    let fall = (0..<60).map { step -> Double in
      if step < 25 { return 1 }
      if step < 35 { return 1 - 0.08 * Double(step - 25) }
      let beyond = Double(step - 35)
      return 0.2 + 0.01 * beyond * beyond
    }
    let curve = LearningRateRange(rates: rates, batchLosses: fall)
    let least = curve.losses.indices.min { curve.losses[$0] < curve.losses[$1] } ?? 0
    #expect((36...44).contains(least))
    #expect(curve.tenthOfMinimum == rates[least] / 10)
    #expect(curve.steepest.map { rates[25] < $0 && $0 <= rates[36] } == true)
    // A loss that only rises, or is level, suggests nothing.
    let rising = (0..<60).map { 1 + Double($0) }
    let level = [Double](repeating: 1, count: 60)
    for losses in [rising, level, [], [1]] {
      let none = LearningRateRange(rates: Array(rates.prefix(losses.count)), batchLosses: losses)
      #expect(none.suggestion == nil)
    }
    #expect(LearningRateRange.isDiverging([1, 0.5, 2.1]))
    #expect(!LearningRateRange.isDiverging([1, 0.5, 1.9]))
    #expect(!LearningRateRange.isDiverging([1, 0.001, 2.9]) && !LearningRateRange.isDiverging([]))
  }

  @Test func `a loss that is no number ends it`() throws {
    let range = try TrainingLawTests.network().learningRateRange(
      TrainingLawTests.data, loss: .binaryCrossEntropy, optimizer: .sgd(), from: 1e20, to: 1e38)
    #expect(range.rates.count < 20 && range.batchLosses.allSatisfy { $0.isFinite })
  }

  @Test func `refuses settings that cannot be`() throws {
    let model = try TrainingLawTests.network()
    func text(
      from: Float = 1e-6, to: Float = 1, steps: Int = 10, batchSize: Int = 32
    ) -> String {
      NetworkErrorTests.text {
        _ = try model.learningRateRange(
          TrainingLawTests.data, loss: .binaryCrossEntropy, from: from, to: to, steps: steps,
          batchSize: batchSize)
      }
    }
    #expect(
      text(from: 1, to: 0.5)
        == "the range of rates is 1.0 ... 0.5, and must be above zero, and growing")
    for (from, to) in [(0, 1), (.nan, 1), (1e-6, .infinity), (1, 1)] as [(Float, Float)] {
      #expect(text(from: from, to: to).hasPrefix("the range of rates is"))
    }
    #expect(text(steps: 1) == "steps is 1, and must be two or more")
    #expect(text(batchSize: 0) == "batchSize is 0, and must be positive")
    #expect(text(batchSize: 1_000) == "nothing was thrown")
    #expect(
      NetworkErrorTests.text {
        _ = try model.learningRateRange(TrainingLawTests.data[..<0], loss: .binaryCrossEntropy)
      } == "the data set to learn from has no rows")
  }

  @Test func `ends when the task is cancelled`() async throws {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try TrainingLawTests.network().learningRateRange(
        TrainingLawTests.data, loss: .binaryCrossEntropy)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
