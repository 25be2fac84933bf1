/// Labels that are rows of zeros with a single one.
enum OneHotRows {
  /// How long the rows are; nil where labels are anything else.
  static func width<Label>(_ labels: DistinctValues<Label>) -> Int? {
    guard let rows = rows(labels.values), let width = rows.first?.count, width > 1,
      rows.allSatisfy({ row in
        row.count == width && row.filter { $0 == 1 }.count == 1
          && row.filter { $0 == 0 }.count == width - 1
      })
    else { return nil }
    return width
  }

  private static func rows<Label>(_ labels: [Label]) -> [[Double]]? {
    if let rows = labels as? [[Double]] { return rows }
    if let rows = labels as? [[Int]] { return rows.map { $0.map(Double.init) } }
    if let rows = labels as? [[Float]] { return rows.map { $0.map(Double.init) } }
    if let rows = labels as? [[Bool]] { return rows.map { $0.map { $0 ? 1 : 0 } } }
    return nil
  }
}
