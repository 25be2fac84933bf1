internal import AssayCore

/// Rows dealt into folds, each class alike.
enum StratifiedFolds {
  /// The fold of each row.
  ///
  /// The rows of each class are put into a seeded order and dealt round; the second class goes on
  /// where the first one ended, so that folds differ by one row at most.
  static func folds(of labels: [Bool], count: Int, seed: UInt64) throws(EvaluationError) -> [Int] {
    guard labels.count <= Int(Int32.max) else {
      throw .outOfRange(
        field: "rows", index: 0, value: Double(labels.count), range: 0...Double(Int32.max))
    }
    var result = [Int](repeating: 0, count: labels.count)
    var next = 0
    for (stream, isPositive) in [true, false].enumerated() {
      let rows = labels.indices.filter { labels[$0] == isPositive }
      var random = RandomSource(seed: seed, stream: UInt64(stream))
      for place in random.permutation(rows.count) {
        result[rows[Int(place)]] = next % count
        next += 1
      }
    }
    return result
  }
}
