public import AssayDatasets
public import AssayTensors

/// The answers of a network: one number or several a row, as Doubles.
///
/// ```swift
/// let scores = try model.predict(test)
/// scores.values                              // one output: the probabilities, row by row
/// scores[3]                                  // the numbers of row 3
/// ```
public struct Scores: Hashable, Sendable {
  /// All numbers, row after row.
  public let values: [Double]
  /// Numbers a row.
  public let width: Int

  /// Wraps numbers, row after row.
  public init(values: [Double], width: Int) {
    precondition(width > 0 && values.count.isMultiple(of: width))
    self.values = values
    self.width = width
  }

  /// The number of rows.
  public var count: Int { values.count / width }

  /// The numbers of a row.
  public subscript(row: Int) -> ArraySlice<Double> {
    values[(row * width)..<((row + 1) * width)]
  }

  /// One number of every row.
  public func column(_ index: Int) -> [Double] {
    precondition((0..<width).contains(index), "column \(index) of \(width)")
    return stride(from: index, to: values.count, by: width).map { values[$0] }
  }

  /// The position of the class that each row speaks for: of one number 1 where it is at least the
  /// threshold, else 0; of several that of the greatest, the first among equals.
  func classPositions(threshold: Double = 0.5) -> [Int] {
    (0..<count).map { row in
      let values = self[row]
      guard width > 1 else { return (values.first ?? 0) >= threshold ? 1 : 0 }
      var best = values.startIndex
      for index in values.indices where values[index] > values[best] { best = index }
      return best - values.startIndex
    }
  }
}

extension Sequential {
  /// The scores for rows of inputs, [rows, …].
  ///
  /// A network trained by a loss of logits answers with the probabilities they stand for. A row's
  /// scores do not depend on the other rows.
  ///
  /// - Throws: ``NetworkError`` for rows of another shape than the network was built for, and for
  ///   NaN or infinite inputs.
  public func predict(_ inputs: Tensor) throws -> Scores {
    guard inputs.rank > 0, inputs.shape.withoutFirst == inputShape else {
      throw NetworkError.dataShape(
        rows: inputs.rank > 0 ? inputs.shape.withoutFirst : inputs.shape, network: inputShape)
    }
    let columns = max(inputShape.count, 1)
    if let index = inputs.firstNotFinite {
      throw NetworkError.inputNotFinite(
        row: index / columns, column: index % columns, value: inputs.withScalars { $0[index] })
    }
    try check(inputs)
    var values: [Double] = []
    values.reserveCapacity(inputs.shape[0] * outputShape.count)
    forEachChunk(of: inputs) { _, scores in
      scores.withScalars { values.append(contentsOf: $0.lazy.map(Double.init)) }
    }
    return Scores(values: values, width: max(outputShape.count, 1))
  }

  /// The scores for the rows of a data set.
  public func predict(_ data: Dataset<some DatasetTarget>) throws -> Scores {
    try predict(data.inputs)
  }

  /// The position of the predicted class for each row: with one output 1 where the score is at least
  /// the threshold, else 0; with several that of the greatest, the first among equals.
  public func predictClasses(_ inputs: Tensor, threshold: Double = 0.5) throws -> [Int] {
    try predict(inputs).classPositions(threshold: threshold)
  }

  /// The predicted label for each row of a data set.
  public func predictClasses<Label: ClassLabel>(
    _ data: Dataset<Label>, threshold: Double = 0.5
  ) throws -> [Label] {
    _ = try Label.statistics(classes: data.classes, outputs: outputShape, parts: .counts)
    return try predictClasses(data.inputs, threshold: threshold).map { data.classes[$0] }
  }

  /// Rows that are answered in one piece.
  ///
  /// What counts is the layer with the most outputs: images have many more numbers after a convolution.
  /// Layers within layers are not looked at.
  var rowsAtOnce: Int {
    let width = shapes.reduce(Swift.max(inputShape.count, 1)) { Swift.max($0, $1.count) }
    return Swift.max(32, Swift.min(8_192, (1 << 20) / width))
  }

  /// Answers in pieces, so that no more memory is needed than a piece takes.
  func forEachChunk(
    of inputs: Tensor, _ body: (Range<Int>, Tensor) throws -> Void
  ) rethrows {
    let link = training?.link ?? .identity
    let (rows, size) = (inputs.shape[0], rowsAtOnce)
    for start in stride(from: 0, to: rows, by: size) {
      let range = start..<Swift.min(start + size, rows)
      var pass = Pass.inference
      try body(range, link.scores(of: forward(inputs.rows(range), &pass)))
    }
  }
}
