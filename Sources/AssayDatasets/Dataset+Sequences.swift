extension Dataset {
  /// Takes sequences of tokens of different lengths, padded to one: inputs [n, length].
  ///
  /// ```swift
  /// let padding = SequencePadding(length: 200)
  /// let reviews = try Dataset(sequences: tokens, padding: padding, targets: labels)
  /// ```
  ///
  /// - Parameters:
  ///   - sequences: the tokens of each row.
  ///   - padding: how they come to one length; Keras's defaults unless said otherwise.
  /// - Throws: `DatasetError`, as from a tensor and from padding.
  public init(
    sequences: [[Int]], padding: SequencePadding = SequencePadding(), targets: [Target],
    classes: [Target.Class]? = nil, weights: [Double]? = nil
  ) throws(DatasetError) {
    try self.init(
      inputs: try padding.tensor(sequences), targets: targets, classes: classes, weights: weights)
  }

  /// Takes sequences of steps of different lengths, padded to one: inputs [n, length, features].
  ///
  /// - Parameters:
  ///   - sequences: the steps of each row, each step with the same number of features.
  ///   - padding: how they come to one length; Keras's defaults unless said otherwise.
  ///   - columns: the names of the features.
  /// - Throws: `DatasetError`, as from a tensor and from padding.
  public init(
    sequences: [[[Float]]], padding: SequencePadding = SequencePadding(), targets: [Target],
    classes: [Target.Class]? = nil, weights: [Double]? = nil, columns: [String]? = nil
  ) throws(DatasetError) {
    try self.init(
      inputs: try padding.tensor(sequences), targets: targets, classes: classes, weights: weights,
      columns: columns)
  }
}
