import AssayCore

/// Draws a sample of rows anew, as counts of the groups they belong to.
///
/// A bootstrap resample of n rows is a multinomial draw of n with the observed shares. Where rows
/// are few for the number of groups they are drawn one by one from a table; otherwise group by
/// group, each a binomial draw of what is left. Both are exact.
struct MultinomialSampler: Sendable {
  /// How many rows a resample has.
  let draws: Int
  private let groupCount: Int
  /// The groups that hold rows, and their counts or weights.
  private let groups: [Int32]
  private let shares: [Double]
  /// The group of each row, where rows are drawn one by one.
  private let groupOfRow: [Int32]

  /// A sampler for counted rows: as many draws as there are rows.
  init(counts: [Int]) {
    let total = counts.reduce(0, +)
    self.init(shares: counts.map(Double.init), draws: total)
  }

  /// A sampler of `draws` rows that fall into groups in proportion to `shares`.
  init(shares all: [Double], draws: Int) {
    self.draws = draws
    groupCount = all.count
    groups = all.indices.filter { all[$0] > 0 }.map(Int32.init)
    shares = groups.map { all[Int($0)] }
    // A row drawn costs some 4 ns, a binomial draw some 60.
    let isCounted = shares.allSatisfy { $0 == $0.rounded() } && shares.reduce(0, +) == Double(draws)
    if isCounted, draws < 16 * groups.count, draws < 1 << 31 {
      var table = [Int32](repeating: 0, count: draws)
      var row = 0
      for (group, share) in zip(groups, shares) {
        for _ in 0..<Int(share) {
          table[row] = group
          row += 1
        }
      }
      groupOfRow = table
    } else {
      groupOfRow = []
    }
  }

  /// What one resample costs, in nanoseconds, roughly.
  var cost: Int { groupOfRow.isEmpty ? 60 * groups.count : 4 * draws + groupCount }

  /// Fills `counts`, one for each group, with a resample.
  func draw(into counts: inout [Double], from random: inout RandomSource) {
    counts.withUnsafeMutableBufferPointer { draw(into: $0, from: &random) }
  }

  /// Fills memory for as many counts as there are groups.
  func draw(
    into counts: UnsafeMutableBufferPointer<Double>, from random: inout RandomSource
  ) {
    counts.update(repeating: 0)
    if groupOfRow.isEmpty {
      drawGroups(counts, &random)
    } else {
      drawRows(counts, &random)
    }
  }

  private func drawGroups(
    _ counts: UnsafeMutableBufferPointer<Double>, _ random: inout RandomSource
  ) {
    var rows = draws
    var weight = shares.reduce(0, +)
    for (group, share) in zip(groups, shares) {
      let drawn =
        share >= weight ? rows : BinomialSampler.draw(rows, p: share / weight, from: &random)
      counts[Int(group)] = Double(drawn)
      rows -= drawn
      weight -= share
      if rows == 0 { break }
    }
    // Weights that are no whole numbers may leave a rounding error for the last group.
    if rows > 0, let last = groups.last { counts[Int(last)] += Double(rows) }
  }

  private func drawRows(
    _ counts: UnsafeMutableBufferPointer<Double>, _ random: inout RandomSource
  ) {
    // Two draws from each 64 bits, without bias (Lemire's method on 32 bits).
    let bound = UInt32(draws)
    let floor = (0 &- bound) % bound
    groupOfRow.withUnsafeBufferPointer { groupOfRow in
      func count(_ bits: UInt32) -> Int {
        let product = UInt64(bits) &* UInt64(bound)
        guard UInt32(truncatingIfNeeded: product) >= floor else { return 0 }
        counts[Int(groupOfRow[Int(product >> 32)])] += 1
        return 1
      }
      var left = draws
      while left > 1 {
        let bits = random.next()
        left -= count(UInt32(truncatingIfNeeded: bits)) + count(UInt32(bits >> 32))
      }
      while left > 0 { left -= count(UInt32(truncatingIfNeeded: random.next())) }
    }
  }
}
