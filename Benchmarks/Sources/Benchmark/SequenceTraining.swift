internal import Assay

/// An LSTM of 64 units over 50 steps of 16 features, batches of 64, one sigmoid output, Adam: one epoch
/// of `fit`, with everything that belongs to it (order, batches, loss, optimizer).
enum SequenceTraining {
  static let (rows, steps, features, units) = (4_096, 50, 16, 64)

  static func load() throws -> TrainingLoad {
    let data = try data()
    var model = try Sequential(input: [steps, features], seed: 1) {
      LSTM(units)
      Dense(1, activation: .sigmoid)
    }
    // The products of a step with W and R, forwards and to the weights; and with Rᵀ on the way back.
    let joint = 2.0 * Double((features + units) * 4 * units)
    let operations = Double(rows * steps) * (2 * joint + 2 * Double(units * 4 * units))
    return TrainingLoad(
      samples: rows,
      measurement: Measurement(name: "training lstm", operations: operations) {
        let history = try model.fit(
          data, epochs: 1, batchSize: 64, loss: .binaryCrossEntropy, optimizer: .adam())
        guard let loss = history.training.loss.last, loss.isFinite, loss < 0.75 else {
          throw TutorialFit.NotTheSameWork(loss: history.training.loss.last, accuracy: nil)
        }
        // The networks begin with other weights: their losses are not to be compared.
        return nil
      })
  }

  /// The sequences of `train_lstm_torch.py`, labelled by whether the first feature's mean is above ½.
  private static func data() throws -> Dataset<Int> {
    let noise = Samples.noise(rows * steps * features, stream: 11).map { Float($0) }
    let labels = (0..<rows).map { row in
      let sum = (0..<steps).reduce(Float(0)) { $0 + noise[(row * steps + $1) * features] }
      return sum / Float(steps) > 0.5 ? 1 : 0
    }
    return try Dataset(
      inputs: Tensor(noise, shape: [rows, steps, features]), targets: labels, classes: [0, 1])
  }
}
