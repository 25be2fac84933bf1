public import AssayTensors

/// A set of labels is a target: any number of classes may be true of a row (multilabel).
extension Set: DatasetTarget where Element: ClassLabel {
  /// The classes are the labels that sets hold.
  public typealias Class = Element

  /// The labels that occur in any set, in order; nil if their type has no order.
  public static func classes(of targets: [Set<Element>]) -> [Element]? {
    Element.order(targets.reduce(into: []) { $0.formUnion($1) })
  }

  /// 1 where a row's set holds the class, else 0, [n, classes].
  ///
  /// - Throws: `DatasetError.unknownClass` with the row of a label that is no class.
  public static func encode(
    _ targets: [Set<Element>], classes: [Element]
  ) throws(DatasetError) -> Tensor {
    let positions = Element.positions(of: classes)
    var encoded = [Float](repeating: 0, count: targets.count * classes.count)
    for (row, labels) in targets.enumerated() {
      // among several unknown labels the one named must not depend on the order of a set
      let unknown = labels.filter { positions[$0] == nil }.map { "\($0)" }.min()
      if let unknown {
        throw .unknownClass(row: row, label: unknown, classes: classes.map { "\($0)" })
      }
      for label in labels {
        if let position = positions[label] { encoded[row * classes.count + position] = 1 }
      }
    }
    return Tensor(encoded, shape: [targets.count, classes.count])
  }

  /// Each combination of labels is a stratum.
  public static func strata(_ encoded: Tensor) -> [Int]? {
    let classes = encoded.shape.columns
    let combinations = encoded.withScalars { scalars in
      (0..<encoded.shape[0]).map { row in
        scalars[row * classes..<(row + 1) * classes].map { $0 == 1 }
      }
    }
    let sorted = Set<[Bool]>(combinations).sorted {
      $0.lexicographicallyPrecedes($1) { !$0 && $1 }
    }
    let ranks = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
    return combinations.map { ranks[$0] ?? 0 }
  }
}
