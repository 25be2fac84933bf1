internal import AssayCore

/// Which rows to train with and which to test with, as scikit-learn chooses them.
///
/// ```swift
/// let split = try Split(count: 1_000, testFraction: 0.25, seed: 1)
/// split.test.count               // 250
/// ```
public struct Split: Hashable, Sendable {
  /// The rows to train with, in the order drawn.
  public let train: [Int]
  /// The rows to test with, in the order drawn.
  public let test: [Int]

  /// Draws the rows to test with from all rows alike.
  ///
  /// They are the first ⌈fraction · count⌉ of a permutation, the others follow.
  ///
  /// scikit-learn: `train_test_split(…, test_size=testFraction, random_state=seed)`, row for row.
  ///
  /// - Throws: `DatasetError` if the fraction is not within (0, 1), or a part would be empty.
  public init(count: Int, testFraction: Double, seed: UInt32) throws(DatasetError) {
    let testCount = try Split.testCount(count, testFraction)
    var random = MersenneTwister(seed: seed)
    let order = random.permutation(count)
    test = Array(order[..<testCount])
    train = Array(order[testCount...])
  }

  /// Draws the rows to test with so that each stratum has its share in both parts.
  ///
  /// Shares are rounded by largest remainder, ties drawn at random.
  ///
  /// scikit-learn: `train_test_split(…, stratify=strata)`, row for row.
  ///
  /// - Parameter strata: a number for each row; rows with the same number are of one stratum.
  /// - Throws: `DatasetError` as without strata, and if a stratum has one row only or a part is
  ///   smaller than the number of strata.
  public init(strata: [Int], testFraction: Double, seed: UInt32) throws(DatasetError) {
    let testCount = try Split.testCount(strata.count, testFraction)
    let trainCount = strata.count - testCount
    var members: [Int: [Int]] = [:]
    for (row, stratum) in strata.enumerated() { members[stratum, default: []].append(row) }
    let names = members.keys.sorted()
    let groups = names.map { members[$0] ?? [] }
    for (name, group) in zip(names, groups) where group.count < 2 {
      throw .classTooSmall(label: "\(name)", rows: group.count)
    }
    guard min(trainCount, testCount) >= groups.count else {
      throw .tooFewForClasses(
        rows: strata.count, classes: groups.count, train: trainCount, test: testCount)
    }
    var random = MersenneTwister(seed: seed)
    let sizes = groups.map(\.count)
    let trainShares = Split.shares(of: trainCount, among: sizes, &random)
    let left = zip(sizes, trainShares).map { $0 - $1 }
    let testShares = Split.shares(of: testCount, among: left, &random)
    var train: [Int] = []
    var test: [Int] = []
    for (index, group) in groups.enumerated() {
      let order = random.permutation(group.count).map { group[$0] }
      train += order.prefix(trainShares[index])
      test += order.dropFirst(trainShares[index]).prefix(testShares[index])
    }
    random.shuffle(&train)
    random.shuffle(&test)
    self.train = train
    self.test = test
  }

  init(train: [Int], test: [Int]) {
    self.train = train
    self.test = test
  }

  private static func testCount(_ count: Int, _ fraction: Double) throws(DatasetError) -> Int {
    guard fraction > 0, fraction < 1 else { throw .testFraction(fraction) }
    let testCount = Int((fraction * Double(count)).rounded(.up))
    guard testCount > 0, testCount < count else {
      throw .tooFewRows(rows: count, train: count - testCount, test: testCount)
    }
    return testCount
  }

  /// Shares of a whole in proportion to sizes, as near as whole numbers can be: each share rounded
  /// down, then one more for the largest remainders, drawn at random among equal ones.
  static func shares(
    of whole: Int, among sizes: [Int], _ random: inout MersenneTwister
  ) -> [Int] {
    let total = Double(sizes.reduce(0, +))
    let exact = sizes.map { Double($0) / total * Double(whole) }
    var shares = exact.map { Int($0.rounded(.down)) }
    let remainders = zip(exact, shares).map { $0 - Double($1) }
    var missing = whole - shares.reduce(0, +)
    for remainder in Set(remainders).sorted(by: >) where missing > 0 {
      let equal = remainders.indices.filter { remainders[$0] == remainder }
      for index in random.choose(min(equal.count, missing), of: equal) {
        shares[index] += 1
        missing -= 1
      }
    }
    return shares
  }
}

extension Dataset {
  /// The first rows and the rest, in order; a position past the end leaves the rest empty.
  public func split(at position: Int) -> (first: Dataset, rest: Dataset) {
    let position = min(max(position, 0), count)
    return (self[..<position], self[position...])
  }

  /// Rows to train with and rows to test with, drawn at random.
  ///
  /// scikit-learn: `train_test_split(test_size=testFraction, random_state=seed)`, with
  /// `stratify=labels` if stratified: row for row, where the classes are sorted as there.
  ///
  /// - Parameters:
  ///   - testFraction: the part to test with, rounded up to whole rows.
  ///   - stratified: whether every class has its share in both parts; of sets of labels, every
  ///     combination of labels.
  ///   - seed: the same seed draws the same rows.
  /// - Throws: `DatasetError` if there are too few rows, in all or of a class.
  public func split(
    testFraction: Double = 0.25, stratified: Bool = false, seed: UInt32
  ) throws(DatasetError) -> (train: Dataset, test: Dataset) {
    let split =
      stratified
      ? try namingClasses { () throws(DatasetError) in
        try Split(strata: try strata(), testFraction: testFraction, seed: seed)
      } : try Split(count: count, testFraction: testFraction, seed: seed)
    return (rows(split.train), rows(split.test))
  }

  func strata() throws(DatasetError) -> [Int] {
    guard let strata = Target.strata(encodedTargets) else { throw .noStrata }
    return strata
  }

  /// Puts a class in the place of the number of its stratum.
  private func namingClasses<Value>(
    _ body: () throws(DatasetError) -> Value
  ) throws(DatasetError) -> Value {
    do throws(DatasetError) {
      return try body()
    } catch {
      guard case .classTooSmall(let label, let rows) = error, Target.self == Target.Class.self,
        let position = Int(label), classes.indices.contains(position)
      else { throw error }
      throw .classTooSmall(label: "\(classes[position])", rows: rows)
    }
  }
}
