/// Which of two classes is the positive one.
enum PositiveClass {
  /// The position of the positive class among the classes seen, in natural order.
  ///
  /// The one given, else `true` of flags, 1 of {0, 1} and {-1, 1}, and the last of two classes.
  ///
  /// - Returns: the label; it may not occur, when at most one class does.
  static func determine<Label: Hashable & Sendable>(
    given: Label?, among classes: [Label]
  ) throws(EvaluationError) -> Label {
    func names() -> [String] { classes.map { String(describing: $0) } }
    if let given {
      guard classes.count < 2 || classes.contains(given) else {
        throw .unknownPositiveClass(label: String(describing: given), classes: names())
      }
      return given
    }
    guard classes.count <= 2 else { throw .notBinary(classes: names()) }
    if let yes = true as? Label { return yes }
    let numbers = classes.compactMap(integer)
    if numbers.count == classes.count, numbers.allSatisfy({ (-1...1).contains($0) }),
      !(numbers.contains(0) && numbers.contains(-1)), let one = one(of: Label.self)
    {
      return one
    }
    guard classes.count == 2 else { throw .positiveClassNeeded(classes: names()) }
    return classes[1]
  }

  private static func integer<Label>(_ label: Label) -> Int? {
    guard let number = label as? any BinaryInteger else { return nil }
    return Int(exactly: number)
  }

  private static func one<Label>(of type: Label.Type) -> Label? {
    guard let numbers = type as? any BinaryInteger.Type else { return nil }
    return numbers.init(exactly: 1) as? Label
  }
}
