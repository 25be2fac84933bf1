import AssayCore
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

/// Numbers between −1 and 1.
func numbers(_ shape: Shape, seed: UInt64) -> Tensor {
  var random = RandomSource(seed: seed)
  return Tensor((0..<shape.count).map { _ in Float(2 * random.uniform() - 1) }, shape: shape)
}

@Suite("Gradients of layers and losses") struct LayerGradientTests {
  /// Inputs and outputs of a dense layer: few inputs, one output, both, and the general case.
  static let sizes = [
    (2, 5), (1, 1), (8, 3), (8, 17), (9, 4), (17, 1), (3, 1), (20, 33), (2, 100), (100, 1),
    (64, 16),
  ]
  static let names = kerasActivations.keys.sorted()

  /// Inputs, kernel and bias such that no value before the activation is near zero, where some bend.
  static func parts(_ k: Int, _ n: Int, rows: Int) -> [Tensor] {
    var seed: UInt64 = 1
    while true {
      let parts = [
        numbers([rows, k], seed: seed), numbers([k, n], seed: seed + 1),
        numbers([n], seed: seed + 2),
      ]
      let before = matmul(parts[0], parts[1]) + parts[2]
      if before.scalars.allSatisfy({ abs($0) > 0.01 }) { return parts }
      seed += 3
    }
  }

  static func dense(_ parts: [Tensor], _ activation: Activation) -> Tensor {
    var layer = Dense(parts[2].count, activation: activation)
    (layer.kernel, layer.bias) = (parts[1], parts[2])
    var pass = Pass.inference
    return layer.forward(parts[0], &pass)
  }

  @Test(arguments: names)
  func `dense layers of all activations agree with differences`(name: String) throws {
    let activation = try #require(kerasActivations[name])
    for (k, n) in [(2, 5), (9, 4), (3, 1), (17, 1), (8, 3)] where name != "softmax" || n > 1 {
      let parts = Self.parts(k, n, rows: 3)
      let error = GradientCheck.error(at: parts) { Self.dense($0, activation) }
      #expect(error < 3e-3, "\(k) inputs, \(n) outputs")
    }
  }

  @Test func `dense layers of all sizes agree with differences`() {
    for (k, n) in Self.sizes where k * n < 400 {
      let parts = Self.parts(k, n, rows: 2)
      #expect(GradientCheck.error(at: parts) { Self.dense($0, .tanh) } < 3e-3, "\(k), \(n)")
    }
  }

  @Test func `dense layers compute the bits of product, bias and activation done singly`() throws {
    for (k, n) in Self.sizes {
      for name in Self.names where name != "softmax" || n > 1 {
        let activation = try #require(kerasActivations[name])
        for rows in [1, 5, 32] {
          let parts = [
            numbers([rows, k], seed: 1), numbers([k, n], seed: 2), numbers([n], seed: 3),
          ]
          let cotangent = numbers([rows, n], seed: 4)
          var (one, other) = (Tensor(0), Tensor(0))
          let slopes = gradient(at: parts) {
            let output = Self.dense($0, activation)
            one = output
            return (output * cotangent).sum()
          }
          let single = gradient(at: parts) {
            let output = activation(matmul($0[0], $0[1]) + $0[2])
            other = output
            return (output * cotangent).sum()
          }
          #expect(one == other, "\(name), \(rows) rows, \(k) inputs, \(n) outputs")
          #expect(slopes[0] == single[0], "input, \(name), \(rows) rows, \(k), \(n)")
          #expect(slopes[1] == single[1], "kernel, \(name), \(rows) rows, \(k), \(n)")
          // A bias that is repeated over rows sums its gradient in another order.
          #expect(
            deviationOfWhole(slopes[2].scalars, from: single[2].scalars) < 1e-5,
            "bias, \(name), \(rows) rows, \(k), \(n)")
        }
      }
    }
  }

  @Test func `dense layers leave out the gradients that nobody wants, and keep the others' bits`() {
    for (k, n) in Self.sizes {
      let parts = Self.parts(k, n, rows: 4)
      let all = gradient(at: parts) { Self.dense($0, .relu).squared().sum() }
      let weights = gradient(at: Array(parts[1...])) {
        Self.dense([parts[0]] + $0, .relu).squared().sum()
      }
      #expect(weights == Array(all[1...]), "\(k), \(n)")
      let input = gradient(at: parts[0]) {
        Self.dense([$0] + parts[1...], .relu).squared().sum()
      }
      #expect(input == all[0], "\(k), \(n)")
    }
  }

  @Test func `a row's outputs do not depend on its batch`() throws {
    for (k, n) in Self.sizes {
      let parts = [numbers([37, k], seed: 1), numbers([k, n], seed: 2), numbers([n], seed: 3)]
      let whole = Self.dense(parts, .tanh)
      for range in [0..<1, 36..<37, 3..<10, 5..<37] {
        let part = Self.dense([parts[0].rows(range)] + parts[1...], .tanh)
        #expect(part == whole.rows(range), "\(k), \(n)")
      }
    }
  }

  @Test func `dense layers work on the last of several axes`() {
    let parts = [numbers([2, 3, 4], seed: 1), numbers([4, 5], seed: 2), numbers([5], seed: 3)]
    let output = Self.dense(parts, .sigmoid)
    #expect(output.shape == [2, 3, 5])
    let flat = Self.dense([parts[0].reshaped(to: [6, 4])] + parts[1...], .sigmoid)
    #expect(output.scalars == flat.scalars)
    #expect(GradientCheck.error(at: parts) { Self.dense($0, .sigmoid) } < 3e-3)
  }

  @Test func `a network of all layers agrees with differences`() throws {
    let network = try Sequential(input: [2, 3], seed: 5) {
      Flatten()
      Dense(7, activation: .silu)
      Dropout(0.3)
      Dense(12, activation: .elu(alpha: 0.5))
      ActivationLayer(.softsign)
      Dense(3, activation: .softmax)
    }
    let inputs = numbers([4, 2, 3], seed: 2)
    let source = RandomSource(seed: 9)
    let inTraining = GradientCheck.error(at: network) { network in
      var pass = Pass.training(source)
      return network.forward(inputs, &pass)
    }
    #expect(inTraining < 3e-3)
    #expect(GradientCheck.error(at: inputs) { network($0) } < 3e-3)
  }

  static let losses: [(String, any Loss, Activation, Tensor)] = {
    let binary = Tensor([[0, 1], [1, 0], [1, 1]])
    let oneHot = Tensor([[0, 1], [1, 0], [0, 1]])
    let positions = Tensor([1, 0, 1])
    return [
      ("binary", BinaryCrossEntropy(), .sigmoid, binary),
      ("binary, logits", BinaryCrossEntropy(fromLogits: true), .linear, binary),
      ("categorical", CategoricalCrossEntropy(), .softmax, oneHot),
      ("categorical, not behind a softmax", CategoricalCrossEntropy(), .sigmoid, oneHot),
      ("categorical, logits", CategoricalCrossEntropy(fromLogits: true), .linear, oneHot),
      ("sparse", SparseCategoricalCrossEntropy(), .softmax, positions),
      ("sparse, logits", SparseCategoricalCrossEntropy(fromLogits: true), .linear, positions),
      ("squared error", MeanSquaredError(), .linear, binary),
      ("squared error of probabilities", MeanSquaredError(), .softmax, oneHot),
    ]
  }()

  @Test(arguments: losses.indices)
  func `losses behind layers agree with differences`(index: Int) {
    let (name, loss, activation, targets) = Self.losses[index]
    let parts = Self.parts(4, 2, rows: 3)
    for weights in [nil, Tensor([1, 0.5, 3])] {
      let error = GradientCheck.error(at: parts) {
        loss(Self.dense($0, activation), targets, weights: weights)
      }
      #expect(error < 5e-3, "\(name)")
      // An activation of its own is not skipped, and gives the same.
      let apart = GradientCheck.error(at: parts) {
        loss(activation(Self.dense($0, .linear)) * 1, targets, weights: weights)
      }
      #expect(apart < 5e-3, "\(name)")
    }
  }

  @Test func `outputs that are used twice get the whole gradient`() {
    // The loss must not skip the sigmoid's derivative when somebody else needs it too.
    let parts = Self.parts(4, 2, rows: 3)
    let targets = Tensor([[0, 1], [1, 0], [1, 1]])
    let error = GradientCheck.error(at: parts) { parts in
      let output = Self.dense(parts, .sigmoid)
      return BinaryCrossEntropy()(output, targets, weights: nil) + output.squared().sum()
    }
    #expect(error < 5e-3)
    let reversed = GradientCheck.error(at: parts) { parts in
      let output = Self.dense(parts, .sigmoid)
      let extra = output.squared().sum()
      return BinaryCrossEntropy()(output, targets, weights: nil) + extra
    }
    #expect(reversed < 5e-3)
  }
}
