/// Estimates as an aligned table: values and interval ends stand under each other by their points.
struct EstimateTable {
  let estimates: [Estimate]
  let level: Double

  var text: String {
    let titles = estimates.map(\.title)
    let values = aligned(
      estimates.map { $0.undefined != nil || $0.value.isNaN ? "–" : $0.valueText })
    let lows = aligned(estimates.map { end($0, \.low) })
    let highs = aligned(estimates.map { end($0, \.high) })
    let ends = zip(lows, highs).map { low, high in
      low.allSatisfy { $0 == " " } ? low + "    " + high : "\(low) to \(high)"
    }
    let methods = estimates.map { $0.interval?.method.shortName ?? $0.missing?.description ?? "" }
    let columns = [
      [""] + titles, ["value"] + values, ["\(percent(level)) interval"] + ends,
      ["found by"] + methods,
    ]
    let widths = columns.map { $0.map(\.count).max() ?? 0 }
    let lines = (0...estimates.count).map { row in
      var line = ""
      for (column, width) in zip(columns, widths) { line += padded(column[row], width) + "   " }
      return "  " + trimmed(line)
    }
    let notes = notes
    return (lines + (notes.isEmpty ? [] : [""] + notes)).joined(separator: "\n")
  }

  /// What the short names leave out.
  private var notes: [String] {
    var parts: [String] = []
    var effective: Double?
    for interval in estimates.compactMap(\.interval) {
      effective = effective ?? interval.effectiveCount
      let note: String?
      switch interval.method {
      case .bootstrap(.counts, let resamples, let seed):
        note = "bootstrap: \(grouped(resamples)) resamples of the matrix, seed \(seed)"
      case .bootstrap(.rows, let resamples, let seed):
        note = "bootstrap of the curve: \(grouped(resamples)) resamples of the rows, seed \(seed)"
      case .bootstrap(let resampled, let resamples, let seed):
        note = "bootstrap: \(grouped(resamples)) resamples of \(resampled), seed \(seed)"
      case .bca(let resampled, let resamples, let seed):
        note =
          "BCa: bootstrap corrected for bias and acceleration, \(grouped(resamples)) resamples of "
          + "\(resampled), seed \(seed)"
      case .deLong(.logit): note = "DeLong: on the logit scale"
      case .jackknife(.logit): note = "jackknife: infinitesimal, on the logit scale"
      case .noErrorSeen:
        note = "no error seen: what the largest error rate not ruled out would give"
      case .clopperPearsonOfPairs: note = "Clopper–Pearson: of disjoint pairs of rows"
      default: note = nil
      }
      if let note, !parts.contains(note) { parts.append(note) }
    }
    if let effective {
      parts.append("weights: as wide as for \(DecimalText.fixed(effective, digits: 0)) rows")
    }
    let bootstraps = parts.filter { $0.hasPrefix("bootstrap") }
    return (bootstraps + parts.filter { !bootstraps.contains($0) }).map { "  " + $0 }
  }

  private func end(_ estimate: Estimate, _ path: KeyPath<Interval, Double>) -> String {
    guard let interval = estimate.interval else { return "" }
    return DecimalText.fixed(interval[keyPath: path], digits: estimate.decimals)
  }

  /// Numbers padded so that their points stand under each other.
  private func aligned(_ texts: [String]) -> [String] {
    let parts = texts.map { text -> (before: Int, after: Int) in
      let before = text.prefix { $0 != "." }.count
      return (before, text.count - before)
    }
    let before = parts.map(\.before).max() ?? 0
    let after = parts.map(\.after).max() ?? 0
    return zip(texts, parts).map { text, part in
      String(repeating: " ", count: before - part.before) + text
        + String(repeating: " ", count: after - part.after)
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
