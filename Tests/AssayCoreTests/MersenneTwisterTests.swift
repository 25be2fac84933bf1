import TestSupport
import Testing

@testable import AssayCore

@Suite("Mersenne Twister")
struct MersenneTwisterTests {
  struct Stream: Decodable, Sendable, CustomTestStringConvertible {
    let seed: UInt32
    let words: [UInt32]
    let uniform, uniform_range, normal, normal_scaled: [Double]
    let integers, one_value, wide_integers, permutation, choice: [Int]
    let mixed: Mixed
    var testDescription: String { "seed \(seed)" }
  }

  /// A normal, a uniform number, a permutation, a normal, an integer and a normal of one stream.
  struct Mixed: Decodable, Sendable {
    let normals: [Double]
    let uniform: Double
    let permutation: [Int]
    let integer: Int

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      let first = try container.decode(Double.self)
      uniform = try container.decode(Double.self)
      permutation = try container.decode([Int].self)
      let second = try container.decode(Double.self)
      integer = try container.decode(Int.self)
      normals = [first, second, try container.decode(Double.self)]
    }
  }

  struct File: Decodable {
    let streams: [Stream]
  }

  static let streams: [Stream] =
    (try? Golden.load("datasets.json", as: File.self).streams) ?? []

  /// Normals go through the platform's logarithm.
  func expectEqual(_ ours: [Double], _ theirs: [Double]) {
    #if os(Linux)
      #expect(ours == theirs)
    #else
      for (a, b) in zip(ours, theirs) { #expect(abs(a - b) <= 1e-15 * max(1, abs(b))) }
    #endif
  }

  @Test func `finds its goldens`() {
    #expect(MersenneTwisterTests.streams.count == 5)
  }

  @Test(arguments: streams)
  func `draws NumPy's words, doubles and normals`(golden: Stream) {
    let start = MersenneTwister(seed: golden.seed)
    var random = start
    let words = (0..<1300).map { _ in random.next32() }
    #expect(stride(from: 0, to: 1300, by: 100).map { words[$0] } == golden.words)
    random = start
    #expect((0..<20).map { _ in random.uniform() } == golden.uniform)
    random = start
    #expect((0..<10).map { _ in random.uniform(-10, 10) } == golden.uniform_range)
    random = start
    expectEqual((0..<25).map { _ in random.normal() }, golden.normal)
    random = start
    expectEqual(
      (0..<7).map { _ in random.normal(mean: 3.5, deviation: 0.25) }, golden.normal_scaled)
  }

  @Test(arguments: streams)
  func `draws NumPy's integers, permutations and choices`(golden: Stream) {
    let start = MersenneTwister(seed: golden.seed)
    var random = start
    #expect((0..<40).map { _ in random.integer(in: -5..<12) } == golden.integers)
    random = start
    #expect((0..<3).map { _ in random.integer(in: 3..<4) } == golden.one_value)
    #expect(random == start, "a single value needs no draw")
    random = start
    #expect((0..<10).map { _ in random.integer(in: 0..<1 << 40) } == golden.wide_integers)
    random = start
    #expect(random.permutation(50) == golden.permutation)
    random = start
    #expect(random.choose(7, of: Array(0..<20)) == golden.choice)
  }

  @Test(arguments: streams)
  func `keeps the second normal while other kinds are drawn`(golden: Stream) {
    var random = MersenneTwister(seed: golden.seed)
    var normals = [random.normal()]
    #expect(random.uniform() == golden.mixed.uniform)
    #expect(random.permutation(9) == golden.mixed.permutation)
    normals.append(random.normal())
    #expect(random.integer(in: 0..<100) == golden.mixed.integer)
    normals.append(random.normal())
    expectEqual(normals, golden.mixed.normals)
  }

  @Test func `starts with the known words of seed 1`() {
    var random = MersenneTwister(seed: 1)
    #expect((0..<3).map { _ in random.next32() } == [1_791_095_845, 4_282_876_139, 3_093_770_124])
  }

  @Test func `draws integers over the whole range`() {
    var random = MersenneTwister(seed: 3)
    for _ in 0..<100 { _ = random.integer(in: .min ..< .max) }
    #expect(random.integer(through: 0) == 0)
    #expect(random.permutation(0) == [])
    #expect(random.permutation(-1) == [])
  }
}
