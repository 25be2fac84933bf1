import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors
import Testing

@testable import AssayNetworks

@Suite("What Keras lets pass in silence") struct NetworkErrorTests {
  static let circles = Dataset.circles(count: 100, noise: 0.1, seed: 1)
  static let blobs = Dataset.blobs(count: 60, centers: 3, seed: 1)

  /// What a closure throws, as people read it.
  static func text(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing was thrown"
    } catch {
      return "\(error)"
    }
  }

  static func network(_ layers: any Layer...) throws -> Sequential {
    try Sequential(input: 2, layers: layers)
  }

  static func fit<Target: LearnableTarget>(
    _ data: Dataset<Target>, _ layers: any Layer..., validating: Dataset<Target>? = nil,
    epochs: Int = 1, batchSize: Int = 32, loss: some Loss,
    classWeights: [Target.Class: Double] = [:]
  ) -> String {
    text {
      var model = try Sequential(input: 2, layers: layers)
      let before = model.weights
      defer { #expect(model.weights == before) }
      try model.fit(
        data, validating: validating, epochs: epochs, batchSize: batchSize, loss: loss,
        classWeights: classWeights)
    }
  }

  @Test func `a network without layers`() {
    #expect(Self.text { _ = try Self.network() } == "a network needs at least one layer")
    #expect(throws: NetworkError.noLayers) { try Sequential(input: 2) {} }
  }

  @Test func `settings of layers`() {
    #expect(Self.text { _ = try Self.network(Dense(0)) } == "Dense: units cannot be 0")
    #expect(Self.text { _ = try Self.network(Dense(-3)) } == "Dense: units cannot be -3")
    for (rate, text) in [(1, "1.0"), (-0.5, "-0.5"), (.nan, "nan")] as [(Float, String)] {
      #expect(
        Self.text { _ = try Self.network(Dropout(rate)) } == "Dropout: rate cannot be \(text)")
    }
  }

  @Test func `inputs that a layer cannot work on`() throws {
    #expect(
      Self.text { _ = try Sequential(input: .scalar) { Dense(3) } }
        == "Dense(3) needs at least one axis, and its inputs have shape []")
    let inner = try Self.network(Dense(1))
    #expect(
      Self.text { _ = try Sequential(input: 3) { inner } }
        == "Sequential needs inputs of shape [2], and its inputs have shape [3]")
  }

  @Test func `softmax on one unit`() {
    let rest =
      ": softmax over a single unit is always 1; "
      + "use a sigmoid for two classes, or as many units as there are classes"
    #expect(
      Self.text { _ = try Self.network(Dense(1, activation: .softmax)) }
        == "Dense(1, activation: .softmax)" + rest)
    #expect(
      Self.text { _ = try Self.network(Dense(1), ActivationLayer(.softmax)) }
        == "ActivationLayer(.softmax)" + rest)
  }

  @Test func `logits given to a loss of probabilities, and the other way round`() {
    let logits =
      "does not fit a network that ends in logits (linear): "
      + "end it in a sigmoid or a softmax, or write fromLogits: true"
    #expect(
      Self.fit(Self.circles, Dense(1), loss: .binaryCrossEntropy)
        == "the loss BinaryCrossEntropy \(logits)")
    #expect(
      Self.fit(Self.blobs, Dense(3), Dropout(0.1), loss: .categoricalCrossEntropy)
        == "the loss CategoricalCrossEntropy \(logits)")
    let fix = "leave the last activation out, or write fromLogits: false"
    #expect(
      Self.fit(
        Self.circles, Dense(1, activation: .sigmoid), loss: .binaryCrossEntropy(fromLogits: true))
        == "the loss BinaryCrossEntropy does not fit a network that ends in "
        + "probabilities (sigmoid): \(fix)")
    #expect(
      Self.fit(
        Self.blobs, Dense(3), ActivationLayer(.softmax),
        loss: .sparseCategoricalCrossEntropy(fromLogits: true))
        == "the loss SparseCategoricalCrossEntropy does not fit a network that ends in "
        + "probabilities (softmax): \(fix)")
  }

  @Test func `outputs that turn out to be no probabilities`() {
    struct Twice: Layer {
      func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor { input * 0 + 2 }
    }
    let text =
      "the loss BinaryCrossEntropy needs probabilities, and the output of row 0 is 2.0: "
      + "end the network in a sigmoid or a softmax, or use the loss of logits"
    #expect(
      Self.fit(Self.circles, Dense(1, activation: .sigmoid), Twice(), loss: .binaryCrossEntropy)
        == text)
    #expect(
      Self.fit(
        Self.circles,
        Dense(1, activation: .relu, kernelInitializer: .zeros, biasInitializer: .constant(2)),
        loss: .binaryCrossEntropy) == text)
  }

  @Test func `more classes than outputs, or fewer`() throws {
    #expect(
      Self.fit(Self.blobs, Dense(1, activation: .sigmoid), loss: .binaryCrossEntropy)
        == "the network has 1 output where the data have 3 classes: "
        + "end the network in Dense(3, activation: .softmax)")
    #expect(
      Self.fit(Self.circles, Dense(3, activation: .softmax), loss: .categoricalCrossEntropy)
        == "the network has 3 outputs where the data have 2 classes: "
        + "end the network in Dense(1, activation: .sigmoid)")
    #expect(
      Self.fit(Self.circles, Dense(1, activation: .sigmoid), loss: .sparseCategoricalCrossEntropy)
        == "the network has 1 output where "
        + "the loss SparseCategoricalCrossEntropy takes the positions of classes: "
        + "give labels as targets, and one output a class")
    let one = try Dataset(inputs: Tensor([[1, 2], [3, 4]]), targets: ["a", "a"])
    #expect(
      Self.fit(one, Dense(1, activation: .sigmoid), loss: .binaryCrossEntropy)
        == "the network has 1 output where the data have one class: "
        + "give data of at least two classes, or name them with classes:")
    let model = try Self.network(Dense(1, activation: .sigmoid))
    #expect(
      Self.text { _ = try model.evaluate(Self.blobs) }
        == "the network has 1 output where the data have 3 classes: "
        + "end the network in Dense(3, activation: .softmax)")
    #expect(throws: NetworkError.self) { try model.predictClasses(Self.blobs) }
    #expect(throws: NetworkError.self) { try model.statistics(on: Self.blobs) }
  }

  @Test func `rows of another shape`() throws {
    let text =
      "the network was built for rows of shape [2], and the data have rows of shape [3]: "
      + "write Sequential(input: [3])"
    let wide = try Dataset(inputs: Tensor([[1, 2, 3], [4, 5, 6]]), targets: [0, 1])
    var model = try Self.network(Dense(1, activation: .sigmoid))
    #expect(Self.fit(wide, Dense(1, activation: .sigmoid), loss: .binaryCrossEntropy) == text)
    #expect(Self.text { _ = try model.predict(wide) } == text)
    #expect(Self.text { _ = try model.predict(Tensor([[1, 2, 3]])) } == text)
    #expect(Self.text { _ = try model.evaluate(wide) } == text)
    #expect(
      Self.text {
        try model.fit(Self.circles, validating: wide, loss: .binaryCrossEntropy)
      } == text)
    #expect(
      Self.text { _ = try model.predict(Tensor(1)) }
        == "the network was built for rows of shape [2], and the data have rows of shape []: "
        + "write Sequential(input: [])")
  }

  @Test func `inputs that are no numbers`() throws {
    let model = try Self.network(Dense(1, activation: .sigmoid))
    #expect(
      Self.text { _ = try model.predict(Tensor([[1, 2], [3, .nan]])) }
        == "the input in row 1, column 1 is nan: remove the row, or fill in a number")
    #expect(
      Self.text { _ = try model.predictClasses(Tensor([[1, 2], [3, 4], [-.infinity, 0]])) }
        == "the input in row 2, column 0 is -inf: remove the row, or fill in a number")
  }

  @Test func `no rows`() throws {
    let none = Self.circles[..<0]
    let layer = Dense(1, activation: .sigmoid)
    #expect(
      Self.fit(none, layer, loss: .binaryCrossEntropy) == "the data set to learn from has no rows")
    #expect(
      Self.fit(Self.circles, layer, validating: none, loss: .binaryCrossEntropy)
        == "the validation set has no rows")
    let model = try Self.network(layer)
    #expect(Self.text { _ = try model.evaluate(none) } == "the data set to judge by has no rows")
    #expect(try model.predict(none).values == [])
  }

  @Test func `arguments of fit`() {
    let layer = Dense(1, activation: .sigmoid)
    #expect(
      Self.fit(Self.circles, layer, epochs: -1, loss: .binaryCrossEntropy)
        == "epochs is -1, and must be zero or more")
    #expect(
      Self.fit(Self.circles, layer, batchSize: 0, loss: .binaryCrossEntropy)
        == "batchSize is 0, and must be positive")
    for (label, weight) in [(7, 1), (1, -2), (0, .infinity)] as [(Int, Double)] {
      #expect(
        Self.fit(Self.circles, layer, loss: .binaryCrossEntropy, classWeights: [label: weight])
          == "classWeights is \(label): \(weight), and must be "
          + "a finite number, not negative, for classes among [0, 1]")
    }
  }

  @Test func `validation data of other classes`() throws {
    let layer = Dense(1, activation: .sigmoid)
    let train = try Dataset(inputs: Tensor([[1, 2], [3, 4]]), targets: ["a", "b"])
    let test = try Dataset(inputs: Tensor([[1, 2], [3, 4]]), targets: ["a", "c"])
    #expect(
      Self.fit(train, layer, validating: test, loss: .binaryCrossEntropy)
        == "the classes [\"a\", \"c\"] are not the classes [\"a\", \"b\"] "
        + "that the data to learn from have")
  }

  @Test(arguments: [1e6, 300, 30, 10] as [Float])
  func `a loss that is no number any more leaves the last good weights`(rate: Float) throws {
    func model() throws -> Sequential {
      try Sequential(input: 2, seed: 1) {
        Dense(4)
        Dense(1)
      }
    }
    func fit(_ model: inout Sequential, epochs: Int) throws {
      try model.fit(
        Self.circles, epochs: epochs, batchSize: 50, loss: .meanSquaredError,
        optimizer: .sgd(learningRate: rate))
    }
    var trained = try model()
    do {
      try fit(&trained, epochs: 200)
      Issue.record("no error at the learning rate \(rate)")
    } catch let NetworkError.lossNotFinite(epoch, batch, value) {
      #expect((1...2).contains(batch) && !value.isFinite)
      #expect(
        "\(NetworkError.lossNotFinite(epoch: epoch, batch: batch, value: value))"
          == "the loss became \(value) in epoch \(epoch), batch \(batch); "
          + "the model keeps its weights from the end of epoch \(epoch - 1): "
          + "try a smaller learning rate, or standardise the inputs")
      var good = try model()
      try fit(&good, epochs: epoch - 1)
      #expect(trained.weights == good.weights)
      #expect(trained.weights.allSatisfy { $0.isFinite })
      // What is kept is a model: it answers, and a smaller rate learns from there.
      #expect(try trained.predict(Self.circles).count == 100)
    }
  }

  @Test(arguments: [false, true], [1, 2])
  func `weights ruined by an epoch's last step are found and not kept`(
    isValidated: Bool, epochs: Int
  ) throws {
    for metrics in [[], [.accuracy]] as [[Metric<ClassifierStatistics>]] {
      var model = try Sequential(input: 2, seed: 1) { Dense(1) }
      let before = model.weights
      #expect(throws: NetworkError.lossNotFinite(epoch: 1, batch: 1, value: .infinity)) {
        try model.fit(
          Self.circles, validating: isValidated ? Self.circles : nil, epochs: epochs,
          batchSize: 100, loss: .meanSquaredError, optimizer: .sgd(learningRate: 1e30),
          metrics: metrics)
      }
      #expect(model.weights == before)
    }
  }
}
