import AssayCore
import Testing

@testable import AssayEvaluation

/// The losses of two classes summed by the kernel, beside one row at a time.
@Suite struct TwoClassLossesTests {
  /// Every binary order a probability may have, both ends, and numbers between.
  static let probabilities: [Double] = {
    var values = [0, 1, 0.5, 1 - .ulpOfOne / 2, .ulpOfOne, 1e-300, 0.3]
    for exponent in stride(from: -1070, through: -1, by: 7) {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      values += [power * 0.75, 1 - power, power * 1.1]
    }
    var random = RandomSource(seed: 5, stream: 0)
    values += [Double.leastNonzeroMagnitude]
    values += (0..<3_000).map { _ in random.uniform() }
    return values
  }()

  static func flags(_ count: Int) -> [Bool] { (0..<count).map { $0 * 7 % 11 < 5 } }

  static func oneByOne(_ flags: [Bool], _ values: [Double], epsilon: Double) -> ProbabilityLosses {
    var losses = ProbabilityLosses(knownClassCount: 2)
    for row in flags.indices {
      losses.add(flags[row] ? 1 : 0, width: 1, weight: nil, epsilon: epsilon) { _ in values[row] }
    }
    return losses
  }

  @Test func `Sums equal those of one row at a time, exactly`() {
    let all = Self.probabilities
    for count in [1, 2, 7, 8, 9, 100, 1_023, 1_024, 1_025, all.count] {
      for values in [Array(all.prefix(count)), Array(all.suffix(count))] {
        for flags in [Self.flags(count), Self.flags(count).map { !$0 }] {
          let expected = Self.oneByOne(flags, values, epsilon: .ulpOfOne)
          let log = TwoClassLosses.sum(
            of: .log(epsilon: .ulpOfOne), positive: flags, probabilities: values)
          #expect(log == expected.logs.sum)
          let square = TwoClassLosses.sum(of: .square, positive: flags, probabilities: values)
          #expect(square == expected.briers.sum)
        }
      }
    }
  }

  @Test func `Sums of Floats equal those of the same Doubles clipped at Float's epsilon`() {
    let floats = Self.probabilities.map { Float($0) }
    let flags = Self.flags(floats.count)
    let epsilon = Double(Float.ulpOfOne)
    let expected = Self.oneByOne(flags, floats.map { Double($0) }, epsilon: epsilon)
    let log = TwoClassLosses.sum(
      of: .log(epsilon: epsilon), positive: flags, probabilities: floats)
    #expect(log == expected.logs.sum)
    #expect(
      TwoClassLosses.sum(of: .square, positive: flags, probabilities: floats)
        == expected.briers.sum)
  }

  @Test func `The number of threads does not show`() {
    let count = 500_001
    let values = (0..<count).map { Double($0 * 7_919 % count) / Double(count) }
    let flags = Self.flags(count)
    let sums = [1, 2, 3].map { threads in
      Workers.limited(to: threads) {
        TwoClassLosses.sum(of: .log(epsilon: .ulpOfOne), positive: flags, probabilities: values)
      }
    }
    #expect(sums[0] != nil)
    #expect(sums[0] == sums[1])
    #expect(sums[0] == sums[2])
    #expect(sums[0] == Self.oneByOne(flags, values, epsilon: .ulpOfOne).logs.sum)
  }

  @Test(arguments: [-0.1, 1.0000001, Double.nan, .infinity, -.infinity])
  func `A probability outside the range is found wherever it is`(bad: Double) {
    for place in [0, 8, 1_030, 1_036] {
      var values = [Double](repeating: 0.5, count: 1_037)
      values[place] = bad
      let labels = (0..<1_037).map { $0 % 2 }
      #expect(
        TwoClassLosses.sum(
          of: .square, positive: labels.map { $0 == 1 }, probabilities: values) == nil)
      let error = #expect(throws: EvaluationError.self) {
        try logLoss(labels: labels, probabilities: values)
      }
      switch error {
      case .notFinite(_, let index, _), .outOfRange(_, let index, _, _): #expect(index == place)
      default: Issue.record("another error: \(String(describing: error))")
      }
    }
  }

  @Test func `Integers of any width and strings give the same mean`() throws {
    let values = Array(Self.probabilities.prefix(200))
    let labels = Self.flags(200).map { $0 ? 1 : 0 }
    let strings = labels.map { $0 == 1 ? "yes" : "no" }
    let expected = try logLoss(labels: strings, probabilities: values)
    #expect(try logLoss(labels: labels, probabilities: values) == expected)
    #expect(try logLoss(labels: labels.map { Int32($0) }, probabilities: values) == expected)
    #expect(try logLoss(labels: labels.map { Int64($0) }, probabilities: values) == expected)
    #expect(try logLoss(labels: labels.map { UInt8($0) }, probabilities: values) == expected)
    #expect(try logLoss(labels: labels.map { $0 + 1 }, probabilities: values) == expected)
    #expect(
      try logLoss(labels: labels.map { 1 - $0 }, probabilities: values, positive: 0) == expected)
    #expect(
      try brierScore(labels: labels.map { UInt8($0) }, probabilities: values)
        == brierScore(
          labels: strings, probabilities: values, weights: [Double](repeating: 1, count: 200)))
  }

  @Test func `A single class is judged as before`() throws {
    #expect(try brierScore(labels: [0, 0], probabilities: [0.25, 0.5]) == 0.15625)
    #expect(try brierScore(labels: [1, 1], probabilities: [0.25, 0.5]) == 0.40625)
    #expect(try brierScore(labels: [0, 0], probabilities: [0.25, 0.5], positive: 1) == 0.15625)
  }
}
