import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Losses of margins, masks, counts and shares") struct MoreLossesTests {
  struct File: Decodable { let cases: [Case] }

  struct Options: Decodable {
    let delta: Float?
    let gamma: Float?
    let alpha: Float?
    let beta: Float?
    let apply_class_balancing: Bool?
    let from_logits: Bool?
    let label_smoothing: Float?
    let per_row: Bool
  }

  struct Case: Decodable {
    let name: String
    let loss: String
    let options: Options
    let shape: [Int]
    let truth: [Float]
    let predictions: [Float]
    let weights: [Float]?
    let value: Double
    let gradient: [Double]

    var instance: (any Loss)? {
      let fromLogits = options.from_logits ?? false
      let smoothing = options.label_smoothing ?? 0
      switch loss {
      case "MeanAbsoluteError": return MeanAbsoluteError()
      case "Huber": return Huber(delta: options.delta ?? 1)
      case "Hinge": return Hinge()
      case "SquaredHinge": return SquaredHinge()
      case "CategoricalHinge": return CategoricalHinge()
      case "KLDivergence": return KLDivergence()
      case "Poisson": return Poisson()
      case "BinaryFocalCrossentropy":
        return BinaryFocalCrossEntropy(
          gamma: options.gamma ?? 2,
          alpha: options.apply_class_balancing == true ? options.alpha ?? 0.25 : nil,
          fromLogits: fromLogits, labelSmoothing: smoothing)
      case "CategoricalFocalCrossentropy":
        return CategoricalFocalCrossEntropy(
          gamma: options.gamma ?? 2, alpha: options.alpha ?? 0.25, fromLogits: fromLogits,
          labelSmoothing: smoothing)
      case "Dice": return DiceLoss(ofEachRow: options.per_row)
      case "Tversky":
        return TverskyLoss(
          alpha: options.alpha ?? 0.5, beta: options.beta ?? 0.5, ofEachRow: options.per_row)
      case "BinaryCrossentropy":
        return BinaryCrossEntropy(fromLogits: fromLogits, labelSmoothing: smoothing)
      case "CategoricalCrossentropy":
        return CategoricalCrossEntropy(fromLogits: fromLogits, labelSmoothing: smoothing)
      default: return nil
      }
    }
  }

  @Test func `have the values and gradients that Keras has in Double`() throws {
    let cases = try Golden.load("keras_more_losses.json", as: File.self).cases
    #expect(cases.count == 81)
    for golden in cases {
      let loss = try #require(golden.instance)
      let truth = Tensor(golden.truth, shape: Shape(golden.shape))
      let (value, slope) = valueAndGradient(
        at: Tensor(golden.predictions, shape: Shape(golden.shape))
      ) {
        loss($0, truth, weights: golden.weights.map { Tensor($0) })
      }
      #expect(
        abs(Double(value) - golden.value) <= 1e-6 * max(1, abs(golden.value)),
        "\(golden.loss), \(golden.name): \(value) for \(golden.value)")
      var (error, size) = (0.0, 0.0)
      for (found, expected) in zip(slope.scalars, golden.gradient) {
        error += (Double(found) - expected) * (Double(found) - expected)
        size += expected * expected
      }
      #expect(
        error.squareRoot() <= 1e-5 * size.squareRoot(),
        "\(golden.loss), \(golden.name): \(slope.scalars) for \(golden.gradient)")
    }
  }

  static let all: [any Loss] = [
    MeanAbsoluteError(), Huber(), Hinge(), SquaredHinge(), CategoricalHinge(), KLDivergence(),
    Poisson(), BinaryFocalCrossEntropy(), CategoricalFocalCrossEntropy(), DiceLoss(),
    TverskyLoss(),
  ]

  @Test(arguments: all.indices)
  func `a prediction that is no number makes a loss that is none`(index: Int) {
    let loss = Self.all[index](
      Tensor([[0.5, .nan], [0.25, 0.5]]), Tensor([[1, 0], [0, 1]]), weights: nil)
    #expect(loss.scalar.isNaN, "\(Self.all[index].name)")
  }

  @Test(arguments: all.indices)
  func `gradients are added to those of other paths`(index: Int) {
    let loss = Self.all[index]
    let (p, t) = (Tensor([[0.5, 0.4], [0.2, 0.7]]), Tensor([[1, 0], [0, 1]]))
    let alone = gradient(at: p) { loss($0, t, weights: nil) }
    let twice = gradient(at: p) { loss($0, t, weights: nil) + loss($0, t, weights: nil) }
    #expect(twice.scalars == alone.scalars.map { 2 * $0 })
  }

  @Test func `weights of images are those of their pixels`() {
    let (p, t) = (numbers([3, 4, 2, 1], seed: 1), numbers([3, 4, 2, 1], seed: 2))
    let weights = Tensor([1, 0.5, 2])
    let spread = Tensor([1, 0.5, 2].flatMap { [Float](repeating: $0, count: 8) })
    for loss in [MeanAbsoluteError(), Huber()] as [any Loss] {
      let flat = loss(p.reshaped(to: [24, 1]), t.reshaped(to: [24, 1]), weights: spread)
      #expect(loss(p, t, weights: weights) == flat)
    }
  }

  @Test func `settings outside their range are refused before training`() throws {
    let data = Dataset.circles(count: 20, noise: 0.1, seed: 1)
    var model = try Sequential(input: 2) { Dense(1, activation: .sigmoid) }
    let before = model.weights
    let wrong: [(any Loss, String)] = [
      (Huber(delta: 0), "delta is 0.0, and must be positive"),
      (Huber(delta: .nan), "delta is nan, and must be positive"),
      (BinaryFocalCrossEntropy(gamma: -1), "gamma is -1.0, and must be zero or more"),
      (BinaryFocalCrossEntropy(alpha: 2), "alpha is 2.0, and must be between 0 and 1"),
      (CategoricalFocalCrossEntropy(alpha: -1), "alpha is -1.0, and must be between 0 and 1"),
      (TverskyLoss(beta: -1), "beta is -1.0, and must be zero or more"),
      (
        BinaryCrossEntropy(labelSmoothing: 1.5),
        "labelSmoothing is 1.5, and must be between 0 and 1"
      ),
      (
        CategoricalCrossEntropy(labelSmoothing: -0.5),
        "labelSmoothing is -0.5, and must be between 0 and 1"
      ),
    ]
    for (loss, text) in wrong {
      func fit(_ loss: some Loss) throws { try model.fit(data, loss: loss) }
      let error = #expect(throws: NetworkError.self) { try fit(loss) }
      #expect(error?.description == text)
    }
    #expect(model.weights == before)
  }

  @Test func `stop on shapes that do not fit, naming both`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Huber()(Tensor([[1], [0]]), Tensor([1, 0]), weights: nil)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("predictions of shape [2, 1] and targets of shape [2]"))
  }

  @Test(arguments: [0, 1, 2, 3])
  func `networks learn by them`(kind: Int) throws {
    let losses: [any Loss] = [
      .binaryFocalCrossEntropy(alpha: 0.5), .huber(), .meanAbsoluteError,
      .binaryCrossEntropy(labelSmoothing: 0.1),
    ]
    let data = Dataset.circles(count: 200, noise: 0.05, seed: 1)
    var model = try Sequential(input: 2, seed: 2) {
      Dense(16, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    func train(_ loss: some Loss) throws {
      let history = try model.fit(
        data, epochs: 40, loss: loss, optimizer: .nadam(learningRate: 0.02),
        metrics: [.accuracy])
      #expect((history.training[.accuracy].last ?? 0) > 0.9, "\(loss.name)")
    }
    try train(losses[kind])
  }
}
