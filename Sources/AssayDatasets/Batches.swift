/// The positions of an order in groups of a size; the last group may be shorter.
///
/// ```swift
/// for batch in Batches(of: 32, in: random.permutation(data.count)) {
///   step(data.rows(Array(batch)))
/// }
/// ```
public struct Batches: Sequence, Sendable {
  private let order: [Int]
  private let size: Int

  /// Groups an order of positions.
  public init(of size: Int, in order: [Int]) {
    guard size >= 1 else { fatalError("a batch has at least one row, not \(size)") }
    self.order = order
    self.size = size
  }

  /// Groups the positions 0 ..< count.
  public init(of size: Int, count: Int) {
    self.init(of: size, in: Array(0..<count))
  }

  /// The number of groups.
  public var count: Int { order.count / size + (order.count.isMultiple(of: size) ? 0 : 1) }

  /// Walks over the groups.
  public func makeIterator() -> AnyIterator<ArraySlice<Int>> {
    var start = 0
    return AnyIterator {
      guard start < order.count else { return nil }
      defer { start += size }
      return order[start..<Swift.min(start + size, order.count)]
    }
  }
}

extension Dataset {
  /// The rows in groups of a size, in order; the last group may be shorter.
  public func batches(of size: Int) -> some Sequence<Dataset> {
    Batches(of: size, count: count).lazy.map { self[$0.startIndex..<$0.endIndex] }
  }
}
