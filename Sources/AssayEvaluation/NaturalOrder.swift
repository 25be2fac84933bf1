/// The order of labels that were not given one.
///
/// False before true; comparable labels by `<`; any others by their descriptions. So the order
/// depends on the labels alone, never on when each was seen.
enum NaturalOrder {
  /// The labels from the least to the greatest.
  static func sorted<Label>(_ labels: [Label]) -> [Label] {
    if let flags = labels as? [Bool] {
      return (flags.sorted { !$0 && $1 } as? [Label]) ?? labels
    }
    if let comparable = Label.self as? any Comparable.Type {
      return sorted(labels, as: comparable)
    }
    return labels.sorted { String(describing: $0) < String(describing: $1) }
  }

  private static func sorted<Label, Ordered: Comparable>(
    _ labels: [Label], as type: Ordered.Type
  ) -> [Label] {
    guard let ordered = labels as? [Ordered] else { return labels }
    return (ordered.sorted() as? [Label]) ?? labels
  }
}
