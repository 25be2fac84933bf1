/// Labels that are the integers 0 and 1, as most truths are: which of them are 1, without a table of
/// the classes.
enum ZeroOneLabels {
  /// Which labels are 1; nil when the labels are of another type or there are others among them.
  static func flags<Label>(_ labels: [Label]) -> [Bool]? {
    if let known = KnownLabels.cast(labels, to: Int.self) { return flags(ofIntegers: known) }
    if let known = KnownLabels.cast(labels, to: Int32.self) { return flags(ofIntegers: known) }
    if let known = KnownLabels.cast(labels, to: UInt8.self) { return flags(ofIntegers: known) }
    if let known = KnownLabels.cast(labels, to: Int64.self) { return flags(ofIntegers: known) }
    return nil
  }

  /// Whether a label is the integer 1.
  static func isOne<Label>(_ label: Label) -> Bool {
    guard let number = label as? any BinaryInteger else { return false }
    return Int(exactly: number) == 1
  }

  @inline(__always)
  private static func flags<Label: FixedWidthInteger>(ofIntegers labels: [Label]) -> [Bool]? {
    var others: Label = 0
    let flags = [Bool](unsafeUninitializedCapacity: labels.count) { flags, count in
      labels.withUnsafeBufferPointer { labels in
        for row in 0..<labels.count {
          others |= labels[row]
          flags[row] = labels[row] & 1 == 1
        }
      }
      count = labels.count
    }
    return others & ~1 == 0 ? flags : nil
  }
}
