/// Labels as positions among their classes.
package struct EncodedLabels<Label: Hashable & Sendable>: Sendable {
  /// The classes: those given, in their order, else those that occur, in natural order.
  package let classes: [Label]
  /// The position of each row's class.
  package let positions: [Int32]

  /// Finds the position of each label.
  ///
  /// - Throws: ``EvaluationError`` when a class is given twice, or a label is none of those given.
  package init(_ labels: [Label], classes: [Label]?) throws(EvaluationError) {
    if let classes {
      var index = try ClassIndex(given: classes)
      positions = try ConfusionMatrix.encode(labels, "labels", into: &index, isOpen: false)
      self.classes = classes
    } else {
      var index = ClassIndex<Label>()
      if let seen = FirstSeen(labels: labels) {
        for row in seen.rows { _ = index.insert(labels[row]) }
        positions = seen.renumbered(index.settle().map { Int32(truncatingIfNeeded: $0) })
      } else {
        var found = try ConfusionMatrix.encode(labels, "labels", into: &index, isOpen: true)
        FirstSeen.renumber(&found, with: index.settle().map { Int32(truncatingIfNeeded: $0) })
        positions = found
      }
      self.classes = index.classes
    }
  }

  /// The rows of each class, or their weight.
  func totals(weights: [Double]?) -> [Double] {
    var cells = Cells(count: classes.count)
    if let weights {
      cells.becomeWeighted()
      for row in positions.indices { cells.add(Int(positions[row]), weight: weights[row]) }
    } else {
      for position in positions { cells.add(Int(position)) }
    }
    return cells.values
  }

  /// In strict form classes must be given in natural order, as scikit-learn asks for them.
  func checkOrder(strict: Bool) throws(EvaluationError) {
    guard strict, NaturalOrder.sorted(classes) != classes else { return }
    throw .invalidParameter(
      name: "classes", value: EvaluationError.list(classes.map { String(describing: $0) }),
      expected: "the classes in natural order, and the columns in the same")
  }
}
