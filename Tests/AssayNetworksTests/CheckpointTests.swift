import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors
import Synchronization
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Checkpoints") struct CheckpointTests {
  static let data = Dataset.circles(count: 83, noise: 0.1, seed: 1)
  static let test = Dataset.circles(count: 40, noise: 0.1, seed: 2)
  static let batches = 6

  /// Everything that a step can depend on: chance, state of layers, slots of the optimizer.
  static func network() throws -> Sequential {
    try Sequential(input: 2, seed: 3) {
      Dense(8, activation: .relu)
      BatchNormalization()
      Dropout(0.2)
      Dense(1, activation: .sigmoid)
    }
  }

  /// A loss that cancels its task at one of its calls.
  struct CancellingLoss: Loss {
    final class Calls: Sendable {
      let left: Atomic<Int>
      init(_ count: Int) { left = Atomic(count) }
    }
    let calls: Calls
    var prediction: LossPrediction { .probabilities }
    func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
      if calls.left.subtract(1, ordering: .relaxed).newValue == 0 {
        withUnsafeCurrentTask { $0?.cancel() }
      }
      return BinaryCrossEntropy()(predictions, targets, weights: weights)
    }
  }

  struct Outcome: Equatable {
    var weights: [Float]
    var losses, areas, validation: [Double]
    var stopReason: String?
    var restored: Int?
  }

  /// Trains in a task of its own, which the loss cancels at the call of that number.
  static func train(
    _ checkpoint: Checkpoint?, epochs: Int = 5, cancelledAt call: Int = .max,
    optimizer: any Optimizer = Adam(learningRate: 0.02), patience: Int = 1
  ) async throws -> Outcome {
    try await Task {
      func fit(_ optimizer: some Optimizer) throws -> Outcome {
        var model = try network()
        let history = try model.fit(
          data, validating: test, epochs: epochs, batchSize: 15,
          loss: CancellingLoss(calls: .init(call)), optimizer: optimizer,
          metrics: [.accuracy, .rocAUC], callbacks: [.earlyStopping(patience: patience)],
          checkpoint: checkpoint)
        return Outcome(
          weights: model.tensors().flatMap(\.scalars), losses: history.training.loss,
          areas: history.training[.rocAUC], validation: history.validation?.loss ?? [],
          stopReason: history.stopReason, restored: history.restoredEpoch)
      }
      return try fit(optimizer)
    }.value
  }

  static let optimizers: [any Optimizer] = [
    Adam(learningRate: 0.02), SGD(momentum: 0.9), Nadam(),
    AMSGrad().scheduled(.cosine(from: 0.01, over: 40)).clipped(.globalNorm(0.5)).averaged(0.9),
    RMSProp(momentum: 0.5, centered: true).accumulating(4),
  ]

  @Test(arguments: optimizers.indices)
  func `a training that was stopped anywhere ends with the same bits`(index: Int) async throws {
    let folder = try TemporaryFolder()
    let optimizer = Self.optimizers[index]
    let whole = try await Self.train(nil, optimizer: optimizer)
    // One call more an epoch is that of the validation data.
    for call in stride(from: 1 + index, to: 5 * (Self.batches + 1), by: 5) {
      let checkpoint = Checkpoint("\(folder.path)/\(call)", every: .batches(2))
      do {
        _ = try await Self.train(checkpoint, cancelledAt: call, optimizer: optimizer)
      } catch is CancellationError {}
      let resumed = try await Self.train(checkpoint, optimizer: optimizer)
      #expect(resumed == whole, "stopped at call \(call)")
    }
  }

  @Test func `a training may be stopped again and again`() async throws {
    let folder = try TemporaryFolder()
    let checkpoint = Checkpoint("\(folder.path)/run")
    var stops = 0
    while stops < 200 {
      do {
        #expect(try await Self.train(checkpoint, cancelledAt: 2) == Self.train(nil))
        break
      } catch is CancellationError {
        stops += 1
      }
    }
    #expect((4..<200).contains(stops))
  }

  @Test func `early stopping goes on counting`() async throws {
    let folder = try TemporaryFolder()
    func train(_ checkpoint: Checkpoint?, _ call: Int = .max) async throws -> Outcome {
      try await Self.train(
        checkpoint, epochs: 60, cancelledAt: call, optimizer: SGD(learningRate: 2), patience: 3)
    }
    let whole = try await train(nil)
    #expect(whole.stopReason != nil && whole.restored != nil)
    let checkpoint = Checkpoint("\(folder.path)/run")
    let call = (whole.losses.count - 2) * (Self.batches + 1) + 3
    await #expect(throws: CancellationError.self) { _ = try await train(checkpoint, call) }
    #expect(try await train(checkpoint) == whole)
    // Nothing is left to do, and the file says so.
    #expect(try await train(checkpoint) == whole)
  }

  @Test func `more epochs go on behind the last`() async throws {
    let folder = try TemporaryFolder()
    let checkpoint = Checkpoint("\(folder.path)/run", every: .epochs(2))
    _ = try await Self.train(checkpoint, epochs: 3, patience: 9)
    let more = try await Self.train(checkpoint, epochs: 7, patience: 9)
    #expect(try await more == Self.train(nil, epochs: 7, patience: 9))
  }

  @Test func `a loss that is not finite falls back to the same weights`() async throws {
    /// A loss that is no number at one of its calls.
    struct Failing: Loss {
      let calls: CancellingLoss.Calls
      let cancelling: CancellingLoss
      func callAsFunction(_ predictions: Tensor, _ targets: Tensor, weights: Tensor?) -> Tensor {
        let fails = calls.left.subtract(1, ordering: .relaxed).newValue == 0
        let loss = cancelling(predictions, targets, weights: weights)
        return fails ? loss * Float.nan : loss
      }
    }
    func weights(_ checkpoint: Checkpoint?, failing: Int, cancelling: Int) async throws -> [Float] {
      try await Task {
        var model = try Self.network()
        do {
          try model.fit(
            Self.data, epochs: 4, batchSize: 15,
            loss: Failing(
              calls: .init(failing), cancelling: CancellingLoss(calls: .init(cancelling))),
            checkpoint: checkpoint)
        } catch NetworkError.lossNotFinite(let epoch, let batch, _) {
          #expect((epoch, batch) == (2, 4))
        }
        return model.tensors().flatMap(\.scalars)
      }.value
    }
    let folder = try TemporaryFolder()
    let whole = try await weights(nil, failing: 10, cancelling: .max)
    let checkpoint = Checkpoint("\(folder.path)/run")
    await #expect(throws: CancellationError.self) {
      _ = try await weights(checkpoint, failing: .max, cancelling: 8)
    }
    #expect(try await weights(checkpoint, failing: 3, cancelling: .max) == whole)
  }

  @Test func `the file is a model file too`() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/run"
    await #expect(throws: CancellationError.self) {
      _ = try await Self.train(Checkpoint(path), cancelledAt: 10)
    }
    let model = try Sequential(contentsOf: path)
    #expect(model.inputShape == [2])
    #expect(try model.predict(Self.test).count == Self.test.count)
  }

  @Test func `the checkpoint of another training is left alone`() throws {
    let folder = try TemporaryFolder()
    let checkpoint = Checkpoint("\(folder.path)/run")
    var model = try Self.network()
    try model.fit(Self.data, loss: .binaryCrossEntropy, checkpoint: checkpoint)
    let bytes = try FileBytes.read(checkpoint.path)
    func difference(_ fit: (inout Sequential) throws -> Void) throws -> String? {
      var model = try Self.network()
      do {
        try fit(&model)
      } catch let error as ArchiveError {
        guard case .otherTraining(let what, _, _) = error.reason else { throw error }
        return what
      }
      return nil
    }
    let differences = try [
      difference {
        try $0.fit(Self.data, batchSize: 31, loss: .binaryCrossEntropy, checkpoint: checkpoint)
      },
      difference { try $0.fit(Self.test, loss: .binaryCrossEntropy, checkpoint: checkpoint) },
      difference {
        try $0.fit(
          Self.data, loss: .binaryCrossEntropy, optimizer: .adam(learningRate: 0.002),
          checkpoint: checkpoint)
      },
      difference { try $0.fit(Self.data, loss: .meanSquaredError, checkpoint: checkpoint) },
      difference {
        try $0.fit(
          Self.data, validating: Self.test, loss: .binaryCrossEntropy, checkpoint: checkpoint)
      },
      difference {
        try $0.fit(
          Self.data, loss: .binaryCrossEntropy, classWeights: [1: 2], checkpoint: checkpoint)
      },
      difference {
        try $0.fit(Self.data, shuffles: false, loss: .binaryCrossEntropy, checkpoint: checkpoint)
      },
      difference {
        try $0.fit(
          Self.data, loss: .binaryCrossEntropy, callbacks: [.earlyStopping()],
          checkpoint: checkpoint)
      },
    ]
    #expect(
      differences == [
        "batch size", "data to learn from", "optimizer", "loss", "validation data",
        "data to learn from", "shuffling", "callbacks",
      ])
    #expect(try FileBytes.read(checkpoint.path) == bytes)
  }

  @Test func `a file that is no checkpoint, or a damaged one, is told`() throws {
    let folder = try TemporaryFolder()
    let checkpoint = Checkpoint("\(folder.path)/run")
    func reason() throws -> ArchiveError.Reason? {
      var model = try Self.network()
      do {
        try model.fit(Self.data, loss: .binaryCrossEntropy, checkpoint: checkpoint)
      } catch let error as ArchiveError {
        return error.reason
      }
      return nil
    }
    try Self.network().save(to: checkpoint.path)
    #expect(try reason() == .noModel(key: "assay.checkpoint.progress"))
    try AtomicFile.write([], to: checkpoint.path)
    #expect(try reason() == .tooShort(bytes: 0, needed: 8))
    var model = try Self.network()
    let sound = Checkpoint("\(folder.path)/sound")
    try model.fit(Self.data, loss: .binaryCrossEntropy, checkpoint: sound)
    let bytes = try FileBytes.read(sound.path)
    for place in stride(from: 8, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[place] ^= 0x10
      try AtomicFile.write(damaged, to: checkpoint.path, durable: false)
      #expect(try reason() != nil, "byte \(place)")
    }
  }

  @Test func `numbers that do not fit each other are refused, and stop nothing`() throws {
    let folder = try TemporaryFolder()
    let checkpoint = Checkpoint("\(folder.path)/run")
    func fit() throws {
      var model = try Self.network()
      try model.fit(
        Self.data, loss: .binaryCrossEntropy, callbacks: [.earlyStopping()],
        checkpoint: checkpoint)
    }
    try fit()
    let bytes = try FileBytes.read(checkpoint.path)
    let changes = [
      (#""callbacks":[{"#, #""callbacks":[],"others":[{"#),
      (#""batch":0"#, #""batch":999"#), (#""batch":0"#, #""batch":-1"#),
      (#""batch":0"#, #""batch":1"#), (#""step":"#, #""step":-"#),
      (#""loss":["#, #""loss":[1,"#), (#""values":{}"#, #""values":{"f1":[1,2]}"#),
    ]
    for (old, new) in changes {
      var archive = try SafeTensors(bytes, file: "m")
      let text = String(decoding: archive.blobs[0].bytes, as: UTF8.self)
      let changed = text.replacing(old, with: new)
      archive.blobs[0].bytes = Array(changed.utf8)
      try AtomicFile.write(archive.bytes, to: checkpoint.path, durable: false)
      #expect(changed != text)
      #expect(throws: ArchiveError.self, "\(new)") { try fit() }
    }
  }

  @Test func `a place that cannot be written is told before the first step`() throws {
    var model = try Self.network()
    let weights = model.weights
    #expect(throws: ArchiveError.self) {
      try model.fit(
        Self.data, loss: .binaryCrossEntropy, checkpoint: Checkpoint("/no/such/folder/run"))
    }
    #expect(model.weights == weights)
    #expect(throws: NetworkError.self) {
      try model.fit(
        Self.data, loss: .binaryCrossEntropy,
        checkpoint: Checkpoint("/no/such/folder/run", every: .batches(0)))
    }
  }
}
