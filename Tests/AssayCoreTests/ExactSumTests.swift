import AssayCore
import Testing

@Suite("exact sum") struct ExactSumTests {
  static func sum(_ terms: [Double]) -> ExactSum {
    var sum = ExactSum()
    for term in terms { sum.add(term) }
    return sum
  }

  @Test func `loses nothing to a greater term`() {
    #expect(Self.sum([1e100, 1, -1e100]).value == 1)
    #expect(Self.sum([1, 1e100, 1, -1e100]).value == 2)
    #expect(Self.sum([0.1, 0.2, 0.3]).value == 0.6)
    #expect(Self.sum([1e16, 1, 1]).value == 10_000_000_000_000_002)
    #expect(Self.sum(Array(repeating: 0.1, count: 10)).value == 1)
  }

  @Test func `rounds once, ties to even`() {
    let half = 0x1p-53
    #expect(Self.sum([1, half]).value == 1)
    #expect(Self.sum([1, half, 0x1p-1074]).value == 1 + 0x1p-52)
    #expect(Self.sum([1, half, -0x1p-1074]).value == 1)
    #expect(Self.sum([1 + 0x1p-52, half]).value == 1 + 0x1p-51)
    #expect(Self.sum([-1, -half, -0x1p-1074]).value == -1 - 0x1p-52)
  }

  @Test func `reaches both ends of the range`() {
    let least = Double.leastNonzeroMagnitude
    #expect(Self.sum([least]).value == least)
    #expect(Self.sum([least, least, -least]).value == least)
    #expect(Self.sum([.leastNormalMagnitude, -least]).value == .leastNormalMagnitude - least)
    let greatest = Double.greatestFiniteMagnitude
    #expect(Self.sum([greatest]).value == greatest)
    #expect(Self.sum([greatest, greatest]).value == .infinity)
    #expect(Self.sum([-greatest, -greatest]).value == -.infinity)
    #expect(Self.sum([greatest, greatest, -greatest]).value == greatest)
  }

  @Test func `infinities and NaN behave as in ordinary addition`() {
    #expect(Self.sum([1, .infinity]).value == .infinity)
    #expect(Self.sum([1, -.infinity]).value == -.infinity)
    #expect(Self.sum([.infinity, -.infinity]).value.isNaN)
    #expect(Self.sum([.nan, 1]).value.isNaN)
    #expect(Self.sum([]).value == 0)
    #expect(Self.sum([-0.0]).value.sign == .plus)
  }

  @Test func `equal sums are equal and hash alike, however they came about`() {
    let one = Self.sum([0.5, 0.25, 1e300, -1e300])
    let other = Self.sum([-0.25, 1])
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(Self.sum([1, -1]) == ExactSum())
    #expect(Self.sum([1, -1]).hashValue == ExactSum().hashValue)
    #expect(Self.sum([1, 0x1p-1074]) != Self.sum([1]))
    #expect(Self.sum([-1]) != Self.sum([1]))
  }

  @Test func `any order, any batches and any shards give the same sum`() {
    var random = RandomSource(seed: 5)
    var terms: [Double] = []
    for _ in 0..<20_000 {
      let exponent = random.below(600) - 300
      let sign: FloatingPointSign = random.below(2) == 0 ? .plus : .minus
      terms.append(Double(sign: sign, exponent: exponent, significand: 1 + random.uniform()))
    }
    let whole = Self.sum(terms)
    var buffered = ExactSum()
    buffered.add(terms)
    #expect(buffered == whole)
    var merged = ExactSum()
    for start in stride(from: 0, to: terms.count, by: 777) {
      merged.merge(Self.sum(Array(terms[start..<min(terms.count, start + 777)].reversed())))
    }
    #expect(merged == whole)
    #expect(merged.value == whole.value)
    for term in terms.shuffled(using: &random) { merged.add(-term) }
    #expect(merged == ExactSum())
    #expect(merged.value == 0)
  }

  @Test func `agrees with integers`() {
    var random = RandomSource(seed: 6)
    var integer = 0
    var sum = ExactSum()
    for _ in 0..<100_000 {
      let term = Int(bitPattern: UInt(random.next() >> 22)) - (1 << 41)
      integer += term
      sum.add(Double(term))
      if term % 1_000 == 0 { #expect(sum.value == Double(integer)) }
    }
    #expect(sum.value == Double(integer))
  }

  @Test func `a product is added exactly`() {
    var times = ExactSum()
    times.add(0.1, times: 3)
    #expect(times == Self.sum([0.1, 0.1, 0.1]))
    times.add(0.1, times: -3)
    #expect(times.isZero)
    var overflow = ExactSum()
    overflow.add(1e200, times: 1e200)
    #expect(overflow.value == .infinity)
  }

  @Test func `the remainder is what rounding left out`() {
    #expect(Self.sum([1, 1e-30]).remainder == 1e-30)
    #expect(Self.sum([0.1, 0.2]).remainder == -0x1p-55)
    #expect(Self.sum([.infinity]).remainder == 0)
  }

  @Test func `a million terms of one size carry over`() {
    var sum = ExactSum()
    sum.add([Double](repeating: 0x1.fffffffffffffp0, count: 1_000_000))
    #expect(sum.value == 0x1.fffffffffffffp0 * 1_000_000)
    sum.add([Double](repeating: -0x1.fffffffffffffp0, count: 999_999))
    #expect(sum.value == 0x1.fffffffffffffp0)
  }
}
