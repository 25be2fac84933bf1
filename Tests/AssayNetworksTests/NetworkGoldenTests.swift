import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("First steps beside Keras's") struct NetworkGoldenTests {
  struct File: Decodable {
    let twoCircles: Case
    let threeBlobs: Case

    enum CodingKeys: String, CodingKey {
      case twoCircles = "two_circles"
      case threeBlobs = "three_blobs"
    }
  }

  struct Case: Decodable {
    let inputs: [[Float]]
    let targets: [Float]
    let initial: [GoldenTensor]
    let batches: [[Int]]
    let losses: [Double]
    let weights: [[GoldenTensor]]
    let sampleWeights: [Float]?
    let weightedLosses: [Double]?

    enum CodingKeys: String, CodingKey {
      case inputs, targets, initial, batches, losses, weights
      case sampleWeights = "sample_weights"
      case weightedLosses = "weighted_losses"
    }
  }

  /// Takes Keras's steps; compares the losses before them, and the first weights after them.
  static func follow(
    _ golden: Case, _ network: Sequential, _ loss: some Loss, targets: Tensor,
    weights: [Float]? = nil, losses: [Double]
  ) -> (first: Double, all: Double, weights: Double) {
    var model = network
    model.setTensors(golden.initial.map(\.tensor))
    var state = OptimizerState(.adam(), for: model)
    let inputs = Tensor(golden.inputs)
    var (first, all, off) = (0.0, 0.0, 0.0)
    for (number, (rows, expected)) in zip(golden.batches, losses).enumerated() {
      let (value, slope) = valueAndGradient(at: model) { model in
        loss(
          model(inputs.rows(at: rows)), targets.rows(at: rows),
          weights: weights.map { weights in Tensor(rows.map { weights[$0] }) })
      }
      let error = abs(Double(value) - expected) / expected
      if number < 10 { first = max(first, error) }
      all = max(all, error)
      state.update(&model, along: slope)
      if weights == nil, number < golden.weights.count {
        for (found, expected) in zip(model.tensors(), golden.weights[number]) {
          off = max(off, deviationOfWhole(found.scalars, from: expected.tensor.scalars))
        }
      }
    }
    return (first, all, off)
  }

  @Test func `two circles`() throws {
    let golden = try Golden.load("keras_networks.json", as: File.self).twoCircles
    let network = try Sequential(input: 2) {
      Dense(100, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    let targets = Tensor(golden.targets, shape: [golden.targets.count, 1])
    let off = Self.follow(
      golden, network, BinaryCrossEntropy(), targets: targets, losses: golden.losses)
    #expect(off.first < 1e-6)
    #expect(off.all < 1e-5)
    #expect(off.weights < 1e-5)
    // And no further than that: a golden that is not compared would be off by nothing.
    #expect(golden.losses.count == 32 && golden.weights.count == 10)

    let weighted = Self.follow(
      golden, network, BinaryCrossEntropy(), targets: targets,
      weights: golden.sampleWeights, losses: try #require(golden.weightedLosses))
    #expect(golden.weightedLosses?.count == 16)
    #expect(weighted.all < 1e-5)
  }

  @Test func `three blobs`() throws {
    let golden = try Golden.load("keras_networks.json", as: File.self).threeBlobs
    let network = try Sequential(input: 4) {
      Dense(16, activation: .relu)
      Dense(8, activation: .tanh)
      Dense(3, activation: .softmax)
    }
    let off = Self.follow(
      golden, network, SparseCategoricalCrossEntropy(), targets: Tensor(golden.targets),
      losses: golden.losses)
    #expect(off.first < 1e-6)
    #expect(off.all < 1e-5)
    #expect(off.weights < 1e-5)
  }

  @Test func `fit takes the steps that Keras takes`() throws {
    let golden = try Golden.load("keras_networks.json", as: File.self).twoCircles
    // An epoch of rows already in the order of Keras's batches.
    let order = golden.batches.prefix(16).flatMap { $0 }
    let data = try Dataset(inputs: Tensor(golden.inputs), targets: golden.targets.map { Int($0) })
    var model = try Sequential(input: 2) {
      Dense(100, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    model.setTensors(golden.initial.map(\.tensor))
    let history = try model.fit(
      data.rows(order), epochs: 1, shuffles: false, loss: .binaryCrossEntropy)
    let mean =
      zip(golden.losses, golden.batches).prefix(16).reduce(0) { $0 + $1.0 * Double($1.1.count) }
      / 500
    #expect(abs(history.training.loss[0] - mean) < 1e-5 * mean)
  }
}
