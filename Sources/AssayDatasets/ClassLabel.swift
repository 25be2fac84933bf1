public import AssayTensors

/// The name of a class: `Int`, `String`, `Bool`, or an enum of yours.
///
/// ```swift
/// enum Species: String, CaseIterable, ClassLabel { case setosa, versicolor, virginica }
/// ```
///
/// A type that is `CaseIterable` has all its cases as classes, one that is `Comparable` those that
/// occur, sorted. Of another type the classes must be given to the data set.
public protocol ClassLabel: DatasetTarget, Hashable where Class == Self {
  /// The classes that some labels imply, in order; nil if the type has no order.
  static func order(_ labels: Set<Self>) -> [Self]?
}

extension ClassLabel {
  /// No order: the classes must be given.
  public static func order(_ labels: Set<Self>) -> [Self]? { nil }

  /// The classes in order.
  public static func classes(of targets: [Self]) -> [Self]? { order(Set(targets)) }

  /// The positions of the labels among the classes, [n, 1].
  ///
  /// - Throws: `DatasetError.unknownClass` with the row of a label that is no class.
  public static func encode(_ targets: [Self], classes: [Self]) throws(DatasetError) -> Tensor {
    let positions = positions(of: classes)
    var encoded: [Float] = []
    encoded.reserveCapacity(targets.count)
    for (row, label) in targets.enumerated() {
      guard let position = positions[label] else {
        throw .unknownClass(row: row, label: "\(label)", classes: classes.map { "\($0)" })
      }
      encoded.append(Float(position))
    }
    return Tensor(encoded, shape: [targets.count, 1])
  }

  /// Each class is a stratum.
  public static func strata(_ encoded: Tensor) -> [Int]? {
    encoded.withScalars { $0.map { Int($0) } }
  }

  /// Where each class stands.
  static func positions(of classes: [Self]) -> [Self: Int] {
    Dictionary(zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
  }
}

extension ClassLabel where Self: Comparable {
  /// The labels that occur, sorted.
  public static func order(_ labels: Set<Self>) -> [Self]? { labels.sorted() }
}

extension ClassLabel where Self: CaseIterable {
  /// All cases, as they are declared.
  public static func order(_ labels: Set<Self>) -> [Self]? { Array(allCases) }
}

extension ClassLabel where Self: CaseIterable & Comparable {
  /// All cases, sorted.
  public static func order(_ labels: Set<Self>) -> [Self]? { allCases.sorted() }
}

extension Int: ClassLabel {}

extension String: ClassLabel {}

extension Bool: ClassLabel {
  /// False before true, whichever occur.
  public static func order(_ labels: Set<Bool>) -> [Bool]? { [false, true] }
}
