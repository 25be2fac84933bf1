import Assay

extension CrossValidation where Target == String {
  /// A table of means with their intervals, of the spread of the folds, and of all rows together.
  var lines: [String] {
    let metrics = evaluation.reportedMetrics
    let width = metrics.map(\.title.count).max() ?? 0
    let header =
      padded("", width) + "    mean  95 % interval    spread   all rows"
    return [header]
      + metrics.map { metric in
        let estimate = estimate(metric)
        let digits = max(estimate.decimals, 3)
        let interval = estimate.interval.map {
          "\(fixed($0.low, digits)) to \(fixed($0.high, digits))"
        }
        return padded(metric.title, width) + rightAligned(fixed(estimate.value, digits), 8) + "  "
          + padded(interval ?? "none", 16) + rightAligned(fixed(spread(of: metric), digits), 7)
          + rightAligned(fixed(evaluation[metric], digits), 11)
      }
  }

  /// The folds and their metrics.
  var json: JSON {
    .object([
      ("folds", .integer(folds.count)),
      ("rows", .array(folds.map { .integer($0.testRows.count) })),
      (
        "metrics",
        .object(
          evaluation.reportedMetrics.map { metric in
            let estimate = estimate(metric)
            return (
              metric.name,
              .object([
                ("mean", .number(estimate.value)),
                ("low", .optional(estimate.interval?.low)),
                ("high", .optional(estimate.interval?.high)),
                ("level", .optional(estimate.interval?.level)),
                ("method", .string("corrected resampled t")),
                ("spread", .number(spread(of: metric))),
                ("folds", .array(values(of: metric).map { .number($0) })),
                ("all_rows", .number(evaluation[metric])),
              ])
            )
          })
      ),
      ("confusion_matrix", JSON(evaluation.confusion)),
    ])
  }
}
