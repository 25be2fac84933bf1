import AssayDatasets
import TestSupport
import Testing

@Suite("Balance of classes") struct DatasetBalanceTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let labels: [Int]
    let weights: [Double]?
    let classes: [Int]
    let balanced: [Double]
  }

  private func data<Label: ClassLabel>(
    _ labels: [Label], classes: [Label]? = nil, weights: [Double]? = nil
  ) throws -> Dataset<Label> {
    try Dataset(
      inputs: labels.indices.map { [Double($0)] }, targets: labels, classes: classes,
      weights: weights)
  }

  /// The numbers of rows, which are their inputs.
  private func numbers<Label: ClassLabel>(_ data: Dataset<Label>) -> [Int] {
    data.inputs.scalars.map { Int($0) }
  }

  @Test func `balanced weights are those of scikit-learn, to the bit`() throws {
    let cases = try Golden.load("class_weights.json", as: File.self).cases
    for golden in cases {
      let data = try data(golden.labels, weights: golden.weights)
      let expected = Dictionary(uniqueKeysWithValues: zip(golden.classes, golden.balanced))
      #expect(data.balancedClassWeights == expected)
    }
    #expect(cases.count == 9)
  }

  @Test func `a class without rows has no weight and changes no other`() throws {
    let some = try data(["a", "b", "b"], classes: ["a", "b", "c"])
    #expect(some.balancedClassWeights == ["a": 1.5, "b": 0.75])
    #expect(some[..<0].balancedClassWeights == [:])
  }

  @Test func `the first bias is the logarithm of the odds`() throws {
    #expect(try data([0, 0, 0, 1]).initialBias() == -1.0986123)
    #expect(try data([true, true, false]).initialBias() == 0.6931472)
    #expect(try data(["a", "b"], weights: [1, 4]).initialBias() == 1.3862944)
    #expect(throws: DatasetError.notTwoClasses(count: 3)) { try data([0, 1, 2]).initialBias() }
    #expect(throws: DatasetError.classWithoutRows(label: "b")) {
      try data(["a", "a"], classes: ["a", "b"]).initialBias()
    }
    #expect(throws: DatasetError.classWithoutRows(label: "a")) {
      try data(["a", "b"], weights: [0, 1]).initialBias()
    }
    #expect(
      "\(DatasetError.notTwoClasses(count: 1))" == "the data have 1 class, where there must be two")
    #expect(
      "\(DatasetError.classWithoutRows(label: "b"))" == "the class b has no rows that count")
  }

  /// Nine rows of class 0, two of 1, four of 2, in turn.
  private let labels = [0, 0, 1, 2, 0, 0, 2, 0, 0, 1, 2, 0, 0, 2, 0]

  @Test func `oversampling repeats rows of the smaller classes evenly`() throws {
    let data = try data(labels)
    let more = data.oversampled(seed: 3)
    #expect(more.classCounts == [9, 9, 9])
    #expect(Array(numbers(more).prefix(15)) == Array(0..<15))
    var times = [Int](repeating: 0, count: 15)
    for row in numbers(more) { times[row] += 1 }
    for row in 0..<15 {
      #expect([[1], [4, 5], [2, 3]][labels[row]].contains(times[row]))
    }
    #expect(more == data.oversampled(seed: 3))
    let others = (4..<30).map { numbers(data.oversampled(seed: $0)) }
    #expect(Set(others).count > 1)
    #expect(more.oversampled(seed: 1) == more)
    #expect(data[..<0].oversampled(seed: 1).count == 0)
  }

  @Test func `undersampling keeps as many rows as the smallest class has`() throws {
    let data = try data(
      labels, classes: [0, 1, 2, 3], weights: labels.indices.map { 1 + Double($0) })
    let less = data.undersampled(seed: 3)
    #expect(less.classCounts == [2, 2, 2, 0])
    #expect(numbers(less) == numbers(less).sorted() && Set(numbers(less)).count == 6)
    #expect(less.weights == numbers(less).map { 1 + Double($0) })
    #expect(less == data.undersampled(seed: 3))
    #expect(Set((4..<30).map { numbers(data.undersampled(seed: $0)) }).count > 1)
    #expect(data[..<0].undersampled(seed: 1).count == 0)
  }
}
