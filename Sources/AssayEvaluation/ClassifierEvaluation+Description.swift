extension ClassifierEvaluation: CustomStringConvertible {
  /// Everything at a glance: what was judged, every metric with its interval, the confusion matrix,
  /// the readings that are undefined, and the verdict.
  ///
  /// ```
  /// 500 rows · classes 0, 1 · positive class 1 (252 rows, 50.4 %) · positive when score ≥ 0.5
  ///
  ///                         value   95 % interval     found by
  ///   Accuracy              0.84    0.81  to 0.87     Wilson
  ///   …
  /// ```
  ///
  /// Numbers print with the digits their intervals support, see ``Estimate``.
  public var description: String { table() }

  /// The description with another level, or other resamples.
  ///
  /// - Parameters:
  ///   - level: The level of confidence.
  ///   - resamples: How many resamples a bootstrap draws.
  ///   - seed: The seed of the resamples.
  public func table(level: Double = 0.95, resamples: Int = 2_000, seed: UInt64 = 1) -> String {
    let confusion = confusion
    guard confusion.total != 0 || curve.positives + curve.negatives != 0 else { return "no rows" }
    let estimates = estimates(
      shownMetrics, level: level, resamples: resamples, seed: seed)
    var blocks = [heading(confusion), EstimateTable(estimates: estimates, level: level).text]
    if parts.contains(.counts) {
      blocks.append(ConfusionTable(confusion).text)
    }
    let shown = Set(shownMetrics.map(\.name))
    let undefined = undefined.filter { shown.contains($0.metric) }
    if !undefined.isEmpty { blocks.append(undefined.map(\.description).joined(separator: "\n")) }
    if let verdict { blocks.append(verdict.description) }
    return blocks.joined(separator: "\n\n")
  }

  /// The metrics of the table: with more than two classes the averages, not one class against the
  /// rest.
  var shownMetrics: [Metric<ClassifierStatistics>] {
    let all: [Metric<ClassifierStatistics>] =
      classes.count == 2
      ? [
        .accuracy, .balancedAccuracy, .precision, .recall, .specificity, .f1, .jaccard,
        .cohenKappa, .matthewsCorrelation, .rocAUC, .averagePrecision, .logLoss, .brierScore,
      ]
      : [
        .accuracy, .balancedAccuracy, .macroPrecision, .macroRecall, .macroF1, .weightedF1,
        .cohenKappa, .matthewsCorrelation, .logLoss, .brierScore,
      ]
    return all.filter { metric in
      guard parts.isSuperset(of: metric.requires) else { return false }
      // Without scores there is nothing to say of them.
      if metric.requires.contains(.curve) { return curve.positives + curve.negatives != 0 }
      if metric.requires.contains(.losses) { return losses.total != 0 }
      return true
    }
  }

  private func heading(_ confusion: ConfusionMatrix<Label>) -> String {
    let total = confusion.total
    let rows =
      confusion.isWeighted
      ? "rows of weight \(DecimalText.shortest(total))" : "\(grouped(Int(total))) rows"
    let names = classes.map { String(describing: $0) }
    let few = names.count <= 10
    let listed =
      few ? "classes " + names.joined(separator: ", ") : "\(grouped(names.count)) classes"
    guard classes.count == 2 else { return "\(rows) · \(listed)" }
    let positive = confusion.positive
    let share = DecimalText.fixed(100 * positive.prevalence, digits: 1)
    var parts = [
      rows, listed,
      "positive class \(positiveClass) (\(DecimalText.shortest(positive.support)), \(share) %)",
    ]
    if statistics.width == 1 {
      // A single score is that of the second class.
      let second = statistics.positivePosition == 1 ? "positive" : names[1]
      parts.append("\(second) when score ≥ \(DecimalText.shortest(threshold))")
    }
    return parts.joined(separator: " · ")
  }
}
