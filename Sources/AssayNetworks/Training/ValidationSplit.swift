public import AssayDatasets
public import AssayEvaluation

/// Which rows `fit` keeps aside to judge by.
///
/// The part is rounded up to whole rows where they are drawn. The rows drawn follow from the network's
/// seed: a second `fit` with the same data keeps the same rows aside.
public enum ValidationSplit: Hashable, Sendable {
  /// Rows drawn from all alike.
  case shuffled(Double)
  /// Rows drawn so that every class has its share.
  case stratified(Double)
  /// The last rows, as they stand: what Keras's `validation_split` does. Rows that are sorted by class
  /// then lead to a warning in ``History/warnings``.
  case last(Double)

  /// The part of the rows.
  public var fraction: Double {
    switch self {
    case .shuffled(let fraction), .stratified(let fraction), .last(let fraction): fraction
    }
  }

  /// The rows to learn from and those to judge by.
  func parts<Target>(
    of data: Dataset<Target>, seed: UInt64
  ) throws(DatasetError) -> (train: Dataset<Target>, test: Dataset<Target>) {
    let seed = UInt32(truncatingIfNeeded: seed)
    switch self {
    case .shuffled:
      return try data.split(testFraction: fraction, seed: seed)
    case .stratified:
      return try data.split(testFraction: fraction, stratified: true, seed: seed)
    case .last:
      guard fraction > 0, fraction < 1 else { throw .testFraction(fraction) }
      let position = Int((Double(data.count) * (1 - fraction)).rounded(.down))
      guard position > 0, position < data.count else {
        throw .tooFewRows(rows: data.count, train: position, test: data.count - position)
      }
      return (data[..<position], data[position...])
    }
  }
}

extension Sequential {
  /// Trains the network on a part of the rows, and judges it by the others after every epoch.
  ///
  /// ```swift
  /// let history = try model.fit(
  ///   data, validationSplit: .stratified(0.2), epochs: 100, loss: .binaryCrossEntropy)
  /// ```
  ///
  /// Everything else is as in `fit(_:validating:…)`.
  ///
  /// Keras: `fit(validation_split=0.2)` takes the last rows, as `.last(0.2)`.
  ///
  /// - Parameters:
  ///   - data: all the rows.
  ///   - validationSplit: which of them are kept aside.
  /// - Throws: `DatasetError` for a part outside (0, 1) or without rows, or of a class with too few;
  ///   and as the other `fit`.
  @discardableResult
  public mutating func fit<Target: LearnableTarget>(
    _ data: Dataset<Target>, validationSplit: ValidationSplit, epochs: Int = 1,
    batchSize: Int = 32, shuffles: Bool = true, loss: some Loss,
    optimizer: some Optimizer = .adam(), metrics: [Metric<Target.Statistics>] = [],
    classWeights: [Target.Class: Double] = [:], exactTrainingMetrics: Bool = false,
    callbacks: [any Callback] = [], checkpoint: Checkpoint? = nil
  ) throws -> History<Target.Statistics> {
    let (train, validation) = try validationSplit.parts(of: data, seed: seed)
    var history = try fit(
      train, validating: validation, epochs: epochs, batchSize: batchSize, shuffles: shuffles,
      loss: loss, optimizer: optimizer, metrics: metrics, classWeights: classWeights,
      exactTrainingMetrics: exactTrainingMetrics, callbacks: callbacks,
      checkpoint: checkpoint)
    if case .last = validationSplit, let warning = SortedRows.warning(train, validation) {
      history.warnings.append(warning)
    }
    return history
  }
}
