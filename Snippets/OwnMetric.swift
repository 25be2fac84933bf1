// A metric of one's own: a name, and how to read it from what is known of the predictions.
import Assay

extension Metric where Statistics == ClassifierStatistics {
  /// The F score that counts recall twice as much as precision.
  static var f2: Metric { Metric("F2") { $0.confusion.positive.fScore(beta: 2) } }
}

let (train, test) = Dataset.circles(count: 1_000, noise: 0.1, seed: 1).split(at: 500)
var model = try Sequential(input: 2, seed: 1) {
  Dense(100, activation: .relu)
  Dense(1, activation: .sigmoid)
}

// While training,
let history = try model.fit(
  train, validating: test, epochs: 50, loss: .binaryCrossEntropy, metrics: [.f2, .recall])
for epoch in stride(from: 9, to: history.epochCount, by: 10) {
  print("epoch \(epoch + 1): F2 \(history.validation?[.f2][epoch] ?? .nan)")
}

// and afterwards.
let evaluation = try model.evaluate(test)
print("F2 \(evaluation[.f2]), precision \(evaluation[.precision]), recall \(evaluation[.recall])")
