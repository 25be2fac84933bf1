public import AssayDatasets

extension MLPClassifier {
  /// Learns and judges in turn, each fold being judged by what was learnt from the others.
  ///
  /// The folds are stratified: each has its share of every class; sets of labels are dealt out all
  /// alike. Standardisation, a validation part for early stopping and calibration come from the other
  /// folds alone. ``testFraction`` has no part in it: every fold is a test part once.
  ///
  /// - Parameters:
  ///   - rows: an array of rows of numbers, a `Dataset`, or a `Table`.
  ///   - labels: the class, or the set of labels, of each row.
  ///   - folds: the number of folds.
  ///   - classes: the classes in order; nil for those that occur, sorted.
  ///   - weights: what each row counts.
  ///   - callbacks: what looks on, in every training anew.
  /// - Throws: as `fit`, and `DatasetError` unless there are at least two folds, and one class at
  ///   least has as many rows.
  public func crossValidate<Target: ClassifierTarget>(
    _ rows: some FeatureRows, _ labels: [Target], folds: Int = 5, classes: [Target.Class]? = nil,
    weights: [Double]? = nil, callbacks: [any Callback] = []
  ) throws -> CrossValidation<Target> {
    try crossValidate(
      LabelledRows(try rows.features, labels, classes: classes, weights: weights), folds,
      callbacks)
  }

  /// Cross-validates on a data set, whose weights count.
  ///
  /// - Throws: as of rows and labels.
  public func crossValidate<Target: ClassifierTarget>(
    _ data: Dataset<Target>, folds: Int = 5, callbacks: [any Callback] = []
  ) throws -> CrossValidation<Target> {
    try crossValidate(LabelledRows(data), folds, callbacks)
  }

  /// Cross-validates on a table.
  ///
  /// - Throws: as of rows and labels.
  public func crossValidate(
    _ table: Table, label: String, ignoring ignored: [String] = [], folds: Int = 5,
    callbacks: [any Callback] = []
  ) throws -> CrossValidation<String> {
    try crossValidate(LabelledRows(table, label: label, ignoring: ignored), folds, callbacks)
  }

  private func crossValidate<Target: ClassifierTarget>(
    _ rows: LabelledRows<Target>, _ folds: Int, _ callbacks: [any Callback]
  ) throws -> CrossValidation<Target> {
    try check()
    return try CrossValidation(
      rows.folds(folds, seed: seed).map {
        try train(rows, learning: $0.train, judging: $0.test, callbacks)
      }, rows)
  }
}
