extension Estimate {
  /// Any number read from rows, with its interval from rows drawn anew.
  ///
  /// A row that is drawn twice weighs twice, one that is not drawn weighs nothing: so every one-shot
  /// function that takes weights has an interval.
  ///
  /// ```swift
  /// let area = try Estimate.ofRows(truth.count, name: "roc_auc_ovr") { weights in
  ///   try rocAUC(labels: truth, scores: scores, multiClass: .oneVsRest, weights: weights)
  /// }
  /// let saved = try Estimate.ofRows(truth.count, name: "d2_absolute_error_score") { weights in
  ///   try d2AbsoluteErrorScore(truth: truth, predictions: predictions, weights: weights)
  /// }
  /// ```
  ///
  /// The largest of something (``maxError(truth:predictions:weights:strict:)``) has no such interval:
  /// no resample holds a row that is worse than the worst.
  ///
  /// SciPy: `bootstrap` of row numbers. Source: B. Efron, *Bootstrap methods: another look at the
  /// jackknife*, 1979.
  ///
  /// - Parameters:
  ///   - count: How many rows there are.
  ///   - name: The number's name.
  ///   - title: Its name for people; nil for `name`.
  ///   - weights: What each row counts: drawn rows bring theirs along. nil for once.
  ///   - strata: A number for each row, such as its class: where `resampling` is stratified, rows of
  ///     one number are drawn among each other.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - resampling: How rows are drawn and ends read. BCa leaves out each row in turn.
  ///   - reading: Reads the number under weights. It is called from several threads at once; where it
  ///     throws for a resample the number is undefined there.
  /// - Returns: The estimate; for more rows than can be drawn without interval,
  ///   ``Estimate/MissingInterval/tooManyRows``.
  /// - Throws: ``EvaluationError`` without rows, where weights or strata are not one for each row or
  ///   strata are missing, and what `reading` throws for all rows.
  public static func ofRows(
    _ count: Int, name: String, title: String? = nil, weights: [Double]? = nil,
    strata: [Int]? = nil, level: Double = 0.95, resampling: Resampling = Resampling(),
    _ reading: @escaping @Sendable (_ weights: [Double]) throws -> Double
  ) throws -> Estimate {
    try Columns.check(weights: weights, like: count, "rows")
    return try DrawnWeights(
      rows: count, weights: weights, strata: resampling.isStratified ? strata : nil,
      isStratified: resampling.isStratified
    ).estimate(name, title, level, resampling, reading)
  }

  /// Any number read from rows, with its interval from rows drawn anew, given as the positions of the
  /// rows drawn: for what takes no weights.
  ///
  /// ```swift
  /// let area = try Estimate.ofDrawnRows(truth.count, name: "roc_auc_ovo") { rows in
  ///   try rocAUC(
  ///     labels: rows.map { truth[$0] }, scores: rows.map { scores[$0] }, multiClass: .oneVsOne)
  /// }
  /// ```
  ///
  /// The draws are those of ``ofRows(_:name:title:weights:strata:level:resampling:_:)``, which says the
  /// rest.
  ///
  /// - Parameter reading: Reads the number of some rows: a row drawn twice is there twice, in
  ///   ascending order.
  public static func ofDrawnRows(
    _ count: Int, name: String, title: String? = nil, strata: [Int]? = nil,
    level: Double = 0.95, resampling: Resampling = Resampling(),
    _ reading: @escaping @Sendable (_ rows: [Int]) throws -> Double
  ) throws -> Estimate {
    try ofRows(
      count, name: name, title: title, strata: strata, level: level, resampling: resampling
    ) { weights in
      try reading(weights.indices.flatMap { repeatElement($0, count: Int(weights[$0])) })
    }
  }

  /// Any number read from rows, with its interval from groups of rows drawn anew as a whole.
  ///
  /// ``ofRows(_:name:title:weights:strata:level:resampling:_:)`` for rows of patients, users or
  /// images: rows of one group stay together. Groups are never stratified.
  ///
  /// - Parameter groups: The group of each row.
  /// - Returns: The estimate; with fewer than two groups without interval,
  ///   ``Estimate/MissingInterval/tooFewGroups(_:)``.
  /// - Throws: ``EvaluationError`` without rows, for a group that is a number that is not finite,
  ///   where weights are not one for each row, and what `reading` throws for all rows.
  public static func ofGroups<Group: Hashable & Sendable>(
    _ groups: [Group], name: String, title: String? = nil, weights: [Double]? = nil,
    level: Double = 0.95, resampling: Resampling = Resampling(),
    _ reading: @escaping @Sendable (_ weights: [Double]) throws -> Double
  ) throws -> Estimate {
    try KnownLabels.check(finite: groups, "groups")
    try Columns.check(weights: weights, like: groups.count, "groups")
    return try DrawnWeights(groups: groups, weights: weights)
      .estimate(name, title, level, resampling, reading)
  }
}
