import AssayTensors
import Testing

@testable import AssayDatasets

enum Species: String, CaseIterable, ClassLabel { case setosa, virginica, versicolor }

enum Size: Int, Comparable, ClassLabel {
  case large = 3
  case small = 1
  static func < (a: Size, b: Size) -> Bool { a.rawValue < b.rawValue }
}

enum Both: Int, Comparable, CaseIterable, ClassLabel {
  case second = 2
  case first = 1
  static func < (a: Both, b: Both) -> Bool { a.rawValue < b.rawValue }
}

enum Unordered: ClassLabel { case this, that }

@Suite("Data set")
struct DatasetTests {
  /// A data set with one input, 0.
  func dataset<Target>(
    _ targets: [Target], classes: [Target.Class]? = nil
  ) throws(DatasetError) -> Dataset<Target> {
    try Dataset(
      inputs: targets.map { _ in 0 }, width: 1, targets: targets, classes: classes)
  }

  @Test func `orders classes by their type`() throws {
    #expect(try dataset([3, 1, 10, 1]).classes == [1, 3, 10])
    #expect(try dataset(["b", "a", "10", "9"]).classes == ["10", "9", "a", "b"])
    #expect(try dataset([true]).classes == [false, true])
    #expect(try dataset([Species.versicolor]).classes == Species.allCases)
    #expect(try dataset([Size.large, .small]).classes == [.small, .large])
    #expect(try dataset([Both.second]).classes == [.first, .second])
    #expect(try dataset([Set([3, 1]), []]).classes == [1, 3])
    #expect(try dataset([1.5]).classes.isEmpty)
  }

  @Test func `wants the classes of a type without order`() throws {
    #expect(throws: DatasetError.classesNeeded(type: "Unordered")) {
      try dataset([Unordered.this])
    }
    let given = try dataset([Unordered.this], classes: [.that, .this])
    #expect(given.labelPositions == [1])
  }

  @Test func `gives labels the positions of their classes`() throws {
    let labels = try dataset(["b", "a", "b"], classes: ["b", "x", "a"])
    #expect(labels.labelPositions == [0, 2, 0])
    #expect(labels.classCounts == [2, 0, 1])
    #expect(labels.encodedTargets == Tensor([[0], [2], [0]]))
    #expect(try dataset([true, false]).labelPositions == [1, 0])
  }

  @Test func `encodes sets, numbers and masks`() throws {
    let sets = try dataset([Set(["a", "c"]), [], ["b"]])
    #expect(sets.encodedTargets == Tensor([[1, 0, 1], [0, 0, 0], [0, 1, 0]]))
    #expect(try dataset([0.1, 2]).encodedTargets == Tensor([[0.1], [2]]))
    #expect(try dataset([Float(0.5)]).encodedTargets == Tensor([[0.5]]))
    let mask = try Mask(height: 1, width: 3, pixels: [0, 255, 1] as [UInt8])
    #expect(try mask == Mask(height: 1, width: 3, pixels: [false, true, true]))
    let masks = try dataset([mask, mask])
    #expect(masks.encodedTargets.shape == [2, 1, 3, 1])
    #expect(masks.encodedTargets.scalars == [0, 1, 1, 0, 1, 1])
    #expect(masks[1...].encodedTargets.shape == [1, 1, 3, 1])
  }

  @Test func `names the row of what is wrong`() throws {
    #expect(throws: DatasetError.unknownClass(row: 1, label: "c", classes: ["a", "b"])) {
      try dataset(["a", "c"], classes: ["a", "b"])
    }
    #expect(throws: DatasetError.unknownClass(row: 0, label: "x", classes: ["a"])) {
      try dataset([Set(["z", "x", "a", "y"])], classes: ["a"])
    }
    #expect(throws: DatasetError.duplicateClass("a")) {
      try dataset(["a"], classes: ["a", "b", "a"])
    }
    #expect(throws: DatasetError.targetNotFinite(row: 1, value: .infinity)) {
      try dataset([1, Double.infinity])
    }
    #expect(throws: DatasetError.targetNotFinite(row: 0, value: 1e300)) { try dataset([1e300]) }
    #expect(throws: DatasetError.pixelCount(pixels: 1, height: 2, width: 2)) {
      try Mask(height: 2, width: 2, pixels: [true])
    }
    #expect(throws: DatasetError.self) {
      try Mask(height: .max, width: .max, pixels: [true])
    }
    let (small, large) = (
      try Mask(height: 1, width: 1, pixels: [true]),
      try Mask(height: 1, width: 2, pixels: [true, true])
    )
    #expect(throws: DatasetError.maskSize(row: 1, expected: [1, 1], found: [1, 2])) {
      try dataset([small, large])
    }
  }

  @Test func `names row and column of an input that is not finite`() throws {
    #expect(throws: DatasetError.inputNotFinite(row: 1, column: "b", value: -.infinity)) {
      try Dataset(inputs: [[1, 2], [3, -.infinity]], targets: [0, 1], columns: ["a", "b"])
    }
    #expect(throws: DatasetError.inputNotFinite(row: 0, column: "1", value: 1e39)) {
      try Dataset(inputs: [[1, 1e39]], targets: [0])
    }
    var scalars = [Float](repeating: 0, count: 2 * 3 * 4)
    scalars[12 + 7] = .infinity
    #expect(throws: DatasetError.inputNotFinite(row: 1, column: "1, 3", value: .infinity)) {
      try Dataset(inputs: Tensor(scalars, shape: [2, 3, 4]), targets: [0, 1])
    }
  }

  @Test func `compares counts`() {
    #expect(throws: DatasetError.targetCount(targets: 1, rows: 2)) {
      try Dataset(inputs: [[1], [2]], targets: [0])
    }
    #expect(throws: DatasetError.raggedInputs(row: 1, expected: 2, found: 1)) {
      try Dataset(inputs: [[1, 2], [3]], targets: [0, 1])
    }
    #expect(throws: DatasetError.raggedInputs(row: 1, expected: 2, found: 1)) {
      try Dataset(inputs: [1, 2, 3], width: 2, targets: [0, 1])
    }
    #expect(throws: DatasetError.noInputs) { try Dataset(inputs: [[]], targets: [0]) }
    #expect(throws: DatasetError.noInputs) { try Dataset(inputs: [], width: -1, targets: [0]) }
    #expect(throws: DatasetError.columnCount(names: 1, columns: 2)) {
      try Dataset(inputs: [[1, 2]], targets: [0], columns: ["a"])
    }
    #expect(throws: DatasetError.targetCount(targets: 3, rows: 0)) {
      try Dataset(inputs: Tensor([1, 2, 3]), targets: [0, 1, 2])
    }
  }

  @Test func `checks weights`() throws {
    let plain = try dataset([0, 1])
    #expect(throws: DatasetError.weightCount(weights: 1, rows: 2)) {
      try plain.weighted(by: [1])
    }
    #expect(throws: DatasetError.invalidWeight(row: 1, value: -1)) {
      try plain.weighted(by: [1, -1])
    }
    #expect(throws: DatasetError.self) { try plain.weighted(by: [1, .nan]) }
    #expect(throws: DatasetError.zeroWeights) { try plain.weighted(by: [0, 0]) }
    let weighted = try plain.weighted(by: [0, 2.5])
    #expect(weighted.rows([1, 1]).weights == [2.5, 2.5])
    #expect(weighted[..<1].weights == [0])
    #expect(plain.weights == nil)
  }

  @Test func `takes rows by position and by range`() throws {
    let whole = try Dataset(
      inputs: [[1, 2], [3, 4], [5, 6]], targets: ["a", "b", "c"], columns: ["x", "y"])
    let some = whole.rows([2, 0, 2])
    #expect(some.inputs == Tensor([[5, 6], [1, 2], [5, 6]]))
    #expect(some.targets == ["c", "a", "c"])
    #expect(some.columns == ["x", "y"])
    #expect(whole[1...] == whole.rows([1, 2]))
    #expect(whole.rows([]).count == 0)
    #expect(whole.rows([]).inputs.shape == [0, 2])
    #expect(whole.inputShape == 2)
  }

  @Test func `rounds the reference's points once`() throws {
    let dataset = Dataset.circles(count: 1_000, noise: 0.1, seed: 1)
    let points = Points.circles(count: 1_000, noise: 0.1, seed: 1)
    #expect(dataset.inputs.scalars == points.inputs.map { Float($0) })
    #expect(dataset.targets == points.labels)
    #expect(dataset.classes == [0, 1])
    let (train, test) = dataset.split(at: 500)
    #expect(train.classCounts == [252, 248])
    #expect(test.classCounts == [248, 252])
    #expect(Dataset.moons(count: 5, seed: 1).count == 5)
    #expect(Dataset.blobs(count: 2, centers: 4, columns: 3, seed: 1).classes == [0, 1, 2, 3])
    #expect(Dataset.circles(count: 1, seed: 1).classes == [0, 1])
  }

  @Test(arguments: [1, 2, 3, 7, 10, 100])
  func `walks in batches and keeps the short last one`(size: Int) throws {
    let order = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    let batches = Array(Batches(of: size, in: order))
    #expect(batches.flatMap { $0 } == order)
    #expect(batches.dropLast().allSatisfy { $0.count == size })
    #expect((1...size).contains(batches.last?.count ?? 0))
    #expect(Batches(of: size, in: order).count == batches.count)
    let data = Dataset.circles(count: 10, seed: 1)
    let rows = Array(data.batches(of: size))
    #expect(rows.flatMap(\.targets) == data.targets)
    #expect(rows.count == batches.count)
  }

  @Test func `says in words what is wrong`() {
    #expect(
      DatasetError.unknownClass(row: 3, label: "x", classes: ["a", "b"]).description
        == "row 3: the label x is not one of the classes a, b")
    #expect(
      DatasetError.inputNotFinite(row: 17, column: "age", value: .infinity).description
        == "row 17, column age: expected a finite number, found inf; fill it in or drop the row")
  }
}
