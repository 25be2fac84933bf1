public import AssayTensors

/// What a data set holds for each row to be predicted; its type says which kind of task it is.
///
/// | target | task | ``Class`` | encoded for a loss |
/// |---|---|---|---|
/// | ``ClassLabel``: `Int`, `String`, `Bool`, your enum | one class a row | itself | position, [n, 1] |
/// | `Set` of labels | any number of classes a row | the label | 0 or 1 for each class, [n, k] |
/// | `Float`, `Double` | regression | `Never` | the number, [n, 1] |
/// | ``Mask`` | a class for each pixel | `Never` | 0 or 1, [n, h, w, 1] |
public protocol DatasetTarget: Equatable, Sendable {
  /// The classes among which a target chooses; `Never` where there are none.
  associatedtype Class: Hashable, Sendable

  /// The classes that targets imply, in order; nil if their type has no order and they must be given.
  static func classes(of targets: [Self]) -> [Class]?

  /// The targets as numbers, one row each, in the form that losses take.
  ///
  /// - Throws: `DatasetError` with the row of a target that is no class, no finite number, or has
  ///   another size than the rest.
  static func encode(_ targets: [Self], classes: [Class]) throws(DatasetError) -> Tensor

  /// A number for each encoded row, equal for rows that a stratified split treats alike; nil if
  /// there is no such thing. The numbers' order is that of scikit-learn's sorted labels.
  static func strata(_ encoded: Tensor) -> [Int]?
}

extension DatasetTarget {
  /// No strata.
  public static func strata(_ encoded: Tensor) -> [Int]? { nil }
}

extension DatasetTarget where Class == Never {
  /// No classes.
  public static func classes(of targets: [Self]) -> [Never]? { [] }
}

extension DatasetTarget where Self: BinaryFloatingPoint {
  /// The numbers themselves, [n, 1].
  ///
  /// - Throws: `DatasetError.targetNotFinite` for NaN, infinities and what no Float can hold.
  public static func encode(
    _ targets: [Self], classes: [Never]
  ) throws(DatasetError) -> Tensor {
    for (row, target) in targets.enumerated() where !Float(target).isFinite {
      throw .targetNotFinite(row: row, value: Double(target))
    }
    return Tensor(targets.map { Float($0) }, shape: [targets.count, 1])
  }
}

extension Float: DatasetTarget {
  /// Numbers have no classes.
  public typealias Class = Never
}

extension Double: DatasetTarget {
  /// Numbers have no classes.
  public typealias Class = Never
}
