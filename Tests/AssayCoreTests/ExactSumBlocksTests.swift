import AssayCore
import AssayKernels
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Terms of every size and sign; the seed says which.
private func terms(_ count: Int, seed: UInt64, exponents: ClosedRange<Int>) -> [Double] {
  var random = RandomSource(seed: seed, stream: 0)
  return (0..<count).map { _ in
    let exponent = exponents.lowerBound + Int(random.uniform() * Double(exponents.count))
    let size = Double(sign: .plus, exponent: exponent, significand: 1 + random.uniform())
    return random.uniform() < 0.4 ? -size : size
  }
}

private func oneByOne(_ terms: [Double]) -> ExactSum {
  var sum = ExactSum()
  for term in terms { sum.add(term) }
  return sum
}

/// Whether products of buffers, and sums of them, are those of one term at a time.
private func productsAddUp(_ count: Int, exponents: ClosedRange<Int>) -> Bool {
  let one = terms(count, seed: 4, exponents: exponents)
  let other = terms(count, seed: 5, exponents: exponents)
  var expected = ExactSum()
  for (one, other) in zip(one, other) { expected.add(one, times: other) }
  var sum = ExactSum()
  one.withUnsafeBufferPointer { one in
    other.withUnsafeBufferPointer { sum.add(one, times: $0) }
  }
  return sum == expected
}

@Suite struct ExactSumBlocksTests {
  @Test(arguments: [0, 1, 16, 17, 24, 1_000, 1_024, 1_025, 5_000])
  func `Buffers add up to their terms one by one`(count: Int) {
    for exponents in [-30...10, -150...10, -1_070...(-900), 5...11, 900...1_020] {
      let terms = terms(count, seed: UInt64(count), exponents: exponents)
      var sum = ExactSum()
      sum.add(terms)
      #expect(sum == oneByOne(terms))
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 2_048, -2_048, 1e300, -0.0])
  func `Terms beyond the blocks' range are added all the same`(strange: Double) {
    for place in [0, 20, 1_100] {
      var terms = [Double](repeating: 0.1, count: 1_200)
      terms[place] = strange
      var sum = ExactSum()
      sum.add(terms)
      #expect(sum == oneByOne(terms))
    }
  }

  @Test(arguments: [0, 1, 9, 100, 2_500]) func `Products are added without rounding`(count: Int) {
    for exponents in [-30...10, -600...(-400), 0...600] {
      #expect(productsAddUp(count, exponents: exponents))
    }
  }

  #if os(Linux) || os(macOS)
    @Test func `Products add up to the same on narrower machines`() async {
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "portable", 1)
        precondition(assay_instruction_set() == ASSAY_PORTABLE)
        precondition(productsAddUp(1_500, exponents: -60...5))
        precondition(productsAddUp(1_500, exponents: 0...600))
      }
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "avx2", 1)
        precondition(assay_instruction_set().rawValue <= ASSAY_AVX2.rawValue)
        precondition(productsAddUp(1_500, exponents: -60...5))
        precondition(productsAddUp(1_500, exponents: 0...600))
      }
    }
  #endif
}
