extension Metric where Statistics == MultilabelStatistics {
  /// The part of the rows right in all labels.
  public static var subsetAccuracy: Metric {
    Metric(
      "accuracy", title: "Subset accuracy",
      uncertainty: .proportion { ($0.exactMatches, $0.total) }
    ) { $0.subsetAccuracy }
  }

  /// The part of the rows wrong in some label.
  public static var zeroOneLoss: Metric {
    Metric(
      "zero_one_loss", title: "Zero-one loss", goal: .minimize,
      uncertainty: .proportion { ($0.errors, $0.total) }
    ) { $0.zeroOneLoss }
  }

  /// The part of all single labels that is wrong.
  public static var hammingLoss: Metric {
    Metric(
      "hamming_loss", title: "Hamming loss", goal: .minimize,
      uncertainty: .mean { seen in
        (seen.hammingLoss, seen.standardError { ($0.errors, Double(seen.labelCount)) })
      }
    ) { $0.hammingLoss }
  }

  /// Precision, averaged in some way.
  public static func precision(_ average: Average) -> Metric {
    averaged("precision", "Precision", average, { $0.precision }, { $0.precision }) {
      ($0.truePositives, $0.truePositives + $0.falsePositives)
    }
  }

  /// Recall, averaged in some way.
  public static func recall(_ average: Average) -> Metric {
    averaged("recall", "Recall", average, { $0.recall }, { $0.recall }) {
      ($0.truePositives, $0.truePositives + $0.falseNegatives)
    }
  }

  /// F1, averaged in some way.
  public static func f1(_ average: Average) -> Metric {
    averaged("f1", "F1", average, { $0.f1 }, { $0.f1 }) {
      (2 * $0.truePositives, 2 * $0.truePositives + $0.errors)
    }
  }

  /// The Jaccard index, averaged in some way.
  public static func jaccard(_ average: Average) -> Metric {
    averaged("jaccard", "Jaccard index", average, { $0.jaccard }, { $0.jaccard }) {
      ($0.truePositives, $0.truePositives + $0.errors)
    }
  }

  /// F1 of all labels' counts added up.
  public static var microF1: Metric { f1(.micro) }

  /// The mean F1 of the labels.
  public static var macroF1: Metric { f1(.macro) }

  /// The mean F1 of the labels, each weighted by how often it occurs.
  public static var weightedF1: Metric { f1(.weighted) }

  /// The mean F1 of the rows.
  public static var samplesF1: Metric { f1(.samples) }

  /// Every metric of sets of labels that this package knows.
  public static var all: [Metric] {
    let averages: [Average] = [.micro, .macro, .weighted, .samples]
    return [.subsetAccuracy, .zeroOneLoss, .hammingLoss]
      + averages.map { f1($0) } + averages.map { precision($0) } + averages.map { recall($0) }
      + averages.map { jaccard($0) }
  }

  private static func averaged(
    _ name: String, _ title: String, _ average: Average,
    _ reading: @escaping @Sendable (AveragedRates) -> Double,
    _ ofRow: @escaping @Sendable (BinaryCounts) -> Double,
    parts: @escaping @Sendable (BinaryCounts) -> (Double, Double)
  ) -> Metric {
    Metric(
      "\(name)_\(average.rawValue)", title: "\(title), \(average.rawValue)",
      uncertainty: MultilabelStatistics.uncertainty(average, parts, ofRow, reading)
    ) { reading($0.averaged(average)) }
  }
}
