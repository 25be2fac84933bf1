internal import AssayCore
internal import AssayDatasets
public import AssayEvaluation

extension History {
  /// What the curves say: over-fitting with its epoch, under-fitting, a learning rate too high or too
  /// low, nothing learnt, and why validation looks better than training; the gravest first, and empty
  /// where nothing is to be said.
  ///
  /// ```swift
  /// for finding in history.diagnosis {
  ///   print(finding.text)                    // The validation loss rises since epoch 31, …
  ///   print(finding.remedy ?? "")            // Stop there (early stopping), or use a smaller …
  /// }
  /// ```
  ///
  /// See `LearningCurves.diagnosis` for when each is said.
  public var diagnosis: [LearningRemark] {
    LearningCurves(
      trainingLoss: training.loss, validationLoss: validation?.loss,
      trainingAccuracy: training.values["accuracy"],
      validationAccuracy: validation?.values["accuracy"], rows: rows, lossOfShares: lossOfShares
    ).diagnosis
  }

  /// Remembers what the diagnosis needs to know of the data.
  mutating func note<Target: LearnableTarget>(
    _ data: Dataset<Target>, validation: Dataset<Target>?, loss: some Loss, of model: Sequential,
    isWeighted: Bool
  ) {
    rows = validation.map { (data.count, $0.count) }
    // Weights and penalties move the loss away from the entropy; a hundredth of it is let pass.
    guard loss.isPlainCrossEntropy, !isWeighted, data.weights == nil,
      let counts = Target.counts(of: data)
    else { return }
    let shares = counts.filter { $0 > 0 }.map { Double($0) / Double(data.count) }
    let entropy = shares.reduce(0) { $0 - $1 * ElementaryFunctions.log($1) }
    let penalty = model.penalty.map { Double($0.scalar) } ?? 0
    if penalty <= 0.01 * entropy { lossOfShares = entropy }
  }
}

extension Loss {
  /// Whether the loss of a row is −ln of the probability of its class.
  fileprivate var isPlainCrossEntropy: Bool {
    switch self {
    case let loss as BinaryCrossEntropy: loss.labelSmoothing == 0
    case let loss as CategoricalCrossEntropy: loss.labelSmoothing == 0
    default: self is SparseCategoricalCrossEntropy
    }
  }
}
