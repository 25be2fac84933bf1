import AssayCore
import AssayKernels
import Testing

/// A product with its operands, as they are stored.
private struct Product: CustomStringConvertible {
  var transposeA: Bool, transposeB: Bool
  var m: Int, n: Int, k: Int
  var lda: Int, ldb: Int, ldc: Int
  var accumulate: Bool
  var a: [Float] = [], b: [Float] = [], c: [Float] = []

  var description: String {
    "\(m)x\(k)x\(n) \(transposeA ? "T" : "N")\(transposeB ? "T" : "N") lda \(lda) ldb \(ldb)"
      + " ldc \(ldc)\(accumulate ? " accumulating" : "")"
  }

  init(
    m: Int, n: Int, k: Int, transposeA: Bool = false, transposeB: Bool = false,
    accumulate: Bool = false, gap: () -> Int = { 0 }, random: inout RandomSource
  ) {
    (self.m, self.n, self.k) = (m, n, k)
    (self.transposeA, self.transposeB, self.accumulate) = (transposeA, transposeB, accumulate)
    lda = (transposeA ? m : k) + gap()
    ldb = (transposeB ? k : n) + gap()
    ldc = n + gap()
    // Exactly as long as they must be, so that an address sanitizer sees what is read beyond.
    a = floats((transposeA ? (k - 1) * lda + m : (m - 1) * lda + k), &random)
    b = floats((transposeB ? (n - 1) * ldb + k : (k - 1) * ldb + n), &random)
    c = floats(m * ldc, &random)
  }

  func left(_ i: Int, _ p: Int) -> Float { transposeA ? a[p * lda + i] : a[i * lda + p] }
  func right(_ p: Int, _ j: Int) -> Float { transposeB ? b[j * ldb + p] : b[p * ldb + j] }

  /// What the kernels document, in scalars.
  func reference() -> [Float] {
    var c = c
    for i in 0..<m {
      for j in 0..<n {
        let start = accumulate ? c[i * ldc + j] : 0
        c[i * ldc + j] =
          k == 0 ? start : n == 1 && !transposeA ? dot(i, start) : chain(i, j, start)
      }
    }
    return c
  }

  private func chain(_ i: Int, _ j: Int, _ start: Float) -> Float {
    (0..<k).reduce(start) { sum, p in sum.addingProduct(left(i, p), right(p, j)) }
  }

  private func dot(_ i: Int, _ start: Float) -> Float {
    var sums = [start] + [Float](repeating: 0, count: 15)
    for p in 0..<(k + 15) / 16 * 16 {
      let inside = p < k
      sums[p % 16] = sums[p % 16]
        .addingProduct(inside ? left(i, p) : 0, inside ? right(p, 0) : 0)
    }
    for half in [8, 4, 2, 1] {
      for l in 0..<half { sums[l] += sums[l + half] }
    }
    return sums[0]
  }

  /// C by the kernel; nil if this machine lacks the instruction set.
  func computed(_ set: assay_instruction_set_t, threads: Int) -> [Float]? {
    var c = c
    let done = Workers.limited(to: max(threads, 1)) {
      assay_matmul_using(
        set, transposeA, transposeB, m, n, k, a, lda, b, ldb, &c, ldc, accumulate, Int32(threads))
    }
    return done ? c : nil
  }

  /// C by the kernel in use.
  func computed() -> [Float] {
    var c = c
    assay_matmul(transposeA, transposeB, m, n, k, a, lda, b, ldb, &c, ldc, accumulate, 0)
    return c
  }
}

/// Numbers of mixed sizes: zeros of both signs, and some whose products are too small to be normal.
private func floats(_ count: Int, _ random: inout RandomSource) -> [Float] {
  (0..<max(count, 0)).map { _ in
    let value = Float(random.normal())
    return switch random.below(16) {
    case 0: value < 0 ? -0.0 : 0
    case 1, 2: value * 1e-22
    default: value
    }
  }
}

private func sameBits(_ x: [Float], _ y: [Float]) -> Bool {
  x.count == y.count && zip(x, y).allSatisfy { $0.bitPattern == $1.bitPattern }
}

private let instructionSets = [ASSAY_PORTABLE, ASSAY_AVX2, ASSAY_AVX512]

@Suite("Matrix product") struct MatrixProductTests {
  @Test(arguments: [false, true])
  func `is the documented sum to the bit on every instruction set and any threads`(large: Bool) {
    var random = RandomSource(seed: large ? 2 : 1)
    for round in 0..<(large ? 25 : 400) {
      let most = large ? 400 : 40
      var gaps = random.split(UInt64(round))
      let product = Product(
        m: random.below(8) == 0 ? 1 : 1 + random.below(most),
        n: random.below(6) == 0 ? 1 : 1 + random.below(most),
        k: random.below(8) == 0 ? random.below(4) : random.below(large ? 900 : 70),
        transposeA: random.below(2) == 0, transposeB: random.below(2) == 0,
        accumulate: random.below(2) == 0,
        gap: { gaps.below(2) == 0 ? 0 : gaps.below(9) }, random: &random)
      let expected = product.reference()
      for set in instructionSets {
        for threads in set == ASSAY_PORTABLE ? [1, 3] : [1, 2, 3, 8] {
          guard let computed = product.computed(set, threads: threads) else { continue }
          #expect(sameBits(computed, expected), "\(product), set \(set), \(threads) threads")
        }
      }
    }
  }

  @Test func `decides on threads without a change of a bit`() {
    var random = RandomSource(seed: 3)
    for (m, n, k) in [(300, 310, 200), (1, 3_000, 700), (5_000, 1, 500), (2_000, 10, 150)] {
      let product = Product(m: m, n: n, k: k, random: &random)
      let alone = Workers.limited(to: 1) { product.computed() }
      for threads in [2, 3, 8] {
        #expect(sameBits(Workers.limited(to: threads) { product.computed() }, alone))
      }
    }
  }

  @Test(arguments: [1, 2, 10, 40], [7, 500])
  func `gives a row the same bits in every batch`(n: Int, k: Int) {
    var random = RandomSource(seed: 4)
    let batch = Product(m: 75, n: n, k: k, random: &random)
    let whole = batch.computed()
    for (row, rows) in [(0, 1), (3, 2), (17, 30), (74, 1)] {
      var part = batch
      part.m = rows
      part.a = Array(batch.a[(row * k)..<((row + rows) * k)])
      part.c = Array(batch.c[(row * n)..<((row + rows) * n)])
      #expect(sameBits(part.computed(), Array(whole[(row * n)..<((row + rows) * n)])))
    }
  }

  @Test func `is zero, or what it was, for no terms`() {
    var random = RandomSource(seed: 5)
    for n in [1, 5] {
      let product = Product(m: 3, n: n, k: 0, random: &random)
      #expect(product.computed() == [Float](repeating: 0, count: 3 * n))
      let adding = Product(m: 3, n: n, k: 0, accumulate: true, random: &random)
      #expect(adding.computed() == adding.c)
    }
  }

  @Test func `passes on what is not finite`() {
    var random = RandomSource(seed: 6)
    for n in [1, 20] {
      var product = Product(m: 20, n: n, k: 30, random: &random)
      product.b = product.b.map { $0 == 0 ? 1 : $0 }  // infinity times zero is no number
      product.a[5 * 30 + 3] = .nan
      product.a[6 * 30 + 4] = .infinity
      let computed = product.computed()
      for i in 0..<20 {
        for j in 0..<n {
          #expect(computed[i * n + j].isNaN == (i == 5))
          #expect(computed[i * n + j].isInfinite == (i == 6))
        }
      }
    }
  }

  @Test func `is measured against a peak`() {
    #expect(assay_peak_gflops(0.001) > 0)
  }
}
