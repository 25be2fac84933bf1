extension MultilabelStatistics {
  /// The counts of every label.
  ///
  /// scikit-learn: `multilabel_confusion_matrix`.
  public var perLabel: [BinaryCounts] { (0..<labelCount).map { self[$0] } }

  /// Rates of all labels' counts added up.
  public var micro: AveragedRates { averaged(.micro) }

  /// Mean rates, every label alike.
  public var macro: AveragedRates { averaged(.macro) }

  /// Mean rates, each label weighted by how often it occurs.
  public var weighted: AveragedRates { averaged(.weighted) }

  /// Rates averaged in the way given; ``Average/binary`` is of no label, and NaN.
  public func averaged(_ average: Average) -> AveragedRates {
    switch average {
    case .binary: AveragedRates(.binary, of: [])
    case .micro, .macro, .weighted: AveragedRates(average, of: perLabel)
    case .samples: samples
    }
  }

  /// The part of the rows right in all labels; NaN without rows.
  ///
  /// scikit-learn: `accuracy_score` of label indicators.
  public var subsetAccuracy: Double {
    zeroDivision.ratio(exactMatches, total, standard: .nan)
  }

  /// The part of the rows wrong in some label; NaN without rows.
  ///
  /// scikit-learn: `zero_one_loss` of label indicators.
  public var zeroOneLoss: Double { zeroDivision.ratio(errors, total, standard: .nan) }

  /// The part of all single labels that is wrong; NaN without rows.
  ///
  /// scikit-learn: `hamming_loss`.
  public var hammingLoss: Double {
    let wrong = perLabel.reduce(0) { $0 + $1.errors }
    return zeroDivision.ratio(wrong, total * Double(labelCount), standard: .nan)
  }

  /// The readings that have nothing to divide by, and why, labels being positions.
  public var undefined: [UndefinedReading] { undefined(names: (0..<labelCount).map(String.init)) }

  /// The undefined readings, said of labels.
  func undefined(names: [String]) -> [UndefinedReading] {
    guard total != 0 else {
      return ["accuracy", "zero_one_loss", "hamming_loss"].map {
        UndefinedReading(metric: $0, reason: .noRows)
      }
    }
    let ofLabels = zip(names, perLabel).flatMap { name, counts in
      counts.undefined(label: name).filter { !$0.metric.hasSuffix("likelihood_ratio") }
    }
    let ofRows = samples.undefined.map(\.metric)
    return ofLabels
      + ["precision", "recall", "f1", "jaccard"].filter(ofRows.contains).map {
        UndefinedReading(metric: $0 + "_samples", reason: .emptyRow)
      }
  }

  /// What scikit-learn would warn of, as facts: the undefined readings, also where
  /// ``zeroDivision`` gives them a value.
  public var warnings: [EvaluationWarning] { undefined.map(EvaluationWarning.undefined) }
}
