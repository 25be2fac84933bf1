import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors
import Testing

@testable import AssayNetworks

@Suite("Validation split") struct ValidationSplitTests {
  /// Rows of three classes, sorted where asked to; a column that says the row's number.
  private func data(sorted: Bool, count: Int = 90) throws -> Dataset<Int> {
    try Dataset(
      inputs: (0..<count).map { [Double($0) / 100, Double($0 % 3)] },
      targets: (0..<count).map { sorted ? $0 * 3 / count : $0 % 3 })
  }

  private func network(seed: UInt64 = 5) throws -> Sequential {
    try Sequential(input: 2, seed: seed) { Dense(3, activation: .softmax) }
  }

  @Test(arguments: [ValidationSplit.shuffled(0.2), .stratified(0.2), .last(0.2)])
  func `is fit with the parts by hand`(split: ValidationSplit) throws {
    let data = try data(sorted: false)
    var (one, other) = (try network(), try network())
    let history = try one.fit(
      data, validationSplit: split, epochs: 2, batchSize: 16, shuffles: false,
      loss: .sparseCategoricalCrossEntropy, optimizer: .sgd(), metrics: [.accuracy],
      classWeights: [1: 2], exactTrainingMetrics: true)
    let (train, validation) =
      switch split {
      case .shuffled: try data.split(testFraction: 0.2, seed: 5)
      case .stratified: try data.split(testFraction: 0.2, stratified: true, seed: 5)
      case .last: (data[..<72], data[72...])
      }
    let byHand = try other.fit(
      train, validating: validation, epochs: 2, batchSize: 16, shuffles: false,
      loss: .sparseCategoricalCrossEntropy, optimizer: .sgd(), metrics: [.accuracy],
      classWeights: [1: 2], exactTrainingMetrics: true)
    #expect(one.weights == other.weights)
    #expect(history.validation?.loss == byHand.validation?.loss)
    #expect(history.exactTraining?[.accuracy] == byHand.exactTraining?[.accuracy])
    #expect(history.warnings == [])
  }

  @Test func `a second fit keeps the same rows aside`() throws {
    let data = try data(sorted: false)
    var (parts, whole) = (try network(), try network())
    for _ in 0..<2 {
      try parts.fit(data, validationSplit: .shuffled(0.3), loss: .sparseCategoricalCrossEntropy)
    }
    try whole.fit(
      data, validationSplit: .shuffled(0.3), epochs: 2, loss: .sparseCategoricalCrossEntropy)
    #expect(parts.weights == whole.weights)
  }

  @Test func `the last rows are as many as Keras takes`() throws {
    for (count, fraction, learnt) in [(10, 0.25, 7), (10, 0.33, 6), (3, 0.5, 1), (90, 0.2, 72)] {
      let parts = try ValidationSplit.last(fraction).parts(
        of: try data(sorted: false, count: count), seed: 0)
      #expect(parts.train.count == learnt && parts.test.count == count - learnt)
    }
  }

  private func warnings<Target: LearnableTarget>(
    _ data: Dataset<Target>, _ split: ValidationSplit, loss: some Loss, outputs: Int
  ) throws -> [String] {
    var model = try Sequential(input: 2, seed: 5) {
      Dense(outputs, activation: outputs == 1 ? .linear : .softmax)
    }
    return try model.fit(data, validationSplit: split, loss: loss).warnings
  }

  @Test func `warns of sorted classes`() throws {
    let sorted = try data(sorted: true)
    #expect(
      try warnings(sorted, .last(0.2), loss: .sparseCategoricalCrossEntropy, outputs: 3) == [
        "the class 2 has 17 % of the rows learnt from and 100 % of those kept aside; the rows seem "
          + "to be sorted: take .shuffled or .stratified in the place of .last"
      ])
    for split in [ValidationSplit.shuffled(0.2), .stratified(0.2)] {
      #expect(
        try warnings(sorted, split, loss: .sparseCategoricalCrossEntropy, outputs: 3) == [])
    }
  }

  @Test func `warns of sorted numbers`() throws {
    func numbers(_ value: (Int) -> Double) throws -> Dataset<Double> {
      try Dataset(
        inputs: (0..<100).map { [Double($0) / 100, 1] }, targets: (0..<100).map(value))
    }
    #expect(
      try warnings(try numbers { Double($0) }, .last(0.2), loss: .meanSquaredError, outputs: 1) == [
        "the targets of the rows learnt from have a mean of 39.5, and those kept aside one of 89.5; "
          + "the rows seem to be sorted: take .shuffled or .stratified in the place of .last"
      ])
    for value in [{ Double($0 % 7) }, { _ in 1 }] as [(Int) -> Double] {
      #expect(
        try warnings(try numbers(value), .last(0.2), loss: .meanSquaredError, outputs: 1) == [])
    }
  }

  @Test func `sets of labels have no order to warn of`() throws {
    let sets = try Dataset(
      inputs: (0..<40).map { [Double($0), 1] },
      targets: (0..<40).map { $0 < 20 ? [] : Set(["a"]) }, classes: ["a"])
    var model = try Sequential(input: 2) { Dense(1, activation: .sigmoid) }
    let history = try model.fit(sets, validationSplit: .last(0.5), loss: .binaryCrossEntropy)
    #expect(history.warnings == [])
  }

  @Test func `refuses parts without rows, and strata of numbers`() throws {
    let data = try data(sorted: false)
    for split in [ValidationSplit.last(0), .last(1), .last(.nan), .shuffled(1.5)] {
      #expect(throws: DatasetError.self, "\(split)") { try split.parts(of: data, seed: 0) }
    }
    #expect(throws: DatasetError.tooFewRows(rows: 1, train: 0, test: 1)) {
      try ValidationSplit.last(0.5).parts(of: data[..<1], seed: 0)
    }
    let numbers = try Dataset(inputs: [[1.0], [2], [3]], targets: [1.0, 2, 3])
    #expect(throws: DatasetError.noStrata) {
      try ValidationSplit.stratified(0.5).parts(of: numbers, seed: 0)
    }
  }

  @Test func `the history knows what the diagnosis needs`() throws {
    let (train, test) = Dataset.circles(count: 100, noise: 0.1, seed: 1).split(at: 60)
    func history(
      _ loss: some Loss, classWeights: [Int: Double] = [:], penalty: Regularizer? = nil
    ) throws -> History<ClassifierStatistics> {
      var model = try Sequential(input: 2, seed: 1) {
        Dense(1, activation: .sigmoid).regularized(.kernel, by: penalty)
      }
      return try model.fit(
        train, validating: test, epochs: 30, loss: loss, optimizer: .sgd(learningRate: 0),
        metrics: [.accuracy], classWeights: classWeights)
    }
    let ones = Double(train.targets.count { $0 == 1 }) / 60
    let entropy =
      -ones * ElementaryFunctions.log(ones) - (1 - ones) * ElementaryFunctions.log(1 - ones)
    let plain = try history(.binaryCrossEntropy)
    #expect(abs(try #require(plain.lossOfShares) - entropy) < 1e-15)
    #expect(plain.rows?.training == 60 && plain.rows?.validation == 40)
    guard case .noBetterThanShares = plain.diagnosis.first else {
      Issue.record("\(plain.diagnosis)")
      return
    }
    #expect(try history(.meanSquaredError).lossOfShares == nil)
    #expect(try history(.binaryCrossEntropy(labelSmoothing: 0.1)).lossOfShares == nil)
    #expect(try history(.binaryCrossEntropy, classWeights: [0: 2]).lossOfShares == nil)
    #expect(try history(.binaryCrossEntropy, penalty: .l2(0.1)).lossOfShares == nil)
    // A price that hardly shows in the loss is no obstacle.
    #expect(try history(.binaryCrossEntropy, penalty: .l2(1e-6)).lossOfShares != nil)
  }
}
