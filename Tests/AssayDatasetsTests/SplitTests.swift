import AssayCore
import AssayDatasets
import TestSupport
import Testing

@Suite("Splits")
struct SplitTests {
  struct Case: Decodable, Sendable {
    let rows: Int?
    let fraction: Double
    let seed: UInt32
    let train, test: [Int]
  }

  struct Stratified: Decodable, Sendable {
    let labels: [Int]
    let fraction: Double
    let seed: UInt32
    let train, test: [Int]
  }

  struct Multilabel: Decodable, Sendable {
    let labels: [[Int]]
    let fraction: Double
    let seed: UInt32
    let train, test: [Int]
  }

  struct Folds: Decodable, Sendable {
    let rows: Int?
    let labels: [Int]?
    let k: Int
    let seed: UInt32?
    let tests: [[Int]]
  }

  struct File: Decodable {
    let splits: [Case]
    let stratified_splits: [Stratified]
    let multilabel_splits: [Multilabel]
    let folds, stratified_folds: [Folds]
  }

  let golden: File

  init() throws {
    golden = try Golden.load("datasets.json", as: File.self)
  }

  /// A data set whose one input is the row's number.
  func numbered<Target>(_ targets: [Target]) throws -> Dataset<Target> {
    try Dataset(
      inputs: targets.indices.map(Double.init), width: 1, targets: targets,
      weights: targets.indices.map { Double($0 + 1) })
  }

  func numbers<Target>(_ dataset: Dataset<Target>) -> [Int] {
    dataset.inputs.scalars.map { Int($0) }
  }

  @Test func `equals train_test_split`() throws {
    #expect(golden.splits.count == 6)
    for expected in golden.splits {
      let dataset = try numbered((0..<(expected.rows ?? 0)).map { Float($0) })
      let (train, test) = try dataset.split(testFraction: expected.fraction, seed: expected.seed)
      #expect(numbers(train) == expected.train)
      #expect(numbers(test) == expected.test)
      #expect(test.targets == expected.test.map { Float($0) })
      #expect(test.weights == expected.test.map { Double($0 + 1) })
      #expect(test.encodedTargets.scalars == test.targets)
    }
  }

  @Test func `equals train_test_split with stratify`() throws {
    #expect(golden.stratified_splits.count == 15)
    for expected in golden.stratified_splits {
      let (train, test) = try numbered(expected.labels)
        .split(testFraction: expected.fraction, stratified: true, seed: expected.seed)
      #expect(numbers(train) == expected.train)
      #expect(numbers(test) == expected.test)
    }
  }

  @Test func `equals train_test_split with stratify of several labels a row`() throws {
    #expect(golden.multilabel_splits.count == 2)
    for expected in golden.multilabel_splits {
      let sets = expected.labels.map { row in Set(row.indices.filter { row[$0] == 1 }) }
      let (train, test) = try numbered(sets)
        .split(testFraction: expected.fraction, stratified: true, seed: expected.seed)
      #expect(numbers(train) == expected.train)
      #expect(numbers(test) == expected.test)
    }
  }

  @Test func `equals KFold`() throws {
    #expect(golden.folds.count == 5)
    for expected in golden.folds {
      let dataset = try numbered((0..<(expected.rows ?? 0)).map { Float($0) })
      let folds = try dataset.folds(expected.k, shuffleSeed: expected.seed)
      #expect(folds.map { numbers($0.test) } == expected.tests)
    }
  }

  @Test func `equals StratifiedKFold`() throws {
    #expect(golden.stratified_folds.count == 20)
    for expected in golden.stratified_folds {
      let dataset = try numbered(expected.labels ?? [])
      let folds = try dataset.folds(expected.k, stratified: true, shuffleSeed: expected.seed)
      #expect(folds.map { numbers($0.test) } == expected.tests)
    }
  }

  @Test func `makes partitions, and keeps the classes of every part`() throws {
    var random = MersenneTwister(seed: 4)
    for round in 0..<200 {
      let count = random.integer(in: 12..<60)
      let labels = (0..<count).map { $0 < 6 ? ["a", "b", "c"][$0 % 3] : "b" }
      let dataset = try Dataset(
        inputs: (0..<count).map { [Double($0)] }, targets: labels, classes: ["c", "b", "a", "z"])
      let seed = UInt32(round)
      let fraction = random.uniform(0.3, 0.6)
      var parts = [dataset.split(at: random.integer(in: -2..<count + 2))]
        .map { [$0.first, $0.rest] }
      for stratified in [false, true] {
        let (train, test) = try dataset.split(
          testFraction: fraction, stratified: stratified, seed: seed)
        parts.append([train, test])
        let folds = try dataset.folds(4, stratified: stratified, shuffleSeed: seed)
        for fold in folds { parts.append([fold.train, fold.test]) }
        parts.append(folds.map(\.test))
      }
      for part in parts {
        #expect(part.flatMap { numbers($0) }.sorted() == Array(0..<count))
        #expect(part.allSatisfy { $0.classes == ["c", "b", "a", "z"] })
        for set in part {
          #expect(set.targets == numbers(set).map { labels[$0] })
          #expect(set.labelPositions.map { set.classes[Int($0)] } == set.targets)
        }
      }
    }
  }

  @Test func `gives every class its share, within one`() throws {
    let labels = (0..<1000).map { $0 % 10 == 0 ? 1 : 0 }
    let (train, test) = try numbered(labels).split(testFraction: 0.2, stratified: true, seed: 3)
    #expect(train.classCounts == [720, 80])
    #expect(test.classCounts == [180, 20])
  }

  @Test func `names what a split lacks`() throws {
    let labels = try numbered(["a", "a", "a", "b", "c", "c"])
    #expect(throws: DatasetError.classTooSmall(label: "b", rows: 1)) {
      try labels.split(testFraction: 0.5, stratified: true, seed: 1)
    }
    #expect(throws: DatasetError.testFraction(1)) { try labels.split(testFraction: 1, seed: 1) }
    #expect(throws: DatasetError.testFraction(0)) { try labels.split(testFraction: 0, seed: 1) }
    #expect(throws: DatasetError.self) { try labels.split(testFraction: .nan, seed: 1) }
    #expect(throws: DatasetError.tooFewRows(rows: 1, train: 0, test: 1)) {
      try labels[..<1].split(seed: 1)
    }
    #expect(throws: DatasetError.tooFewRows(rows: 0, train: 0, test: 0)) {
      try labels[..<0].split(seed: 1)
    }
    #expect(throws: DatasetError.tooFewForClasses(rows: 4, classes: 2, train: 3, test: 1)) {
      try numbered([0, 0, 1, 1]).split(testFraction: 0.25, stratified: true, seed: 1)
    }
    #expect(throws: DatasetError.noStrata) {
      try numbered([1.5, 2]).split(stratified: true, seed: 1)
    }
    #expect(throws: DatasetError.foldCount(folds: 7, rows: 6)) { try labels.folds(7) }
    #expect(throws: DatasetError.foldCount(folds: 1, rows: 6)) { try labels.folds(1) }
    #expect(throws: DatasetError.foldsExceedClasses(folds: 4, largest: 3)) {
      try labels.folds(4, stratified: true)
    }
    #expect(throws: DatasetError.noStrata) { try numbered([1.5, 2]).folds(2, stratified: true) }
  }
}
