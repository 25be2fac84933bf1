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
  /// The mean of the rows' own rates, each row being a set of labels: for sets of labels alone.
  case samples
}

/// Rates averaged over classes: `confusion.macro.f1`, `confusion.weighted.precision`.
///
/// Every rate of ``BinaryCounts`` has its average here.
///
/// **Edge cases:** a class whose rate is NaN (see ``ZeroDivision/nan``) is left out of the mean;
/// when all are, the mean is NaN. When no class of the truth has any weight, the weighted mean is
/// the plain one. For ``Average/samples`` rows take the place of classes, and without any weight
/// the mean is NaN.
public struct AveragedRates: Sendable, Equatable {
  /// How the classes are averaged.
  public let average: Average
  /// The counts of each class, in order; for ``Average/binary`` the positive class alone; for
  /// ``Average/samples`` those of each kind of row, counted over its labels.
  public let counts: [BinaryCounts]
  /// How many rows there are of each kind, or their weight; nil but for ``Average/samples``.
  public let rows: [Double]?

  /// Rates of these classes, averaged.
  public init(_ average: Average, of counts: [BinaryCounts]) {
    self.average = average
    self.counts = counts
    rows = nil
  }

  /// The mean of the rates of rows; of each kind of row, with these counts of its labels, there
  /// are as many as `rows` says.
  init(samples counts: [BinaryCounts], rows: [Double]) {
    average = .samples
    self.counts = counts
    self.rows = rows
  }

  /// The average of any rate of one class against the rest.
  ///
  /// ```swift
  /// confusion.macro.mean { $0.precision - $0.prevalence }
  /// ```
  public func mean(of rate: (BinaryCounts) -> Double) -> Double {
    switch average {
    case .micro:
      return pooled.map(rate) ?? .nan
    case .weighted:
      return mean(of: rate, weights: counts.map(\.support)) ?? plainMean(rate)
    case .samples:
      return mean(of: rate, weights: rows ?? counts.map { _ in 1 }) ?? .nan
    case .binary, .macro:
      return plainMean(rate)
    }
  }

  /// The weighted mean; nil where nothing has any weight.
  private func mean(of rate: (BinaryCounts) -> Double, weights: [Double]) -> Double? {
    var sum = 0.0
    var weight = 0.0
    for (each, its) in zip(counts, weights) where its != 0 {
      let value = rate(each)
      guard !value.isNaN else { continue }
      sum += value * its
      weight += its
    }
    return weight == 0 ? nil : sum / weight
  }

  /// The counts of all classes added up; nil without classes.
  private var pooled: BinaryCounts? {
    guard var pooled = counts.first else { return nil }
    for other in counts.dropFirst() { pooled.merge(other) }
    return pooled
  }

  /// The readings that have nothing to divide by: of the classes, of their sum for
  /// ``Average/micro``, of kinds of rows for ``Average/samples``.
  public var undefined: [UndefinedReading] {
    guard average == .samples else {
      return (average == .micro ? pooled.map { [$0] } ?? [] : counts).flatMap(\.undefined)
    }
    var names: [String] = []
    for reading in counts.flatMap(\.undefined) where !names.contains(reading.metric) {
      names.append(reading.metric)
    }
    return names.map { UndefinedReading(metric: $0, reason: .emptyRow) }
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

  /// Rates averaged in the way given.
  ///
  /// ``Average/binary`` means the positive class; ``Average/samples`` takes each row as the set of
  /// its one label (scikit-learn refuses it, and so do the one-shot functions of labels).
  public func averaged(_ average: Average) -> AveragedRates {
    switch average {
    case .binary: AveragedRates(average, of: [positive])
    case .micro, .macro, .weighted: AveragedRates(average, of: perClass)
    case .samples: rowsAsSets(over: classes)
    }
  }

  /// Rates averaged over some of the labels, each against all the rest.
  ///
  /// scikit-learn's parameter `labels` of precision, recall, F and Jaccard.
  public func averaged(_ average: Average, over labels: [Label]) -> AveragedRates {
    average == .samples
      ? rowsAsSets(over: labels) : AveragedRates(average, of: counts(of: labels))
  }

  /// The rates of rows, each being the set of its one label, or empty where that is not counted.
  private func rowsAsSets(over labels: [Label]) -> AveragedRates {
    let chosen = Set(labels.compactMap { index.position(of: $0) })
    let values = cells
    let width = classes.count
    // The labels a row has and is predicted to have: none, one of either, two different, the same.
    var rows = [Double](repeating: 0, count: 5)
    for cell in values.indices {
      let (truth, prediction) = (cell / width, cell % width)
      let kind = (chosen.contains(truth) ? 1 : 0) + (chosen.contains(prediction) ? 2 : 0)
      rows[kind == 3 && truth == prediction ? 4 : kind] += values[cell]
    }
    let counts = rows.indices.map { kind in
      let (hit, missed, wrong) =
        kind == 4 ? (1.0, 0.0, 0.0) : (0.0, kind & 1 == 1 ? 1.0 : 0, kind & 2 == 2 ? 1.0 : 0)
      return BinaryCounts(
        truePositives: hit, falsePositives: wrong, falseNegatives: missed,
        trueNegatives: max(0, Double(chosen.count) - hit - wrong - missed),
        zeroDivision: zeroDivision)
    }
    let kinds = rows.indices.filter { rows[$0] != 0 }
    return AveragedRates(samples: kinds.map { counts[$0] }, rows: kinds.map { rows[$0] })
  }
}
