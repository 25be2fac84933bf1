import AssayDatasets
import AssayEvaluation
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Regularizers and constraints") struct RegularizationTests {
  struct File: Decodable {
    let inputs: [[Float]]
    let targets: [Float]
    let initial: [GoldenTensor]
    let losses: [Double]
    let weights: [[GoldenTensor]]
    let evaluated: Double
  }

  static func network() throws -> Sequential {
    try Sequential(input: 4) {
      Dense(
        6, activation: .tanh, kernelRegularizer: .l2(0.05), biasRegularizer: .l1(0.02),
        kernelConstraint: .maxNorm(0.9), biasConstraint: .maxNorm(0.1))
      Dense(
        5, kernelRegularizer: .l1l2(l1: 0.01, l2: 0.02), kernelConstraint: .unitNorm,
        biasConstraint: .nonNegative)
      Dense(1)
    }
  }

  @Test func `a network takes Keras's steps, and its losses have the penalties in them`() throws {
    let golden = try Golden.load("keras_regularization.json", as: File.self)
    var model = try Self.network()
    model.setTensors(golden.initial.map(\.tensor))
    let data = try Dataset(
      inputs: Tensor(golden.inputs), targets: golden.targets.map(Double.init))
    for (loss, weights) in zip(golden.losses, golden.weights) {
      let history = try model.fit(
        data, epochs: 1, shuffles: false, loss: .meanSquaredError,
        optimizer: .sgd(learningRate: 0.1))
      #expect(abs((history.training.loss.last ?? 0) - loss) < 1e-6)
      for (found, expected) in zip(model.tensors(.parameter), weights) {
        #expect(deviationOfWhole(found.scalars, from: expected.tensor.scalars) < 2e-6)
      }
    }
    let history = try model.fit(
      data, validating: data, epochs: 1, shuffles: false, loss: .meanSquaredError,
      optimizer: .sgd(learningRate: 0))
    #expect(abs((history.validation?.loss.last ?? 0) - golden.evaluated) < 1e-6)
  }

  @Test func `a loop by hand takes the steps of fit`() throws {
    let data = Dataset.circles(count: 60, noise: 0.1, seed: 1)
    var fitted = try Sequential(input: 2, seed: 2) {
      Dense(8, activation: .tanh, kernelRegularizer: .l2(), kernelConstraint: .maxNorm(0.5))
      Dense(1, activation: .sigmoid, biasConstraint: .nonNegative)
    }
    var looped = fitted
    try fitted.fit(data, epochs: 3, shuffles: false, loss: .binaryCrossEntropy)
    var state = OptimizerState(.adam(), for: looped)
    for _ in 0..<3 {
      for batch in data.batches(of: 32) {
        let slope = gradient(at: looped) { model in
          let loss = BinaryCrossEntropy()(
            model(batch.inputs), batch.encodedTargets, weights: nil)
          return model.penalty.map { loss + $0 } ?? loss
        }
        state.update(&looped, along: slope)
        looped.constrain()
      }
    }
    #expect(fitted.weights == looped.weights)
  }

  @Test func `settings are saved, and training goes on by them`() throws {
    let data = Dataset.circles(count: 60, noise: 0.1, seed: 1)
    var whole = try Sequential(input: 2, seed: 2) {
      Dense(4, kernelRegularizer: .l1(0.1), biasConstraint: .unitNorm)
      Dense(1, activation: .sigmoid)
    }
    var first = whole
    try whole.fit(data, epochs: 4, loss: .binaryCrossEntropy)
    try first.fit(data, epochs: 2, loss: .binaryCrossEntropy)
    var second = try Sequential(try SafeTensors(try first.archiveBytes(), file: "m"), file: "m")
    #expect(second.description == first.description)
    try second.fit(data, epochs: 2, loss: .binaryCrossEntropy)
    #expect(second.weights == whole.weights)
  }

  @Test func `penalties and bounds are their formulas`() {
    let w = Tensor([[3, -1], [-4, 0]])
    #expect(Regularizer.l1(0.5)(w).scalar == 4)
    #expect(Regularizer.l2(0.5)(w).scalar == 13)
    #expect(Regularizer.l1l2(l1: 1, l2: 1)(w).scalar == 34)
    #expect(Constraint.nonNegative(w) == Tensor([[3, 0], [0, 0]]))
    let short = Constraint.maxNorm(1)(w).scalars
    #expect(abs(short[0] - 0.6) < 1e-6 && abs(short[2] + 0.8) < 1e-6 && abs(short[1] + 1) < 1e-6)
    #expect(Constraint.unitNorm(Tensor([0, 0])) == Tensor([0, 0]))
  }

  @Test func `refuses prices and bounds that are none, and says what is set`() {
    let wrong = [
      Dense(1, kernelRegularizer: .l2(-1)), Dense(1, biasRegularizer: .l1(.nan)),
      Dense(1, kernelConstraint: .maxNorm(0)), Dense(1, biasConstraint: .maxNorm(-1)),
    ]
    for layer in wrong {
      #expect(throws: NetworkError.self) { try Sequential(input: 2, layers: [layer]) }
    }
    #expect(
      Dense(3, activation: .relu, kernelRegularizer: .l2(), biasConstraint: .maxNorm(1.5))
        .description
        == "Dense(3, activation: .relu, kernelRegularizer: .l2(0.01), biasConstraint: .maxNorm(1.5))"
    )
  }
}
