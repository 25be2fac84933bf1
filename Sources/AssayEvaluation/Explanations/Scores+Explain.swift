import AssayCore

extension ScoreCurve {
  /// The pairs the area under the ROC curve came from.
  ///
  /// ```swift
  /// print(curve.explainROCAUC().words)
  /// // in 92.4 of 100 pairs of one positive and one negative row, the positive one has the higher score
  /// ```
  public func explainROCAUC() -> Explanation {
    let blocks = blocks
    var inOrder = 0.0
    var tied = 0.0
    var negativesAbove = 0.0
    let negatives = blocks.negatives.reduce(0, +)
    let positives = blocks.positives.reduce(0, +)
    for block in 0..<blocks.count {
      negativesAbove += blocks.negatives[block]
      inOrder += blocks.positives[block] * (negatives - negativesAbove)
      tied += blocks.positives[block] * blocks.negatives[block]
    }
    let area = rocAUC
    let share = area.isNaN ? "–" : DecimalText.fixed(100 * area, digits: 1)
    let ties = tied > 0 ? ", ties counting half" : ""
    return Explanation(
      metric: "roc_auc", title: "ROC AUC",
      words: "in \(share) of 100 pairs of one positive and one negative row, the positive one has "
        + "the higher score\(ties)",
      formula: "(pairs in order + ½ · pairs tied) / (positives · negatives)",
      numbers: "(\(Explanation.text(inOrder)) + ½ · \(Explanation.text(tied))) / "
        + "(\(Explanation.text(positives)) · \(Explanation.text(negatives)))",
      value: area, undefined: undefined.first { $0.metric == "roc_auc" })
  }

  /// The steps the average precision came from.
  public func explainAveragePrecision() -> Explanation {
    let blocks = blocks
    let positives = blocks.positives.reduce(0, +)
    var hits = 0.0
    var called = 0.0
    var terms: [String] = []
    for block in 0..<blocks.count {
      hits += blocks.positives[block]
      called += blocks.positives[block] + blocks.negatives[block]
      guard blocks.positives[block] != 0, called != 0 else { continue }
      let times =
        blocks.positives[block] == 1 ? "" : "\(Explanation.text(blocks.positives[block])) · "
      terms.append("\(times)\(Explanation.text(hits)) / \(Explanation.text(called))")
    }
    let shown =
      terms.count <= 6
      ? terms.joined(separator: " + ")
      : terms.prefix(3).joined(separator: " + ") + " + … + " + (terms.last ?? "")
    return Explanation(
      metric: "average_precision", title: "average precision",
      words: "going down the scores, the mean of the precision at each positive row",
      formula: "(sum over the positive rows of positives so far / rows so far) / positives",
      numbers: "(\(shown.isEmpty ? "0" : shown)) / \(Explanation.text(positives))",
      value: averagePrecision, undefined: undefined.first { $0.metric == "average_precision" })
  }
}

extension ProbabilityLosses {
  /// What the log loss says of the probability given to the truth.
  ///
  /// ```swift
  /// print(losses.explainLogLoss().words)
  /// // the mean of −log of the probability given to the true class, which is 72 % on (geometric) average
  /// ```
  public func explainLogLoss() -> Explanation {
    let typical =
      logLoss.isNaN
      ? "" : ", which is \(percentOf(ElementaryFunctions.exp(-logLoss))) on (geometric) average"
    let sum = logLoss * total
    return Explanation(
      metric: "log_loss", title: "log loss",
      words: "the mean of −log of the probability given to the true class" + typical,
      formula: "(sum of −log p(true class)) / rows",
      numbers: "\(Explanation.rounded(sum)) / \(Explanation.text(total))", value: logLoss,
      undefined: total == 0 ? UndefinedReading(metric: "log_loss", reason: .noRows) : nil)
  }

  /// What the Brier score says of the probabilities.
  public func explainBrierScore() -> Explanation {
    let typical =
      brierScore.isNaN
      ? ""
      : ", which is off by \(percentOf(brierScore.squareRoot())) on (quadratic) average"
    let isOfTwo = classCount == 2
    return Explanation(
      metric: "brier_score", title: "Brier score",
      words: isOfTwo
        ? "the mean squared error of the probability of the second class" + typical
        : "the mean over rows of the squared errors of all classes' probabilities",
      formula: isOfTwo ? "(sum of (p − truth)²) / rows" : "(sum of Σ (p − truth)²) / rows",
      numbers: "\(Explanation.rounded(brierScore * total)) / \(Explanation.text(total))",
      value: brierScore,
      undefined: total == 0 ? UndefinedReading(metric: "brier_score", reason: .noRows) : nil)
  }

  private func percentOf(_ part: Double) -> String {
    DecimalText.fixed(100 * part, digits: part < 0.1 ? 1 : 0) + " %"
  }
}
