import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Dense beside Keras's") struct DenseGoldenTests {
  struct File: Decodable {
    let inputs: GoldenTensor
    let kernel: GoldenTensor
    let bias: GoldenTensor
    let cotangent: GoldenTensor
    let dense: [Case]
    let points: [Float]
    let activations: [Alone]
  }

  struct Case: Decodable {
    let activation: String
    let outputs: GoldenTensor
    let inputGradient: GoldenTensor
    let kernelGradient: GoldenTensor
    let biasGradient: GoldenTensor

    enum CodingKeys: String, CodingKey {
      case activation, outputs
      case inputGradient = "input_gradient"
      case kernelGradient = "kernel_gradient"
      case biasGradient = "bias_gradient"
    }
  }

  struct Alone: Decodable {
    let activation: String
    let values: [GoldenNumber]
    let slopes: [GoldenNumber]
  }

  @Test func `has Keras's outputs and gradients with every activation`() throws {
    let file = try Golden.load("keras_layers.json", as: File.self)
    let parts = [file.inputs.tensor, file.kernel.tensor, file.bias.tensor]
    var tried: Set<String> = []
    for golden in file.dense {
      guard let activation = kerasActivations[golden.activation] else { continue }
      tried.insert(golden.activation)
      var outputs = Tensor(0)
      let slopes = gradient(at: parts) { parts in
        var layer = Dense(4, activation: activation)
        (layer.kernel, layer.bias) = (parts[1], parts[2])
        var pass = Pass.inference
        let output = layer.forward(parts[0], &pass)
        outputs = output
        return (output * file.cotangent.tensor).sum()
      }
      let expected = [
        golden.outputs.tensor, golden.inputGradient.tensor, golden.kernelGradient.tensor,
        golden.biasGradient.tensor,
      ]
      for (found, expected) in zip([outputs] + slopes, expected) {
        #expect(found.shape == expected.shape)
        #expect(
          deviationOfWhole(found.scalars, from: expected.scalars) < 1e-5, "\(golden.activation)")
      }
    }
    #expect(tried == Set(kerasActivations.keys))
  }

  @Test func `activations have Keras's values and slopes from −100 to 80`() throws {
    let file = try Golden.load("keras_layers.json", as: File.self)
    var tried = 0
    for golden in file.activations {
      guard let activation = kerasActivations[golden.activation] else { continue }
      tried += 1
      let points = Tensor(file.points)
      let values = activation(points).scalars
      let slopes = gradient(at: points) { activation($0).sum() }.scalars
      // Small numbers that come from a difference with 1 are exact to half a unit of 1's last
      // place, and slopes that follow from them (1 − y² of tanh) to a few.
      for (index, point) in file.points.enumerated() {
        let (value, slope) = (golden.values[index].value, golden.slopes[index].value)
        #expect(
          abs(Double(values[index]) - value) <= 1e-6 * abs(value) + 6e-8,
          "\(golden.activation)(\(point)) is \(values[index]), not \(value)")
        // Keras takes 1/2 at the kink of some functions; ours is 0 there, as documented.
        if point == 0, ["relu", "leaky_relu", "elu", "selu"].contains(golden.activation) {
          continue
        }
        #expect(
          abs(Double(slopes[index]) - slope) <= 1e-5 * abs(slope) + 3e-7,
          "the slope of \(golden.activation) at \(point) is \(slopes[index]), not \(slope)")
      }
    }
    #expect(tried == kerasActivations.count - 1)
  }
}
