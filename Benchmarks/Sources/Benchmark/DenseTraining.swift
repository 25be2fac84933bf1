internal import Assay

/// A network of dense layers for images of 784 pixels, two of 512 units, ten classes, batches of 128,
/// Adam: one epoch of `fit`, with everything that belongs to it; and its answers, for one row and for many.
enum DenseTraining {
  static let (rows, pixels, units, batchSize) = (12_800, 784, 512, 128)

  static func load() throws -> TrainingLoad {
    let data = try data()
    var model = try network()
    // Forwards and to the weights; to the data everywhere but at the inputs.
    let first = 2.0 * Double(pixels * units)
    let rest = 2.0 * Double(units * units + units * 10)
    return TrainingLoad(
      samples: rows,
      measurement: Measurement(
        name: "training mlp", operations: Double(rows) * (2 * first + 3 * rest)
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

  /// Answers of the untrained network, for one row at a time and for 1,024: the time is the same.
  static func predictions() throws -> [Measurement] {
    let inputs = try data().inputs
    let model = try network()
    return [(200, 1), (5, 1_024)].map { times, count in
      let rows = inputs.rows(0..<count)
      return Measurement(name: "predicting mlp, \(times) × \(Text.grouped(count))") {
        for _ in 0..<times { _ = try model.predict(rows) }
        return nil
      }
    }
  }

  private static func network() throws -> Sequential {
    try Sequential(input: [pixels], seed: 1) {
      Dense(units, activation: .relu)
      Dense(units, activation: .relu)
      Dense(10, activation: .softmax)
    }
  }

  /// The images of `train_mlp_jax.py`: noise, and a brighter stretch that says the class.
  private static func data() throws -> Dataset<Int> {
    var images = Samples.noise(rows * pixels, stream: 15).map { Float($0) }
    let labels = Samples.noise(rows, stream: 16).map { Int($0 * 10) }
    for (row, label) in labels.enumerated() {
      let start = row * pixels + 70 * label
      for pixel in start..<start + 70 { images[pixel] += 0.25 }
    }
    return try Dataset(
      inputs: Tensor(images, shape: [rows, pixels]), targets: labels, classes: Array(0..<10))
  }
}
