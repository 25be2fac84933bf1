/// How one number is made of the rates of several classes.
///
/// scikit-learn's parameter `average`; its `None` is ``ConfusionMatrix/perClass``.
public enum Average: String, Sendable, Hashable, CaseIterable {
  /// The rate of the positive class alone.
  case binary
  /// The rate of all classes' counts added up.
  case micro
  /// The mean of the classes' rates, every class alike.
  case macro
  /// The mean of the classes' rates, weighted by how often each occurs in the truth.
  case weighted
}

/// Rates averaged over classes: `confusion.macro.f1`, `confusion.weighted.precision`.
///
/// Every rate of ``BinaryCounts`` has its average here.
///
/// **Edge cases:** a class whose rate is NaN (see ``ZeroDivision/nan``) is left out of the mean;
/// when all are, the mean is NaN. When no class of the truth has any weight, the weighted mean is
/// the plain one.
public struct AveragedRates: Sendable, Equatable {
  /// How the classes are averaged.
  public let average: Average
  /// The counts of each class, in order; for ``Average/binary`` the positive class alone.
  public let counts: [BinaryCounts]

  /// Rates of these classes, averaged.
  public init(_ average: Average, of counts: [BinaryCounts]) {
    self.average = average
    self.counts = counts
  }

  /// The average of any rate of one class against the rest.
  ///
  /// ```swift
  /// confusion.macro.mean { $0.precision - $0.prevalence }
  /// ```
  public func mean(of rate: (BinaryCounts) -> Double) -> Double {
    switch average {
    case .micro:
      guard var pooled = counts.first else { return .nan }
      for other in counts.dropFirst() { pooled.merge(other) }
      return rate(pooled)
    case .weighted where counts.contains(where: { $0.support != 0 }):
      var sum = 0.0
      var weight = 0.0
      for each in counts {
        let value = rate(each)
        guard !value.isNaN else { continue }
        sum += value * each.support
        weight += each.support
      }
      return weight == 0 ? plainMean(rate) : sum / weight
    case .binary, .macro, .weighted:
      return plainMean(rate)
    }
  }

  private func plainMean(_ rate: (BinaryCounts) -> Double) -> Double {
    let values = counts.map(rate).filter { !$0.isNaN }
    return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
  }
}

extension ConfusionMatrix {
  /// Rates of all classes' counts added up.
  public var micro: AveragedRates { averaged(.micro) }

  /// Mean rates, every class alike.
  public var macro: AveragedRates { averaged(.macro) }

  /// Mean rates, each class weighted by its rows in the truth.
  public var weighted: AveragedRates { averaged(.weighted) }

  /// Rates averaged in the way given; ``Average/binary`` means the positive class.
  public func averaged(_ average: Average) -> AveragedRates {
    AveragedRates(average, of: average == .binary ? [positive] : perClass)
  }

  /// Rates averaged over some of the labels, each against all the rest.
  ///
  /// scikit-learn's parameter `labels` of precision, recall, F and Jaccard.
  public func averaged(_ average: Average, over labels: [Label]) -> AveragedRates {
    AveragedRates(average, of: labels.map { self[$0] })
  }
}
