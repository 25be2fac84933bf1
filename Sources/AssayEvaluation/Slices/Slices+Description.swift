extension Slices: CustomStringConvertible {
  /// The slices as a table, the worst first, and what may be said of them.
  public var description: String {
    var blocks = [heading]
    if !slices.isEmpty { blocks.append(table) }
    let notes = notes
    if !notes.isEmpty { blocks.append(notes.map { "  " + $0 }.joined(separator: "\n")) }
    blocks.append(sentences.joined(separator: "\n"))
    return blocks.joined(separator: "\n\n")
  }

  /// What may be said of the slices: those that are worse by more than luck, or that none is.
  public var sentences: [String] {
    let remark = "after Holm's correction for \(looks) slices"
    let worse = slices.filter { $0.isSignificant && $0.isWorse }
    if !worse.isEmpty {
      return worse.map { $0.difference.sentence(p: $0.adjustedPValue, remark: remark) }
    }
    guard let worst = slices.first(where: { $0.isWorse && $0.adjustedPValue != nil }),
      let p = worst.adjustedPValue
    else { return ["No slice can be told from the rest."] }
    return [
      "No slice is worse than the rest by more than luck: the worst, \(worst.name), has "
        + "\(pText(p)) \(remark)."
    ]
  }

  private var heading: String {
    let interval = whole.interval.map {
      " (\(DecimalText.fixed($0.low, digits: whole.decimals)) to "
        + "\(DecimalText.fixed($0.high, digits: whole.decimals)), \(percent($0.level)))"
    }
    return "\(grouped(rows)) rows · \(whole.title) \(whole.valueText)\(interval ?? "") by "
      + columns.joined(separator: ", ")
  }

  private var table: String {
    var table = AlignedTable()
    table.add("", slices.map(\.name))
    table.add("rows", slices.map { grouped($0.rows) }, .right)
    table.add(
      whole.title,
      slices.map { $0.estimate.undefined == nil ? $0.estimate.valueText : "–" }, .point)
    table.add(intervals: "\(percent(level)) interval", slices.map { ends($0.estimate.interval) })
    table.add("the rest", slices.map { number($0.difference.second, $0) }, .point)
    table.add("difference", slices.map { number($0.difference.difference, $0) }, .point)
    table.add(intervals: "\(percent(level)) interval", slices.map { ends($0.difference.interval) })
    table.add("p", slices.map { $0.difference.pValue.map(pColumnText) ?? "–" })
    table.add("p, Holm", slices.map { $0.adjustedPValue.map(pColumnText) ?? "–" })
    return table.text
  }

  private func number(_ value: Double, _ slice: Slice) -> String {
    value.isNaN || slice.estimate.undefined != nil
      ? "–" : DecimalText.fixed(value, digits: slice.estimate.decimals)
  }

  private func ends(_ interval: Interval?) -> (low: String, high: String)? {
    guard let interval else { return nil }
    let digits = Estimate(name: "", value: 0, interval: interval).decimals
    return (
      DecimalText.fixed(interval.low, digits: digits),
      DecimalText.fixed(interval.high, digits: digits)
    )
  }

  private var notes: [String] {
    var notes: [String] = []
    if !leftOut.isEmpty {
      let shown = leftOut.prefix(8).map { "\($0.name) (\(grouped($0.rows)))" }
      let more = leftOut.count > 8 ? ", … \(leftOut.count) in all" : ""
      notes.append(
        "left out, fewer than \(smallest) rows: " + shown.joined(separator: ", ") + more)
    }
    var tests: [String] = []
    for slice in slices where slice.difference.pValue != nil {
      let test = slice.difference.test.note ?? "\(slice.difference.test)"
      if !tests.contains(test) { tests.append(test) }
    }
    if !tests.isEmpty { notes.append("p by " + tests.joined(separator: "; ")) }
    return notes
  }
}
