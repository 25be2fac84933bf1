// Handwritten digits, read by a convolutional network, and judged class by class.
import Assay

let (train, test) = try Dataset.digits().split(testFraction: 0.25, stratified: true, seed: 1)

var model = try Sequential(input: [8, 8, 1], seed: 1) {
  Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
  Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
  MaxPool2D(2)
  Dropout(0.25)
  Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
  GlobalAveragePool2D()
  Dropout(0.25)
  Dense(10, activation: .softmax)
}
print(model.summary)

try model.fit(
  train, epochs: 30, loss: .categoricalCrossEntropy,
  optimizer: .adam().scheduled(.cosine(from: 0.003, over: 30 * 43)), metrics: [.accuracy])
print(try model.evaluate(test))
