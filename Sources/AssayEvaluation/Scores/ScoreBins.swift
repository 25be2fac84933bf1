/// A rule that gives each score its bin, greater scores never a lower one.
protocol ScoreBins: Sendable {
  /// The number of bins.
  var count: Int { get }
  /// The bin of a score in range.
  func bin(of score: Double) -> Int
  /// The least score of a bin, or where it would be if no score has that bin.
  func edge(of bin: Int) -> Double
}

/// Bins of probabilities.
///
/// Below ½, a probability's bin is made of the bits of its exponent and the first of its fraction,
/// as numbers below 2^−16 have no exponent of their own. Above ½ it is the mirror image of the bin
/// of the Double just below 1 − p, so that there too a bin begins with its edge.
struct ProbabilityScoreBins: ScoreBins, Hashable {
  let count: Int
  private let shift: UInt64
  private let base: Int
  private let steps: Double

  /// The powers of two that have bins of their own, and one more for all below.
  private static var groups: Int { 16 }
  private static var least: Double { 0x1p-16 }

  /// The fewest bins there may be.
  static var fewest: Int { 4 * groups }

  /// Nil unless the number of bins is a power of two, and enough.
  init?(count: Int) {
    guard count >= Self.fewest, count & (count - 1) == 0 else { return nil }
    self.init(perGroup: count / (2 * Self.groups))
  }

  /// 65,536 bins.
  init() { self.init(perGroup: 2_048) }

  private init(perGroup: Int) {
    count = 2 * Self.groups * perGroup
    shift = UInt64(52 - perGroup.trailingZeroBitCount)
    base = (1_023 - 17) * perGroup
    steps = Double(perGroup) / Self.least
  }

  @inline(__always)
  func bin(of score: Double) -> Int {
    let isUpper = score >= 0.5
    let distance = isUpper ? 1 - score : score
    let bits = distance.bitPattern & (UInt64.max >> 1)
    let less = bits &- (isUpper && bits != 0 ? 1 : 0)
    let fine = Int(truncatingIfNeeded: less >> shift) &- base
    let coarse = Int(Double(bitPattern: less) * steps)
    let bin = less < Self.least.bitPattern ? coarse : fine
    return isUpper ? count &- 1 &- bin : bin
  }

  func edge(of bin: Int) -> Double {
    bin < count / 2 ? low(bin) : 1 - low(count - bin)
  }

  /// The least distance from 0 of the lower half's bin; for `count / 2`, one half.
  private func low(_ bin: Int) -> Double {
    let perGroup = count / (2 * Self.groups)
    if bin < perGroup { return Double(bin) / steps }
    return Double(bitPattern: UInt64(bin + base) << shift)
  }
}

/// Bins of equal width.
struct UniformBins: ScoreBins, Hashable {
  let count: Int
  let range: ClosedRange<Double>
  private let factor: Double

  /// Nil unless the range is finite and bins have a width that Doubles can tell.
  init?(count: Int, range: ClosedRange<Double>) {
    let width = range.upperBound - range.lowerBound
    let factor = Double(count) / width
    guard count >= 1, width > 0, width.isFinite, factor.isFinite, factor > 0 else { return nil }
    self.count = count
    self.range = range
    self.factor = factor
  }

  @inline(__always)
  func bin(of score: Double) -> Int {
    Swift.min(count &- 1, Int((score - range.lowerBound) * factor))
  }

  /// The least score of a bin, found by halving: the score and its bin grow together, but where
  /// rounding puts the step no formula says.
  func edge(of bin: Int) -> Double {
    guard bin > 0 else { return range.lowerBound }
    var below = ScoreKey.key(range.lowerBound)
    var above = ScoreKey.key(range.upperBound)
    while above - below > 1 {
      let middle = below + (above - below) / 2
      // The one key without a score is that of −0, which is 0's neighbour.
      let score = ScoreKey.score(middle) ?? 0
      if self.bin(of: score) >= bin { above = middle } else { below = middle }
    }
    return ScoreKey.score(above) ?? 0
  }
}
