// Handwritten digits, read by three kinds of network: dense layers, convolutions, and convolutions with
// a way around them. Five networks of each, on rows they have not seen; the last is judged in full.
import Assay

let (train, test) = try Dataset.digits().split(testFraction: 0.25, stratified: true, seed: 1)

/// Trains five networks of one kind, and says how well they read the digits kept aside.
func judge(_ kind: String, epochs: Int, @LayerBuilder _ layers: () -> [any Layer]) throws {
  var accuracies: [Double] = []
  for seed in 1...5 {
    var model = try Sequential(input: [8, 8, 1], seed: UInt64(seed)) {
      layers()
      Dense(10, activation: .softmax)
    }
    let steps = epochs * ((train.count + 31) / 32)
    try model.fit(
      train, epochs: epochs, loss: .categoricalCrossEntropy,
      optimizer: .adam().scheduled(.cosine(from: 0.003, over: steps)))
    let evaluation = try model.evaluate(test)
    accuracies.append(evaluation[.accuracy])
    guard seed == 5 else { continue }
    print("\n\(kind): \(model.parameterCount) parameters, accuracies \(accuracies)")
    print("their mean: \(TTest(of: accuracies).mean)\n\n\(evaluation)")
  }
}

try judge("Dense layers", epochs: 60) {
  Flatten()
  Dense(256, activation: .relu)
  Dropout(0.4)
  Dense(128, activation: .relu)
  Dropout(0.4)
}

try judge("Convolutions", epochs: 30) {
  Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
  Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
  MaxPool2D(2)
  Dropout(0.25)
  Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
  GlobalAveragePool2D()
  Dropout(0.25)
}

try judge("A residual network", epochs: 30) {
  Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)
  for filters in [16, 32] {
    Residual(activation: .relu) {
      Conv2D(filters, kernelSize: 3, padding: .same, activation: .relu)
      Conv2D(filters, kernelSize: 3, padding: .same)
    } shortcut: {
      Conv2D(filters, kernelSize: 1)
    }
    MaxPool2D(2)
  }
  Flatten()
  Dropout(0.25)
}
