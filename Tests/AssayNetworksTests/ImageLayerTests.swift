import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Layers of images") struct ImageLayerTests {
  static func network() throws -> Sequential {
    try Sequential(input: [9, 8, 2], seed: 3) {
      Conv2D(5, kernelSize: 3, padding: .same, activation: .tanh)
      MaxPool2D(2, padding: .same)
      Conv2D(3, kernelSize: WindowSize(2, 1), strides: WindowSize(2, 1), usesBias: false)
      AveragePool2D(WindowSize(1, 2))
      Flatten()
      Dense(2, activation: .softmax)
    }
  }

  @Test func `gradients agree with differences`() throws {
    let network = try Self.network()
    let images = numbers([2, 9, 8, 2], seed: 5)
    // Small steps, so that no other number of a window becomes the largest.
    let error = GradientCheck.error(at: network, step: 1.0 / 2_048) { network in
      var pass = Pass.inference
      return network.forward(images, &pass)
    }
    #expect(error < 3e-3)
    #expect(GradientCheck.error(at: images, step: 1.0 / 4_096) { network($0) } < 3e-2)
  }

  @Test func `an image's outputs do not depend on its batch`() throws {
    let network = try Self.network()
    let images = numbers([7, 9, 8, 2], seed: 6)
    let whole = network(images)
    for range in [0..<1, 2..<7, 6..<7] {
      #expect(network(images.rows(range)) == whole.rows(range))
    }
  }

  @Test func `files keep layers of images`() throws {
    let network = try Self.network()
    let images = numbers([3, 9, 8, 2], seed: 7)
    let loaded = try Sequential(
      SafeTensors(network.archiveBytes(), file: "m"), file: "m")
    #expect(loaded(images) == network(images))
    #expect(loaded.layers.map(\.description) == network.layers.map(\.description))
  }

  @Test func `the summary has Keras's names, shapes and numbers of parameters`() throws {
    let summary = try Self.network().summary
    for part in [
      "conv2d (Conv2D)", "(None, 9, 8, 5)", " 95 ", "max_pooling2d (MaxPooling2D)",
      "(None, 5, 4, 5)", "conv2d_1 (Conv2D)", "average_pooling2d",
    ] {
      #expect(summary.contains(part), "\(part) in\n\(summary)")
    }
  }

  @Test func `shapes that do not fit are refused with what would`() {
    let cases: [(Shape, any Layer, String)] = [
      ([28, 28], Conv2D(8, kernelSize: 3), "[height, width, channels]"),
      ([4, 2, 1], Conv2D(8, kernelSize: 3), "images of at least [3, 3], or padding: .same"),
      ([4, 4, 1], Conv2D(8, kernelSize: 3, dilation: 2), "images of at least [5, 5]"),
      ([4, 4, 1], Conv2D(0, kernelSize: 3), "filters cannot be 0"),
      ([4, 4, 1], Conv2D(1, kernelSize: WindowSize(0, 1)), "kernelSize cannot be"),
      ([4, 4, 1], Conv2D(1, kernelSize: 1, strides: 0), "strides cannot be 0"),
      ([4, 1, 1], MaxPool2D(), "MaxPool2D(2) needs images of at least [2, 2]"),
      ([4], AveragePool2D(), "[height, width, channels]"),
      ([4, 4, 1], MaxPool2D(-1), "size cannot be -1"),
      ([4], GlobalMaxPool2D(), "[height, width, channels]"),
      ([4], GlobalAveragePool2D(), "[height, width, channels]"),
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
