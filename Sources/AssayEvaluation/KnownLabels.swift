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
}
