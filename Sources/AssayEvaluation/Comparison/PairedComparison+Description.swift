extension PairedComparison: CustomStringConvertible {
  /// The table of differences, and in words which model is better or that it may be luck.
  ///
  /// ```
  /// 500 rows · classes 0, 1 · positive class 1
  ///
  ///              old    new   new − old   …
  /// ```
  public var description: String {
    let positive = classes.count == 2 ? " · positive class \(positiveClass)" : ""
    let few = classes.count <= 10
    let listed =
      few ? "classes " + classes.joined(separator: ", ") : "\(grouped(classes.count)) classes"
    let worth =
      effectiveRows.map { ", worth \(DecimalText.fixed($0, digits: 0)) by their weights" } ?? ""
    return (["\(grouped(rows)) rows\(worth) · \(listed)\(positive)", table] + notes + [sentence])
      .joined(separator: "\n\n")
  }

  /// Which model is better by the first metric, or that it may be luck.
  public var sentence: String {
    guard let first = differences.first else { return disagreementSentence }
    return first.sentence() + " " + disagreementSentence + needed(first)
  }

  private var disagreementSentence: String {
    guard mcNemar.disagreements > 0 else { return "Both are right on the same rows." }
    let count = mcNemar.disagreements
    return "Just one of the two is right on \(grouped(count)) \(count == 1 ? "row" : "rows"): "
      + "\(firstName) on \(grouped(mcNemar.onlyFirstRight)), "
      + "\(secondName) on \(grouped(mcNemar.onlySecondRight))."
  }

  /// Said where accuracy comes first and its lead may be luck.
  private func needed(_ difference: MetricDifference) -> String {
    guard difference.metric == Metric<ClassifierStatistics>.accuracy.name,
      !difference.isSignificant, let rowsNeeded,
      rowsNeeded > rows
    else { return "" }
    return " If the difference is as large as it looks, about \(grouped(roundedUp(rowsNeeded))) "
      + "rows would show it."
  }

  private var table: String {
    func texts(_ read: (MetricDifference) -> Double) -> [String] {
      differences.map {
        let value = read($0)
        return value.isNaN ? "–" : DecimalText.fixed(value, digits: $0.decimals)
      }
    }
    var table = AlignedTable()
    table.add("", differences.map(\.title))
    table.add(firstName, texts { $0.first }, .point)
    table.add(secondName, texts { $0.second }, .point)
    table.add("difference", texts { $0.difference }, .point)
    table.add(
      intervals: "\(percent(level)) interval",
      differences.map { difference in
        difference.interval.map {
          (
            DecimalText.fixed($0.low, digits: difference.decimals),
            DecimalText.fixed($0.high, digits: difference.decimals)
          )
        }
      })
    table.add("p", differences.map { $0.pValue.map(pColumnText) ?? "–" }, .left)
    table.add("found by", differences.map(\.test.description))
    return table.text
  }

  /// What the names of the tests leave out.
  private var notes: [String] {
    var notes: [String] = []
    for difference in differences where difference.pValue != nil {
      let interval: String? =
        switch (difference.test, difference.interval?.method) {
        case (.swaps, .bootstrap(_, let resamples, let seed)):
          "swaps, interval: bootstrap, \(grouped(resamples)) resamples of the rows, seed \(seed)"
        case (_, .bonettPrice): "McNemar, interval: Bonett–Price"
        default: nil
        }
      for note in [difference.test.note, interval].compactMap({ $0 })
      where !notes.contains(note) {
        notes.append(note)
      }
    }
    return notes.isEmpty ? [] : [notes.map { "  " + $0 }.joined(separator: "\n")]
  }
}

/// A p-value for a column headed p: `0.0034`, `< 0.0001`.
func pColumnText(_ p: Double) -> String {
  let text = pText(p)
  return text.hasPrefix("p = ") ? String(text.dropFirst(4)) : String(text.dropFirst(2))
}
