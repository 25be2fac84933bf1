import Testing

@testable import AssayCore

@Suite("digits of exact sums") struct ExactSumDigitsTests {
  static let terms: [[Double]] = [
    [], [0], [1], [-1], [0.1, 0.2, -0.3], [1e300, 1, -1e300], [.leastNonzeroMagnitude],
    [-.leastNonzeroMagnitude, .greatestFiniteMagnitude], [.infinity, 1], [-.infinity], [.nan, 3],
    [.infinity, -.infinity], [.greatestFiniteMagnitude, .greatestFiniteMagnitude, -5e-324],
    [0x1p32], [-0x1p32, 0x1p-1074], [1e16, 1, -1e16, -1],
  ]

  @Test(arguments: terms)
  func `make the same sum again, which goes on alike`(terms: [Double]) throws {
    var sum = ExactSum()
    sum.add(terms)
    var again = try #require(ExactSum(digits: sum.digits))
    #expect(again == sum)
    #expect(again.digits == sum.digits)
    #expect(again.value == sum.value || sum.value.isNaN)
    for term in [1e-300, -7, 1e200] {
      again.add(term)
      sum.add(term)
    }
    #expect(again == sum)
    var twice = again
    twice.merge(again)
    sum.merge(sum)
    #expect(twice.digits == sum.digits)
  }

  @Test func `are the same however the sum came about`() {
    var random = RandomSource(seed: 5)
    let terms = (0..<9_000).map { _ in
      Double.random(in: -1...1, using: &random)
        * Double(sign: .plus, exponent: Int.random(in: -80...80, using: &random), significand: 1)
    }
    var one = ExactSum()
    one.add(terms)
    var other = ExactSum()
    for term in terms.reversed() { other.add(term) }
    #expect(one.digits == other.digits)
    #expect(!one.digits.words.isEmpty)
  }

  @Test func `are refused unless they are the shortest form`() {
    func digits(_ lowest: Int, _ words: [UInt32], isNegative: Bool = false) -> ExactSum.Digits {
      var digits = ExactSum.Digits()
      digits.lowest = lowest
      digits.words = words
      digits.isNegative = isNegative
      return digits
    }
    #expect(ExactSum(digits: digits(0, [])) != nil)
    #expect(ExactSum(digits: digits(1, [])) == nil)
    #expect(ExactSum(digits: digits(0, [], isNegative: true)) == nil)
    #expect(ExactSum(digits: digits(3, [0, 1])) == nil)
    #expect(ExactSum(digits: digits(3, [1, 0])) == nil)
    #expect(ExactSum(digits: digits(-1, [1])) == nil)
    #expect(ExactSum(digits: digits(.max, [1])) == nil)
    #expect(ExactSum(digits: digits(ExactSum.places, [1])) == nil)
    #expect(ExactSum(digits: digits(ExactSum.places - 1, [.max]))?.value == .infinity)
    #expect(
      ExactSum(digits: digits(0, Array(repeating: 7, count: ExactSum.places + 1))) == nil)
    // 2^(32 · 33 − 1075 + 19): 1 stands in the place of units.
    #expect(ExactSum(digits: digits(33, [1 << 19]))?.value == 1)
    #expect(ExactSum(digits: digits(33, [1 << 19], isNegative: true))?.value == -1)
  }
}
