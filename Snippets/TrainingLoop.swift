// A training loop of one's own: batches, gradients and steps by hand.
import Assay

let (train, test) = Dataset.moons(count: 1_000, noise: 0.2, seed: 1).split(at: 500)
var model = try Sequential(input: 2, seed: 1) {
  Dense(32, activation: .relu)
  Dense(1, activation: .sigmoid)
}
var optimizer = OptimizerState(.adam(learningRate: 0.01), for: model)
var random = RandomSource(seed: 1)
let loss = BinaryCrossEntropy()

for epoch in 1...20 {
  let order = (0..<train.count).shuffled(using: &random)
  var total = 0.0
  for rows in Batches(of: 32, in: order) {
    let batch = train.rows(Array(rows))
    let (value, gradient) = valueAndGradient(at: model) { model in
      loss(model(batch.inputs), batch.encodedTargets, weights: nil)
    }
    optimizer.update(&model, along: gradient)
    total += Double(value) * Double(batch.count)
  }
  if epoch % 5 == 0 { print("epoch \(epoch): loss \(total / Double(train.count))") }
}
print("accuracy on points not seen: \(try model.evaluate(test)[.accuracy])")
