// A layer of one's own, its gradient compared with differences, trained like any other.
import Assay

/// Adds to its inputs what a dense layer of the same width makes of them.
struct Residual: Layer {
  /// The dense layer, as wide as the inputs; described when the network is built.
  var inner = Dense(1)

  mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    inner = Dense(input[-1], activation: .tanh)
    return try inner.build(input: input, random: &random)
  }

  func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    input + inner.forward(input, &pass)
  }

  mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    inner.forEachTensor { body($0, "inner.\($1)", &$2) }
  }
}

let (train, test) = Dataset.moons(count: 400, noise: 0.2, seed: 1).split(at: 200)
var model = try Sequential(input: 2, seed: 1) {
  Dense(16, activation: .tanh)
  Residual()
  Dense(1, activation: .sigmoid)
}

// The slope of the loss along each parameter, and the same measured by a small step to both sides.
func loss(_ model: Sequential) -> Tensor {
  BinaryCrossEntropy()(model(train.inputs), train.encodedTargets, weights: nil)
}
let slopes = gradient(at: model, of: loss).tensors().flatMap(\.scalars)
var largest: Float = 0
for index in slopes.indices {
  func moved(by step: Float) -> Float {
    var (copy, position) = (model, index)
    copy.forEachTensor { _, _, tensor in
      if tensor.scalars.indices.contains(position) {
        tensor.withMutableScalars { $0[position] += step }
      }
      position -= tensor.count
    }
    return loss(copy).scalar
  }
  let measured = (moved(by: 0.01) - moved(by: -0.01)) / 0.02
  largest = max(largest, abs(measured - slopes[index]))
}
print("\(slopes.count) slopes agree with differences to \(largest)")

try model.fit(train, epochs: 100, loss: .binaryCrossEntropy, optimizer: .adam(learningRate: 0.01))
print("accuracy on points not seen: \(try model.evaluate(test)[.accuracy])")
