import AssayNetworks
import AssayTensors
import TestSupport

/// A vector or a matrix of a golden file.
struct GoldenTensor: Decodable {
  let tensor: Tensor

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let rows = try? container.decode([[Float]].self) {
      tensor = Tensor(rows)
    } else {
      tensor = Tensor(try container.decode([Float].self))
    }
  }
}

/// The functions that layers end in, by Keras's names.
let kerasActivations: [String: Activation] = [
  "linear": .linear, "relu": .relu, "leaky_relu": .leakyReLU(), "elu": .elu(), "selu": .selu,
  "sigmoid": .sigmoid, "tanh": .tanh, "softmax": .softmax, "softplus": .softplus,
  "softsign": .softsign, "silu": .silu, "exponential": .exponential,
]

/// The largest difference of two lists of numbers, each divided by the size of what is expected.
func deviation(
  _ found: some Sequence<Float>, from expected: some Sequence<Float>, floor: Double = 1e-30
) -> Double {
  zip(found, expected).reduce(0) { largest, pair in
    let (found, expected) = (Double(pair.0), Double(pair.1))
    if found == expected { return largest }
    let error = abs(found - expected) / max(abs(expected), floor)
    return error.isNaN ? .infinity : max(largest, error)
  }
}

/// The largest difference of two lists of numbers, divided by the largest number expected.
func deviationOfWhole(_ found: [Float], from expected: [Float]) -> Double {
  guard found.count == expected.count else { return .infinity }
  let size = expected.map(abs).max() ?? 0
  let error = zip(found, expected).map { abs($0 - $1) }.max() ?? 0
  return error.isNaN ? .infinity : Double(error) / Double(max(size, 1e-30))
}

extension Sequential {
  /// All numbers of the network, one tensor after the other.
  var weights: [Float] { tensors().flatMap(\.scalars) }

  /// Puts tensors in the place of the network's own.
  mutating func setTensors(_ tensors: [Tensor]) {
    var index = 0
    forEachTensor { _, _, tensor in
      tensor = tensors[index]
      index += 1
    }
  }
}
