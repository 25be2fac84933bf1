// Two noisy circles, from data to verdict.
import Assay

// Two noisy circles: half the points to learn from, half to judge by.
let (train, test) = Dataset.circles(count: 1_000, noise: 0.1, seed: 1).split(at: 500)

// One hidden layer. Shapes follow from the input.
var model = try Sequential(input: 2, seed: 1) {
  Dense(100, activation: .relu)
  Dense(1, activation: .sigmoid)
}

let history = try model.fit(
  train, validating: test, epochs: 300,
  loss: .binaryCrossEntropy, optimizer: .adam(), metrics: [.accuracy])

try history.plot().write(to: "learning-curves.svg")

// What the model said of the test points, beside the truth.
let evaluation = try model.evaluate(test)
print(evaluation)
print(evaluation.confusion[1].recall)
print(evaluation.confusion.macro.f1)
print(evaluation.curve.rocAUC)
