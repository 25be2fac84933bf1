import AssayCore
import AssayDatasets
import AssayTensors
import Testing

@testable import AssayNetworks

@Suite("Dropout") struct DropoutTests {
  static func drop(_ rate: Float, seed: UInt64, count: Int = 10_000) -> [Float] {
    var pass = Pass.training(RandomSource(seed: seed))
    return Dropout(rate).forward(Tensor(repeating: 1, shape: [count, 1]), &pass).scalars
  }

  @Test(arguments: [0.1, 0.3, 0.5, 0.9] as [Float])
  func `drops its part, and keeps the mean`(rate: Float) {
    let values = Self.drop(rate, seed: 1)
    #expect(Set(values).count == 2 && Set(values).contains(0))
    #expect(values.max() == 1 / (1 - rate))
    let dropped = Float(values.count { $0 == 0 }) / Float(values.count)
    // Five standard errors.
    #expect(abs(dropped - rate) < 5 * (rate * (1 - rate) / 10_000).squareRoot())
  }

  @Test func `passes everything on in answers, and where the rate is zero`() {
    let input = Tensor([[1, 2], [3, 4]])
    var pass = Pass.inference
    #expect(Dropout(0.5).forward(input, &pass) == input)
    var training = Pass.training(RandomSource(seed: 1))
    #expect(Dropout(0).forward(input, &training) == input)
  }

  @Test func `the same chance drops the same, another one does not`() {
    #expect(Self.drop(0.5, seed: 1) == Self.drop(0.5, seed: 1))
    #expect(Self.drop(0.5, seed: 1) != Self.drop(0.5, seed: 2))
    var pass = Pass.training(RandomSource(seed: 1))
    let input = Tensor(repeating: 1, shape: [100, 1])
    // Two layers of one network draw for themselves.
    #expect(Dropout(0.5).forward(input, &pass) != Dropout(0.5).forward(input, &pass))
  }

  @Test func `networks with dropout learn alike from one seed`() throws {
    func weights(seed: UInt64, epochs: Int) throws -> [Float] {
      var model = try Sequential(input: 2, seed: seed) {
        Dense(20, activation: .relu)
        Dropout(0.5)
        Dense(1, activation: .sigmoid)
      }
      let data = Dataset.circles(count: 100, noise: 0.1, seed: 1)
      try model.fit(data, epochs: epochs, loss: .binaryCrossEntropy)
      return model.weights
    }
    #expect(try weights(seed: 1, epochs: 3) == weights(seed: 1, epochs: 3))
    #expect(try weights(seed: 1, epochs: 3) != weights(seed: 2, epochs: 3))
  }

  @Test func `every batch and every epoch of a fit has a mask of its own`() throws {
    let masks = Log<[Float]>()
    var model = try Sequential(input: 2, seed: 1) {
      Dense(64, kernelInitializer: .zeros, biasInitializer: .ones)
      Dropout(0.5)
      Witness { masks.add($0) }
      Dense(1, activation: .sigmoid)
    }
    let data = Dataset.circles(count: 12, seed: 1)
    let still = SGD(learningRate: 0)
    try model.fit(data, epochs: 3, batchSize: 4, loss: .binaryCrossEntropy, optimizer: still)
    let seen = masks.all
    #expect(seen.count == 9)
    #expect(Set(seen).count == 9)
    #expect(seen.allSatisfy { $0.count == 4 * 64 && Set($0) == [0, 2] })
  }
}

/// Passes its inputs on, and shows them to a closure while training.
private struct Witness: Layer {
  let body: @Sendable ([Float]) -> Void

  init(_ body: @escaping @Sendable ([Float]) -> Void) { self.body = body }

  func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    if pass.isTraining { body(input.scalars) }
    return input
  }
}
