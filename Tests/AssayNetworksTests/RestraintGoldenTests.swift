import AssayCore
import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Regularizers and constraints of every layer beside Keras's") struct RestraintGoldenTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let layer: String
    let shape: [Int]
    let inputs: [Float]
    let targets: [Double]
    let initial: [[Float]]
    let losses: [Double]
    let weights: [[[Float]]]
  }

  /// The layers of `golden_restraints.py`, in its order.
  static let layers: [any Layer] = [
    Dense(3).regularized(.kernel, by: .l1l2(l1: 0.02, l2: 0.03)).regularized(.bias, by: .l2(0.05))
      .constrained(.kernel, to: .minMaxNorm(low: 0.5, high: 0.75, rate: 0.5))
      .constrained(.bias, to: .nonNegative),
    Conv1D(3, kernelSize: 2)
      .regularized(.kernel, by: .l2(0.05)).regularized(.bias, by: .l1(0.02))
      .constrained(.kernel, to: .maxNorm(0.5, axes: [0, 1])).constrained(.bias, to: .maxNorm(0.3)),
    Conv2D(3, kernelSize: 2)
      .regularized(.kernel, by: .l1(0.03)).regularized(.bias, by: .l2(0.1))
      .constrained(.kernel, to: .maxNorm(0.8, axes: [0, 1, 2])).constrained(.bias, to: .unitNorm()),
    Conv2DTranspose(2, kernelSize: 2, strides: 2)
      .regularized(.kernel, by: .l1(0.02)).regularized(.bias, by: .l2(0.3))
      .constrained(.kernel, to: .unitNorm(axes: [0, 1, -1])).constrained(.bias, to: .nonNegative),
    DepthwiseConv2D(kernelSize: 2, depthMultiplier: 2)
      .regularized(.kernel, by: .l1l2(l1: 0.01, l2: 0.02)).regularized(.bias, by: .l2(0.2))
      .constrained(.kernel, to: .maxNorm(0.6)).constrained(.bias, to: .nonNegative),
    SeparableConv2D(3, kernelSize: 2)
      .regularized(.depthwiseKernel, by: .l1(0.02)).regularized(.pointwiseKernel, by: .l2(0.1))
      .regularized(.bias, by: .l2(0.1))
      .constrained(.depthwiseKernel, to: .maxNorm(0.7, axes: [0, 1]))
      .constrained(.pointwiseKernel, to: .unitNorm(axes: [2])).constrained(.bias, to: .nonNegative),
    Embedding(7, 3)
      .regularized(.embeddings, by: .l2(0.05)).constrained(.embeddings, to: .unitNorm(axes: [1])),
    SimpleRNN(3)
      .regularized(.kernel, by: .l2(0.1)).regularized(.recurrentKernel, by: .l1(0.02))
      .regularized(.bias, by: .l2(0.3)).constrained(.kernel, to: .maxNorm(0.6))
      .constrained(.recurrentKernel, to: .unitNorm()).constrained(.bias, to: .nonNegative),
    LSTM(2)
      .regularized(.kernel, by: .l2(0.2)).regularized(.recurrentKernel, by: .l1(0.02))
      .regularized(.bias, by: .l1(0.03)).constrained(.kernel, to: .nonNegative)
      .constrained(.recurrentKernel, to: .maxNorm(0.5)).constrained(.bias, to: .maxNorm(0.9)),
    GRU(2)
      .regularized(.kernel, by: .l1(0.02)).regularized(.recurrentKernel, by: .l2(0.1))
      .regularized(.bias, by: .l1l2(l1: 0.01, l2: 0.02))
      .constrained(.kernel, to: .unitNorm(axes: [1]))
      .constrained(.recurrentKernel, to: .nonNegative).constrained(.bias, to: .unitNorm()),
    Bidirectional(
      LSTM(2).regularized(.kernel, by: .l2(0.2)).constrained(.kernel, to: .maxNorm(0.5))),
    TimeDistributed(
      Dense(2).regularized(.kernel, by: .l2(0.2)).constrained(.kernel, to: .unitNorm())),
    BatchNormalization()
      .regularized(.gamma, by: .l1(0.1)).regularized(.beta, by: .l2(0.05))
      .constrained(.gamma, to: .maxNorm(0.8)).constrained(.beta, to: .nonNegative),
    LayerNormalization()
      .regularized(.gamma, by: .l2(0.1)).regularized(.beta, by: .l1(0.05))
      .constrained(.gamma, to: .nonNegative).constrained(.beta, to: .unitNorm()),
    MultiHeadAttention(heads: 2, size: 3)
      .regularized(.kernel, by: .l2(0.05)).regularized(.bias, by: .l1(0.02))
      .constrained(.kernel, to: .maxNorm(0.7)).constrained(.bias, to: .maxNorm(0.4)),
  ]

  static func network(_ layer: any Layer, _ shape: Shape) throws -> Sequential {
    try Sequential(input: shape) {
      layer
      Flatten()
      Dense(1)
    }
  }

  @Test func `networks take Keras's steps`() throws {
    let cases = try Golden.load("keras_restraints.json", as: File.self).cases
    #expect(cases.count == Self.layers.count)
    for (golden, layer) in zip(cases, Self.layers) {
      #expect(type(of: layer).kind == golden.layer)
      let shape = Shape(golden.shape)
      var model = try Self.network(layer, shape)
      func tensors(_ values: [[Float]]) -> [Tensor] {
        zip(values, model.tensors()).map { Tensor($0, shape: $1.shape) }
      }
      model.setParameters(tensors(golden.initial))
      let data = try Dataset(
        inputs: Tensor(golden.inputs, shape: shape.prepending(golden.targets.count)),
        targets: golden.targets)
      for (loss, weights) in zip(golden.losses, golden.weights) {
        let history = try model.fit(
          data, epochs: 1, shuffles: false, loss: .meanSquaredError,
          optimizer: .sgd(learningRate: 0.05))
        let found = history.training.loss.last ?? 0
        #expect(abs(found - loss) < 2e-6 * max(1, loss), "\(layer.description)")
        for (found, expected) in zip(model.tensors(.parameter), weights) {
          #expect(
            deviationOfWhole(found.scalars, from: expected) < 5e-6, "\(layer.description)")
        }
      }
    }
  }

  @Test(arguments: layers.indices)
  func `gradients of penalties agree with differences`(index: Int) throws {
    let shape = Shape(
      try Golden.load("keras_restraints.json", as: File.self).cases[index].shape)
    var model = try Self.network(Self.layers[index], shape)
    // Away from 0, where |w| bends.
    model.setParameters(
      model.tensors().enumerated().map { place, tensor in
        let drawn = numbers(tensor.shape, seed: UInt64(place))
        return Tensor(drawn.scalars.map { $0 < 0 ? $0 - 0.1 : $0 + 0.1 }, shape: drawn.shape)
      })
    let error = GradientCheck.error(at: model) { $0.penalty ?? Tensor(0) }
    #expect(error < 3e-3, "\(Self.layers[index].description)")
  }

  @Test(arguments: layers.indices)
  func `a loop by hand takes the steps of fit, and files keep what is set`(index: Int) throws {
    let golden = try Golden.load("keras_restraints.json", as: File.self).cases[index]
    let shape = Shape(golden.shape)
    var fitted = try Self.network(Self.layers[index], shape)
    var looped = try Sequential(
      try SafeTensors(try fitted.archiveBytes(), file: "m"), file: "m")
    #expect(looped.description == fitted.description)
    #expect(fitted.description.contains(".regularized("))
    let data = try Dataset(
      inputs: Tensor(golden.inputs, shape: shape.prepending(golden.targets.count)),
      targets: golden.targets)
    try fitted.fit(data, epochs: 2, shuffles: false, loss: .meanSquaredError)
    var state = OptimizerState(.adam(), for: looped)
    for _ in 0..<2 {
      for batch in data.batches(of: 32) {
        var pass = Pass.training(RandomSource(seed: 0))
        let slope = gradient(at: looped) { model in
          let loss = MeanSquaredError()(
            model.forward(batch.inputs, &pass), batch.encodedTargets, weights: nil)
          return model.penalty.map { loss + $0 } ?? loss
        }
        state.update(&looped, along: slope)
        looped.constrain()
        looped.takeStates(from: pass)
      }
    }
    #expect(fitted.weights == looped.weights)
  }
}

extension Sequential {
  /// Puts tensors in the place of the network's parameters.
  fileprivate mutating func setParameters(_ tensors: [Tensor]) {
    var index = 0
    forEachTensor { role, _, tensor in
      guard role == .parameter else { return }
      tensor = tensors[index]
      index += 1
    }
  }
}
