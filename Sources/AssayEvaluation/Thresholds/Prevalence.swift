extension BinaryCounts {
  /// The counts as they would be if another part of the rows were positive.
  ///
  /// Positive rows are weighted by π·n / positives and negative rows by (1 − π)·n / negatives, n
  /// being all rows: recall and specificity stay as they are, precision, accuracy, costs and the
  /// number of alerts become those of the prevalence π. Use it where a classifier is tried on rows
  /// that were picked half and half and will be used where positives are rare.
  ///
  /// ```swift
  /// let counts = BinaryCounts(
  ///   truePositives: 90, falsePositives: 5, falseNegatives: 10, trueNegatives: 95)
  /// print(counts.precision)                      // 0.9473684210526315
  /// print(counts.atPrevalence(0.01).precision)   // 0.15384615384615385
  /// ```
  ///
  /// **Edge cases:** where a class does not occur its rates are unknown, and the counts are NaN; so
  /// they are for a prevalence outside 0 ... 1.
  ///
  /// - Parameter prevalence: The part of the rows that is positive, 0 ... 1.
  public func atPrevalence(_ prevalence: Double) -> BinaryCounts {
    let isKnown = prevalence >= 0 && prevalence <= 1 && support != 0 && negatives != 0
    let positive = isKnown ? prevalence * total / support : .nan
    let negative = isKnown ? (1 - prevalence) * total / negatives : .nan
    return BinaryCounts(
      truePositives: positive * truePositives, falsePositives: negative * falsePositives,
      falseNegatives: positive * falseNegatives, trueNegatives: negative * trueNegatives,
      isWeighted: true, zeroDivision: zeroDivision)
  }
}
