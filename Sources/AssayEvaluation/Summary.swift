/// A statistic that grows by batches and by shards, and is read afterwards.
///
/// Every statistic of this module is one: begin with an empty value, `update` it with batches,
/// ``merge(_:)`` what other threads or machines gathered, then read as many numbers as you like.
/// The order of updates and merges does not show: the results are equal with `==`
/// (weighted curves alone agree to about 1e-12).
///
/// ```swift
/// var total = ConfusionMatrix<String>()
/// for shard in shards { total.merge(shard) }
/// print(total.accuracy)
/// ```
public protocol Summary: Sendable, Equatable {
  /// Adds what another value of the same kind has seen.
  ///
  /// - Throws: ``EvaluationError`` when the two do not describe the same problem (other classes,
  ///   another threshold …); then nothing changes.
  mutating func merge(_ other: Self) throws
}
