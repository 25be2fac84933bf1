extension BinaryCounts {
  /// The fraction a rate came from.
  ///
  /// ```swift
  /// print(confusion.positive.explain(.recall))   // recall = 215 / (215 + 37) = 0.8532
  /// ```
  public func explain(_ rate: ExplainedRate) -> Explanation {
    let spelling = Spelling(self, rate)
    return Explanation(
      metric: rate.name, words: spelling.words, formula: spelling.formula,
      numbers: spelling.numbers, value: value(rate),
      undefined: undefined.first { $0.metric == rate.name } ?? undefinedOfAll(rate))
  }

  /// A rate's value.
  func value(_ rate: ExplainedRate) -> Double {
    switch rate {
    case .accuracy: accuracy
    case .balancedAccuracy: balancedAccuracy
    case .precision: precision
    case .recall: recall
    case .specificity: specificity
    case .f1: f1
    case .fScore(let beta): fScore(beta: beta)
    case .jaccard: jaccard
    case .cohenKappa: cohenKappa
    case .matthewsCorrelation: matthewsCorrelation
    }
  }

  /// Why a rate of both classes is undefined, where it is.
  private func undefinedOfAll(_ rate: ExplainedRate) -> UndefinedReading? {
    let isUndefined =
      switch rate {
      case .fScore(let beta):
        beta == 0
          ? predictedPositives == 0
          : beta == .infinity
            ? support == 0
            : predictedPositives == 0 && support == 0
      case .balancedAccuracy: total == 0
      case .cohenKappa:
        total == 0 || support * predictedNegatives + negatives * predictedPositives == 0
      case .matthewsCorrelation:
        predictedPositives == 0 || predictedNegatives == 0 || support == 0 || negatives == 0
      default: false
      }
    guard isUndefined else { return nil }
    let reason: UndefinedReading.Reason =
      if total == 0 { .noRows } else {
        switch rate {
        case .fScore(let beta):
          beta == 0 ? .neverPredicted : beta == .infinity ? .absentFromTruth : .absent
        default: .oneClass
        }
      }
    return UndefinedReading(metric: rate.name, reason: reason)
  }
}

/// How a rate of four counts is spelled.
private struct Spelling {
  var words = ""
  var formula = ""
  var numbers = ""

  init(_ counts: BinaryCounts, _ rate: ExplainedRate) {
    let symbols = ["TP", "FP", "FN", "TN"]
    let values = [
      counts.truePositives, counts.falsePositives, counts.falseNegatives, counts.trueNegatives,
    ].map { $0 < 0 ? "(\(Explanation.text($0)))" : Explanation.text($0) }
    words = Self.words(rate)
    formula = Self.spell(rate, symbols, counts)
    numbers = Self.spell(rate, values, counts)
  }

  private static func words(_ rate: ExplainedRate) -> String {
    switch rate {
    case .accuracy: "the part of the rows predicted rightly"
    case .balancedAccuracy: "the mean of the parts of positive and of negative rows found"
    case .precision: "of the rows predicted positive, the part that is"
    case .recall: "of the positive rows, the part predicted positive"
    case .specificity: "of the negative rows, the part predicted negative"
    case .f1: "the harmonic mean of precision and recall"
    case .fScore(let beta):
      "the harmonic mean of precision and recall, recall \(DecimalText.shortest(beta)) times as "
        + "important"
    case .jaccard: "of the rows that are or were predicted positive, the part that both hold for"
    case .cohenKappa:
      "one minus the errors over those that guessing with the same frequencies would make"
    case .matthewsCorrelation: "the correlation of truth and prediction"
    }
  }

  /// The formula of a rate, with symbols or with numbers in it.
  private static func spell(
    _ rate: ExplainedRate, _ s: [String], _ counts: BinaryCounts
  ) -> String {
    let (tp, fp, fn, tn) = (s[0], s[1], s[2], s[3])
    switch rate {
    case .accuracy: return "(\(tp) + \(tn)) / (\(tp) + \(fp) + \(fn) + \(tn))"
    case .precision, .fScore(beta: 0): return "\(tp) / (\(tp) + \(fp))"
    case .recall, .fScore(beta: .infinity): return "\(tp) / (\(tp) + \(fn))"
    case .specificity: return "\(tn) / (\(tn) + \(fp))"
    case .f1: return "2 · \(tp) / (2 · \(tp) + \(fn) + \(fp))"
    case .fScore(let beta):
      let square = Explanation.text(beta * beta)
      let more = Explanation.text(1 + beta * beta)
      return "\(more) · \(tp) / (\(more) · \(tp) + \(square) · \(fn) + \(fp))"
    case .jaccard: return "\(tp) / (\(tp) + \(fp) + \(fn))"
    case .balancedAccuracy:
      // Classes that do not occur are left out, as in the value.
      let recall = "\(tp) / (\(tp) + \(fn))"
      let specificity = "\(tn) / (\(tn) + \(fp))"
      if counts.support == 0 { return specificity }
      return counts.negatives == 0 ? recall : "½ · (\(recall) + \(specificity))"
    case .cohenKappa:
      return "1 − (\(fp) + \(fn)) / (((\(tp) + \(fn)) · (\(fn) + \(tn)) + (\(fp) + \(tn)) · "
        + "(\(tp) + \(fp))) / (\(tp) + \(fp) + \(fn) + \(tn)))"
    case .matthewsCorrelation:
      return "(\(tp) · \(tn) − \(fp) · \(fn)) / √((\(tp) + \(fp)) · (\(tp) + \(fn)) · "
        + "(\(tn) + \(fp)) · (\(tn) + \(fn)))"
    }
  }
}
