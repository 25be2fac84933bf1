import AssayCore
import Testing

@Suite("Random source") struct RandomSourceTests {
  @Test func `repeats for the same seed and stream`() {
    var first = RandomSource(seed: 42, stream: 3)
    var second = RandomSource(seed: 42, stream: 3)
    for _ in 0..<1_000 { #expect(first.next() == second.next()) }
  }

  @Test func `differs between neighbouring seeds, streams and splits`() {
    let base = RandomSource(seed: 1)
    let sources = [
      base, RandomSource(seed: 2), RandomSource(seed: 1, stream: 1), base.split(0), base.split(1),
      base.split(0).split(0), base.split(1).split(0), base.split(0).split(1),
    ]
    let firsts = sources.map { source in
      var source = source
      return (0..<100).map { _ in source.next() }
    }
    for i in firsts.indices {
      for j in 0..<i { #expect(Set(firsts[i]).isDisjoint(with: firsts[j])) }
    }
  }

  @Test func `splits alike however much was drawn`() {
    let fresh = RandomSource(seed: 5)
    var used = fresh
    for _ in 0..<17 { _ = used.normal() }
    var (a, b) = (fresh.split(9), used.split(9))
    #expect(a.next() == b.next())
  }

  @Test func `draws uniform numbers below one with the right moments`() {
    var random = RandomSource(seed: 7)
    let values = (0..<100_000).map { _ in random.uniform() }
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
    let mean = values.reduce(0, +) / 100_000
    #expect(abs(mean - 0.5) < 4 * 0.2887 / 316.2)
  }

  @Test func `draws normal numbers with the right moments`() {
    var random = RandomSource(seed: 8)
    let values = (0..<100_000).map { _ in random.normal() }
    let mean = values.reduce(0, +) / 100_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 99_999
    #expect(abs(mean) < 4 / 316.2)
    #expect(abs(variance - 1) < 4 * 1.4142 / 316.2)
    #expect(abs(Double(values.filter { $0 > 1.96 }.count) / 100_000 - 0.025) < 0.002)
  }

  @Test func `draws every integer below a bound equally often`() {
    var random = RandomSource(seed: 9)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.below(7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
  }

  @Test func `orders rows in every way equally often`() {
    var random = RandomSource(seed: 10)
    #expect(random.permutation(500).sorted() == Array(0..<500))
    #expect(random.permutation(0).isEmpty)
    #expect(random.permutation(1) == [0])
    var counts: [[Int32]: Int] = [:]
    for _ in 0..<24_000 { counts[random.permutation(4), default: 0] += 1 }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { abs($0 - 1_000) < 130 })
  }
}
