import AssayCore
import AssayKernels
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One row of the golden file: argument, value, and what rounding the value took from it.
private struct GoldenFunctions: Decodable {
  let exp: [[Double]]
  let expm1: [[Double]]
  let log: [[Double]]
  let log1p: [[Double]]
}

/// The largest error over golden rows, in units of the last place of the true value.
private func largestError(_ rows: [[Double]], _ function: (Double) -> Double) -> Double {
  rows.map { row in
    abs((function(row[0]) - row[1]) - row[2]) / max(abs(row[1]).ulp, .leastNonzeroMagnitude)
  }.max() ?? .infinity
}

/// Folds bits into a number that depends on each of them (FNV-1a).
private struct Digest {
  var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bits: UInt64) { value = (value ^ bits) &* 0x100_0000_01b3 }
}

private let lengths = 100_003  // not a multiple of a vector

/// The bits of all functions over arguments of any size and sign.
private func digestOfAllFunctions() -> UInt64 {
  var random = RandomSource(seed: 7)
  var digest = Digest()
  let doubles = (0..<lengths).map { index in
    index % 2 == 0 ? Double(bitPattern: random.next()) : random.uniform() * 80 - 40
  }
  for results in [
    ElementaryFunctions.exp(doubles), ElementaryFunctions.expm1(doubles),
    ElementaryFunctions.log(doubles), ElementaryFunctions.log1p(doubles),
  ] {
    for result in results { digest.add(result.isNaN ? 1 : result.bitPattern) }
  }
  let floats = (0..<lengths).map { index in
    index % 2 == 0
      ? Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
      : Float(random.uniform() * 80 - 40)
  }
  for function in [assay_exp, assay_log, assay_tanh, assay_sigmoid] {
    for result in applied(function, floats) {
      digest.add(result.isNaN ? 1 : UInt64(result.bitPattern))
    }
  }
  return digest.value
}

private func applied(
  _ function: (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void, _ values: [Float]
) -> [Float] {
  [Float](unsafeUninitializedCapacity: values.count) { results, count in
    function(values, results.baseAddress, values.count)
    count = values.count
  }
}

private let goldenDigest: UInt64 = 8_592_839_707_968_713_040

@Suite("Elementary functions") struct ElementaryFunctionsTests {
  @Test func `are within one unit of the last place`() throws {
    let golden = try Golden.load("functions.json", as: GoldenFunctions.self)
    #expect(largestError(golden.exp, ElementaryFunctions.exp) <= 0.8)
    #expect(largestError(golden.expm1, ElementaryFunctions.expm1) <= 0.95)
    #expect(largestError(golden.log, ElementaryFunctions.log) <= 0.9)
    #expect(largestError(golden.log1p, ElementaryFunctions.log1p) <= 0.9)
  }

  @Test func `have exact values at the ends of their domains`() {
    #expect(ElementaryFunctions.exp(0) == 1)
    #expect(ElementaryFunctions.exp(-0.0) == 1)
    #expect(ElementaryFunctions.exp(.infinity) == .infinity)
    #expect(ElementaryFunctions.exp(-.infinity) == 0)
    #expect(ElementaryFunctions.exp(709.782712893384) < .infinity)
    #expect(ElementaryFunctions.exp(709.7827128933841) == .infinity)
    #expect(ElementaryFunctions.exp(-745.13) == .leastNonzeroMagnitude)
    #expect(ElementaryFunctions.exp(-745.14) == 0)
    #expect(ElementaryFunctions.expm1(-0.0).bitPattern == (-0.0).bitPattern)
    #expect(ElementaryFunctions.expm1(-.infinity) == -1)
    #expect(ElementaryFunctions.expm1(-1e300) == -1)
    #expect(ElementaryFunctions.expm1(.infinity) == .infinity)
    #expect(ElementaryFunctions.log(1).bitPattern == 0)
    #expect(ElementaryFunctions.log(0) == -.infinity)
    #expect(ElementaryFunctions.log(-0.0) == -.infinity)
    #expect(ElementaryFunctions.log(-1).isNaN)
    #expect(ElementaryFunctions.log(-.infinity).isNaN)
    #expect(ElementaryFunctions.log(.infinity) == .infinity)
    #expect(ElementaryFunctions.log1p(-0.0).bitPattern == (-0.0).bitPattern)
    #expect(ElementaryFunctions.log1p(-1) == -.infinity)
    #expect(ElementaryFunctions.log1p(-1.5).isNaN)
    #expect(ElementaryFunctions.log1p(.infinity) == .infinity)
    for function in [
      ElementaryFunctions.exp(_:) as (Double) -> Double, ElementaryFunctions.expm1,
      ElementaryFunctions.log, ElementaryFunctions.log1p,
    ] {
      #expect(function(.nan).isNaN)
    }
  }

  @Test func `are the same for one number as within an array`() {
    var random = RandomSource(seed: 3)
    for count in [0, 1, 7, 8, 9, 1_000] {
      let values = (0..<count).map { _ in random.normal() * 5 }
      #expect(same(ElementaryFunctions.exp(values), values.map { ElementaryFunctions.exp($0) }))
      #expect(same(ElementaryFunctions.expm1(values), values.map { ElementaryFunctions.expm1($0) }))
      #expect(same(ElementaryFunctions.log(values), values.map { ElementaryFunctions.log($0) }))
      #expect(same(ElementaryFunctions.log1p(values), values.map { ElementaryFunctions.log1p($0) }))
    }
  }

  @Test func `of floats stay within their bounds`() {
    var random = RandomSource(seed: 5)
    var arguments = (0..<200_000).map { index -> Float in
      switch index % 3 {
      case 0: Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
      case 1: Float(random.normal() * 30)
      default: Float(random.normal())
      }
    }
    arguments += [
      0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 88.72284, -103.97208,
    ]
    check(arguments, assay_exp, within: 0.88) { ElementaryFunctions.exp($0) }
    check(arguments, assay_log, within: 0.95) { ElementaryFunctions.log($0) }
    check(arguments, assay_tanh, within: 1.4) { x in
      let e = ElementaryFunctions.expm1(2 * abs(x))
      let y = abs(x) > 20 ? 1 : e / (e + 2)
      return x.sign == .minus ? -y : x.isNaN ? x : y
    }
    check(arguments, assay_sigmoid, within: 2.5) { x in
      let e = ElementaryFunctions.exp(-abs(x))
      return (x < 0 ? e : 1) / (1 + e)
    }
  }

  @Test func `give the same bits on every instruction set`() {
    #expect(digestOfAllFunctions() == goldenDigest)
  }

  #if os(Linux) || os(macOS)
    @Test func `give the same bits on narrower machines`() async {
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "portable", 1)
        precondition(assay_instruction_set() == ASSAY_PORTABLE)
        precondition(digestOfAllFunctions() == goldenDigest)
      }
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "avx2", 1)
        precondition(assay_instruction_set().rawValue <= ASSAY_AVX2.rawValue)
        precondition(digestOfAllFunctions() == goldenDigest)
      }
    }
  #endif

  private func same(_ left: [Double], _ right: [Double]) -> Bool {
    left.map(\.bitPattern) == right.map(\.bitPattern)
  }

  private func check(
    _ arguments: [Float],
    _ function: (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void,
    within bound: Double, _ truth: (Double) -> Double
  ) {
    var worst = 0.0
    for (x, y) in zip(arguments, applied(function, arguments)) {
      let expected = truth(Double(x))
      let rounded = Float(expected)
      guard rounded.isFinite, y.isFinite, rounded != 0 else {
        if !(rounded.isNaN && y.isNaN) { #expect(y.bitPattern == rounded.bitPattern, "at \(x)") }
        continue
      }
      let ulp = max(Double(abs(rounded).ulp), Double(Float.leastNonzeroMagnitude))
      worst = max(worst, abs(Double(y) - expected) / ulp)
    }
    #expect(worst <= bound)
  }
}
