import AssayCore
import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Batch normalization") struct BatchNormalizationTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let shape: [Int]
    let options: Options
    let batches: [[Float]]
    let weights: [[Float]]
    let cotangent: [Float]
    /// The running mean and variance after each batch.
    let moving: [[[Double]]]
    let mask: [[Float]]?
    let training: Run
    let answers: Run
  }

  struct Options: Decodable {
    let momentum: Float?
    let epsilon: Float?
    let center: Bool?
    let scale: Bool?
  }

  struct Run: Decodable {
    let outputs: [Double]
    let input_gradient: [Double]
    let gradients: [[Double]]
  }

  /// A layer whose tensors and inputs are followed.
  struct WithInput: Parametric {
    var layer: BatchNormalization
    var input: Tensor
    mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
      body(.parameter, "input", &input)
      layer.forEachTensor(body)
    }
  }

  static let chance = RandomSource(seed: 1)

  /// The distance of two vectors, as a part of the length of the second.
  static func deviation(_ found: [Float], from expected: [Double]) -> Double {
    guard found.count == expected.count else { return .infinity }
    var (error, size) = (0.0, 0.0)
    for (one, other) in zip(found, expected) {
      error += (Double(one) - other) * (Double(one) - other)
      size += other * other
    }
    return error.squareRoot() / max(size.squareRoot(), 1e-6)
  }

  @Test func `has Keras's outputs, gradients and running means`() throws {
    let cases = try Golden.load("keras_normalization.json", as: File.self).cases
    #expect(cases.count == 9)
    for golden in cases {
      let options = golden.options
      var layer = BatchNormalization(
        momentum: options.momentum ?? 0.99, epsilon: options.epsilon ?? 1e-3,
        center: options.center ?? true, scale: options.scale ?? true)
      let shape = Shape(golden.shape)
      var random = Self.chance
      _ = try layer.build(input: Shape(golden.shape.dropFirst()), random: &random)
      var place = 0
      layer.forEachTensor { role, _, tensor in
        guard role == .parameter else { return }
        tensor = Tensor(golden.weights[place])
        place += 1
      }
      #expect(place == golden.weights.count)
      for (batch, moving) in zip(golden.batches, golden.moving) {
        var pass = Pass.training(Self.chance)
        pass.mask = golden.mask.map { Tensor($0) }
        _ = layer.forward(Tensor(batch, shape: shape), &pass)
        layer.takeStates(from: pass)
        // What is left of 1 when 0.99, as a Float, is taken from it is 1e-6 of itself off.
        #expect(Self.deviation(layer.movingMean.scalars, from: moving[0]) < 2e-6)
        #expect(Self.deviation(layer.movingVariance.scalars, from: moving[1]) < 2e-6)
      }
      let cotangent = Tensor(golden.cotangent, shape: shape)
      for (isTraining, expected) in [(true, golden.training), (false, golden.answers)] {
        var outputs: [Float] = []
        let slope = gradient(
          at: WithInput(layer: layer, input: Tensor(golden.batches[0], shape: shape))
        ) { model in
          var pass = isTraining ? Pass.training(Self.chance) : .inference
          pass.mask = golden.mask.map { Tensor($0) }
          let output = model.layer.forward(model.input, &pass)
          outputs = output.scalars
          return (output * cotangent).sum()
        }
        #expect(Self.deviation(outputs, from: expected.outputs) < 1e-6)
        let slopes = slope.tensors(.parameter).map(\.scalars)
        #expect(Self.deviation(slopes[0], from: expected.input_gradient) < 1e-5)
        for (found, expected) in zip(slopes.dropFirst(), expected.gradients) {
          #expect(Self.deviation(found, from: expected) < 1e-5)
        }
      }
    }
  }

  @Test func `gradients agree with differences`() throws {
    var layer = BatchNormalization()
    var random = Self.chance
    _ = try layer.build(input: [2, 3], random: &random)
    layer.gamma = Tensor([0.5, 1, 2])
    let model = WithInput(layer: layer, input: numbers([3, 2, 3], seed: 4))
    var masked = Pass.training(Self.chance)
    masked.mask = Tensor([[1, 0], [1, 1], [0, 1]])
    for pass in [Pass.training(Self.chance), .inference, masked] {
      let error = GradientCheck.error(at: model) { model in
        var pass = pass
        return model.layer.forward(model.input, &pass)
      }
      #expect(error < 3e-3)
    }
  }

  @Test func `a masked step moves no mean, whatever stands in it`() throws {
    var layer = BatchNormalization(momentum: 0)
    var random = Self.chance
    _ = try layer.build(input: [3, 1], random: &random)
    var pass = Pass.training(Self.chance)
    pass.mask = Tensor([[1, 1, 0], [1, 0, 0]])
    let output = layer.forward(
      Tensor([1, 2, .nan, 6, 1e30, 7], shape: [2, 3, 1]), &pass
    ).scalars
    layer.takeStates(from: pass)
    #expect(abs(layer.movingMean.scalars[0] - 3) < 1e-6)
    #expect(abs(layer.movingVariance.scalars[0] - 14 / 3) < 1e-6)
    let deviation: Float = (14 / 3 + 1e-3 as Float).squareRoot()
    #expect(
      deviationOfWhole([output[0], output[3], output[5]], from: [-2, 3, 4].map { $0 / deviation })
        < 1e-6)
  }

  private static func network() throws -> Sequential {
    try Sequential(input: 2, seed: 3) {
      Dense(8)
      BatchNormalization(momentum: 0.9)
      ActivationLayer(.relu)
      GaussianNoise(0.1)
      Dense(1, activation: .sigmoid)
    }
  }

  private static let data = Dataset.circles(count: 203, noise: 0.1, seed: 1)

  @Test func `fit moves the running means, which are saved, and goes on from them`() throws {
    var (parts, whole) = (try Self.network(), try Self.network())
    #expect(whole.tensors(.state).map(\.scalars).first == [Float](repeating: 0, count: 8))
    let before = parts
    try parts.fit(Self.data, epochs: 3, loss: .binaryCrossEntropy)
    #expect(parts.tensors(.state) != before.tensors(.state))
    #expect(before.tensors(.state).map(\.scalars).first == [Float](repeating: 0, count: 8))
    var loaded = try Sequential(try SafeTensors(try parts.archiveBytes(), file: "m"), file: "m")
    #expect(loaded.everything == parts.everything)
    #expect(try loaded.predict(Self.data) == parts.predict(Self.data))
    try loaded.fit(Self.data, epochs: 4, loss: .binaryCrossEntropy)
    try parts.fit(Self.data, epochs: 4, loss: .binaryCrossEntropy)
    try whole.fit(Self.data, epochs: 7, loss: .binaryCrossEntropy)
    #expect(parts.everything == whole.everything)
    #expect(loaded.everything == whole.everything)
  }

  @Test func `fit keeps the means that a loop by hand keeps`() throws {
    func network() throws -> Sequential {
      try Sequential(input: 2, seed: 3) {
        Dense(4)
        BatchNormalization()
        Dense(1, activation: .sigmoid)
      }
    }
    var (fitted, looped) = (try network(), try network())
    try fitted.fit(Self.data, epochs: 2, shuffles: false, loss: .binaryCrossEntropy)
    var state = OptimizerState(.adam(), for: looped)
    for _ in 0..<2 {
      for batch in Self.data.batches(of: 32) {
        var pass = Pass.training(Self.chance)
        let slope = gradient(at: looped) { model in
          BinaryCrossEntropy()(
            model.forward(batch.inputs, &pass), batch.encodedTargets, weights: nil)
        }
        state.update(&looped, along: slope)
        looped.takeStates(from: pass)
      }
    }
    #expect(fitted.everything == looped.everything)
  }

  @Test func `the best epoch's running means come back with its weights`() throws {
    var model = try Self.network()
    let watcher = Watcher()
    let history = try model.fit(
      Self.data, validating: Self.data, epochs: 60, loss: .binaryCrossEntropy,
      optimizer: .sgd(learningRate: 3), callbacks: [watcher, EarlyStopping()])
    let restored = try #require(history.restoredEpoch)
    let seen = watcher.seen.all
    #expect(model.everything == seen[restored - 1])
    #expect(model.everything != seen.last)
  }

  struct Watcher: Callback {
    let seen = Log<[Float]>()
    func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) {
      seen.add(epoch.model.everything)
    }
  }

  @Test func `refuses settings outside their range`() {
    let wrong: [any Layer] = [
      BatchNormalization(momentum: 1.5), BatchNormalization(epsilon: 0), GaussianNoise(-1),
      GaussianNoise(.nan), SpatialDropout(1), SpatialDropout(-0.1),
    ]
    for layer in wrong {
      #expect(throws: NetworkError.self) { try Sequential(input: [4, 3], layers: [layer]) }
    }
    #expect(throws: NetworkError.self) { try Sequential(input: 3) { SpatialDropout(0.5) } }
    #expect(BatchNormalization().description == "BatchNormalization()")
    #expect(
      BatchNormalization(momentum: 0.9, scale: false).description
        == "BatchNormalization(momentum: 0.9, scale: false)")
  }
}

@Suite("Noise") struct NoiseTests {
  @Test func `Gaussian noise has its deviation in training, and is none in answers`() {
    let layer = GaussianNoise(0.5)
    let input = Tensor(repeating: 2, shape: [100, 100])
    var pass = Pass.training(RandomSource(seed: 3))
    let noise = layer.forward(input, &pass).scalars.map { Double($0) - 2 }
    let mean = noise.reduce(0, +) / 10_000
    let deviation = (noise.reduce(0) { $0 + $1 * $1 } / 10_000).squareRoot()
    #expect(abs(mean) < 0.02 && abs(deviation - 0.5) < 0.015)
    var answers = Pass.inference
    #expect(layer.forward(input, &answers) == input)
    var again = Pass.training(RandomSource(seed: 3))
    #expect(layer.forward(input, &again).scalars.map { Double($0) - 2 } == noise)
  }

  @Test func `spatial dropout keeps or drops a feature at all places`() {
    let layer = SpatialDropout(0.25)
    let input = Tensor(repeating: 3, shape: [40, 5, 2, 50])
    var pass = Pass.training(RandomSource(seed: 3))
    let output = layer.forward(input, &pass).scalars
    var dropped = 0
    for row in 0..<40 {
      for feature in 0..<50 {
        let values = Set((0..<10).map { output[(row * 10 + $0) * 50 + feature] })
        #expect(values == [0] || values == [4])
        dropped += values == [0] ? 1 : 0
      }
    }
    #expect((430...570).contains(dropped))
    var answers = Pass.inference
    #expect(layer.forward(input, &answers) == input)
  }
}

extension Sequential {
  /// All numbers of the network, parameters and states.
  fileprivate var everything: [Float] {
    weights + tensors(.state).flatMap(\.scalars)
  }
}
