internal import Assay

/// Data, and a network that learns from a part of it: the examples `Snippets/Digits.swift` and
/// `Snippets/AddingProblem.swift`, whose layers and settings these are.
struct LearningTask {
  /// The name, which `quality_keras.py` knows too.
  let name: String
  /// The accuracy that the project asks for on rows not seen, as a mean over seeds.
  let asked: Double
  /// The rows that a seed gives.
  let rows: (_ seed: Int) throws -> Rows
  /// The network that a seed gives, trained on them.
  let fit: (_ rows: Rows, _ seed: Int) throws -> Sequential

  /// Rows to learn from, rows that say when to stop, and rows to judge by.
  struct Rows {
    var train: Dataset<Int>
    var validation: Dataset<Int>?
    var test: Dataset<Int>
  }

  static var all: [LearningTask] {
    [
      digits("digits, CNN", asked: 0.985, epochs: 30) {
        Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
        Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
        MaxPool2D(2)
        Dropout(0.25)
        Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
        GlobalAveragePool2D()
        Dropout(0.25)
      },
      digits("digits, MLP", asked: 0.975, epochs: 60) {
        Flatten()
        Dense(256, activation: .relu)
        Dropout(0.4)
        Dense(128, activation: .relu)
        Dropout(0.4)
      },
      addingProblem("adding problem, LSTM") { LSTM(32) },
      addingProblem("adding problem, GRU") { GRU(32) },
    ]
  }

  /// The handwritten digits, three quarters of each to learn from.
  private static func digits(
    _ name: String, asked: Double, epochs: Int,
    @LayerBuilder _ layers: @escaping () -> [any Layer]
  ) -> LearningTask {
    LearningTask(name: name, asked: asked) { seed in
      let (train, test) = try Dataset.digits()
        .split(testFraction: 0.25, stratified: true, seed: UInt32(seed))
      return Rows(train: train, test: test)
    } fit: { rows, seed in
      var model = try Sequential(input: [8, 8, 1], seed: UInt64(seed)) {
        layers()
        Dense(10, activation: .softmax)
      }
      let steps = epochs * ((rows.train.count + 31) / 32)
      try model.fit(
        rows.train, epochs: epochs, loss: .categoricalCrossEntropy,
        optimizer: .adam().scheduled(.cosine(from: 0.003, over: steps)))
      return model
    }
  }

  /// Two numbers among a hundred, to be remembered and added.
  private static func addingProblem(
    _ name: String, @LayerBuilder _ layers: @escaping () -> [any Layer]
  ) -> LearningTask {
    LearningTask(name: name, asked: 0.98) { seed in
      let (seen, test) = Dataset.addingProblem(count: 12_000, steps: 100, seed: UInt64(seed))
        .split(at: 10_000)
      let (train, validation) = seen.split(at: 9_000)
      return Rows(train: train, validation: validation, test: test)
    } fit: { rows, seed in
      var model = try Sequential(input: [100, 2], seed: UInt64(seed)) {
        layers()
        Dense(1, activation: .sigmoid)
      }
      try model.fit(
        rows.train, validating: rows.validation, epochs: 30, batchSize: 64,
        loss: .binaryCrossEntropy,
        optimizer: .adam(learningRate: 0.02).clipped(.globalNorm(1)),
        callbacks: [.earlyStopping(patience: 10, restoresBest: true)])
      return model
    }
  }
}
