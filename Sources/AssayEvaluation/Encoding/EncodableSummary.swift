/// A statistic that can be written as bytes, kept or sent, and read back to go on.
///
/// What is decoded equals what was encoded, and grows by `update` and `merge` to the same bits. So
/// each machine judges its shard, sends bytes, and whoever collects them merges:
///
/// ```swift
/// var total = ConfusionMatrix<String>()
/// for bytes in received {
///   total.merge(try ConfusionMatrix(decoding: bytes))
/// }
/// print(total.accuracy)
/// ```
///
/// **Form.** 14 bytes of head (the name `ASAY`, the version of the form, the kind of statistic, the
/// length of what follows), the statistic, and a CRC-64 of all before it. All numbers are
/// little-endian; counts take as few bytes as they need, sums of weights are kept exactly.
///
/// **One form.** Statistics begun alike that saw the same rows encode to the same bytes, whatever
/// the order and the split, so files can be compared by their bytes or their hashes. Exceptions are
/// weighted score curves, whose sums agree to about 1e-12, and labels that are equal but read
/// differently (`"é"` in one code point or two).
///
/// **Labels** travel as their descriptions, so types of labels that are `LosslessStringConvertible`
/// can: String, Int, Bool, and an enum of strings that says so.
///
/// **Bytes are not trusted.** They may be cut, altered, of a later version or made up: whatever they
/// are, decoding returns a statistic whose every reading is safe, or throws
/// ``EvaluationError/undecodable(_:)`` with the place and what was wrong. No length is believed
/// before that many bytes are seen to be there. A count may be 2^50 at most.
public protocol EncodableSummary: Summary {
  /// The statistic as bytes.
  ///
  /// - Complexity: O(size of the statistic); for a ``ScoreCurve``, of its distinct scores.
  var encoded: [UInt8] { get }

  /// The statistic that was encoded.
  ///
  /// - Parameter bytes: one encoded statistic of this kind, and nothing after it.
  /// - Throws: ``EvaluationError/undecodable(_:)``.
  init(decoding bytes: [UInt8]) throws(EvaluationError)
}
