import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Layers of images and sequences of numbers beside Keras's") struct ImageLayerGoldenTests {
  struct File: Decodable { let cases: [Case] }

  struct Numbers: Decodable {
    let shape: [Int]
    let values: [Float]
    var tensor: Tensor { Tensor(values, shape: Shape(shape)) }
  }

  struct Case: Decodable {
    let layer: String
    let options: Options
    let weights: [Numbers]
    let inputs: Numbers
    let outputs: Numbers
    let cotangent: Numbers
    let gradients: [Numbers]

    var instance: (any Layer)? {
      func size(_ pair: [Int]?) -> WindowSize? { pair.map { WindowSize($0[0], $0[$0.count - 1]) } }
      let padding = options.padding.flatMap(Padding.init) ?? .valid
      let activation = options.activation.flatMap { kerasActivations[$0] } ?? .linear
      switch layer {
      case "Conv2D":
        return Conv2D(
          options.filters ?? 0, kernelSize: size(options.kernelSize) ?? 0,
          strides: size(options.strides) ?? 1, padding: padding,
          dilation: size(options.dilation) ?? 1,
          activation: activation,
          usesBias: options.usesBias ?? true)
      case "MaxPooling2D":
        return MaxPool2D(
          size(options.poolSize) ?? 0, strides: size(options.strides), padding: padding)
      case "AveragePooling2D":
        return AveragePool2D(
          size(options.poolSize) ?? 0, strides: size(options.strides), padding: padding)
      case "GlobalMaxPooling2D": return GlobalMaxPool2D()
      case "GlobalAveragePooling2D": return GlobalAveragePool2D()
      case "Conv2DTranspose":
        return Conv2DTranspose(
          options.filters ?? 0, kernelSize: size(options.kernelSize) ?? 0,
          strides: size(options.strides) ?? 1, padding: padding,
          outputPadding: size(options.outputPadding), dilation: size(options.dilation) ?? 1,
          activation: activation, usesBias: options.usesBias ?? true)
      case "DepthwiseConv2D":
        return DepthwiseConv2D(
          kernelSize: size(options.kernelSize) ?? 0,
          depthMultiplier: options.depthMultiplier ?? 1, strides: size(options.strides) ?? 1,
          padding: padding, dilation: size(options.dilation) ?? 1, activation: activation,
          usesBias: options.usesBias ?? true)
      case "SeparableConv2D":
        return SeparableConv2D(
          options.filters ?? 0, kernelSize: size(options.kernelSize) ?? 0,
          depthMultiplier: options.depthMultiplier ?? 1, strides: size(options.strides) ?? 1,
          padding: padding, dilation: size(options.dilation) ?? 1, activation: activation,
          usesBias: options.usesBias ?? true)
      case "Conv1D":
        return Conv1D(
          options.filters ?? 0, kernelSize: options.kernelSize?.first ?? 0,
          strides: options.strides?.first ?? 1,
          padding: options.padding.flatMap(StepPadding.init) ?? .valid,
          dilation: options.dilation?.first ?? 1, activation: activation,
          usesBias: options.usesBias ?? true)
      case "MaxPooling1D":
        return MaxPool1D(
          options.poolSize?.first ?? 0, strides: options.strides?.first, padding: padding)
      case "AveragePooling1D":
        return AveragePool1D(
          options.poolSize?.first ?? 0, strides: options.strides?.first, padding: padding)
      case "GlobalMaxPooling1D": return GlobalMaxPool1D()
      case "GlobalAveragePooling1D": return GlobalAveragePool1D()
      default: return nil
      }
    }
  }

  struct Options: Decodable {
    let filters: Int?
    let kernelSize: [Int]?
    let strides: [Int]?
    let padding: String?
    let dilation: [Int]?
    let activation: String?
    let usesBias: Bool?
    let poolSize: [Int]?
    let depthMultiplier: Int?
    let outputPadding: [Int]?

    enum CodingKeys: String, CodingKey {
      case filters, strides, padding, activation
      case kernelSize = "kernel_size"
      case dilation = "dilation_rate"
      case usesBias = "use_bias"
      case poolSize = "pool_size"
      case depthMultiplier = "depth_multiplier"
      case outputPadding = "output_padding"
    }
  }

  @Test func `have Keras's outputs and gradients for the same weights`() throws {
    let cases = try Golden.load("keras_images.json", as: File.self).cases
    #expect(cases.count == 58)
    for (index, golden) in cases.enumerated() {
      let layer = try #require(golden.instance)
      let network = try Sequential(
        input: golden.inputs.tensor.shape.withoutFirst, seed: 1, layers: [layer])
      #expect(network.outputShape == golden.outputs.tensor.shape.withoutFirst)
      var outputs = Tensor(0)
      let slopes = gradient(at: [golden.inputs.tensor] + golden.weights.map(\.tensor)) { parts in
        var network = network
        network.setTensors(Array(parts[1...]))
        var pass = Pass.inference
        let output = network.forward(parts[0], &pass)
        outputs = output
        return (output * golden.cotangent.tensor).sum()
      }
      for (found, expected) in zip([outputs] + slopes, [golden.outputs] + golden.gradients) {
        #expect(found.shape == expected.tensor.shape)
        #expect(
          deviationOfWhole(found.scalars, from: expected.values) < 1e-5,
          "case \(index), \(layer.description)")
      }
    }
  }
}
