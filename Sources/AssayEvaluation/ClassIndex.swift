/// Classes in order, and the position of each.
///
/// Classes given keep their order and come first; classes found in the data follow in natural
/// order, which does not depend on when they were seen.
struct ClassIndex<Label: Hashable & Sendable>: Sendable {
  private(set) var classes: [Label] = []
  /// How many of the first classes were given, in an order that stays.
  private(set) var givenCount = 0
  /// Position by label, kept once there are too many classes to look through.
  private var positions: [Label: Int] = [:]

  private static var fewEnoughToScan: Int { 6 }

  init() {}

  /// Classes in a given order; a repeated one is an error.
  init(given: [Label]) throws(EvaluationError) {
    for label in given {
      guard position(of: label) == nil else { throw .duplicateClass(String(describing: label)) }
      append(label)
    }
    givenCount = given.count
  }

  /// The position of a class, or nil.
  func position(of label: Label) -> Int? {
    positions.isEmpty ? classes.firstIndex(of: label) : positions[label]
  }

  /// The position of a class, provisional for a new one: ``settle()`` puts it in its place.
  mutating func insert(_ label: Label) -> Int {
    if let known = position(of: label) { return known }
    append(label)
    return classes.count - 1
  }

  private mutating func append(_ label: Label) {
    classes.append(label)
    if !positions.isEmpty {
      positions[label] = classes.count - 1
    } else if classes.count > Self.fewEnoughToScan {
      for (position, label) in classes.enumerated() { positions[label] = position }
    }
  }

  /// Puts the classes found into natural order; returns the new position of each old one.
  mutating func settle() -> [Int] {
    let found = NaturalOrder.sorted(Array(classes[givenCount...]))
    var settled = ClassIndex()
    for label in classes[..<givenCount] { settled.append(label) }
    for label in found { settled.append(label) }
    settled.givenCount = givenCount
    let moved = classes.map { settled.position(of: $0) ?? 0 }
    self = settled
    return moved
  }

  /// The names of the classes, for messages.
  var names: [String] { classes.map { String(describing: $0) } }
}

extension ClassIndex where Label == Int {
  /// The positions themselves as classes.
  static func positions(_ count: Int) -> ClassIndex {
    var index = ClassIndex()
    for position in 0..<count { index.append(position) }
    index.givenCount = count
    return index
  }
}
