/// What the last `fit` of a network left behind, for the next one and for files.
struct TrainingState: Sendable {
  /// The optimizer's settings, steps and slots.
  var optimizer: OptimizerState
  /// Epochs that were run so far, by this optimizer.
  var epochCount: Int
  /// What turns the outputs into probabilities, when the loss took logits.
  var link: OutputLink
  /// The position of the class most frequent in training.
  var majority: Int?
}

/// What turns the outputs of a network into the scores it answers with.
enum OutputLink: String, Sendable, Codable {
  /// The outputs are the scores.
  case identity
  /// The outputs are logits, each by itself.
  case sigmoid
  /// The outputs of a row are logits of its classes.
  case softmax

  init(for loss: any Loss) {
    switch loss.prediction {
    case .binaryLogits: self = .sigmoid
    case .categoricalLogits: self = .softmax
    case .probabilities, .numbers: self = .identity
    }
  }
}
