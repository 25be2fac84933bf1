import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Convolutions and pools along steps") struct StepLayerTests {
  static func network() throws -> Sequential {
    try Sequential(input: [9, 2], seed: 3) {
      Conv1D(4, kernelSize: 3, padding: .causal, dilation: 2, activation: .tanh)
      MaxPool1D(2, strides: 1, padding: .same)
      Conv1D(3, kernelSize: 2, strides: 2, usesBias: false)
      AveragePool1D()
      GlobalMaxPool1D()
    }
  }

  @Test func `files keep layers along steps`() throws {
    let network = try Self.network()
    let sequences = numbers([3, 9, 2], seed: 7)
    let loaded = try Sequential(SafeTensors(network.archiveBytes(), file: "m"), file: "m")
    #expect(loaded(sequences) == network(sequences))
    #expect(loaded.layers.map(\.description) == network.layers.map(\.description))
    #expect(
      network.layers.map(\.description) == [
        "Conv1D(4, kernelSize: 3, padding: .causal, dilation: 2, activation: .tanh)",
        "MaxPool1D(2, strides: 1, padding: .same)",
        "Conv1D(3, kernelSize: 2, strides: 2, usesBias: false)", "AveragePool1D(2)",
        "GlobalMaxPool1D()",
      ])
    for part in ["conv1d (Conv1D)", "(None, 9, 4)", " 28 ", "max_pooling1d (MaxPooling1D)"] {
      #expect(network.summary.contains(part), "\(part) in\n\(network.summary)")
    }
  }

  @Test func `a causal window sees no later step`() throws {
    let network = try Sequential(input: [6, 1], seed: 1) {
      Conv1D(2, kernelSize: 3, padding: .causal)
    }
    let whole = numbers([1, 6, 1], seed: 2)
    let changed = whole + Tensor([0, 0, 0, 0, 1, 1], shape: [1, 6, 1])
    #expect(network(whole).scalars.prefix(8) == network(changed).scalars.prefix(8))
  }

  @Test func `the mean over steps heeds the mask`() throws {
    let network = try Sequential(input: [3, 2], seed: 1) {
      Masking()
      GlobalAveragePool1D()
    }
    let sequences = Tensor(
      [1, 2, 3, 6, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 6, 6, 9, 0], shape: [3, 3, 2])
    #expect(network(sequences) == Tensor([2, 4, 0, 0, 6, 3], shape: [3, 2]))
  }

  @Test func `behind a window no step is masked`() throws {
    let sequence = Tensor([2, 4, 0, 0], shape: [1, 4, 1])
    for layer in [
      MaxPool1D(1), AveragePool1D(1), Conv1D(1, kernelSize: 1, kernelInitializer: .ones),
    ] as [any Layer] {
      let network = try Sequential(input: [4, 1], seed: 1) {
        Masking()
        layer
        GlobalAveragePool1D()
      }
      #expect(network(sequence).scalars == [1.5], "\(layer.description)")
    }
  }

  @Test func `settings and shapes that do not fit are refused with what would`() {
    let cases: [(Shape, any Layer, String)] = [
      ([9], Conv1D(8, kernelSize: 3), "Conv1D(8, kernelSize: 3) needs sequences"),
      ([2, 1], Conv1D(8, kernelSize: 3), "sequences of at least 3 steps, or padding: .same"),
      ([4, 1], Conv1D(8, kernelSize: 3, dilation: 2), "sequences of at least 5 steps"),
      ([4, 1], Conv1D(8, kernelSize: 3, padding: .same, dilation: 5), "dilation cannot be 5"),
      ([4, 1], Conv1D(0, kernelSize: 3), "Conv1D: filters cannot be 0"),
      ([4, 1], Conv1D(1, kernelSize: 0), "kernelSize cannot be 0"),
      ([4, 1], Conv1D(1, kernelSize: 1, strides: 0), "strides cannot be 0"),
      (
        [9, 1], Conv1D(1, kernelSize: 2, strides: 2, dilation: 3),
        "Conv1D: strides cannot be 2 with a dilation of 3: leave one of them at 1"
      ),
      ([4, 1], Conv1D(1, kernelSize: 1, activation: .softmax), "softmax over a single unit"),
      ([1, 1], MaxPool1D(), "MaxPool1D(2) needs sequences of at least 2 steps"),
      ([4, 4, 1], AveragePool1D(), "AveragePool1D(2) needs sequences"),
      ([4, 1], MaxPool1D(-1), "MaxPooling1D: size cannot be -1"),
      ([4], GlobalMaxPool1D(), "GlobalMaxPool1D() needs sequences"),
      ([4, 4, 1], GlobalAveragePool1D(), "GlobalAveragePool1D() needs sequences"),
    ]
    for (shape, layer, text) in cases {
      do {
        _ = try Sequential(input: shape, seed: 1, layers: [layer])
        Issue.record("\(layer.description) took \(shape)")
      } catch {
        #expect("\(error)".contains(text), "\(error)")
      }
    }
  }
}
