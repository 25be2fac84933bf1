import AssayCore

extension ClassifierStatistics {
  /// Adds a batch of rows.
  ///
  /// - Parameters:
  ///   - truth: the position of each row's class.
  ///   - outputs: row after row, 1 or ``classCount`` values each.
  ///   - width: values a row.
  ///   - weights: what each row counts; nil counts every row once.
  /// - Throws: ``EvaluationError`` when lengths do not fit, a position is no class, an output or a
  ///   weight is not finite, or (where losses are kept) an output is no probability. The
  ///   statistics are then unchanged.
  public mutating func update(
    truth: [Int32], outputs: [Double], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try outputs.withUnsafeBufferPointer { (outputs) throws(EvaluationError) in
      try updateWithWeights(truth, weights) {
        (statistics, truth, weights) throws(EvaluationError) in
        try statistics.update(truth: truth, outputs: outputs, width: width, weights: weights)
      }
    }
  }

  /// Adds a batch of rows of Float outputs, read as the Doubles they are.
  ///
  /// Parameters and errors as for Double.
  @_disfavoredOverload  // literals are Double
  public mutating func update(
    truth: [Int32], outputs: [Float], width: Int, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try outputs.withUnsafeBufferPointer { (outputs) throws(EvaluationError) in
      try updateWithWeights(truth, weights) {
        (statistics, truth, weights) throws(EvaluationError) in
        try statistics.update(truth: truth, outputs: outputs, width: width, weights: weights)
      }
    }
  }

  private mutating func updateWithWeights(
    _ truth: [Int32], _ weights: [Double]?,
    _ body: (inout Self, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Double>?)
      throws(EvaluationError) -> Void
  ) throws(EvaluationError) {
    try truth.withUnsafeBufferPointer { (truth) throws(EvaluationError) in
      guard let weights else { return try body(&self, truth, nil) }
      try weights.withUnsafeBufferPointer { (weights) throws(EvaluationError) in
        try body(&self, truth, weights)
      }
    }
  }

  /// Adds a batch of rows from memory, as training does: without allocation where only counts are
  /// kept.
  ///
  /// Parameters and errors as for arrays.
  public mutating func update(
    truth: UnsafeBufferPointer<Int32>, outputs: UnsafeBufferPointer<Float>, width: Int,
    weights: UnsafeBufferPointer<Double>? = nil
  ) throws(EvaluationError) {
    try add(truth, outputs, width, weights)
  }

  /// Adds a batch of rows from memory.
  ///
  /// Parameters and errors as for arrays.
  public mutating func update(
    truth: UnsafeBufferPointer<Int32>, outputs: UnsafeBufferPointer<Double>, width: Int,
    weights: UnsafeBufferPointer<Double>? = nil
  ) throws(EvaluationError) {
    try add(truth, outputs, width, weights)
  }

  /// Counts a batch of predicted positions, where there are no scores.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ, a position is no class, a weight is not
  ///   finite, or the statistics keep more than counts.
  public mutating func update(
    truth: [Int32], predictions: [Int32], weights: [Double]? = nil
  ) throws(EvaluationError) {
    guard parts == .counts else {
      throw .invalidParameter(
        name: "parts", value: "more than counts", expected: "counts alone, without scores")
    }
    try Columns.check(predictions, "predictions", like: truth, "truth")
    try Columns.check(weights: weights, like: truth.count, "truth")
    if weights == nil, cells.add(truth, predictions, width: classCount) { return }
    for (field, column) in [("truth", truth), ("predictions", predictions)] {
      if let bad = column.firstIndex(where: { !(0..<classCount).contains(Int($0)) }) {
        throw .unknownPosition(
          field: field, index: bad, position: Int(column[bad]), classCount: classCount)
      }
    }
    if weights != nil { cells.becomeWeighted() }
    for row in truth.indices {
      count(Int(truth[row]), Int(predictions[row]), weight: weights?[row])
    }
  }

  @inline(__always)
  private mutating func add<Output: RankableScore>(
    _ truth: UnsafeBufferPointer<Int32>, _ outputs: UnsafeBufferPointer<Output>, _ width: Int,
    _ weights: UnsafeBufferPointer<Double>?
  ) throws(EvaluationError) {
    if parts == .counts && width == 1 && classCount == 2 && weights == nil
      && truth.count == outputs.count && !cells.isWeighted && self.width <= 1
      && countPairs(truth, outputs)
    {
      self.width = 1
      return
    }
    try check(truth, outputs, width, weights)
    addRows(truth, outputs, width, weights)
  }

  /// Counts rows of two classes without a branch a row.
  ///
  /// - Returns: false, and nothing is counted, where a row is not sound.
  @inline(__always)
  private mutating func countPairs<Output: RankableScore>(
    _ truth: UnsafeBufferPointer<Int32>, _ outputs: UnsafeBufferPointer<Output>
  ) -> Bool {
    var positives: Int32 = 0
    var called: Int32 = 0
    var hits: Int32 = 0
    var strange: Int32 = 0
    guard truth.count < Int(Int32.max) else { return false }
    let largest = Output.greatestFiniteMagnitude
    for row in 0..<truth.count {
      let label = truth[row]
      let score = outputs[row]
      let isCalled: Int32 = Double(score) >= threshold ? 1 : 0
      strange |= (label & ~1) | (abs(score) <= largest ? 0 : 1)
      positives &+= label
      called &+= isCalled
      hits &+= label & isCalled
    }
    guard strange == 0 else { return false }
    cells.add(
      Int(Int32(truncatingIfNeeded: truth.count) - positives - called + hits),
      Int(called - hits), Int(positives - hits), Int(hits))
    return true
  }

  /// Throws at the first row that is not sound.
  private func check<Output: RankableScore>(
    _ truth: UnsafeBufferPointer<Int32>, _ outputs: UnsafeBufferPointer<Output>, _ width: Int,
    _ weights: UnsafeBufferPointer<Double>?
  ) throws(EvaluationError) {
    try OutputRows.checkShape(
      rows: truth.count, values: outputs.count, width: width, classCount: classCount,
      field: "outputs")
    if self.width != 0 && self.width != width {
      throw .wrongWidth(field: "outputs", width: width, expected: [self.width])
    }
    for row in 0..<truth.count where truth[row] < 0 || truth[row] >= classCount {
      throw .unknownPosition(
        field: "truth", index: row, position: Int(truth[row]), classCount: classCount)
    }
    for index in 0..<outputs.count where !outputs[index].isFinite {
      throw .notFinite(field: "outputs", index: index, value: Double(outputs[index]))
    }
    if parts.contains(.losses) {
      for index in 0..<outputs.count where outputs[index] < 0 || outputs[index] > 1 {
        throw .outOfRange(
          field: "probabilities", index: index, value: Double(outputs[index]), range: 0...1)
      }
    }
    if let weights {
      guard weights.count == truth.count else {
        throw .lengthsDiffer(
          field: "weights", count: weights.count, expected: truth.count, of: "truth")
      }
      for row in 0..<weights.count where !weights[row].isFinite {
        throw .notFinite(field: "weights", index: row, value: weights[row])
      }
    }
  }

  /// Adds rows known to be sound.
  private mutating func addRows<Output: RankableScore>(
    _ truth: UnsafeBufferPointer<Int32>, _ outputs: UnsafeBufferPointer<Output>, _ width: Int,
    _ weights: UnsafeBufferPointer<Double>?
  ) {
    guard truth.count > 0 else { return }
    self.width = width
    if parts.contains(.counts) {
      if weights != nil { cells.becomeWeighted() }
      for row in 0..<truth.count {
        count(
          Int(truth[row]), predicted(outputs, row: row, width: width), weight: weights?[row])
      }
    }
    if parts.contains(.curve) {
      if curves.isEmpty { curves = Array(repeating: ScoreCurve(), count: width) }
      for column in 0..<width {
        let position = Int32(width == 1 ? 1 : column)
        for row in 0..<truth.count {
          let score = Double(outputs[row * width + column])
          if let weights {
            curves[column].add(score, isPositive: truth[row] == position, weight: weights[row])
          } else {
            curves[column].add(score, isPositive: truth[row] == position)
          }
        }
        curves[column].settle()
      }
    }
    if parts.contains(.losses) {
      _ = losses.add(truth, .flat(outputs), width: width, weights: weights, epsilon: .ulpOfOne)
    }
  }

  /// The position a row is predicted to be.
  @inline(__always)
  func predicted<Output: RankableScore>(
    _ outputs: UnsafeBufferPointer<Output>, row: Int, width: Int
  ) -> Int {
    if width == 1 { return Double(outputs[row]) >= threshold ? 1 : 0 }
    var best = 0
    for column in 1..<width where outputs[row * width + column] > outputs[row * width + best] {
      best = column
    }
    return best
  }

  @inline(__always)
  private mutating func count(_ truth: Int, _ prediction: Int, weight: Double?) {
    let cell = truth * classCount + prediction
    if let weight { cells.add(cell, weight: weight) } else { cells.add(cell) }
  }
}
