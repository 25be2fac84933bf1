import Assay

extension JSON {
  /// A metric as `value`, `low`, `high`, `level` and `method`; null with a `reason` where there is
  /// no number.
  init(_ estimate: Estimate) {
    var members: [(String, JSON)] = [("value", .number(estimate.value))]
    if let undefined = estimate.undefined {
      members[0].1 = estimate.value.isNaN ? .null : .number(estimate.value)
      members.append(("reason", .string("\(undefined)")))
    } else if estimate.value.isNaN {
      members.append(("reason", .string("undefined")))
    }
    members.append(("low", .optional(estimate.interval?.low)))
    members.append(("high", .optional(estimate.interval?.high)))
    members.append(("level", .optional(estimate.interval?.level)))
    members.append(("method", estimate.interval.map { .string("\($0.method)") } ?? .null))
    if estimate.interval == nil, let missing = estimate.missing {
      members.append(("no_interval", .string("\(missing)")))
    }
    self = .object(members)
  }

  /// Metrics under their names.
  init(_ estimates: [Estimate]) {
    self = .object(estimates.map { ($0.name, JSON($0)) })
  }

  /// A confusion matrix: its labels, and rows of the truth.
  init<Label>(_ confusion: ConfusionMatrix<Label>) {
    let width = confusion.classes.count
    let cells = confusion.cells
    self = .object([
      ("labels", .array(confusion.classes.map { .string("\($0)") })),
      (
        "rows_are_truth",
        .array(
          (0..<width).map { row in
            .array(
              cells[(row * width)..<((row + 1) * width)].map {
                confusion.isWeighted ? .number($0) : .integer(Int($0))
              })
          })
      ),
    ])
  }

  /// A verdict: the numbers behind it, and its sentence.
  init(_ verdict: Verdict) {
    self = .object([
      ("better_than_guessing", .bool(verdict.isBetterThanGuessing)),
      ("constant_class", .string(verdict.constantClass)),
      ("constant_accuracy", .number(verdict.constantAccuracy)),
      ("constant_p_value", .number(verdict.constantPValue)),
      ("chance_p_value", .number(verdict.chancePValue)),
      ("sentence", .string(verdict.description)),
    ])
  }

  /// A finding: its name and its sentence.
  init(_ finding: Finding) {
    self = .object([
      ("name", .string(finding.name)),
      ("sentence", .string(finding.description)),
    ])
  }

  /// What learning curves say: a sentence each, and the remedy where there is one.
  init(_ diagnosis: [LearningRemark]) {
    self = .array(
      diagnosis.map {
        .object([
          ("sentence", .string($0.text)), ("remedy", $0.remedy.map { .string($0) } ?? .null),
        ])
      })
  }

  /// A threshold, where it was chosen and what it gains elsewhere.
  init(_ gain: ThresholdGain) {
    self = .object([
      ("metric", .string(gain.chosen.metric)),
      ("chosen_on", .string(gain.chosen.chosenOn)),
      ("threshold", .number(gain.chosen.threshold)),
      ("value_where_chosen", .number(gain.chosen.value)),
      ("measured_on", .string(gain.measuredOn)),
      ("default_threshold", .number(gain.standard)),
      ("default_value", .number(gain.standardValue)),
      ("value", .number(gain.value)),
      ("gain", .number(gain.gain)),
      ("gain_low", .optional(gain.interval?.low)),
      ("gain_high", .optional(gain.interval?.high)),
    ])
  }
}

extension ClassifierEvaluation {
  /// The metrics that the command reports: for more than two classes averages, and none of scores
  /// where there are no scores.
  var reportedMetrics: [Metric<ClassifierStatistics>] {
    let counts: [Metric<ClassifierStatistics>] =
      classes.count == 2
      ? [
        .accuracy, .balancedAccuracy, .precision, .recall, .specificity, .f1, .jaccard,
        .cohenKappa, .matthewsCorrelation,
      ]
      : [
        .accuracy, .balancedAccuracy, .macroPrecision, .macroRecall, .macroF1, .weightedF1,
        .cohenKappa, .matthewsCorrelation,
      ]
    let scores: [Metric<ClassifierStatistics>] =
      parts.contains(.curve) && classes.count == 2 ? [.rocAUC, .averagePrecision] : []
    return counts + scores + (parts.contains(.losses) ? [.logLoss, .brierScore] : [])
  }
}
