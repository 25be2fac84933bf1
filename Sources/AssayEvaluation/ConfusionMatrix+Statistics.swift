extension ConfusionMatrix {
  /// The statistics of a classifier that hold these counts, and neither curves nor losses.
  ///
  /// - Parameter positive: the positive class.
  /// - Throws: ``EvaluationError`` for fewer than two classes, or a positive class that is none.
  package func statistics(positive: Label) throws(EvaluationError) -> ClassifierStatistics {
    guard let position = index.position(of: positive) else {
      throw .unknownPositiveClass(label: String(describing: positive), classes: index.names)
    }
    var statistics = try ClassifierStatistics(
      classCount: classes.count, positive: position, parts: .counts)
    statistics.cells = storage
    statistics.zeroDivision = zeroDivision
    return statistics
  }
}
