extension RegressionValues {
  /// The statistics of all rows.
  public var statistics: RegressionStatistics {
    var result = RegressionStatistics()
    // The columns were checked when they came.
    try? result.update(
      truth: truth, predictions: predictions, weights: isWeighted ? weights : nil)
    return result
  }

  /// A metric's value with its interval: the metric's own where it has a formula, else from rows drawn
  /// anew.
  ///
  /// ```swift
  /// print(seen.estimate(.determination))   // R² 0.87 (0.82 to 0.91, 95 %, bootstrap of the rows, …)
  /// ```
  ///
  /// - Parameters:
  ///   - metric: What to read.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - resampling: How rows are drawn and ends read; there are no classes to be stratified by.
  public func estimate(
    _ metric: Metric<RegressionStatistics>, level: Double = 0.95,
    resampling: Resampling = Resampling()
  ) -> Estimate {
    let known = statistics.estimate(metric, level: level)
    guard known.missing == .rowsNotKept else { return known }
    let drawn = try? estimate(
      metric.name, title: metric.title, level: level, resampling: resampling
    ) { metric($0.statistics) }
    return drawn ?? known
  }

  /// Any number read from the rows, with its interval from rows drawn anew.
  ///
  /// ```swift
  /// let saved = try seen.estimate("d2_absolute_error_score") { try $0.pinballSaved() }
  /// let median = try seen.estimate("median_absolute_error") { $0.medianAbsoluteError }
  /// ```
  ///
  /// The order in which rows came does not show. Parameters as for
  /// ``Estimate/ofRows(_:name:title:weights:strata:level:resampling:_:)``.
  ///
  /// - Throws: ``EvaluationError/empty(field:)`` without rows, and what `reading` throws for all rows.
  public func estimate(
    _ name: String, title: String? = nil, level: Double = 0.95,
    resampling: Resampling = Resampling(),
    _ reading: @escaping @Sendable (RegressionValues) throws -> Double
  ) throws -> Estimate {
    var resampling = resampling
    resampling.isStratified = false
    let rows = sortedRows
    return try Estimate.ofRows(
      count, name: name, title: title, weights: isWeighted ? rows.map { $0[2] } : nil,
      level: level, resampling: resampling
    ) { weights in
      var drawn = RegressionValues()
      drawn.isWeighted = true
      for (row, weight) in zip(rows, weights) where weight != 0 {
        drawn.truth.append(row[0])
        drawn.predictions.append(row[1])
        drawn.weights.append(weight)
      }
      return try reading(drawn)
    }
  }
}
