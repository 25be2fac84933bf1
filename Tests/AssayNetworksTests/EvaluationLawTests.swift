import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors
import Testing

@testable import AssayNetworks

@Suite("One number everywhere") struct EvaluationLawTests {
  struct Judged: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let model: Sequential
    let data: Dataset<Int>
    let history: History<ClassifierStatistics>
  }

  static let metrics: [Metric<ClassifierStatistics>] = [
    .accuracy, .f1, .recall, .rocAUC, .logLoss, .brierScore, .averagePrecision,
  ]

  /// Trained networks with the data that judged them.
  static let judged: [Judged] = {
    do {
      let (train, test) = Dataset.circles(count: 1_000, noise: 0.2, seed: 1).split(at: 500)
      var circles = try Sequential(input: 2, seed: 1) {
        Dense(20, activation: .relu)
        Dense(1, activation: .sigmoid)
      }
      let first = try circles.fit(
        train, validating: test, epochs: 5, loss: .binaryCrossEntropy, metrics: metrics)
      var random = RandomSource(seed: 4)
      let weighted = try test.weighted(by: (0..<500).map { _ in random.uniform() })
      var logits = try Sequential(input: 2, seed: 2) {
        Dense(20, activation: .relu)
        Dense(1)
      }
      let second = try logits.fit(
        train, validating: weighted, epochs: 5, loss: .binaryCrossEntropy(fromLogits: true),
        metrics: metrics)
      let (some, others) = Dataset.blobs(count: 900, centers: 3, deviation: 4, seed: 1)
        .split(at: 400)
      var blobs = try Sequential(input: 2, seed: 1) {
        Dense(10, activation: .tanh)
        Dense(3, activation: .softmax)
      }
      let third = try blobs.fit(
        some, validating: others, epochs: 5, loss: .sparseCategoricalCrossEntropy,
        metrics: metrics)
      return [
        Judged(testDescription: "circles", model: circles, data: test, history: first),
        Judged(
          testDescription: "logits, weighted", model: logits, data: weighted, history: second),
        Judged(testDescription: "blobs", model: blobs, data: others, history: third),
      ]
    } catch {
      Issue.record(error)
      return []
    }
  }()

  @Test(arguments: judged)
  func `evaluate is predict and score`(_ judged: Judged) throws {
    let evaluation = try judged.model.evaluate(judged.data)
    let scores = try judged.model.predict(judged.data)
    var scored = try ClassifierEvaluation(
      classes: judged.data.classes, trainingMajority: evaluation.trainingMajority)
    try scored.update(
      labels: judged.data.targets, outputs: scores.values, width: scores.width,
      weights: judged.data.weights)
    #expect(evaluation == scored)
    #expect(try evaluation.statistics == judged.model.statistics(on: judged.data))
    for metric in Metric<ClassifierStatistics>.all {
      #expect(evaluation[metric].bitPattern == scored[metric].bitPattern, "\(metric.name)")
    }

    let predictions = try judged.model.predictClasses(judged.data)
    var confusion = try ConfusionMatrix(classes: judged.data.classes)
    try confusion.update(
      labels: judged.data.targets, predictions: predictions, weights: judged.data.weights)
    #expect(evaluation.confusion.cells == confusion.cells)
  }

  @Test(arguments: judged, [1, 7, 32, 500])
  func `batches of any size merge to the same evaluation`(_ judged: Judged, size: Int) throws {
    let whole = try judged.model.evaluate(judged.data)
    var merged: ClassifierEvaluation<Int>?
    for batch in judged.data.batches(of: size) {
      let part = try judged.model.evaluate(batch)
      if var sum = merged {
        try sum.merge(part)
        merged = sum
      } else {
        merged = part
      }
    }
    #expect(merged == whole)
  }

  @Test(arguments: judged)
  func `any order and any split of rows give the same evaluation`(_ judged: Judged) throws {
    let whole = try judged.model.evaluate(judged.data)
    var random = RandomSource(seed: 3)
    for _ in 0..<10 {
      let order = (0..<judged.data.count).shuffled(using: &random)
      let data = judged.data.rows(order)
      #expect(try judged.model.evaluate(data) == whole)
      let cut = 1 + random.below(data.count - 1)
      var merged = try judged.model.evaluate(data[cut...])
      try merged.merge(judged.model.evaluate(data[..<cut]))
      #expect(merged == whole)
    }
  }

  @Test(arguments: judged)
  func `the history's last validation values are those of evaluate`(_ judged: Judged) throws {
    let evaluation = try judged.model.evaluate(judged.data)
    for metric in Self.metrics {
      let values = judged.history.validation?[metric] ?? []
      #expect(values.count == 5)
      #expect(values.last?.bitPattern == evaluation[metric].bitPattern, "\(metric.name)")
    }
  }

  @Test func `exact training values are those of evaluate, and metrics change nothing`() throws {
    let data = Dataset.circles(count: 300, noise: 0.1, seed: 1)
    func model() throws -> Sequential {
      try Sequential(input: 2, seed: 1) {
        Dense(20, activation: .relu)
        Dense(1, activation: .sigmoid)
      }
    }
    var (watched, alone) = (try model(), try model())
    let history = try watched.fit(
      data, validating: data, epochs: 4, loss: .binaryCrossEntropy, metrics: Self.metrics,
      exactTrainingMetrics: true)
    try alone.fit(data, epochs: 4, loss: .binaryCrossEntropy)
    #expect(watched.weights == alone.weights)
    let evaluation = try watched.evaluate(data)
    for metric in Self.metrics {
      #expect(history.exactTraining?[metric].last == evaluation[metric])
      #expect(history.exactTraining?[metric] == history.validation?[metric])
    }
    #expect(history.exactTraining?.loss == history.validation?.loss)
    #expect(history.training[.accuracy].count == 4)
    #expect(history.training[.macroF1] == [])
  }

  @Test func `the validation loss is the loss of all rows, weighted as Keras does`() throws {
    let judged = Self.judged[1]
    let weights = judged.data.weights ?? []
    let loss = BinaryCrossEntropy(fromLogits: true)(
      judged.model(judged.data.inputs), judged.data.encodedTargets,
      weights: Tensor(weights.map { Float($0) }))
    #expect(judged.history.validation?.loss.last == Double(loss.scalar))
  }

  @Test func `networks of logits answer with probabilities`() throws {
    let binary = Self.judged[1]
    let logits = binary.model(binary.data.inputs)
    let scores = try binary.model.predict(binary.data)
    #expect(scores.values == logits.sigmoid().scalars.map { Double($0) })
    #expect(scores.values.allSatisfy { (0...1).contains($0) })
    #expect(logits.scalars.contains { !(0...1).contains($0) })

    let data = Dataset.blobs(count: 200, centers: 4, seed: 1)
    var model = try Sequential(input: 2, seed: 1) { Dense(4) }
    try model.fit(data, epochs: 2, loss: .sparseCategoricalCrossEntropy(fromLogits: true))
    let rows = try model.predict(data)
    #expect(rows.values == model(data.inputs).softmax().scalars.map { Double($0) })
    #expect((0..<rows.count).allSatisfy { abs(rows[$0].reduce(0, +) - 1) < 1e-6 })
    _ = try model.evaluate(data)
  }

  @Test func `scores have rows and columns`() {
    let scores = Scores(values: [0.1, 0.9, 0.8, 0.2], width: 2)
    #expect(scores.count == 2)
    #expect(Array(scores[1]) == [0.8, 0.2])
    #expect(scores.column(1) == [0.9, 0.2])
  }

  @Test func `labels keep their names, the positive class is the one given`() throws {
    let inputs = Tensor([[-2], [-1], [1], [2]])
    let data = try Dataset(inputs: inputs, targets: ["ham", "ham", "spam", "ham"])
    var model = try Sequential(input: 1, seed: 1) { Dense(1, activation: .sigmoid) }
    model.setTensors([Tensor([[5]]), Tensor([0])])
    let evaluation = try model.evaluate(data)
    #expect(evaluation.positiveClass == "spam")
    #expect(evaluation.confusion["spam"].recall == 1)
    #expect(evaluation.confusion["spam"].precision == 0.5)
    #expect(try model.evaluate(data, positive: "ham").positive.recall == 2.0 / 3)
    #expect(try model.evaluate(data, threshold: 1).confusion["spam"].recall == 0)
    #expect(try model.predictClasses(data) == ["ham", "ham", "spam", "spam"])
    #expect(
      throws: EvaluationError.unknownPositiveClass(label: "eggs", classes: ["ham", "spam"])
    ) { try model.evaluate(data, positive: "eggs") }
  }
}
