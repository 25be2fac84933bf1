extension MetricDifference {
  /// Two models' results on the same folds of a cross-validation, compared by the corrected resampled
  /// t test.
  ///
  /// ```swift
  /// let difference = try MetricDifference(
  ///   "accuracy", firstName: "A", [0.85, 0.88, 0.83, 0.86, 0.84],
  ///   secondName: "B", [0.83, 0.85, 0.84, 0.83, 0.82], trainRows: 400, testRows: 100)
  /// print(difference.sentence())
  /// ```
  ///
  /// See ``TTest/init(ofFolds:trainRows:testRows:)`` for why a plain t test would not do.
  ///
  /// - Parameters:
  ///   - metric: The metric's name.
  ///   - goal: Which way it is better.
  ///   - firstName: What the first model is called.
  ///   - first: Its result on each fold; of repeated cross-validation, on each fold of each.
  ///   - secondName: What the second model is called.
  ///   - second: Its result on each fold, in the same order.
  ///   - trainRows: How many rows each fold learns from.
  ///   - testRows: How many rows each fold judges by.
  ///   - level: The level of the interval.
  /// - Throws: ``EvaluationError`` when lengths differ, there are fewer than two folds, a result is
  ///   not finite, or a number of rows is below 1.
  public init(
    _ metric: String, goal: MetricGoal = .maximize, firstName: String, _ first: [Double],
    secondName: String, _ second: [Double], trainRows: Int, testRows: Int, level: Double = 0.95
  ) throws(EvaluationError) {
    try Columns.check(second, "results of \(secondName)", like: first, "results of \(firstName)")
    try Columns.check(finite: first, "results of \(firstName)")
    try Columns.check(finite: second, "results of \(secondName)")
    guard first.count >= 2 else {
      throw .invalidParameter(name: "folds", value: "\(first.count)", expected: "at least 2")
    }
    for (name, rows) in [("trainRows", trainRows), ("testRows", testRows)] where rows < 1 {
      throw .invalidParameter(name: name, value: "\(rows)", expected: "at least 1")
    }
    let test = TTest(
      ofFolds: zip(first, second).map { $0 - $1 }, trainRows: trainRows, testRows: testRows)
    // Without spread nothing is known, unless the two are the same.
    let isKnown = test.standardError > 0 || test.mean == 0
    self.init(
      metric: metric, goal: goal, firstName: firstName, secondName: secondName,
      first: TTest(of: first).mean, second: TTest(of: second).mean,
      interval: test.standardError > 0 ? test.interval(level: level) : nil,
      pValue: isKnown ? test.pValue : nil, test: .foldT)
  }
}
