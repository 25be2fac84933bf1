internal import AssayCore

extension Split {
  /// Parts of nearly equal size, each once the test and else trained with (k-fold).
  ///
  /// The first `count` mod k folds have one row more. Rows are in ascending order within each part.
  ///
  /// scikit-learn: `KFold(k)`, or `KFold(k, shuffle=True, random_state=shuffleSeed)`, row for row.
  ///
  /// - Parameter shuffleSeed: draws the rows of each fold; nil takes them in order.
  /// - Throws: `DatasetError.foldCount` unless 2 ≤ k ≤ count.
  public static func folds(
    _ k: Int, count: Int, shuffleSeed: UInt32? = nil
  ) throws(DatasetError) -> [Split] {
    guard k >= 2, k <= count else { throw .foldCount(folds: k, rows: count) }
    var order = Array(0..<count)
    if let shuffleSeed {
      var random = MersenneTwister(seed: shuffleSeed)
      random.shuffle(&order)
    }
    var foldOfRow = [Int](repeating: 0, count: count)
    var start = 0
    for fold in 0..<k {
      let size = count / k + (fold < count % k ? 1 : 0)
      for row in order[start..<start + size] { foldOfRow[row] = fold }
      start += size
    }
    return splits(k, foldOfRow)
  }

  /// Folds in which every stratum has its share (stratified k-fold).
  ///
  /// The strata are counted in the order in which they first occur; the rows sorted by stratum are
  /// dealt out to the folds in turn, which fixes how many of each stratum a fold has.
  ///
  /// scikit-learn: `StratifiedKFold(k)`, or with `shuffle=True, random_state=shuffleSeed`, row for
  /// row.
  ///
  /// - Parameters:
  ///   - strata: a number for each row; rows with the same number are of one stratum.
  ///   - shuffleSeed: draws the rows of each fold; nil takes them in order.
  /// - Throws: `DatasetError` unless 2 ≤ k ≤ rows, and if every stratum has fewer than k rows. Some
  ///   strata may; these are then absent from some folds.
  public static func stratifiedFolds(
    _ k: Int, strata: [Int], shuffleSeed: UInt32? = nil
  ) throws(DatasetError) -> [Split] {
    guard k >= 2, k <= strata.count else { throw .foldCount(folds: k, rows: strata.count) }
    var groups: [[Int]] = []
    var groupOfStratum: [Int: Int] = [:]
    for (row, stratum) in strata.enumerated() {
      if let group = groupOfStratum[stratum] {
        groups[group].append(row)
      } else {
        groupOfStratum[stratum] = groups.count
        groups.append([row])
      }
    }
    let largest = groups.map(\.count).max() ?? 0
    guard k <= largest else { throw .foldsExceedClasses(folds: k, largest: largest) }
    var random = shuffleSeed.map { MersenneTwister(seed: $0) }
    var foldOfRow = [Int](repeating: 0, count: strata.count)
    var dealt = 0
    for group in groups {
      var shares = [Int](repeating: 0, count: k)
      for _ in group {
        shares[dealt % k] += 1
        dealt += 1
      }
      var folds = shares.enumerated().flatMap { fold, share in repeatElement(fold, count: share) }
      random?.shuffle(&folds)
      for (row, fold) in zip(group, folds) { foldOfRow[row] = fold }
    }
    return splits(k, foldOfRow)
  }

  private static func splits(_ k: Int, _ foldOfRow: [Int]) -> [Split] {
    (0..<k).map { fold in
      Split(
        train: foldOfRow.indices.filter { foldOfRow[$0] != fold },
        test: foldOfRow.indices.filter { foldOfRow[$0] == fold })
    }
  }
}

extension Dataset {
  /// The rows in k parts, each once the test and else trained with (cross-validation).
  ///
  /// ```swift
  /// for (train, test) in try data.folds(5, stratified: true, shuffleSeed: 1) { … }
  /// ```
  ///
  /// scikit-learn: `KFold`, or `StratifiedKFold` if stratified, row for row.
  ///
  /// - Parameters:
  ///   - stratified: whether every class has its share in every fold.
  ///   - shuffleSeed: draws the rows of each fold; nil takes them in order.
  /// - Throws: `DatasetError` unless 2 ≤ k ≤ rows; stratified, if every class has fewer than k rows.
  public func folds(
    _ k: Int = 5, stratified: Bool = false, shuffleSeed: UInt32? = nil
  ) throws(DatasetError) -> [(train: Dataset, test: Dataset)] {
    let splits =
      stratified
      ? try Split.stratifiedFolds(k, strata: try strata(), shuffleSeed: shuffleSeed)
      : try Split.folds(k, count: count, shuffleSeed: shuffleSeed)
    return splits.map { (rows($0.train), rows($0.test)) }
  }
}
