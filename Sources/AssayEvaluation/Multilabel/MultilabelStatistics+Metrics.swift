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
    Metric("hamming_loss", title: "Hamming loss", goal: .minimize, uncertainty: .none) {
      $0.hammingLoss
    }
  }

  /// Precision, averaged in some way.
  public static func precision(_ average: Average) -> Metric {
    averaged("precision", "Precision", average) { $0.precision }
  }

  /// Recall, averaged in some way.
  public static func recall(_ average: Average) -> Metric {
    averaged("recall", "Recall", average) { $0.recall }
  }

  /// F1, averaged in some way.
  public static func f1(_ average: Average) -> Metric {
    averaged("f1", "F1", average) { $0.f1 }
  }

  /// The Jaccard index, averaged in some way.
  public static func jaccard(_ average: Average) -> Metric {
    averaged("jaccard", "Jaccard index", average) { $0.jaccard }
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

  /// Labels of a row are not independent, so a rate of them has no interval here.
  private static func averaged(
    _ name: String, _ title: String, _ average: Average,
    reading: @escaping @Sendable (AveragedRates) -> Double
  ) -> Metric {
    Metric(
      "\(name)_\(average.rawValue)", title: "\(title), \(average.rawValue)", uncertainty: .none
    ) { reading($0.averaged(average)) }
  }
}
