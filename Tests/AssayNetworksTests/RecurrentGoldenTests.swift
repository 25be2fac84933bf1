import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

/// A tensor of any shape in a golden file.
struct GoldenArray: Decodable {
  let tensor: Tensor

  private enum CodingKeys: String, CodingKey { case shape, values }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    tensor = Tensor(
      try container.decode([Float].self, forKey: .values),
      shape: Shape(try container.decode([Int].self, forKey: .shape)))
  }
}

/// A layer by Keras's names.
struct GoldenLayer: Decodable {
  let layer: any Layer

  private enum CodingKeys: String, CodingKey {
    case kind, units, activation, layer, n, epsilon, heads, size, causal
    case returnsSequences = "return_sequences"
    case goesBackwards = "go_backwards"
    case resetsAfter = "reset_after"
    case merge = "merge_mode"
    case maskValue = "mask_value"
    case masksZero = "mask_zero"
    case count = "input_dim"
    case width = "output_dim"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, or usual: Value) throws -> Value {
      try container.decodeIfPresent(Value.self, forKey: key) ?? usual
    }
    let units = try value(.units, or: 0)
    let sequences = try value(.returnsSequences, or: false)
    let backwards = try value(.goesBackwards, or: false)
    let kind = try container.decode(String.self, forKey: .kind)
    func activation(_ usual: String) throws -> Activation {
      let name = try value(.activation, or: usual)
      return try #require(kerasActivations[name])
    }
    switch kind {
    case "SimpleRNN":
      layer = SimpleRNN(
        units, activation: try activation("tanh"), returnsSequences: sequences,
        goesBackwards: backwards)
    case "LSTM": layer = LSTM(units, returnsSequences: sequences, goesBackwards: backwards)
    case "GRU":
      layer = GRU(
        units, resetsAfter: try value(.resetsAfter, or: true), returnsSequences: sequences,
        goesBackwards: backwards)
    case "Bidirectional":
      let inner = try container.decode(GoldenLayer.self, forKey: .layer).layer
      let merges: [String: Bidirectional.Merge] = [
        "concat": .concatenate, "sum": .sum, "ave": .average, "mul": .multiply,
      ]
      let merge = try value(.merge, or: "concat")
      layer = Bidirectional(
        try #require(inner as? any RecurrentLayer), merge: try #require(merges[merge]))
    case "TimeDistributed":
      layer = TimeDistributed(try container.decode(GoldenLayer.self, forKey: .layer).layer)
    case "RepeatVector": layer = RepeatVector(try value(.n, or: 1))
    case "Masking": layer = Masking(try value(.maskValue, or: 0))
    case "Embedding":
      layer = Embedding(
        try value(.count, or: 0), try value(.width, or: 0),
        masksZero: try value(.masksZero, or: false))
    case "LayerNormalization": layer = LayerNormalization(epsilon: try value(.epsilon, or: 1e-3))
    case "SelfAttention":
      layer = MultiHeadAttention(
        heads: try value(.heads, or: 0), size: try value(.size, or: 0),
        isCausal: try value(.causal, or: false))
    case "Dense": layer = Dense(units, activation: try activation("linear"))
    default: throw Unknown(kind: kind)
    }
  }

  struct Unknown: Error { let kind: String }
}

/// How far tensors are from what is expected, as lengths: ‖found − expected‖ / ‖expected‖.
///
/// A tensor that is nearly 0 by nature, as the gradient of a bias before a softmax, counts as a
/// hundredth of the longest at least.
func relativeErrors(_ found: [Tensor], from expected: [Tensor]) -> [Double] {
  func length(_ numbers: some Sequence<Double>) -> Double {
    numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
  let lengths = expected.map { length($0.scalars.lazy.map(Double.init)) }
  let least = (lengths.max() ?? 0) / 100
  return zip(zip(found, expected), lengths).map { pair, size in
    guard pair.0.shape == pair.1.shape else { return .infinity }
    let differences = zip(pair.0.scalars, pair.1.scalars).lazy.map { Double($0) - Double($1) }
    let error = length(differences) / max(size, least)
    return error.isNaN ? .infinity : error
  }
}

@Suite("Recurrent layers beside Keras's") struct RecurrentGoldenTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let name: String
    let layers: [GoldenLayer]
    let inputs: GoldenArray
    let weights: [GoldenArray]
    let states: [GoldenArray]?
    let cotangent: GoldenArray
    let outputs: GoldenArray
    let weightGradients: [GoldenArray]
    let inputGradient: GoldenArray?
    let stateGradients: [GoldenArray]?

    enum CodingKeys: String, CodingKey {
      case name, layers, inputs, weights, states, cotangent, outputs
      case weightGradients = "weight_gradients"
      case inputGradient = "input_gradient"
      case stateGradients = "state_gradients"
    }
  }

  /// A stack of layers built for the inputs of a case, with its weights.
  static func network(_ golden: Case) throws -> Sequential {
    var network = try Sequential(
      input: golden.inputs.tensor.shape.withoutFirst, layers: golden.layers.map(\.layer))
    // Keras keeps the heads of attention as an axis of their own.
    let own = network.tensors().map(\.shape)
    #expect(own.map(\.count) == golden.weights.map(\.tensor.count), "\(golden.name)")
    network.setTensors(zip(golden.weights, own).map { $0.tensor.reshaped(to: $1) })
    return network
  }

  static func check(
    _ found: [Tensor], are expected: [GoldenArray], _ name: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, "\(name)", sourceLocation: location)
    let expected = zip(expected, found).map { $0.tensor.reshaped(to: $1.shape) }
    let errors = relativeErrors(found, from: expected)
    #expect(errors.allSatisfy { $0 < 1e-5 }, "\(name): \(errors)", sourceLocation: location)
  }

  @Test(arguments: [
    "keras_recurrent_cells.json", "keras_recurrent_stacks.json", "keras_attention.json",
  ])
  func `outputs and gradients are Keras's in float64`(file: String) throws {
    let cases = try Golden.load(file, as: File.self).cases
    #expect(cases.count > 7)
    for golden in cases where golden.states == nil {
      let network = try Self.network(golden)
      var outputs = Tensor(0)
      let slopes = gradient(at: network) { network in
        outputs = network(golden.inputs.tensor)
        return (outputs * golden.cotangent.tensor).sum()
      }
      Self.check([outputs.detached()], are: [golden.outputs], golden.name)
      Self.check(slopes.tensors(), are: golden.weightGradients, golden.name)
      guard let expected = golden.inputGradient else { continue }
      let inputs = gradient(at: golden.inputs.tensor) {
        (network($0) * golden.cotangent.tensor).sum()
      }
      Self.check([inputs], are: [expected], golden.name)
    }
  }

  @Test func `an initial state has Keras's effect, and its gradient`() throws {
    let cases = try Golden.load("keras_recurrent_cells.json", as: File.self).cases
    var tried = 0
    for golden in cases {
      guard let states = golden.states, let slopes = golden.stateGradients else { continue }
      tried += 1
      let network = try Self.network(golden)
      let layer = try #require(network.layers[0] as? any RecurrentLayer)
      let output = layer(golden.inputs.tensor, initialState: states.map(\.tensor))
      Self.check([output], are: [golden.outputs], golden.name)
      let found = gradient(at: states.map(\.tensor)) {
        (layer(golden.inputs.tensor, initialState: $0) * golden.cotangent.tensor).sum()
      }
      Self.check(found, are: slopes, golden.name)
    }
    #expect(tried == 5)
  }
}
