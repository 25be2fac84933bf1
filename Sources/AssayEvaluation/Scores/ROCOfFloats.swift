internal import AssayCore

/// The area under the ROC curve of Floats, from exact counts of pairs, ties included.
///
/// ```swift
/// try rocAUC(labels: [false, true, true], scores: [0.2, 0.9, 0.2])   // 0.75
/// ```
///
/// The chance that a positive row has the greater score than a negative one, a tie counting half:
/// (2·#(s⁺ > s⁻) + #(s⁺ = s⁻)) / 2PN, with both counts as integers. It is the number that the curve
/// gives, found without it: the fastest way for many rows. NaN when one class is missing, or an
/// error where `strict`. scikit-learn: `roc_auc_score`.
///
/// - Throws: ``EvaluationError`` for lengths that differ, no rows, and scores that are not finite.
public func rocAUC(
  labels: [Bool], scores: [Float], strict: Bool = false
) throws(EvaluationError) -> Double {
  try Columns.check(scores, "scores", like: labels, "labels")
  try Columns.check(notEmpty: labels, "labels")
  let pairs: RankedPairs
  do {
    pairs = try scores.withUnsafeBufferPointer { scores throws(RankingError) in
      try labels.withUnsafeBufferPointer { labels throws(RankingError) in
        // A Bool is a byte, 0 or 1.
        let bytes = UnsafeRawBufferPointer(labels).bindMemory(to: UInt8.self)
        return try Ranking.pairs(scores: scores, labels: bytes)
      }
    }
  } catch {
    switch error {
    case .badScore(let index, let value):
      throw .notFinite(field: "scores", index: index, value: value)
    default:
      // Too little memory for the kernel's copy: the curve needs less at a time.
      return try rocAUC(labels: labels, scores: scores.map(Double.init), strict: strict)
    }
  }
  guard pairs.positives > 0, pairs.negatives > 0 else {
    return try rocAUC(labels: labels, scores: scores.map(Double.init), strict: strict)
  }
  return pairs.area
}
