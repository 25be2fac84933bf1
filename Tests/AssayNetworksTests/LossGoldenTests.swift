import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Losses beside Keras's") struct LossGoldenTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let name: String
    let loss: String
    let options: [String: Bool]
    let truth: GoldenTensor
    let predictions: [[Float]]
    let weights: [Float]?
    let value: Double
    let gradient: [[Float]]

    var instance: (any Loss)? {
      let fromLogits = options["from_logits"] ?? false
      switch loss {
      case "BinaryCrossentropy": return BinaryCrossEntropy(fromLogits: fromLogits)
      case "CategoricalCrossentropy": return CategoricalCrossEntropy(fromLogits: fromLogits)
      case "SparseCategoricalCrossentropy":
        return SparseCategoricalCrossEntropy(fromLogits: fromLogits)
      case "MeanSquaredError": return MeanSquaredError()
      default: return nil
      }
    }
  }

  @Test func `have Keras's values and gradients`() throws {
    let cases = try Golden.load("keras_losses.json", as: File.self).cases
    #expect(cases.count == 30)
    for golden in cases {
      let loss = try #require(golden.instance)
      let weights = golden.weights.map { Tensor($0) }
      let (value, slope) = valueAndGradient(at: Tensor(golden.predictions)) {
        loss($0, golden.truth.tensor, weights: weights)
      }
      #expect(
        abs(Double(value) - golden.value) <= 1e-6 * abs(golden.value),
        "\(golden.loss), \(golden.name): \(value) for \(golden.value)")
      let expected = golden.gradient.flatMap { $0 }
      #expect(
        deviation(slope.scalars, from: expected, floor: 1e-2) < 1e-5,
        "\(golden.loss), \(golden.name): \(slope.scalars) for \(expected)")
    }
  }

  @Test func `sparse targets give the bits of one-hot ones`() {
    let scores = Tensor([[0.2, 0.5, 0.3], [0.1, 0.1, 0.8], [0.6, 0.3, 0.1]])
    let oneHot = Tensor([[0, 1, 0], [0, 0, 1], [0, 1, 0]])
    for fromLogits in [false, true] {
      let one = valueAndGradient(at: scores) {
        CategoricalCrossEntropy(fromLogits: fromLogits)($0, oneHot, weights: nil)
      }
      let other = valueAndGradient(at: scores) {
        SparseCategoricalCrossEntropy(fromLogits: fromLogits)($0, Tensor([1, 2, 1]), weights: nil)
      }
      #expect(one.value == other.value)
      #expect(one.gradient == other.gradient)
    }
  }

  @Test func `whole weights count as repeated rows`() {
    let predictions = Tensor([[0.2], [0.7], [0.4]])
    let targets = Tensor([[0], [1], [1]])
    let repeated = [0, 1, 1, 1, 2, 2]
    let losses: [any Loss] = [BinaryCrossEntropy(), MeanSquaredError()]
    for loss in losses {
      let weighted = loss(predictions, targets, weights: Tensor([1, 3, 2])).scalar
      let whole = loss(predictions.rows(at: repeated), targets.rows(at: repeated), weights: nil)
      #expect(abs(weighted * 3 - whole.scalar * 6) < 1e-6)
    }
  }

  @Test func `behind a sigmoid the gradient goes on where Keras's is zero`() {
    // The sigmoid of −40 is clipped to 1e-7.
    let slope = gradient(at: Tensor([[-40]])) {
      BinaryCrossEntropy()($0.sigmoid(), Tensor([[1]]), weights: nil)
    }
    #expect(slope.scalar == 0 || slope.scalar == -1)
    var layer = Dense(1, activation: .sigmoid)
    (layer.kernel, layer.bias) = (Tensor([[-40]]), Tensor([0]))
    let own = gradient(at: layer) { layer in
      var pass = Pass.inference
      return BinaryCrossEntropy()(
        layer.forward(Tensor([[1]]), &pass), Tensor([[1]]), weights: nil)
    }
    #expect(own.kernel.scalar == -1)
    #expect(own.bias.scalar == -1)
  }

  @Test func `stop on shapes that do not fit, naming both`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = BinaryCrossEntropy()(Tensor([[1], [0]]), Tensor([1, 0]), weights: nil)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("predictions of shape [2, 1] and targets of shape [2]"))
  }
}
