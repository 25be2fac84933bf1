import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Transposed and depthwise convolutions as layers") struct SpreadLayerTests {
  static func network() throws -> Sequential {
    try Sequential(input: [5, 4, 2], seed: 3) {
      DepthwiseConv2D(kernelSize: 3, depthMultiplier: 2, padding: .same, activation: .tanh)
      SeparableConv2D(3, kernelSize: WindowSize(2, 1), strides: WindowSize(2, 1))
      Conv2DTranspose(2, kernelSize: 3, strides: 2, padding: .same, usesBias: false)
      Conv2DTranspose(1, kernelSize: WindowSize(1, 2), activation: .sigmoid)
      Conv2DTranspose(1, kernelSize: 2, dilation: 3)
      Conv2DTranspose(
        2, kernelSize: 3, strides: WindowSize(2, 3), padding: .same,
        outputPadding: WindowSize(0, 2))
    }
  }

  @Test func `files keep the layers`() throws {
    let network = try Self.network()
    let images = numbers([3, 5, 4, 2], seed: 7)
    let loaded = try Sequential(SafeTensors(network.archiveBytes(), file: "m"), file: "m")
    #expect(loaded(images) == network(images))
    #expect(loaded.layers.map(\.description) == network.layers.map(\.description))
    #expect(
      network.layers.map(\.description) == [
        "DepthwiseConv2D(kernelSize: 3, depthMultiplier: 2, padding: .same, activation: .tanh)",
        "SeparableConv2D(3, kernelSize: WindowSize(2, 1), strides: WindowSize(2, 1))",
        "Conv2DTranspose(2, kernelSize: 3, strides: 2, padding: .same, usesBias: false)",
        "Conv2DTranspose(1, kernelSize: WindowSize(1, 2), activation: .sigmoid)",
        "Conv2DTranspose(1, kernelSize: 2, dilation: 3)",
        "Conv2DTranspose(2, kernelSize: 3, outputPadding: WindowSize(0, 2), "
          + "strides: WindowSize(2, 3), padding: .same)",
      ])
    for part in [
      "depthwise_conv2d", "(None, 5, 4, 4)", " 40 ",
      "separable_conv2d", "(None, 2, 4, 3)", " 23 ",
      "conv2d_transpose", "conv2d_transpose_1", "(None, 4, 8, 2)", " 54 ", "(None, 4, 9, 1)",
      "(None, 7, 12, 1)", "(None, 13, 36, 2)",
    ] {
      #expect(network.summary.contains(part), "\(part) in\n\(network.summary)")
    }
  }

  @Test func `an image's outputs do not depend on its batch`() throws {
    let network = try Self.network()
    let images = numbers([5, 5, 4, 2], seed: 6)
    #expect(network(images.rows(1..<3)) == network(images).rows(1..<3))
  }

  @Test func `a network of them agrees with differences`() throws {
    let network = try Self.network()
    let images = numbers([2, 5, 4, 2], seed: 8)
    #expect(GradientCheck.error(at: network) { $0(images) } < 5e-3)
    #expect(GradientCheck.error(at: images) { network($0) } < 5e-3)
  }

  @Test func `a tensor used twice gets both gradients`() {
    let kernel = numbers([2, 2, 3, 2], seed: 1)
    let windows = Windows(height: 2, width: 2)
    func slope(_ value: (Tensor) -> Tensor) -> Tensor {
      gradient(at: [numbers([1, 2, 2, 2], seed: 2)]) { value($0[0]).squared().sum() }[0]
    }
    func spread(_ x: Tensor) -> Tensor {
      transposedConvolution(x, kernel: kernel, height: 3, width: 3, windows: windows)
    }
    let (twice, doubled) = (slope { spread($0) + spread($0) }, slope { spread($0) * 2 })
    #expect(deviationOfWhole(twice.scalars, from: doubled.scalars) < 1e-6)
  }

  @Test func `settings and shapes that do not fit are refused with what would`() {
    let huge = Int(Int32.max)
    let cases: [(Shape, any Layer, String)] = [
      ([4, 4], Conv2DTranspose(8, kernelSize: 3), "[height, width, channels]"),
      ([4, 4, 1], Conv2DTranspose(0, kernelSize: 3), "Conv2DTranspose: filters cannot be 0"),
      ([4, 4, 1], Conv2DTranspose(1, kernelSize: 0), "kernelSize cannot be 0"),
      ([4, 4, 1], Conv2DTranspose(1, kernelSize: 1, strides: -1), "strides cannot be -1"),
      (
        [4, 4, 1], Conv2DTranspose(1, kernelSize: 1, strides: WindowSize(huge, huge)),
        "images that stay below"
      ),
      ([4, 4, 1], Conv2DTranspose(1, kernelSize: 1, activation: .softmax), "single unit"),
      (
        [4, 4, 1], Conv2DTranspose(1, kernelSize: 3, strides: 2, outputPadding: 2),
        "outputPadding cannot be 2 with strides of 2: it must lie below them"
      ),
      (
        [4, 4, 1],
        Conv2DTranspose(1, kernelSize: 3, strides: 2, outputPadding: WindowSize(0, -1)),
        "outputPadding cannot be WindowSize(0, -1)"
      ),
      (
        [1, 4, 1], Conv2DTranspose(1, kernelSize: 2, padding: .same, outputPadding: 0),
        "larger images, or an outputPadding that leaves something"
      ),
      (
        [4, 4, 1], Conv2DTranspose(1, kernelSize: 3, strides: 2, dilation: 3),
        "Conv2DTranspose: strides cannot be 2 with a dilation of 3: leave one of them at 1"
      ),
      ([4, 4, 1], Conv2DTranspose(1, kernelSize: 3, dilation: 0), "dilation cannot be 0"),
      (
        [4, 4, 1],
        Conv2DTranspose(1, kernelSize: WindowSize(huge, huge), dilation: WindowSize(huge, huge)),
        "images that stay below"
      ),
      (
        [9, 9, 1], Conv2D(1, kernelSize: 2, strides: WindowSize(1, 2), dilation: WindowSize(3, 1)),
        "Conv2D: strides cannot be WindowSize(1, 2) with a dilation of WindowSize(3, 1)"
      ),
      ([4, 4], DepthwiseConv2D(kernelSize: 3), "[height, width, channels]"),
      ([2, 4, 1], DepthwiseConv2D(kernelSize: 3), "images of at least [3, 3]"),
      (
        [4, 4, 1], DepthwiseConv2D(kernelSize: 3, depthMultiplier: 0),
        "DepthwiseConv2D: depthMultiplier cannot be 0"
      ),
      (
        [4, 4, 3], DepthwiseConv2D(kernelSize: 3, depthMultiplier: huge),
        "depthMultiplier cannot be \(huge)"
      ),
      ([4, 4, 1], DepthwiseConv2D(kernelSize: 1, activation: .softmax), "single unit"),
      ([4, 4, 1], SeparableConv2D(0, kernelSize: 3), "SeparableConv2D: filters cannot be 0"),
      (
        [4, 4, 1], SeparableConv2D(2, kernelSize: 3, depthMultiplier: 0),
        "SeparableConv2D: depthMultiplier cannot be 0"
      ),
      ([4, 4, 1], SeparableConv2D(2, kernelSize: 3, dilation: 5), "dilation cannot be 5"),
      ([4, 4, 1], SeparableConv2D(1, kernelSize: 1, activation: .softmax), "single unit"),
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
