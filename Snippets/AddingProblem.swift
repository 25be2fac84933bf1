// Sequences of 100 steps: does the sum of the two marked numbers exceed 1? A network with a memory
// answers, from data to verdict.
import Assay

let (train, test) = Dataset.addingProblem(count: 12_000, steps: 100, seed: 1).split(at: 10_000)

var model = try Sequential(input: [100, 2], seed: 1) {
  GRU(32)
  Dense(1, activation: .sigmoid)
}
print(model.summary)

let history = try model.fit(
  train, validating: test, epochs: 30, batchSize: 64,
  loss: .binaryCrossEntropy, optimizer: .adam(learningRate: 0.01), metrics: [.accuracy],
  callbacks: [.earlyStopping(patience: 5, restoresBest: true)])
print("epochs: \(history.training.loss.count)")

// What the model said of sequences it has not seen, beside the truth.
print(try model.evaluate(test))
