import AssayCore
import Testing

@testable import AssayEvaluation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The losses of several classes in blocks, beside one row at a time.
@Suite struct ClassLossesTests {
  /// Classes, and probabilities of every size; rows need not add up to 1.
  struct Table {
    let width: Int
    let truth: [Int]
    let values: [Double]
    let weights: [Double]
    /// How many classes there are: a single value is of two.
    var classCount: Int { max(2, width) }
    var rows: [[Double]] {
      truth.indices.map { Array(values[$0 * width..<($0 + 1) * width]) }
    }

    init(rows: Int, width: Int, seed: UInt64 = 3) {
      self.width = width
      var random = RandomSource(seed: seed, stream: 0)
      let edges: [Double] = [
        0, 1, -0.0, 0.5, .ulpOfOne, 1 - .ulpOfOne / 2, 1e-300, .leastNonzeroMagnitude,
      ]
      values = (0..<rows * width).map { place in
        place % 7 == 0 ? edges[place / 7 % edges.count] : random.uniform()
      }
      let classCount = max(2, width)
      truth = (0..<rows).map { row in row * 7 % 11 % classCount }
      weights = (0..<rows).map { row in
        let base: Double = row % 13 == 0 ? 1e7 : 0.1
        return base + 0.3 * Double(row % 5)
      }
    }

    /// The losses, one row at a time.
    func oneByOne(isWeighted: Bool, epsilon: Double = .ulpOfOne) -> ProbabilityLosses {
      var losses = ProbabilityLosses(knownClassCount: classCount)
      for row in truth.indices {
        losses.add(
          truth[row], width: width, weight: isWeighted ? weights[row] : nil, epsilon: epsilon
        ) { values[row * width + $0] }
      }
      return losses
    }
  }

  @Test(arguments: [1, 2, 3, 10, 50], [1, 2, 7, 8, 9, 511, 512, 513, 1_600])
  func `Blocks add up to the sums of one row at a time, exactly`(width: Int, rows: Int) throws {
    let table = Table(rows: rows, width: width)
    for isWeighted in [false, true] {
      let expected = table.oneByOne(isWeighted: isWeighted)
      var losses = try ProbabilityLosses(classCount: table.classCount)
      let weights = isWeighted ? table.weights : nil
      try losses.update(
        truth: table.truth, probabilities: table.values, width: width, weights: weights)
      #expect(losses == expected)

      // Batches, the first ones small.
      var inBatches = try ProbabilityLosses(classCount: table.classCount)
      for batch in [0..<rows / 9, rows / 9..<rows / 2, rows / 2..<rows] {
        try inBatches.update(
          truth: Array(table.truth[batch]),
          probabilities: Array(table.values[batch.lowerBound * width..<batch.upperBound * width]),
          width: width, weights: weights.map { Array($0[batch]) })
      }
      #expect(inBatches == expected)
    }
  }

  @Test func `Rows with weights after rows without are summed alike`() throws {
    let table = Table(rows: 600, width: 4)
    var blocks = try ProbabilityLosses(classCount: 4)
    try blocks.update(truth: table.truth, probabilities: table.values, width: 4)
    try blocks.update(
      truth: table.truth, probabilities: table.values, width: 4, weights: table.weights)
    try blocks.update(truth: table.truth, probabilities: table.values, width: 4)
    var expected = table.oneByOne(isWeighted: false)
    try expected.merge(table.oneByOne(isWeighted: true))
    try expected.merge(table.oneByOne(isWeighted: false))
    #expect(blocks == expected)
  }

  @Test(arguments: [2, 3, 10]) func `A flat array is judged as its rows`(width: Int) throws {
    let table = Table(rows: 700, width: width)
    let floats = table.values.map { Float($0) }
    let rowsOfFloats = table.rows.map { $0.map { Float($0) } }
    let classes = Array(0..<width)
    for isWeighted in [false, true] {
      let weights = isWeighted ? table.weights : nil
      let expected = table.oneByOne(isWeighted: isWeighted)
      let (labels, values) = (table.truth, table.values)
      #expect(
        try logLoss(labels: labels, probabilities: values, width: width, weights: weights)
          == expected.logLoss)
      #expect(
        try logLoss(labels: labels, probabilities: table.rows, weights: weights)
          == expected.logLoss)
      #expect(
        try brierScore(labels: labels, probabilities: values, width: width, weights: weights)
          == expected.brierScore)
      #expect(
        try brierScore(
          labels: labels, probabilities: table.rows, classes: classes, weights: weights)
          == expected.brierScore)
      #expect(
        try totalLogLoss(labels: labels, probabilities: table.rows, weights: weights)
          == totalLogLoss(labels: labels, probabilities: values, width: width, weights: weights))

      // Floats are the Doubles they are, clipped at their own epsilon.
      let exact = Table(floats: floats, like: table)
        .oneByOne(isWeighted: isWeighted, epsilon: Double(Float.ulpOfOne))
      #expect(
        try logLoss(labels: labels, probabilities: floats, width: width, weights: weights)
          == exact.logLoss)
      #expect(
        try logLoss(labels: labels, probabilities: rowsOfFloats, weights: weights)
          == exact.logLoss)
      #expect(
        try brierScore(labels: labels, probabilities: floats, width: width, weights: weights)
          == exact.brierScore)
      #expect(
        try brierScore(labels: labels, probabilities: rowsOfFloats, weights: weights)
          == exact.brierScore)
    }
  }

  @Test func `Memory of Floats is summed as an array is, without a copy`() throws {
    let table = Table(rows: 900, width: 5)
    let floats = table.values.map { Float($0) }
    let truth = table.truth.map { Int32($0) }
    var losses = try ProbabilityLosses(classCount: 5)
    try truth.withUnsafeBufferPointer { truth throws(EvaluationError) in
      try floats.withUnsafeBufferPointer { floats throws(EvaluationError) in
        try losses.update(truth: truth, probabilities: floats, width: 5)
      }
    }
    let exact = Table(floats: floats, like: table)
    #expect(losses == exact.oneByOne(isWeighted: false, epsilon: Double(Float.ulpOfOne)))
  }

  @Test func `The number of threads does not show`() throws {
    let table = Table(rows: 60_001, width: 10)
    let expected = table.oneByOne(isWeighted: true)
    let plain = table.oneByOne(isWeighted: false)
    for threads in 1...8 {
      try Workers.limited(to: threads) {
        var losses = try ProbabilityLosses(classCount: 10)
        try losses.update(
          truth: table.truth, probabilities: table.values, width: 10, weights: table.weights)
        #expect(losses == expected)
        #expect(
          try logLoss(labels: table.truth, probabilities: table.values, width: 10)
            == plain.logLoss)
        #expect(
          try brierScore(labels: table.truth, probabilities: table.rows) == plain.brierScore)
      }
    }
  }

  #if os(Linux) || os(macOS)
    @Test func `Narrower machines compute the same`() async {
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "portable", 1)
        for width in [1, 3, 10] {
          let isSame = try ClassLossesTests.blocksAddUp(width: width)
          precondition(isSame)
        }
      }
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "avx2", 1)
        for width in [1, 3, 10] {
          let isSame = try ClassLossesTests.blocksAddUp(width: width)
          precondition(isSame)
        }
      }
    }
  #endif

  private static func blocksAddUp(width: Int) throws -> Bool {
    let table = Table(rows: 1_101, width: width)
    var losses = try ProbabilityLosses(classCount: table.classCount)
    try losses.update(
      truth: table.truth, probabilities: table.values, width: width, weights: table.weights)
    return losses == table.oneByOne(isWeighted: true)
  }

  @Test(arguments: [-0.1, 1.0000001, Double.nan, .infinity, -.infinity])
  func `A probability outside the range is found wherever it is`(bad: Double) throws {
    let table = Table(rows: 1_037, width: 3)
    for place in [0, 8, 1_500, 1_536, 3_110] {
      var values = table.values
      values[place] = bad
      let rows = (0..<1_037).map { Array(values[$0 * 3..<$0 * 3 + 3]) }
      let floats = values.map { Float($0) }
      var losses = try ProbabilityLosses(classCount: 3)
      let asked: [() throws -> Void] = [
        { _ = try logLoss(labels: table.truth, probabilities: values, width: 3) },
        { _ = try logLoss(labels: table.truth, probabilities: rows) },
        { _ = try brierScore(labels: table.truth, probabilities: floats, width: 3) },
        { try losses.update(truth: table.truth, probabilities: values, width: 3) },
        {
          _ = try totalLogLoss(
            labels: table.truth, probabilities: rows, weights: table.weights)
        },
      ]
      for ask in asked {
        let error = #expect(throws: EvaluationError.self) { try ask() }
        switch error {
        case .notFinite("probabilities", let index, let value):
          #expect(index == place && !bad.isFinite && !value.isFinite)
        case .outOfRange("probabilities", let index, let value, 0...1):
          #expect(index == place && Float(value) == Float(bad))
        default: Issue.record("another error: \(String(describing: error))")
        }
      }
      #expect(losses.count == 0)
    }
  }

  @Test func `Tables that do not fit say how`() {
    #expect(throws: EvaluationError.wrongWidth(field: "probabilities", width: 2, expected: [3])) {
      try logLoss(labels: [0, 1, 2], probabilities: [0.5, 0.5, 1, 0, 0.5, 0.5], width: 2)
    }
    #expect(throws: EvaluationError.wrongWidth(field: "probabilities", width: 1, expected: [2])) {
      try brierScore(labels: [0, 1], probabilities: [[0.5, 0.5], [1]])
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "probabilities", count: 5, expected: 6, of: "rows times width")
    ) {
      try brierScore(labels: [0, 1, 2], probabilities: [0.5, 0.5, 1, 0, 0.5], width: 2)
    }
    #expect(throws: EvaluationError.empty(field: "labels")) {
      try logLoss(labels: [Int](), probabilities: [Double](), width: 2)
    }
    #expect(throws: EvaluationError.tooFewClasses(count: 1, needed: 2)) {
      try logLoss(labels: [4, 4], probabilities: [0.5, 0.5], width: 1)
    }
    #expect(throws: EvaluationError.weightsAllZero) {
      try logLoss(
        labels: [0, 1], probabilities: [0.5, 0.5, 0.5, 0.5], width: 2, weights: [0, 0])
    }
  }
}

extension ClassLossesTests.Table {
  /// The Doubles that are the same as these Floats.
  init(floats: [Float], like other: Self) {
    width = other.width
    truth = other.truth
    values = floats.map { Double($0) }
    weights = other.weights
  }
}
