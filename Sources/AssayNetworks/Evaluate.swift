public import AssayDatasets
public import AssayEvaluation
internal import AssayTensors

extension Sequential {
  /// Judges the network on labelled rows.
  ///
  /// The same accumulators as in `fit` and in the functions on arrays: the numbers equal those of
  /// predicting first and scoring then, exactly, and do not depend on batches or on the order of
  /// rows. The weights of the data count.
  ///
  /// - Parameters:
  ///   - data: the rows; their classes, in order, are what the outputs stand for.
  ///   - positive: the positive class; nil for the last.
  ///   - threshold: where a single output becomes the second class.
  /// - Throws: ``NetworkError`` and `EvaluationError` when data and network do not fit.
  public func evaluate<Label: ClassLabel & LearnableTarget>(
    _ data: Dataset<Label>, positive: Label? = nil, threshold: Double = 0.5
  ) throws -> ClassifierEvaluation<Label> where Label.Statistics == ClassifierStatistics {
    _ = try Label.statistics(classes: data.classes, outputs: outputShape, parts: .counts)
    let position = try positive.map { label in
      guard let position = data.classes.firstIndex(of: label) else {
        throw EvaluationError.unknownPositiveClass(
          label: "\(label)", classes: data.classes.map { "\($0)" })
      }
      return position
    }
    var statistics = try ClassifierStatistics(
      classCount: data.classes.count, positive: position, threshold: threshold)
    try judge(data, into: &statistics)
    let majority = training?.majority.flatMap {
      data.classes.indices.contains($0) ? data.classes[$0] : nil
    }
    return try ClassifierEvaluation(
      statistics: statistics, classes: data.classes, trainingMajority: majority)
  }

  /// Judges the network on rows with sets of labels; each is called where its score is at least ½.
  ///
  /// - Throws: as for labels.
  public func evaluate<Label: ClassLabel>(
    _ data: Dataset<Set<Label>>
  ) throws -> MultilabelEvaluation<Label> {
    try MultilabelEvaluation(statistics: statistics(on: data), classes: data.classes)
  }

  /// Judges the network on rows with any kind of target.
  public func statistics<Target: LearnableTarget>(
    on data: Dataset<Target>
  ) throws -> Target.Statistics {
    var statistics = try Target.statistics(
      classes: data.classes, outputs: outputShape, parts: .all)
    try judge(data, into: &statistics)
    return statistics
  }

  private func judge<Target: LearnableTarget>(
    _ data: Dataset<Target>, into statistics: inout Target.Statistics
  ) throws {
    guard data.inputShape == inputShape else {
      throw NetworkError.dataShape(rows: data.inputShape, network: inputShape)
    }
    guard data.count > 0 else { throw NetworkError.noRows("the data set to judge by") }
    try check(data.inputs)
    let encoded = data.encodedTargets
    try forEachChunk(of: data.inputs) { range, scores in
      try encoded.rows(range).withScalars { truth in
        try scores.withScalars { scores in
          guard let weights = data.weights else {
            return try Target.update(
              &statistics, truth: truth, outputs: scores, rows: range.count, weights: nil)
          }
          try Array(weights[range]).withUnsafeBufferPointer {
            try Target.update(
              &statistics, truth: truth, outputs: scores, rows: range.count, weights: $0)
          }
        }
      }
    }
  }
}
