import AssayDatasets
import TestSupport

/// What scikit-learn's `MLPClassifier` reaches, over twenty seeds, and how it gets there from known
/// weights: `Tests/Golden/golden_estimator.py`.
struct EstimatorGolden: Decodable {
  struct Case: Decodable {
    let name: String
    let testFraction: Double
    let splitSeed: UInt32
    let hidden: [Int]
    let activation: String
    let alpha: Float
    let batchSize: Int
    let epochs: Int
    let accuracies: [Double]
    let logLosses: [Double]
    let inputs: [Double]?
    let labels: [Int]?

    private enum CodingKeys: String, CodingKey {
      case name, hidden, activation, alpha, epochs, accuracies, inputs, labels
      case testFraction = "test_fraction"
      case splitSeed = "split_seed"
      case batchSize = "batch_size"
      case logLosses = "log_losses"
    }

    /// All rows.
    func data() throws -> Dataset<Int> {
      if let inputs, let labels {
        return try Dataset(
          inputs: inputs, width: inputs.count / labels.count, targets: labels)
      }
      return name == "digits"
        ? .digits() : .circles(count: 400, noise: 0.15, factor: 0.6, seed: 1)
    }
  }

  struct Balanced: Decodable {
    let labels: [Int]
    let weights: [Double]
  }

  /// The losses of every epoch from known weights, rows in order.
  struct Course<Label: Decodable & Sendable>: Decodable {
    let name: String
    let alpha: Float
    let batchSize: Int
    let learningRate: Float
    let optimizer: String
    let inputs: [[Double]]
    let labels: [Label]
    let kernels: [[Float]]
    let biases: [[Float]]
    let losses: [Double]
    let probabilities: [[Double]]
    let predictions: [Label]

    private enum CodingKeys: String, CodingKey {
      case name, alpha, optimizer, inputs, labels, kernels, biases, losses, probabilities
      case predictions
      case batchSize = "batch_size"
      case learningRate = "learning_rate"
    }
  }

  struct Courses: Decodable {
    let labels: [Course<Int>]
    let sets: [Course<Set<Int>>]
  }

  let cases: [Case]
  let courses: Courses
  let balanced: Balanced
  let folds: [[Int]]

  static let golden = Result { try Golden.load("estimator.json", as: EstimatorGolden.self) }
}
