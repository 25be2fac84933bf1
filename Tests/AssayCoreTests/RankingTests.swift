import AssayKernels
import Testing

@testable import AssayCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Kinds of scores that try each path: spread, tied, crowded, signed, tiny, huge.
private enum Kind: String, CaseIterable {
  case uniform, normal, rounded, fewValues, probabilities, logSpread, signedLogSpread
  case tiny, denormal, anyBits, constant, zeros, outlier

  func score(_ random: inout RandomSource) -> Double {
    switch self {
    case .uniform: random.uniform()
    case .normal: random.normal()
    case .rounded: (random.uniform() * 1e5).rounded() / 1e5
    case .fewValues: Double(random.below(5)) / 4
    case .probabilities: 1 / (1 + ElementaryFunctions.exp(-10 * random.normal()))
    case .logSpread: ElementaryFunctions.exp(-60 * random.uniform())
    case .signedLogSpread:
      (random.below(2) == 0 ? -1 : 1) * ElementaryFunctions.exp(-60 * random.uniform())
    case .tiny: random.normal() * 1e-300
    case .denormal: Double.leastNonzeroMagnitude * Double(random.below(9))
    case .anyBits:
      {
        let value = Double(bitPattern: random.next())
        return value.isFinite ? value : 0
      }()
    case .constant: 0.25
    case .zeros: random.below(2) == 0 ? 0.0 : -0.0
    case .outlier: random.below(1_000) == 0 ? 1e30 * random.uniform() : random.uniform()
    }
  }
}

private struct Sample<Score: RankableScore> {
  var scores: [Score] = []
  var labels: [UInt8] = []
  var weights: [Double] = []

  init(_ kind: Kind, _ count: Int, positives: Double, seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<count {
      let score = Score(kind.score(&random))
      scores.append(score.isFinite ? score : 1)
      labels.append(random.uniform() < positives ? 1 : 0)
      weights.append(random.uniform())
    }
  }

  /// All pairs, one by one.
  var concordantTwice: UInt64 {
    var sum: UInt64 = 0
    for i in scores.indices where labels[i] == 1 {
      for j in scores.indices where labels[j] == 0 {
        sum += scores[i] > scores[j] ? 2 : scores[i] == scores[j] ? 1 : 0
      }
    }
    return sum
  }

  /// The distinct scores by a dictionary.
  var distinct: (counts: DistinctScores<Score, Int>, weights: DistinctScores<Score, Double>) {
    var counts: [Score: (Int, Int, Double, Double)] = [:]
    for i in scores.indices {
      let positive = labels[i] == 1
      counts[scores[i], default: (0, 0, 0, 0)].0 += positive ? 1 : 0
      counts[scores[i], default: (0, 0, 0, 0)].1 += positive ? 0 : 1
      if positive {
        counts[scores[i], default: (0, 0, 0, 0)].2 += weights[i]
      } else {
        counts[scores[i], default: (0, 0, 0, 0)].3 += weights[i]
      }
    }
    let ordered = counts.sorted { $0.key > $1.key }
    let keys = ordered.map(\.key)
    return (
      DistinctScores(
        scores: keys, positives: ordered.map(\.value.0), negatives: ordered.map(\.value.1)),
      DistinctScores(
        scores: keys, positives: ordered.map(\.value.2), negatives: ordered.map(\.value.3))
    )
  }
}

/// The pairs that follow from distinct scores.
private func concordantTwice<Score>(_ distinct: DistinctScores<Score, Int>) -> UInt64 {
  var sum: UInt64 = 0
  var below: UInt64 = 0
  for (positives, negatives) in zip(distinct.positives, distinct.negatives).reversed() {
    sum += 2 * UInt64(positives) * below + UInt64(positives) * UInt64(negatives)
    below += UInt64(negatives)
  }
  return sum
}

@Suite("Ranking") struct RankingTests {
  @Test(arguments: Kind.allCases)
  fileprivate func `counts every pair`(kind: Kind) throws {
    for count in [0, 1, 2, 5, 30, 400, 1_500] {
      for share in [0.5, 0.02, 0.98] {
        try compare(Sample<Float>(kind, count, positives: share, seed: UInt64(count)))
        try compare(Sample<Double>(kind, count, positives: share, seed: UInt64(count)))
      }
    }
  }

  private func compare<Score>(_ sample: Sample<Score>) throws {
    let pairs = try Ranking.pairs(scores: sample.scores, labels: sample.labels)
    #expect(pairs.concordantTwice == sample.concordantTwice)
    #expect(pairs.positives == sample.labels.count { $0 == 1 })
    #expect(pairs.negatives == sample.labels.count { $0 == 0 })
    try compareDistinct(sample)
  }

  private func compareDistinct<Score>(_ sample: Sample<Score>) throws {
    let truth = sample.distinct
    #expect(try Ranking.distinct(scores: sample.scores, labels: sample.labels) == truth.counts)
    #expect(
      try Ranking.distinct(
        scores: sample.scores, labels: sample.labels, weights: sample.weights) == truth.weights)
  }

  @Test(arguments: Kind.allCases)
  fileprivate func `parts many scores into ranges and loses none`(kind: Kind) throws {
    try compareLarge(Sample<Float>(kind, 40_003, positives: 0.4, seed: 1))
    try compareLarge(Sample<Double>(kind, 40_003, positives: 0.4, seed: 2))
  }

  private func compareLarge<Score>(_ sample: Sample<Score>) throws {
    try compareDistinct(sample)
    let pairs = try Ranking.pairs(scores: sample.scores, labels: sample.labels)
    #expect(pairs.concordantTwice == concordantTwice(sample.distinct.counts))
  }

  @Test func `is the same for any number of threads`() throws {
    let sample = Sample<Float>(.rounded, 300_007, positives: 0.3, seed: 9)
    let alone = try Workers.limited(to: 1) { try ranked(sample) }
    for threads in [2, 3, 8] {
      let shared = try Workers.limited(to: threads) { try ranked(sample) }
      #expect(shared.0 == alone.0)
      #expect(shared.1 == alone.1)
      #expect(shared.2 == alone.2)
    }
    #expect(alone.0.concordantTwice == concordantTwice(alone.1))
  }

  private func ranked(
    _ sample: Sample<Float>
  ) throws -> (RankedPairs, DistinctScores<Float, Int>, DistinctScores<Float, Double>) {
    (
      try Ranking.pairs(scores: sample.scores, labels: sample.labels),
      try Ranking.distinct(scores: sample.scores, labels: sample.labels),
      try Ranking.distinct(
        scores: sample.scores, labels: sample.labels, weights: sample.weights)
    )
  }

  @Test func `reads the area under the curve`() throws {
    let pairs = try Ranking.pairs(scores: [0.1, 0.4, 0.35, 0.8], labels: [0, 0, 1, 1])
    #expect(pairs.area == 0.75)
    #expect(try Ranking.pairs(scores: [0.1, 0.2], labels: [1, 1]).area.isNaN)
    #expect(try Ranking.pairs(scores: [Float](), labels: []).area.isNaN)
  }

  @Test func `takes infinities only where they are allowed`() throws {
    let scores: [Double] = [-.infinity, 1, .infinity, .infinity, -.infinity]
    #expect(throws: RankingError.badScore(index: 0, value: -.infinity)) {
      try Ranking.pairs(scores: scores, labels: [0, 1, 1, 0, 1])
    }
    let pairs = try Ranking.pairs(scores: scores, labels: [0, 1, 1, 0, 1], allowsInfinity: true)
    #expect(pairs.concordantTwice == 2 + 0 + 2 + 1 + 1 + 0)
    let many = Sample<Float>(.normal, 20_000, positives: 0.5, seed: 4)
    let infinite = many.scores.enumerated().map { $0 % 7 == 0 ? Float.infinity * $1 : $1 }
    let distinct = try Ranking.distinct(
      scores: infinite, labels: many.labels, allowsInfinity: true)
    let twice = try Ranking.pairs(scores: infinite, labels: many.labels, allowsInfinity: true)
    #expect(twice.concordantTwice == concordantTwice(distinct))
    #expect(distinct.scores.first == .infinity)
    #expect(distinct.scores.last == -.infinity)
  }

  @Test(arguments: [3, 100, 9_000, 300_000])
  func `names the first score or label at fault`(count: Int) throws {
    var sample = Sample<Float>(.uniform, count, positives: 0.5, seed: 3)
    sample.labels[count - 1] = 2
    #expect(throws: RankingError.badLabel(index: count - 1, value: 2)) {
      try Ranking.pairs(scores: sample.scores, labels: sample.labels)
    }
    sample.scores[count - 1] = .infinity
    sample.scores[count - 2] = .infinity
    #expect(throws: RankingError.badScore(index: count - 2, value: .infinity)) {
      try Ranking.distinct(scores: sample.scores, labels: sample.labels)
    }
    sample.scores[count - 2] = .nan
    #expect {
      try Ranking.pairs(scores: sample.scores, labels: sample.labels, allowsInfinity: true)
    } throws: { error in
      guard case RankingError.badScore(let index, let value) = error else { return false }
      return index == count - 2 && value.isNaN
    }
  }

  @Test func `stops on lengths that differ`() {
    #expect(throws: RankingError.lengthsDiffer(scores: 2, labels: 1)) {
      try Ranking.pairs(scores: [1, 2], labels: [1])
    }
    #expect(throws: RankingError.weightsDiffer(scores: 2, weights: 3)) {
      try Ranking.distinct(scores: [1, 2], labels: [1, 0], weights: [1, 1, 1])
    }
  }

  @Test(arguments: Kind.allCases)
  private func `sorts scores with their labels`(kind: Kind) throws {
    for count in [0, 1, 2, 3, 25, 1_000, 20_000, 300_000] {
      for positives in [0, 0.3, 1] {
        let doubles = Sample<Double>(kind, count, positives: positives, seed: 9)
        #expect(
          try sortedCounts(doubles)
            == Ranking.distinct(scores: doubles.scores, labels: doubles.labels)
        )
        let floats = Sample<Float>(kind, count, positives: positives, seed: 9)
        #expect(
          try sortedCounts(floats) == Ranking.distinct(scores: floats.scores, labels: floats.labels)
        )
      }
    }
  }

  @Test(arguments: Kind.allCases)
  private func `parts sorted scores where no tie is cut`(kind: Kind) throws {
    for threads in [1, 3] {
      let sample = Sample<Double>(kind, 40_003, positives: 0.4, seed: 6)
      try Workers.limited(to: threads) {
        try sample.scores.withUnsafeBufferPointer { scores in
          try sample.labels.withUnsafeBufferPointer { labels in
            try Ranking.withSorted(scores: scores, labels: labels) { expectRanges($0) }
          }
        }
      }
    }
  }

  private func expectRanges(_ sorted: SortedScores<Double>) {
    #expect(sorted.rangeCount > 1)
    var end = 0
    for range in 0..<sorted.rangeCount {
      let rows = sorted.rows(ofRange: range)
      #expect(rows.lowerBound == end)
      end = rows.upperBound
      #expect(Set(sorted.scores[rows]).count == sorted.distinctScores(inRange: range))
      #expect(sorted.labels[rows].count { $0 == 1 } == sorted.positives(inRange: range))
      if let first = rows.first, first > 0 {
        #expect(sorted.scores[first] > sorted.scores[first - 1])
      }
    }
    #expect(end == sorted.scores.count)
  }

  @Test func `names what it cannot sort`() {
    let sample = [1, .infinity, .nan] as [Double]
    #expect(throws: RankingError.badScore(index: 1, value: .infinity)) {
      try sample.withUnsafeBufferPointer { scores in
        try ([0, 1, 0] as [UInt8]).withUnsafeBufferPointer { labels in
          try Ranking.withSorted(scores: scores, labels: labels) { $0.scores.count }
        }
      }
    }
    #expect(throws: RankingError.lengthsDiffer(scores: 3, labels: 1)) {
      try sample.withUnsafeBufferPointer { scores in
        try ([0] as [UInt8]).withUnsafeBufferPointer { labels in
          try Ranking.withSorted(scores: scores, labels: labels) { $0.scores.count }
        }
      }
    }
  }

  #if os(Linux) || os(macOS)
    @Test func `counts every pair on narrower machines`() async {
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "portable", 1)
        try expectExact()
      }
      await #expect(processExitsWith: .success) {
        setenv("ASSAY_KERNELS", "avx2", 1)
        try expectExact()
      }
    }
  #endif
}

/// The distinct scores of sorted rows, from the greatest down.
private func sortedCounts<Score: RankableScore>(
  _ sample: Sample<Score>
) throws -> DistinctScores<Score, Int> {
  try sample.scores.withUnsafeBufferPointer { scores in
    try sample.labels.withUnsafeBufferPointer { labels in
      try Ranking.withSorted(scores: scores, labels: labels) { rows in
        var (distinct, positives, negatives) = ([Score](), [Int](), [Int]())
        for row in rows.scores.indices.reversed() {
          if distinct.last != rows.scores[row] {
            distinct.append(rows.scores[row] + 0)
            positives.append(0)
            negatives.append(0)
          }
          positives[distinct.count - 1] += Int(rows.labels[row])
          negatives[distinct.count - 1] += 1 - Int(rows.labels[row])
        }
        return DistinctScores(scores: distinct, positives: positives, negatives: negatives)
      }
    }
  }
}

/// Stops the process unless some samples are ranked as a dictionary ranks them.
private func expectExact() throws {
  for kind in Kind.allCases {
    let sample = Sample<Float>(kind, 20_000, positives: 0.4, seed: 8)
    let distinct = try Ranking.distinct(scores: sample.scores, labels: sample.labels)
    precondition(distinct == sample.distinct.counts)
    let sorted = try sortedCounts(sample)
    precondition(sorted == distinct)
    let pairs = try Ranking.pairs(scores: sample.scores, labels: sample.labels)
    precondition(pairs.concordantTwice == concordantTwice(distinct))
  }
}
