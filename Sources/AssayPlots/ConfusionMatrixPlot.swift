extension Plot {
  /// A confusion matrix: true classes in rows, predicted ones in columns.
  ///
  /// Each cell says its count and its share of the row, and is coloured by that share, so that a
  /// rare class is as visible as a common one. With many classes first the share, then the count
  /// is left out, and a bar says what the colours mean. Rows without a count are empty.
  ///
  /// - Parameters:
  ///   - counts: the rows: `counts[true][predicted]`; weighted counts may be fractions.
  ///   - names: the names of the classes, in the order of the rows.
  public static func confusionMatrix(
    _ counts: [[Double]], names: [String], title: String = "Confusion matrix",
    subtitle: String = "", caption: String = "Share of the row in % below the count.",
    map: ColorMap = .viridis
  ) -> Plot {
    let shares = counts.map { row in
      let total = row.reduce(0, +)
      return row.map { total > 0 && total.isFinite ? $0 / total : .nan }
    }
    let texts = zip(counts, shares).map { row, shares in
      zip(row, shares).map { count, share in
        [countText(count)] + (share.isNaN ? [] : [fixedText(share * 100, 1) + " %"])
      }
    }
    let across = counts.map(\.count).max() ?? 0
    let hasShares = across <= 8
    let right = counts.indices.reduce(0) { sum, index in
      sum + (index < counts[index].count ? counts[index][index] : 0)
    }
    return Plot(
      title: title, subtitle: subtitle, caption: hasShares ? caption : "",
      summary: "Confusion matrix of \(names.count) classes (\(names.joined(separator: ", "))): "
        + "\(countText(right)) of \(countText(counts.joined().reduce(0, +))) on the diagonal.",
      panels: [
        Panel(
          x: Axis("Predicted label", limits: side(across), ticks: .names(names), hasGrid: false),
          y: Axis(
            "True label", limits: side(counts.count), ticks: .names(names), isReversed: true,
            hasGrid: false),
          marks: [
            Heatmap(
              shares, texts: hasShares ? texts : texts.map { $0.map { Array($0.prefix(1)) } },
              map: map, emphasizesDiagonal: true)
          ],
          legend: .none, aspect: .cells(across: across, down: counts.count),
          colorBar: across == 0
            ? nil : Panel.ColorBar(map: map, low: "0 %", high: "100 %", label: "share of the row"))
      ],
      width: across <= 8 ? 520 : across <= 15 ? 640 : 760)
  }

  /// What an axis of so many cells covers.
  private static func side(_ count: Int) -> ClosedRange<Double>? {
    count == 0 ? nil : -0.5...(Double(count) - 0.5)
  }

  /// A count without decimals, a weight with two.
  private static func countText(_ count: Double) -> String {
    fixedText(count, count == count.rounded() ? 0 : 2)
  }
}
