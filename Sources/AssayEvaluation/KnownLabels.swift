/// Arrays of a generic element that turn out to be of a known one.
///
/// A plain `as? [Int]` would cast element by element.
enum KnownLabels {
  /// The same array, where its elements are of the known type.
  static func cast<Label, Known>(_ labels: [Label], to type: Known.Type) -> [Known]? {
    guard Label.self == Known.self else { return nil }
    let array: Any = labels
    return array as? [Known]
  }

  /// Labels that are numbers with a point must be finite: NaN is not even equal to itself.
  static func check<Label>(finite labels: [Label], _ field: String) throws(EvaluationError) {
    if let numbers = cast(labels, to: Double.self) {
      try Columns.check(finite: numbers, field)
    } else if let numbers = cast(labels, to: Float.self),
      let bad = numbers.firstIndex(where: { !$0.isFinite })
    {
      throw .notFinite(field: field, index: bad, value: Double(numbers[bad]))
    }
  }
}
