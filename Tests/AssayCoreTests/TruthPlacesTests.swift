import AssayCore
import AssayKernels
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Few distinct scores, so that many are tied.
private func sample(rows: Int, width: Int) -> (truth: [Int32], scores: [Double]) {
  var random = RandomSource(seed: 7, stream: UInt64(width))
  return (
    (0..<rows).map { _ in Int32(random.uniform() * Double(width)) },
    (0..<rows * width).map { _ in (random.uniform() * 6).rounded() - 3 }
  )
}

private func places<Score: RankableScore>(
  _ truth: [Int32], _ scores: [Score], _ width: Int
) -> [Int32]? {
  truth.withUnsafeBufferPointer { truth in
    scores.withUnsafeBufferPointer { TruthPlaces.of(truth: truth, scores: $0, width: width) }
  }
}

/// Whether the places are those that a count of the classes ahead gives.
private func areCounted(rows: Int, width: Int) -> Bool {
  let (truth, scores) = sample(rows: rows, width: width)
  let expected = truth.indices.map { row in
    let (own, start) = (Int(truth[row]), row * width)
    return Int32(
      (0..<width).count {
        scores[start + $0] > scores[start + own]
          || (scores[start + $0] == scores[start + own] && $0 > own)
      })
  }
  return places(truth, scores, width) == expected
    && places(truth, scores.map { Float($0) }, width) == expected
}

@Suite struct TruthPlacesTests {
  @Test(arguments: [2, 3, 7, 8, 9, 10, 15, 16, 17, 40], [1, 2, 3, 100])
  func `Greater scores stand ahead, and equal ones of later classes`(width: Int, rows: Int) {
    #expect(areCounted(rows: rows, width: width))
  }

  @Test func `The number of threads does not show`() {
    let (truth, scores) = sample(rows: 100_003, width: 10)
    let one = Workers.limited(to: 1) { places(truth, scores, 10) }
    #expect(one != nil)
    for threads in 2...8 {
      #expect(Workers.limited(to: threads) { places(truth, scores, 10) } == one)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `A score that is not finite has no place`(bad: Double) {
    for place in [0, 9, 77, 98] {
      var (truth, scores) = sample(rows: 9, width: 11)
      scores[place] = bad
      #expect(places(truth, scores, 11) == nil)
      #expect(places(truth, scores.map { Float($0) }, 11) == nil)
      truth.removeLast(9)
      #expect(places(truth, [Double](), 11) == [])
    }
  }

  #if os(Linux) || os(macOS)
    @Test func `Narrower machines find the same places`() async {
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "portable", 1)
        precondition(assay_instruction_set() == ASSAY_PORTABLE)
        for width in [2, 10, 17] { precondition(areCounted(rows: 50, width: width)) }
      }
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "avx2", 1)
        precondition(assay_instruction_set().rawValue <= ASSAY_AVX2.rawValue)
        for width in [2, 10, 17] { precondition(areCounted(rows: 50, width: width)) }
      }
    }
  #endif
}
