/// How many rows there are of each kind, a row's kind being how many of its labels were hit, called
/// wrongly and missed: all that averages over rows depend on.
///
/// There are never more kinds than rows, and with few labels far fewer. Kinds are kept in order, so
/// equal rows make equal values, however they came.
struct RowKinds: Hashable, Sendable {
  /// What is counted of one row.
  struct Kind: Hashable, Comparable, Sendable {
    /// Labels in truth and prediction.
    var hits: Int32 = 0
    /// Labels in the prediction alone.
    var wrong: Int32 = 0
    /// Labels in the truth alone.
    var missed: Int32 = 0

    static func < (one: Kind, other: Kind) -> Bool {
      (one.hits, one.wrong, one.missed) < (other.hits, other.wrong, other.missed)
    }

    /// The counts of one such row.
    func counts(labels: Int, _ zeroDivision: ZeroDivision) -> BinaryCounts {
      let called = Int(hits) + Int(wrong) + Int(missed)
      return BinaryCounts(
        truePositives: Double(hits), falsePositives: Double(wrong), falseNegatives: Double(missed),
        trueNegatives: Double(labels - called), zeroDivision: zeroDivision)
    }
  }

  /// The kinds met, in order.
  private(set) var kinds: [Kind] = []
  /// The rows of each kind.
  private(set) var cells = Cells(count: 0)

  init() {}

  /// Kinds in order, and the rows of each.
  init(kinds: [Kind], cells: Cells) {
    self.kinds = kinds
    self.cells = cells
  }

  /// Counts rows.
  mutating func add(_ rows: [Kind], weights: [Double]?) {
    insert(rows.filter { position(of: $0) == nil })
    if weights != nil { cells.becomeWeighted() }
    for (row, kind) in rows.enumerated() {
      guard let position = position(of: kind) else { continue }
      if let weights {
        cells.add(position, weight: weights[row])
      } else {
        cells.add(position)
      }
    }
  }

  /// Adds what another has counted.
  mutating func merge(_ other: RowKinds) {
    insert(other.kinds.filter { position(of: $0) == nil })
    let positions = other.kinds.map { position(of: $0) ?? 0 }
    cells.merge(other.cells) { positions[$0] }
  }

  /// Makes room for kinds that are not there yet.
  private mutating func insert(_ new: [Kind]) {
    guard !new.isEmpty else { return }
    let old = kinds
    kinds = Set(old + new).sorted()
    let moved = old.map { position(of: $0) ?? 0 }
    cells = cells.spread(over: kinds.count) { moved[$0] }
  }

  /// Where a kind is, found by halving.
  private func position(of kind: Kind) -> Int? {
    var low = 0
    var high = kinds.count
    while low < high {
      let middle = (low + high) / 2
      if kinds[middle] < kind { low = middle + 1 } else { high = middle }
    }
    return low < kinds.count && kinds[low] == kind ? low : nil
  }
}
