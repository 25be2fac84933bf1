internal import Assay

/// The tutorial's fit: 500 points of two circles, 2 → 100 → 1, Adam, batches of 32, 300 epochs.
enum TutorialFit {
  /// Without validation, and with it after each epoch; building the network is a part of the work.
  static func measurements() -> [Measurement] {
    [
      Measurement(name: "fit") { try fit(validates: false) },
      Measurement(name: "fit with validation") { try fit(validates: true) },
    ]
  }

  private static func fit(validates: Bool) throws -> Double {
    let (train, test) = circles
    var model = try Sequential(input: 2, seed: 1) {
      Dense(100, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    let history = try model.fit(
      train, validating: validates ? test : nil, epochs: 300, batchSize: 32,
      loss: .binaryCrossEntropy, optimizer: .adam(), metrics: [.accuracy])
    try check(history.training.loss, history.training[.accuracy])
    if validates { try check(history.validation?.loss ?? [], history.validation?[.accuracy] ?? []) }
    return history.training.loss.last ?? .nan
  }

  private static let circles = Dataset.circles(count: 1_000, noise: 0.1, seed: 1).split(at: 500)

  /// A fit that learned nothing is not the same work.
  private static func check(_ loss: [Double], _ accuracy: [Double]) throws(NotTheSameWork) {
    guard loss.count == 300, accuracy.count == 300, let loss = loss.last,
      let accuracy = accuracy.last, (0.34...0.42).contains(loss), (0.8...0.88).contains(accuracy)
    else { throw NotTheSameWork(loss: loss.last, accuracy: accuracy.last) }
  }

  struct NotTheSameWork: Error, CustomStringConvertible {
    let loss: Double?
    let accuracy: Double?

    var description: String {
      "the fit ended with loss \(loss ?? .nan), accuracy \(accuracy ?? .nan): not what it should"
    }
  }
}
