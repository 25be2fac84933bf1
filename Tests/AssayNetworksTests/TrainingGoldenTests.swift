import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

/// Networks of the examples learn as Keras's do, by `fit`, from the same weights and batches.
@Suite("A hundred steps beside Keras's") struct TrainingGoldenTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let name: String
    let parameters: Int
    let losses: [Double]
  }

  /// A network and what it learns from, as an example of `Snippets` has it, without dropout.
  struct Example {
    let network: Sequential
    /// One step: the loss before it.
    let step: (inout Sequential, _ number: Int) throws -> Double

    init<Target: LearnableTarget>(
      on data: Dataset<Target>, batchSize: Int, loss: some Loss, optimizer: some Optimizer,
      classWeights: [Target.Class: Double] = [:], @LayerBuilder _ layers: () throws -> [any Layer]
    ) throws {
      network = try Sequential(input: data.inputs.shape.withoutFirst, layers: layers())
      step = { model, number in
        let rows = (0..<batchSize).map { (number * batchSize + $0) % data.count }
        let history = try model.fit(
          data.rows(rows), batchSize: batchSize, shuffles: false, loss: loss, optimizer: optimizer,
          classWeights: classWeights)
        return history.training.loss[0]
      }
    }
  }

  static let digits = Dataset.digits()

  static func example(_ name: String) throws -> Example? {
    func conv(_ filters: Int, _ activation: Activation = .relu) -> Conv2D {
      Conv2D(filters, kernelSize: 3, padding: .same, activation: activation)
    }
    switch name {
    case "two circles":
      let data = Dataset.circles(count: 1_000, noise: 0.1, seed: 1).split(at: 500).0
      return try Example(on: data, batchSize: 32, loss: .binaryCrossEntropy, optimizer: .adam()) {
        Dense(100, activation: .relu)
        Dense(1, activation: .sigmoid)
      }
    case "digits, CNN":
      return try Example(
        on: digits, batchSize: 32, loss: .categoricalCrossEntropy,
        optimizer: .adam().scheduled(.cosine(from: 0.001, over: 30 * 43))
      ) {
        conv(8)
        conv(8)
        MaxPool2D(2)
        conv(16)
        GlobalAveragePool2D()
        Dense(10, activation: .softmax)
      }
    case "digits, MLP":
      return try Example(
        on: digits, batchSize: 32, loss: .categoricalCrossEntropy,
        optimizer: .adam().scheduled(.cosine(from: 0.001, over: 60 * 43))
      ) {
        Flatten()
        Dense(256, activation: .relu)
        Dense(128, activation: .relu)
        Dense(10, activation: .softmax)
      }
    case "digits, residual":
      return try Example(
        on: digits, batchSize: 32, loss: .categoricalCrossEntropy,
        optimizer: .sgd(learningRate: 0.01, momentum: 0.9)
      ) {
        conv(8)
        Residual(activation: .relu) {
          Conv2D(8, kernelSize: 3, padding: .same, usesBias: false)
          BatchNormalization()
          ActivationLayer(.relu)
          conv(8)
        }
        Residual(activation: .relu) {
          Conv2D(16, kernelSize: 3, strides: 2, padding: .same, activation: .relu)
          BatchNormalization()
          conv(16, .linear)
        } shortcut: {
          Conv2D(16, kernelSize: 1, strides: 2)
        }
        GlobalAveragePool2D()
        Dense(10, activation: .softmax)
      }
    case "several labels":
      return try Example(
        on: labelSets(), batchSize: 32, loss: .binaryCrossEntropy, optimizer: .adam()
      ) {
        Flatten()
        Dense(100, activation: .relu)
        Dense(4, activation: .sigmoid)
      }
    case "adding problem, GRU", "adding problem, LSTM":
      return try Example(
        on: adding(count: 512, steps: 100), batchSize: 64, loss: .binaryCrossEntropy,
        optimizer: .adam(learningRate: 0.01)
      ) {
        if name.hasSuffix("GRU") { GRU(32) } else { LSTM(32) }
        Dense(1, activation: .sigmoid)
      }
    case "imbalanced classes":
      let data = Dataset.classification(
        count: 6_000, informative: 4, weights: [0.95], separation: 1.5, seed: 1)
      return try Example(
        on: data, batchSize: 32, loss: .binaryCrossEntropy, optimizer: .adam(),
        classWeights: [0: 0.5, 1: 10]
      ) {
        Dense(32, activation: .relu)
        Dense(1, activation: .sigmoid, biasInitializer: .constant(try data.initialBias()))
      }
    case "segmentation":
      func two(_ filters: Int) -> [any Layer] { (0..<2).map { _ in conv(filters, .tanh) } }
      return try Example(
        on: rectangles(count: 64, size: 16), batchSize: 16, loss: .dice(), optimizer: .adam()
      ) {
        two(4)
        Skip {
          MaxPool2D(2)
          two(8)
          Skip {
            MaxPool2D(2)
            two(8)
            UpSampling2D()
          }
          two(8)
          UpSampling2D()
        }
        two(4)
        Conv2D(1, kernelSize: 1, activation: .sigmoid)
      }
    default: return nil
    }
  }

  /// What can be said of a digit, as in the example of several labels.
  static func labelSets() throws -> Dataset<Set<String>> {
    let sets = digits.targets.map { digit in
      Set(
        [
          digit % 2 == 0 ? "even" : nil, [2, 3, 5, 7].contains(digit) ? "prime" : nil,
          [0, 4, 6, 8, 9].contains(digit) ? "closed loop" : nil, digit > 4 ? "above four" : nil,
        ].compactMap(\.self))
    }
    return try Dataset(inputs: digits.inputs, targets: sets)
  }

  /// Numbers in [0, 1), as the script of the golden file makes them: SplitMix64 of the index.
  static func noise(_ count: Int, stream: Int) -> [Double] {
    (0..<count).map { index in
      var z = UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(stream)
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      z ^= z >> 31
      return Double(z >> 11) * 0x1p-53
    }
  }

  /// Sequences with two marked numbers each, and whether these add up to more than 1.
  static func adding(count: Int, steps: Int) throws -> Dataset<Int> {
    let numbers = noise(count * steps, stream: 1).map { Float($0) }
    let marks = noise(count * 2, stream: 2).map { Int($0 * Double(steps / 2)) }
    var inputs: [Float] = numbers.flatMap { [$0, 0] }
    let labels = (0..<count).map { row in
      let marked = [0, 1].map { row * steps + marks[2 * row + $0] + $0 * (steps / 2) }
      for place in marked { inputs[2 * place + 1] = 1 }
      return Double(numbers[marked[0]]) + Double(numbers[marked[1]]) > 1 ? 1 : 0
    }
    return try Dataset(
      inputs: Tensor(inputs, shape: [count, steps, 2]), targets: labels, classes: [0, 1])
  }

  /// Noisy images of one bright rectangle each, and its pixels.
  static func rectangles(count: Int, size: Int) throws -> Dataset<Mask> {
    let places = noise(count * 4, stream: 3).map { Int($0 * Double(size / 2)) }
    let masks = (0..<count).map { row in
      let (top, left) = (places[4 * row], places[4 * row + 1])
      let rows = top...top + places[4 * row + 2]
      let columns = left...left + places[4 * row + 3]
      return (0..<size * size).map { rows.contains($0 / size) && columns.contains($0 % size) }
    }
    let grey = zip(noise(count * size * size, stream: 4), masks.joined()).map { noise, isBright in
      Float(noise / 2 + (isBright ? 0.5 : 0))
    }
    return try Dataset(
      inputs: Tensor(grey, shape: [count, size, size, 1]),
      targets: masks.map { try Mask(height: size, width: size, pixels: $0) })
  }

  /// The network with the first weights of the golden file: kernels uniform in ±√(3 / inputs of a unit).
  static func begun(_ network: Sequential) -> Sequential {
    var (network, stream) = (network, 100)
    network.forEachTensor { _, name, tensor in
      guard name.hasSuffix("kernel") else { return }
      let limit = (3 / Double(tensor.count / tensor.shape[-1])).squareRoot()
      let values = noise(tensor.count, stream: stream).map { Float((2 * $0 - 1) * limit) }
      tensor = Tensor(values, shape: tensor.shape)
      stream += 1
    }
    return network
  }

  static let cases = (try? Golden.load("keras_training.json", as: File.self).cases) ?? []

  @Test func `every example is compared`() { #expect(Self.cases.count == 9) }

  @Test(arguments: cases.indices)
  func `losses follow Keras's`(index: Int) throws {
    let golden = Self.cases[index]
    let example = try #require(try Self.example(golden.name))
    var model = Self.begun(example.network)
    #expect(model.parameterCount == golden.parameters, "\(golden.name)")
    #expect(golden.losses.count == 100)
    var errors: [Double] = []
    for (number, expected) in golden.losses.enumerated() {
      let loss = try example.step(&model, number)
      errors.append(abs(loss - expected) / expected)
    }
    #expect(errors[..<10].allSatisfy { $0 < 1e-5 }, "\(golden.name): \(errors[..<10])")
    #expect(errors.allSatisfy { $0 < 1e-3 }, "\(golden.name): \(errors)")
  }
}
