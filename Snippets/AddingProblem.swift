// Sequences of 100 steps: does the sum of the two marked numbers exceed 1? Two networks with a memory
// answer, from data to verdict.
import Assay

let (train, test) = Dataset.addingProblem(count: 12_000, steps: 100, seed: 1).split(at: 10_000)

/// Trains a network around a layer with a memory, and judges it on sequences it has not seen.
func judge(_ memory: any Layer) throws {
  var model = try Sequential(input: [100, 2], seed: 1) {
    memory
    Dense(1, activation: .sigmoid)
  }
  print("\n\(model.summary)")

  // A gradient through a hundred steps is at times very long: it is cut to length 1.
  let history = try model.fit(
    train, validationSplit: .shuffled(0.1), epochs: 30, batchSize: 64,
    loss: .binaryCrossEntropy,
    optimizer: .adam(learningRate: 0.02).clipped(.globalNorm(1)), metrics: [.accuracy],
    callbacks: [.earlyStopping(patience: 10, restoresBest: true)])
  print("epochs: \(history.epochCount)")
  for remark in history.diagnosis { print(remark) }

  // What the model said, beside the truth.
  print("\n\(try model.evaluate(test))")
}

try judge(GRU(32))
try judge(LSTM(32))
