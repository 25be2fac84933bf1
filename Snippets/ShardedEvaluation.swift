// Rows judged on several machines: each sends its statistics as bytes, and one merges them.
import Assay

/// What one machine sends of its rows: a confusion matrix, and scores counted in fixed memory.
func judge(_ rows: Range<Int>) throws -> (confusion: [UInt8], scores: [UInt8]) {
  var random = RandomSource(seed: 1, stream: UInt64(rows.lowerBound))
  let truth = rows.map { _ in Bool.random(using: &random) }
  let scores = truth.map { Double.random(in: 0...0.75, using: &random) + ($0 ? 0.25 : 0) }

  var confusion = ConfusionMatrix<Bool>()
  try confusion.update(labels: truth, predictions: scores.map { $0 >= 0.5 })
  var histogram = ScoreHistogram()
  try histogram.update(labels: truth, scores: scores)
  return (confusion.encoded, histogram.encoded)
}

var confusion = ConfusionMatrix<Bool>()
var histogram = ScoreHistogram()
for shard in 0..<8 {
  let sent = try judge(shard * 100_000..<(shard + 1) * 100_000)
  confusion.merge(try ConfusionMatrix(decoding: sent.confusion))
  try histogram.merge(ScoreHistogram(decoding: sent.scores))
}

print("accuracy: \(confusion.accuracy) of \(Int(confusion.total)) rows")
// The exact areas lie within the bounds, whatever the scores were.
print("ROC AUC: \(histogram.rocAUC)")
print("average precision: \(histogram.averagePrecision)")

// What is cut or altered on the way is noticed.
do {
  _ = try ScoreHistogram(decoding: Array(histogram.encoded.dropLast(1_000)))
} catch {
  print(error)
}
