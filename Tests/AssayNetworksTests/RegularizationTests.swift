import AssayDatasets
import AssayEvaluation
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Regularizers and constraints") struct RegularizationTests {
  struct File: Decodable {
    let inputs: [[Float]]
    let targets: [Float]
    let initial: [GoldenTensor]
    let losses: [Double]
    let weights: [[GoldenTensor]]
    let evaluated: Double
  }

  static func network() throws -> Sequential {
    try Sequential(input: 4) {
      Dense(6, activation: .tanh)
        .regularized(.kernel, by: .l2(0.05)).regularized(.bias, by: .l1(0.02))
        .constrained(.kernel, to: .maxNorm(0.9)).constrained(.bias, to: .maxNorm(0.1))
      Dense(5).regularized(.kernel, by: .l1l2(l1: 0.01, l2: 0.02))
        .constrained(.kernel, to: .unitNorm()).constrained(.bias, to: .nonNegative)
      Dense(1)
    }
  }

  @Test func `a network takes Keras's steps, and its losses have the penalties in them`() throws {
    let golden = try Golden.load("keras_regularization.json", as: File.self)
    var model = try Self.network()
    model.setTensors(golden.initial.map(\.tensor))
    let data = try Dataset(
      inputs: Tensor(golden.inputs), targets: golden.targets.map(Double.init))
    for (loss, weights) in zip(golden.losses, golden.weights) {
      let history = try model.fit(
        data, epochs: 1, shuffles: false, loss: .meanSquaredError,
        optimizer: .sgd(learningRate: 0.1))
      #expect(abs((history.training.loss.last ?? 0) - loss) < 1e-6)
      for (found, expected) in zip(model.tensors(.parameter), weights) {
        #expect(deviationOfWhole(found.scalars, from: expected.tensor.scalars) < 2e-6)
      }
    }
    let history = try model.fit(
      data, validating: data, epochs: 1, shuffles: false, loss: .meanSquaredError,
      optimizer: .sgd(learningRate: 0))
    #expect(abs((history.validation?.loss.last ?? 0) - golden.evaluated) < 1e-6)
  }

  @Test func `a loop by hand takes the steps of fit`() throws {
    let data = Dataset.circles(count: 60, noise: 0.1, seed: 1)
    var fitted = try Sequential(input: 2, seed: 2) {
      Dense(8, activation: .tanh)
        .regularized(.kernel, by: .l2()).constrained(.kernel, to: .maxNorm(0.5))
      Dense(1, activation: .sigmoid).constrained(.bias, to: .nonNegative)
    }
    var looped = fitted
    try fitted.fit(data, epochs: 3, shuffles: false, loss: .binaryCrossEntropy)
    var state = OptimizerState(.adam(), for: looped)
    for _ in 0..<3 {
      for batch in data.batches(of: 32) {
        let slope = gradient(at: looped) { model in
          let loss = BinaryCrossEntropy()(
            model(batch.inputs), batch.encodedTargets, weights: nil)
          return model.penalty.map { loss + $0 } ?? loss
        }
        state.update(&looped, along: slope)
        looped.constrain()
      }
    }
    #expect(fitted.weights == looped.weights)
  }

  @Test func `settings are saved, and training goes on by them`() throws {
    let data = Dataset.circles(count: 60, noise: 0.1, seed: 1)
    var whole = try Sequential(input: 2, seed: 2) {
      Dense(4).regularized(.kernel, by: .l1(0.1)).constrained(.bias, to: .unitNorm())
      Dense(1, activation: .sigmoid)
    }
    var first = whole
    try whole.fit(data, epochs: 4, loss: .binaryCrossEntropy)
    try first.fit(data, epochs: 2, loss: .binaryCrossEntropy)
    var second = try Sequential(try SafeTensors(try first.archiveBytes(), file: "m"), file: "m")
    #expect(second.description == first.description)
    try second.fit(data, epochs: 2, loss: .binaryCrossEntropy)
    #expect(second.weights == whole.weights)
  }

  @Test func `files hold them only where there are some, and wrong ones are refused`() throws {
    func text(_ layer: any Layer) throws -> (archive: SafeTensors, place: Int, text: String) {
      let archive = try Sequential(input: 2, layers: [layer]).archive(file: "m")
      let place = try #require(archive.texts.firstIndex { $0.0 == Archive.architectureKey })
      return (archive, place, archive.texts[place].1)
    }
    #expect(try !text(Dense(1)).text.contains("restraints"))
    let layer = Dense(1).regularized(.kernel, by: .l2(0.5)).constrained(.bias, to: .maxNorm(2))
    let (whole, place, original) = try text(layer)
    var archive = whole
    for (from, to) in [
      ("\"l2\":0.5", "\"l2\":-0.5"), ("\"kernel\":{", "\"gamma\":{"),
      ("\"kernel\":{", "\"edge\":{"),
      ("\"axes\":[0]", "\"axes\":[9223372036854775807]"), ("\"axes\":[0]", "\"axes\":[]"),
      ("\"maxNorm\":", "\"longNorm\":"), ("\"_0\":2", "\"_0\":-2"),
    ] {
      let altered = original.split(separator: from, maxSplits: 1).joined(separator: to)
      #expect(altered != original, "\(from)")
      archive.texts[place].1 = altered
      #expect(throws: ArchiveError.self, "\(to)") { _ = try Sequential(archive, file: "m") }
    }
  }

  @Test func `penalties and bounds are their formulas`() {
    let w = Tensor([[3, -1], [-4, 0]])
    #expect(Regularizer.l1(0.5)(w).scalar == 4)
    #expect(Regularizer.l2(0.5)(w).scalar == 13)
    #expect(Regularizer.l1l2(l1: 1, l2: 1)(w).scalar == 34)
    #expect(Constraint.nonNegative(w) == Tensor([[3, 0], [0, 0]]))
    let short = Constraint.maxNorm(1)(w).scalars
    #expect(abs(short[0] - 0.6) < 1e-6 && abs(short[2] + 0.8) < 1e-6 && abs(short[1] + 1) < 1e-6)
    #expect(Constraint.unitNorm()(Tensor([0, 0])) == Tensor([0, 0]))
    let between = Constraint.minMaxNorm(low: 2, high: 4, axes: [1])
    #expect(deviationOfWhole(between(w).scalars, from: w.scalars) < 1e-6)
    let half = Constraint.minMaxNorm(low: 6, high: 7, rate: 0.5)(w).scalars
    #expect(deviationOfWhole(half, from: [3.3, -3.5, -4.4, 0]) < 1e-6)
  }

  @Test func `norms are taken over the axes that are named`() {
    let w = Tensor((1...24).map(Float.init), shape: [2, 3, 4])
    for axes in [[0], [1], [2], [-1], [0, 1], [0, 2], [-3, -1], [0, 1, 2]] {
      let own = Set(axes.map { ($0 + 3) % 3 })
      let kept = (0..<3).filter { !own.contains($0) }
      var norms: [[Int]: Double] = [:]
      func group(_ place: Int) -> [Int] {
        let index = [place / 12, place / 4 % 3, place % 4]
        return kept.map { index[$0] }
      }
      for (place, value) in w.scalars.enumerated() {
        norms[group(place), default: 0] += Double(value * value)
      }
      let expected = w.scalars.enumerated().map { place, value in
        value / Float((norms[group(place)] ?? 0).squareRoot())
      }
      let found = Constraint.unitNorm(axes: axes)(w).scalars
      #expect(deviationOfWhole(found, from: expected) < 1e-6, "\(axes)")
    }
  }

  @Test func `refuses prices and bounds that are none, and says which`() {
    let cases: [(any Layer, String)] = [
      (Dense(1).regularized(.kernel, by: .l2(-1)), "regularizer of kernel cannot be .l2(-1.0)"),
      (Dense(1).regularized(.bias, by: .l1(.nan)), "regularizer of bias cannot be .l1(nan)"),
      (Dense(1).constrained(.kernel, to: .maxNorm(0)), "kernel cannot be .maxNorm(0.0)"),
      (Dense(1).constrained(.bias, to: .maxNorm(-1)), "constraint of bias cannot be"),
      (
        Dense(1).constrained(.bias, to: .minMaxNorm(low: 2, high: 1)),
        ".minMaxNorm(low: 2.0, high: 1.0)"
      ),
      (Dense(1).constrained(.bias, to: .minMaxNorm(rate: .nan)), "rate: nan"),
      (
        Dense(1).constrained(.kernel, to: .maxNorm(2, axes: [0, 1, 2])),
        ".maxNorm(2.0, axes: [0, 1, 2]): the axes of shape [2, 1] are 0 to 1"
      ),
      (Dense(1).constrained(.kernel, to: .unitNorm(axes: [])), ".unitNorm(axes: [])"),
      (Dense(1).constrained(.kernel, to: .unitNorm(axes: [0, -2])), "axes: [0, -2]"),
      (Dense(1).constrained(.kernel, to: .unitNorm(axes: [.min])), "axes of shape"),
      (
        Dense(1).regularized(.recurrentKernel, by: .l2()),
        "Dense has no recurrentKernel that could have a regularizer or a constraint: "
          + "it has kernel, bias"
      ),
      (
        BatchNormalization(center: false, scale: false).constrained(.beta, to: .nonNegative),
        "it has no parameters"
      ),
      (Residual { Dense(2).regularized(.kernel, by: .l1(-2)) }, "cannot be .l1(-2.0)"),
    ]
    for (layer, text) in cases {
      let error = #expect(throws: NetworkError.self) {
        try Sequential(input: 2, layers: [layer])
      }
      #expect(error.map { "\($0)".contains(text) } == true, "\(String(describing: error))")
    }
  }

  @Test func `says what is set, the last one of each`() {
    #expect(
      Dense(3, activation: .relu).constrained(.bias, to: .maxNorm(1.5))
        .regularized(.kernel, by: .l1()).regularized(.kernel, by: .l2()).description
        == "Dense(3, activation: .relu).regularized(.kernel, by: .l2(0.01))"
        + ".constrained(.bias, to: .maxNorm(1.5))")
    #expect(
      LSTM(2).constrained(.recurrentKernel, to: .unitNorm(axes: [0, 1])).description
        == "LSTM(2).constrained(.recurrentKernel, to: .unitNorm(axes: [0, 1]))")
    #expect(
      Dense(3).regularized(.bias, by: .l2()).regularized(.bias, by: nil).description == "Dense(3)")
  }
}
