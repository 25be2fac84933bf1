internal import Assay

/// Two convolutions, a pool and two dense layers on images of 28 × 28, ten classes, batches of 128, Adam:
/// one epoch of `fit`, with everything that belongs to it; and the answers for 2,000 images.
enum ImageTraining {
  static let (rows, asked, side, batchSize) = (2_560, 2_000, 28, 128)

  static func load() throws -> TrainingLoad {
    let data = try data(rows)
    var model = try network()
    // Forwards, to the weights and to the data; nobody asks for the gradient of the images.
    let first = 2.0 * Double(26 * 26 * 9 * 32)
    let rest = 2.0 * Double(24 * 24 * 9 * 32 * 64 + 9_216 * 128 + 128 * 10)
    return TrainingLoad(
      samples: rows,
      measurement: Measurement(
        name: "training cnn", operations: Double(rows) * (2 * first + 3 * rest)
      ) {
        let history = try model.fit(
          data, epochs: 1, batchSize: batchSize, loss: .sparseCategoricalCrossEntropy,
          optimizer: .adam())
        guard let loss = history.training.loss.last, loss.isFinite, loss < 2.4 else {
          throw TutorialFit.NotTheSameWork(loss: history.training.loss.last, accuracy: nil)
        }
        // The networks begin with other weights: their losses are not to be compared.
        return nil
      })
  }

  private static func network() throws -> Sequential {
    try Sequential(input: [side, side, 1], seed: 1) {
      Conv2D(32, kernelSize: 3, activation: .relu)
      Conv2D(64, kernelSize: 3, activation: .relu)
      MaxPool2D()
      Flatten()
      Dense(128, activation: .relu)
      Dense(10, activation: .softmax)
    }
  }

  /// Answers of the network for 2,000 images, untrained: the time is the same.
  static func prediction() throws -> Measurement {
    let images = try data(asked).inputs
    let model = try network()
    return Measurement(name: "predicting cnn") {
      _ = try model.predict(images)
      return nil
    }
  }

  /// The images of `train_cnn_torch.py`: noise, and a brighter row that says the class.
  private static func data(_ rows: Int) throws -> Dataset<Int> {
    var images = Samples.noise(rows * side * side, stream: 13).map { Float($0) }
    let labels = Samples.noise(rows, stream: 14).map { Int($0 * 10) }
    for (row, label) in labels.enumerated() {
      let start = (row * side + 4 + 2 * label) * side
      for pixel in start..<start + side { images[pixel] += 0.5 }
    }
    return try Dataset(
      inputs: Tensor(images, shape: [rows, side, side, 1]), targets: labels,
      classes: Array(0..<10))
  }
}
