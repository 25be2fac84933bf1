extension ConfusionMatrix {
  /// The positive class: the one given, else the last of ``classes``; nil without classes.
  public var positiveClass: Label? { givenPositive ?? classes.last }

  /// The counts of the positive class against the rest.
  ///
  /// With two classes these are the two classes' own; with more, the others count as negative.
  public var positive: BinaryCounts { positiveClass.map { self[$0] } ?? emptyCounts }

  /// Chooses the positive class.
  ///
  /// - Throws: ``EvaluationError/unknownPositiveClass(label:classes:)`` when the classes were given
  ///   and it is none of them.
  public mutating func setPositive(_ label: Label) throws(EvaluationError) {
    guard isOpen || index.position(of: label) != nil else {
      throw .unknownPositiveClass(label: String(describing: label), classes: index.names)
    }
    givenPositive = label
  }

  /// The counts of one label against the rest.
  ///
  /// A label that never occurred has no positives and no predictions: every row is a true negative.
  public subscript(label: Label) -> BinaryCounts {
    let values = cells
    return counts(of: label, in: values, sums: Sums(values, width: classes.count))
  }

  /// The counts of some labels, each against the rest.
  func counts(of labels: [Label]) -> [BinaryCounts] {
    guard !labels.isEmpty else { return [] }
    let values = cells
    let sums = Sums(values, width: classes.count)
    return labels.map { counts(of: $0, in: values, sums: sums) }
  }

  private func counts(of label: Label, in values: [Double], sums: Sums) -> BinaryCounts {
    if let position = index.position(of: label) {
      return counts(at: position, in: values, sums: sums)
    }
    var counts = emptyCounts
    counts.trueNegatives = values.reduce(0, +)
    return counts
  }

  /// The counts of every class against the rest, in the order of ``classes``.
  ///
  /// scikit-learn: `multilabel_confusion_matrix`, and `average=None` of every rate.
  public var perClass: [BinaryCounts] {
    let values = cells
    let sums = Sums(values, width: classes.count)
    return classes.indices.map { counts(at: $0, in: values, sums: sums) }
  }

  /// The rows of each class in the truth, in the order of ``classes``.
  public var support: [Double] { Sums(cells, width: classes.count).rows }

  /// How often each class was predicted, in the order of ``classes``.
  public var predicted: [Double] { Sums(cells, width: classes.count).columns }

  /// The undefined readings of all classes and of the whole matrix, with why.
  public var undefined: [UndefinedReading] {
    var result: [UndefinedReading] = []
    let total = total
    for (label, counts) in zip(classes, perClass) where total != 0 {
      // Ratios of likelihoods are read of the positive class alone, where there is one.
      let isPositive = label == (classes.count == 2 ? positiveClass : givenPositive)
      result += counts.undefined(label: String(describing: label)).filter {
        isPositive || !$0.metric.hasSuffix("likelihood_ratio")
      }
    }
    if let label = givenPositive, index.position(of: label) == nil, total != 0 {
      result += self[label].undefined(label: String(describing: label))
    }
    if total == 0 {
      result += [
        "accuracy", "balanced_accuracy", "cohen_kappa", "matthews_corrcoef", "zero_one_loss",
        "cohen_kappa_linear", "cohen_kappa_quadratic",
      ].map { UndefinedReading(metric: $0, reason: .noRows) }
    } else {
      if cohenKappaIsUndefined {
        result += ["cohen_kappa", "cohen_kappa_linear", "cohen_kappa_quadratic"].map {
          UndefinedReading(metric: $0, reason: .oneClass)
        }
      }
      if matthewsCorrelationIsUndefined {
        result.append(.init(metric: "matthews_corrcoef", reason: .oneClass))
      }
    }
    return result
  }

  private var emptyCounts: BinaryCounts {
    var counts = BinaryCounts()
    counts.isWeighted = isWeighted
    counts.zeroDivision = zeroDivision
    return counts
  }

  private func counts(at position: Int, in values: [Double], sums: Sums) -> BinaryCounts {
    let width = classes.count
    let hits = values[position * width + position]
    var missed = 0.0
    var wrong = 0.0
    for other in 0..<width where other != position {
      missed += values[position * width + other]
      wrong += values[other * width + position]
    }
    var rest = 0.0
    if isWeighted && width <= Self.fewClasses {
      // Summed, not subtracted: no rounding where the rest is nothing.
      for row in 0..<width where row != position {
        for column in 0..<width where column != position { rest += values[row * width + column] }
      }
    } else {
      rest = sums.total - hits - missed - wrong
    }
    return BinaryCounts(
      truePositives: hits, falsePositives: wrong, falseNegatives: missed, trueNegatives: rest,
      isWeighted: isWeighted, zeroDivision: zeroDivision)
  }

  private static var fewClasses: Int { 32 }

  /// The sums over rows and columns.
  struct Sums {
    var rows: [Double]
    var columns: [Double]
    var total: Double

    init(_ cells: [Double], width: Int) {
      rows = [Double](repeating: 0, count: width)
      columns = rows
      for row in 0..<width {
        for column in 0..<width {
          rows[row] += cells[row * width + column]
          columns[column] += cells[row * width + column]
        }
      }
      total = rows.reduce(0, +)
    }
  }

  var sums: Sums { Sums(cells, width: classes.count) }
}
