import AssayCore
import AssayEvaluation
import Testing

/// Columns of numbers and flags are counted without positions; columns of text are not.
@Suite("counted columns") struct CountedColumnsTests {
  private static let families: [[Int]] = [
    [0, 1], [1], [0, 1, 2, 9], [-1, 1], [15, 16], [31], [32], [0, 31, 32], [2_019, 2_020, 2_024],
    [0, 40, 127], [-128, 127], [0, 100_000], [.min, 0, .max], Array(0..<200),
  ]

  @Test(arguments: families, [1, 9, 70, 3_000])
  func `numbers are counted as their names are`(family: [Int], rows: Int) throws {
    try compare(family, rows) { $0 }
    try compare(family, rows) { Int64($0) }
    if family.allSatisfy({ Int32(exactly: $0) != nil }) {
      try compare(family, rows) { Int32(truncatingIfNeeded: $0) }
    }
    if family.allSatisfy({ UInt8(exactly: $0) != nil }) {
      try compare(family, rows) { UInt8(truncatingIfNeeded: $0) }
    }
    if family == [0, 1] { try compare(family, rows) { $0 == 1 } }
  }

  private func compare<Label: Hashable & Sendable>(
    _ family: [Int], _ rows: Int, _ label: (Int) -> Label
  ) throws {
    let (truth, predictions) = columns(family, rows)
    var counted = ConfusionMatrix<Label>()
    try counted.update(labels: truth.map(label), predictions: predictions.map(label))
    var named = ConfusionMatrix<String>()
    try named.update(labels: truth.map { "\($0)" }, predictions: predictions.map { "\($0)" })

    let present = Set(truth + predictions).sorted()
    #expect(counted.classes == present.map(label))
    for row in present {
      for column in present {
        #expect(
          counted[truth: label(row), prediction: label(column)]
            == named[truth: "\(row)", prediction: "\(column)"])
      }
    }
    // The same in two batches, of which the first has fewer classes.
    var parts = ConfusionMatrix<Label>()
    try parts.update(labels: [label(truth[0])], predictions: [label(predictions[0])])
    try parts.update(
      labels: truth.dropFirst().map(label), predictions: predictions.dropFirst().map(label))
    #expect(parts == counted)
    // And where weights of 1 came before.
    var weighted = ConfusionMatrix<Label>()
    try weighted.update(
      labels: [label(truth[0])], predictions: [label(predictions[0])], weights: [1])
    try weighted.update(
      labels: truth.dropFirst().map(label), predictions: predictions.dropFirst().map(label))
    #expect(weighted.cells == counted.cells)
  }

  private func columns(_ family: [Int], _ rows: Int) -> (truth: [Int], predictions: [Int]) {
    var random = RandomSource(seed: UInt64(family.count * 10_000 + rows))
    let truth = (0..<rows).map { _ in family[random.below(family.count)] }
    return (truth, truth.map { random.below(3) == 0 ? family[random.below(family.count)] : $0 })
  }

  @Test func `an unknown label is named with its row, and nothing is counted`() throws {
    var matrix = try ConfusionMatrix<Int32>(classes: [3, 1])
    let expected = EvaluationError.unknownLabel(
      field: "predictions", index: 2, label: "2", classes: ["3", "1"])
    #expect(throws: expected) {
      try matrix.update(labels: [1, 3, 1, 1], predictions: [1, 1, 2, 4])
    }
    #expect(matrix.total == 0)
    try matrix.update(labels: [1, 3, 1, 1], predictions: [1, 1, 3, 1])
    #expect(matrix.classes == [3, 1])
    #expect(matrix.counts == [[0, 1], [1, 2]])
  }

  @Test func `many rows give the same on any number of threads`() throws {
    let rows = 600_000
    let truth = (0..<rows).map { Int32(truncatingIfNeeded: $0 % 3) }
    // A wider class in one part alone.
    let predictions = (0..<rows).map { row in
      Int32(truncatingIfNeeded: row == 400_000 ? 20 : (row / 2) % 3)
    }
    var plain = [[Int]](repeating: [0, 0, 0, 0], count: 4)
    for row in 0..<rows {
      plain[Int(truth[row])][predictions[row] == 20 ? 3 : Int(predictions[row])] += 1
    }
    for threads in [1, 2, 5] {
      let matrix = try Workers.limited(to: threads) {
        try confusionMatrix(labels: truth, predictions: predictions)
      }
      #expect(matrix.classes == [0, 1, 2, 20])
      #expect(matrix.counts == plain)
    }
  }

  @Test(arguments: [2, 3, 40, 300])
  func `predicted positions are counted, and the first that is no class is named`(
    classes: Int
  ) throws {
    for rows in [1, 100, 5_000] {
      let (truth, predictions) = columns(Array(0..<classes), rows)
      let positions = truth.map { Int32(truncatingIfNeeded: $0) }
      var predicted = predictions.map { Int32(truncatingIfNeeded: $0) }
      var statistics = try ClassifierStatistics(classCount: classes, parts: .counts)
      try statistics.update(truth: positions, predictions: predicted)
      var matrix = try ConfusionMatrix(classes: Array(0..<classes))
      try matrix.update(labels: truth, predictions: predictions)
      #expect(statistics.confusion.cells == matrix.cells)

      let before = statistics
      predicted[rows - 1] = Int32(truncatingIfNeeded: classes)
      let error = EvaluationError.unknownPosition(
        field: "predictions", index: rows - 1, position: classes, classCount: classes)
      #expect(throws: error) {
        try statistics.update(truth: positions, predictions: predicted)
      }
      #expect(statistics == before)
    }
  }
}
