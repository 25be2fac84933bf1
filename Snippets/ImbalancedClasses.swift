// One row in twenty is a fraud. A network that begins at that share, a threshold chosen by what mistakes
// cost, and what it costs on rows that chose nothing.
import Assay

let data = Dataset.classification(
  count: 6_000, informative: 4, weights: [0.95], separation: 1.5, seed: 1)
let (rest, test) = try data.split(testFraction: 0.25, stratified: true, seed: 1)
let (train, validation) = try rest.split(testFraction: 0.25, stratified: true, seed: 2)

var model = try Sequential(input: 20, seed: 1) {
  Dense(32, activation: .relu)
  Dense(1, activation: .sigmoid, biasInitializer: .constant(try train.initialBias()))
}
try model.fit(
  train, validating: validation, epochs: 60, loss: .binaryCrossEntropy,
  callbacks: [.earlyStopping(patience: 5)])

// A missed fraud costs as much as twenty false alarms.
let costs = CostMatrix(falsePositive: 1, falseNegative: 20)
let chosen = try model.evaluate(validation).curve
  .threshold(.leastCost(costs), chosenOn: "the validation part")
print(chosen)

for threshold in [0.5, chosen.threshold] {
  let counts = try model.evaluate(test, threshold: threshold).confusion.positive
  let cost = counts.falsePositives + 20 * counts.falseNegatives
  print("\nthreshold \(threshold): costs \(cost)")
  print(counts.explain(.precision))
  print(counts.explain(.recall))
}
