// Predictions that come in batches, on several machines: each keeps statistics, and they merge.
import Assay

let data = Dataset.circles(count: 10_000, noise: 0.1, seed: 1)
let (train, rest) = data.split(at: 1_000)
var model = try Sequential(input: 2, seed: 1) {
  Dense(100, activation: .relu)
  Dense(1, activation: .sigmoid)
}
try model.fit(train, epochs: 50, loss: .binaryCrossEntropy)

/// What one machine learns of its part, a batch at a time; nothing is kept of the rows themselves.
func judge(
  _ part: Dataset<Int>, by model: Sequential
) throws -> (confusion: ConfusionMatrix<Int>, curve: ScoreCurve) {
  var confusion = ConfusionMatrix<Int>()
  var curve = ScoreCurve()
  for batch in part.batches(of: 256) {
    let scores = try model.predict(batch).values
    try confusion.update(labels: batch.targets, predictions: scores.map { $0 >= 0.5 ? 1 : 0 })
    try curve.update(labels: batch.targets.map { $0 == 1 }, scores: scores)
  }
  return (confusion, curve)
}

var (confusion, curve) = try judge(rest[..<4_000], by: model)
let other = try judge(rest[4_000...], by: model)
confusion.merge(other.confusion)
curve.merge(other.curve)

print(confusion)
print("F1 of class 1: \(confusion[1].f1)")
print("ROC AUC: \(curve.rocAUC)")

// The same numbers as of all rows at once, to the last bit.
let whole = try judge(rest, by: model)
print(confusion == whole.confusion && curve == whole.curve)
