import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Branches beside Keras's") struct BranchGoldenTests {
  struct File: Decodable {
    let cases: [Case]
    let training: Training
  }

  typealias Numbers = ImageLayerGoldenTests.Numbers

  struct Case: Decodable {
    let name: String
    let weights: [Numbers]
    let inputs: Numbers
    let outputs: Numbers
    let states: [Numbers]
    let cotangent: Numbers
    let gradients: [Numbers]
  }

  struct Training: Decodable {
    let initial: [Numbers]
    let inputs: Numbers
    let targets: Numbers
    let losses: [Double]
  }

  static func unet() throws -> Sequential {
    func conv(_ filters: Int) -> Conv2D {
      Conv2D(filters, kernelSize: 3, padding: .same, activation: .tanh)
    }
    return try Sequential(input: [8, 8, 1], seed: 1) {
      conv(2)
      Skip {
        MaxPool2D(2)
        conv(3)
        Skip {
          MaxPool2D(2)
          conv(4)
          UpSampling2D()
        }
        conv(3)
        UpSampling2D()
      }
      conv(2)
      Conv2D(1, kernelSize: 1, activation: .sigmoid)
    }
  }

  static func network(_ name: String) throws -> Sequential? {
    switch name {
    case "residual":
      return try Sequential(input: [4, 4, 2]) {
        Residual {
          Conv2D(3, kernelSize: 3, padding: .same, activation: .relu)
          BatchNormalization(momentum: 0.9)
          Conv2D(2, kernelSize: 3, padding: .same)
        }
      }
    case "projected":
      return try Sequential(input: [5, 4, 2]) {
        Residual(activation: .relu) {
          Conv2D(3, kernelSize: 3, strides: 2, padding: .same, activation: .relu)
        } shortcut: {
          Conv2D(3, kernelSize: 1, strides: 2)
        }
      }
    case "concatenated":
      return try Sequential(input: 3) {
        Concatenate {
          Branch { Dense(2, activation: .tanh) }
          Branch {
            Dense(3, activation: .sigmoid)
            Dense(4)
          }
          Branch()
        }
      }
    case "added":
      return try Sequential(input: 3) {
        Add {
          for function in [Activation.tanh, .sigmoid, .linear] {
            Branch { Dense(2, activation: function) }
          }
        }
      }
    case "unet": return try unet()
    default: return nil
    }
  }

  @Test func `have Keras's outputs, gradients and running means for the same weights`() throws {
    let cases = try Golden.load("keras_branches.json", as: File.self).cases
    #expect(cases.count == 5)
    for golden in cases {
      let network = try #require(try Self.network(golden.name))
      #expect(network.outputShape == golden.outputs.tensor.shape.withoutFirst)
      let trains = !golden.states.isEmpty
      var (outputs, states) = (Tensor(0), [Tensor]())
      let slopes = gradient(at: [golden.inputs.tensor] + golden.weights.map(\.tensor)) { parts in
        var own = network
        var index = 0
        own.forEachTensor { role, _, tensor in
          guard role == .parameter else { return }
          index += 1
          tensor = parts[index]
        }
        var pass = trains ? Pass.training(.init(seed: 1)) : .inference
        let output = own.forward(parts[0], &pass)
        outputs = output
        own.takeStates(from: pass)
        states = own.tensors(.state)
        return (output * golden.cotangent.tensor).sum()
      }
      let expected = [golden.outputs] + golden.states + golden.gradients
      let found = [outputs] + states + slopes
      #expect(found.count == expected.count)
      for (found, expected) in zip(found, expected) {
        #expect(found.shape == expected.tensor.shape)
        #expect(deviationOfWhole(found.scalars, from: expected.values) < 1e-5, "\(golden.name)")
      }
    }
  }

  @Test func `a U-Net learns as Keras's does`() throws {
    let golden = try Golden.load("keras_branches.json", as: File.self).training
    var model = try Self.unet()
    model.setTensors(golden.initial.map(\.tensor))
    var state = OptimizerState(.adam(learningRate: 0.01), for: model)
    #expect(golden.losses.count == 12)
    for expected in golden.losses {
      let (value, slope) = valueAndGradient(at: model) {
        BinaryCrossEntropy()($0(golden.inputs.tensor), golden.targets.tensor, weights: nil)
      }
      #expect(abs(Double(value) - expected) < 1e-5 * expected)
      state.update(&model, along: slope)
    }
  }
}
