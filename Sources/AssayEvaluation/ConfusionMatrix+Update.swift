extension ConfusionMatrix {
  /// Counts a batch of rows.
  ///
  /// - Parameters:
  ///   - labels: the truth.
  ///   - predictions: what was predicted, one for each label.
  ///   - weights: what each row counts, one for each label; nil counts every row once.
  /// - Throws: ``EvaluationError`` when lengths differ, a weight or a label of Double or Float is
  ///   not finite, or a label is not one of the classes given; the matrix is then unchanged. A
  ///   batch may be empty, and may weigh nothing.
  public mutating func update(
    labels: [Label], predictions: [Label], weights: [Double]? = nil
  ) throws(EvaluationError) {
    try Columns.check(predictions, "predictions", like: labels, "labels")
    try KnownLabels.check(finite: labels, "labels")
    try KnownLabels.check(finite: predictions, "predictions")
    try Columns.check(weights: weights, like: labels.count, "labels")
    if weights == nil, count(labels, predictions) { return }

    var newIndex = index
    var truth = try Self.encode(labels, "labels", into: &newIndex, isOpen: isOpen)
    var predicted = try Self.encode(predictions, "predictions", into: &newIndex, isOpen: isOpen)

    if newIndex.classes.count > classes.count {
      let moved = newIndex.settle()
      adopt(newIndex, moved: moved)
      let positions = moved.map { Int32(truncatingIfNeeded: $0) }
      FirstSeen.renumber(&truth, with: positions)
      FirstSeen.renumber(&predicted, with: positions)
    }
    let width = classes.count
    if let weights {
      storage.becomeWeighted()
      for row in truth.indices {
        storage.add(Int(truth[row]) * width + Int(predicted[row]), weight: weights[row])
      }
    } else {
      storage.add(rows: truth, columns: predicted, width: width)
    }
  }

  /// Adds what another matrix has seen; classes are united by name.
  ///
  /// Classes given to either keep their order; further ones follow in natural order.
  public mutating func merge(_ other: ConfusionMatrix) {
    if givenPositive == nil { givenPositive = other.givenPositive }
    if classes == other.classes {
      index = index.givenCount >= other.index.givenCount ? index : other.index
      storage.merge(other.storage) { $0 }
      return
    }
    // The one that was given classes sets the order, whichever side it is on.
    var united = index.givenCount > 0 ? index : other.index
    for label in index.classes { _ = united.insert(label) }
    for label in other.index.classes { _ = united.insert(label) }
    _ = united.settle()
    adopt(united, moved: classes.map { united.position(of: $0) ?? 0 })
    let width = other.classes.count
    let moved = other.classes.map { united.position(of: $0) ?? 0 }
    let newWidth = classes.count
    storage.merge(other.storage) { cell in
      moved[cell / width] * newWidth + moved[cell % width]
    }
  }

  /// Takes an index with more classes, in which the old class i is now at `moved[i]`.
  mutating func adopt(_ newIndex: ClassIndex<Label>, moved: [Int]) {
    let width = classes.count
    let newWidth = newIndex.classes.count
    storage = storage.spread(over: newWidth * newWidth) { cell in
      moved[cell / width] * newWidth + moved[cell % width]
    }
    index = newIndex
  }
}
