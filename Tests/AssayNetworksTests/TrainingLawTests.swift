import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors
import Testing

@testable import AssayNetworks

@Suite("Training") struct TrainingLawTests {
  static let data = Dataset.circles(count: 203, noise: 0.1, seed: 1)

  static func network(seed: UInt64 = 1) throws -> Sequential {
    try Sequential(input: 2, seed: seed) {
      Dense(12, activation: .relu)
      Dropout(0.1)
      Dense(1, activation: .sigmoid)
    }
  }

  static func trained(epochs: Int) throws -> Sequential {
    var model = try network()
    try model.fit(data, epochs: epochs, loss: .binaryCrossEntropy)
    return model
  }

  static let optimizers: [any Optimizer] = [
    SGD(), SGD(momentum: 0.9, nesterov: true), Adam(), AdamW(), RMSProp(),
    RMSProp(momentum: 0.5, centered: true), AMSGrad(), Nadam(), Adagrad(), Lion(),
    Adam().scheduled(.cosine(from: 0.01, over: 40)).clipped(.globalNorm(0.5)).decaying(0.01),
    SGD(momentum: 0.9).clipped(.norm(0.1)).accumulating(3),
  ]

  @Test(arguments: optimizers.indices)
  func `three epochs and four are seven`(index: Int) throws {
    func fit(_ optimizer: some Optimizer) throws {
      var (parts, whole) = (try Self.network(), try Self.network())
      let first = try parts.fit(
        Self.data, epochs: 3, loss: .binaryCrossEntropy, optimizer: optimizer,
        metrics: [.accuracy])
      let second = try parts.fit(
        Self.data, epochs: 4, loss: .binaryCrossEntropy, optimizer: optimizer,
        metrics: [.accuracy])
      let all = try whole.fit(
        Self.data, epochs: 7, loss: .binaryCrossEntropy, optimizer: optimizer,
        metrics: [.accuracy])
      #expect(parts.weights == whole.weights)
      #expect((first.firstEpoch, second.firstEpoch, all.firstEpoch) == (1, 4, 1))
      #expect(first.training.loss + second.training.loss == all.training.loss)
      #expect(first.training[.accuracy] + second.training[.accuracy] == all.training[.accuracy])
    }
    try fit(Self.optimizers[index])
  }

  @Test func `a mean that forgets at once is the last step`() throws {
    func weights(_ optimizer: some Optimizer) throws -> [Float] {
      var model = try Self.network()
      try model.fit(Self.data, epochs: 2, loss: .binaryCrossEntropy, optimizer: optimizer)
      return model.weights
    }
    let last = try weights(SGD())
    #expect(try weights(SGD().averaged(0)) == last)
    #expect(try weights(SGD().averaged(0.5)) != last)
  }

  @Test func `other settings begin afresh`() throws {
    var model = try Self.trained(epochs: 3)
    var copy = try Self.network()
    copy.setTensors(model.tensors())
    let history = try model.fit(
      Self.data, epochs: 2, loss: .binaryCrossEntropy, optimizer: .adam(learningRate: 0.01))
    try copy.fit(
      Self.data, epochs: 2, loss: .binaryCrossEntropy, optimizer: .adam(learningRate: 0.01))
    #expect(history.firstEpoch == 1)
    #expect(model.weights == copy.weights)
    #expect(try model.fit(Self.data, loss: .binaryCrossEntropy, optimizer: .sgd()).firstEpoch == 1)
    #expect(try model.fit(Self.data, loss: .binaryCrossEntropy, optimizer: .sgd()).firstEpoch == 2)
  }

  @Test func `a copy is a snapshot`() throws {
    var model = try Self.trained(epochs: 2)
    let before = model
    let weights = before.weights
    try model.fit(Self.data, epochs: 1, loss: .binaryCrossEntropy)
    #expect(before.weights == weights)
    #expect(model.weights != weights)
    var again = before
    try again.fit(Self.data, epochs: 1, loss: .binaryCrossEntropy)
    #expect(again.weights == model.weights)
  }

  @Test func `the seed decides, and nothing else`() throws {
    var (one, other) = (try Self.network(seed: 2), try Self.network(seed: 2))
    try one.fit(Self.data, epochs: 2, loss: .binaryCrossEntropy)
    try other.fit(Self.data, epochs: 2, loss: .binaryCrossEntropy)
    #expect(one.weights == other.weights)
    #expect(try Self.trained(epochs: 2).weights != one.weights)
  }

  @Test func `no epochs change nothing, and zero epochs have an empty history`() throws {
    var model = try Self.network()
    let before = model.weights
    let history = try model.fit(Self.data, epochs: 0, loss: .binaryCrossEntropy)
    #expect(history.epochCount == 0 && model.weights == before)
  }

  @Test func `a batch larger than the data is all of the data`() throws {
    var (large, exact) = (try Self.network(), try Self.network())
    try large.fit(Self.data, epochs: 2, batchSize: 1_000, loss: .binaryCrossEntropy)
    try exact.fit(Self.data, epochs: 2, batchSize: 203, loss: .binaryCrossEntropy)
    #expect(large.weights == exact.weights)
  }

  @Test func `fit takes the steps of a loop written by hand, to the bit`() throws {
    var (fitted, looped) = (try Self.network(), try Self.network())
    // Dropout draws from the epoch and the batch; without it a loop needs no chance.
    fitted = try Sequential(input: 2, seed: 1) {
      Dense(12, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    looped = fitted
    try fitted.fit(Self.data, epochs: 3, shuffles: false, loss: .binaryCrossEntropy)
    var state = OptimizerState(.adam(), for: looped)
    for _ in 0..<3 {
      for batch in Self.data.batches(of: 32) {
        let slope = gradient(at: looped) { model in
          BinaryCrossEntropy()(model(batch.inputs), batch.encodedTargets, weights: nil)
        }
        state.update(&looped, along: slope)
      }
    }
    #expect(fitted.weights == looped.weights)
  }

  @Test func `weights of classes are weights of their rows`() throws {
    var (byClass, byRow, plain) = (try Self.network(), try Self.network(), try Self.network())
    let weights = Self.data.targets.map { $0 == 1 ? 2.5 : 0.5 }
    let one = try byClass.fit(
      Self.data, epochs: 2, loss: .binaryCrossEntropy, metrics: [.accuracy],
      classWeights: [1: 2.5, 0: 0.5])
    let other = try byRow.fit(
      Self.data.weighted(by: weights), epochs: 2, loss: .binaryCrossEntropy, metrics: [.accuracy])
    try plain.fit(Self.data, epochs: 2, loss: .binaryCrossEntropy)
    #expect(byClass.weights == byRow.weights)
    #expect(byClass.weights != plain.weights)
    #expect(one.training.loss == other.training.loss)
    // Weights of rows count in metrics, those of classes do not.
    #expect(one.training[.accuracy] != other.training[.accuracy])
  }

  @Test func `a class of whole weight is a class whose rows are repeated`() throws {
    // One step of all rows at once: the sums are the same, the mean is taken over more rows.
    let repeated = Self.data.targets.indices.flatMap {
      [Int](repeating: $0, count: Self.data.targets[$0] == 1 ? 3 : 1)
    }
    let network = try Sequential(input: 2, seed: 1) {
      Dense(12, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    var (weighted, longer) = (network, network)
    let rate: Float = 0.1
    let one = try weighted.fit(
      Self.data, batchSize: 1_000, loss: .binaryCrossEntropy, optimizer: .sgd(learningRate: rate),
      classWeights: [1: 3])
    let scale = Float(repeated.count) / Float(Self.data.count)
    let other = try longer.fit(
      Self.data.rows(repeated), batchSize: 1_000, loss: .binaryCrossEntropy,
      optimizer: .sgd(learningRate: rate * scale))
    #expect(
      abs(one.training.loss[0] * 203 - other.training.loss[0] * Double(repeated.count)) < 1e-3)
    #expect(deviationOfWhole(weighted.weights, from: longer.weights) < 1e-5)
  }

  @Test func `cancelling leaves a model that works and goes on`() async throws {
    let model = try await Task {
      var model = try Self.network()
      #expect(throws: CancellationError.self) {
        try model.fit(
          Self.data, epochs: 1_000_000, loss: .binaryCrossEntropy,
          callbacks: [
            .onEpochEnd { number, _, _ in
              if number == 2 { withUnsafeCurrentTask { $0?.cancel() } }
            }
          ])
      }
      return model
    }.value
    #expect(try model.weights == Self.trained(epochs: 2).weights)
    var more = model
    _ = try more.evaluate(Self.data)
    let history = try more.fit(Self.data, epochs: 1, loss: .binaryCrossEntropy)
    #expect(history.firstEpoch == 3)
    #expect(try more.weights == Self.trained(epochs: 3).weights)
  }

  @Test func `a task cancelled from outside ends`() async throws {
    let task = Task {
      var model = try Self.network()
      try model.fit(Self.data, epochs: 100_000_000, loss: .binaryCrossEntropy)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `an error of a callback comes out, and the model keeps its weights`() throws {
    struct Stop: Error, Equatable { let epoch: Int }
    var model = try Self.network()
    #expect(throws: Stop(epoch: 2)) {
      try model.fit(
        Self.data, epochs: 5, loss: .binaryCrossEntropy,
        callbacks: [.onEpochEnd { number, _, _ in if number == 2 { throw Stop(epoch: number) } }])
    }
    #expect(try model.weights == Self.trained(epochs: 2).weights)
    try model.fit(Self.data, epochs: 1, loss: .binaryCrossEntropy)
    #expect(try model.weights == Self.trained(epochs: 3).weights)
  }

  @Test func `callbacks see every epoch, its values and its model`() throws {
    struct Watching: Callback {
      let check: @Sendable (String) -> Void
      mutating func trainingBegins(_ plan: TrainingPlan) {
        check("\(plan.firstEpoch)...\(plan.lastEpoch), \(plan.batchCount) batches")
      }
      mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) {
        check("\(epoch.number) \(epoch.training.loss) \(epoch.validation?.loss ?? -1)")
        check("\(epoch.model.weights.hashValue)")
        if epoch.number == 3 { epoch.stop(because: "it is enough") }
      }
      mutating func trainingEnds() -> (model: Sequential, epoch: Int)? {
        check("end")
        return nil
      }
    }
    let seen = Log<String>()
    var model = try Self.network()
    let history = try model.fit(
      Self.data, validating: Self.data, epochs: 9, loss: .binaryCrossEntropy,
      callbacks: [Watching { seen.add($0) }])
    var expected = ["1...9, 7 batches"]
    for epoch in 1...3 {
      let loss = history.training.loss[epoch - 1]
      expected.append("\(epoch) \(loss) \(history.validation?.loss[epoch - 1] ?? -1)")
      expected.append("\(try Self.trained(epochs: epoch).weights.hashValue)")
    }
    #expect(seen.all == expected + ["end"])
    #expect(history.stopReason == "it is enough" && history.epochCount == 3)
    #expect(history.restoredEpoch == nil)
  }
}
