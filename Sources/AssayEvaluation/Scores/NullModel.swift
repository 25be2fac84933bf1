internal import AssayCore

/// The model that knows how often each class occurs and nothing else: it gives every row the
/// classes' parts of the truth as probabilities.
///
/// What a model gains over it is D², see ``ProbabilityLosses/d2LogLoss(classTotals:)``.
///
/// ```swift
/// let null = NullModel(classTotals: [30, 10])
/// print(null.logLoss, null.brierScore)  // 0.5623351446188083 0.1875
/// ```
public struct NullModel: Sendable, Equatable {
  /// The rows of each class, or their weight.
  public let classTotals: [Double]

  /// The null model of classes that occur so often.
  public init(classTotals: [Double]) { self.classTotals = classTotals }

  private var total: Double { classTotals.reduce(0, +) }

  /// The probability the model gives to each class; NaN without rows.
  public var probabilities: [Double] {
    let total = total
    return classTotals.map { $0 / total }
  }

  /// The log loss of the model on the truth it was made of: the entropy of the classes.
  ///
  /// Probabilities are clipped as by ``logLoss(labels:probabilities:classes:weights:)``; NaN
  /// without rows.
  public var logLoss: Double {
    let total = total
    guard total != 0 else { return .nan }
    let epsilon = Double.ulpOfOne
    var sum = 0.0
    for rows in classTotals where rows != 0 {
      sum -= rows * ElementaryFunctions.log(min(max(rows / total, epsilon), 1 - epsilon))
    }
    return sum / total
  }

  /// The Brier score of the model on the truth it was made of; NaN without rows.
  ///
  /// Of two classes it is halved, as theirs is.
  public var brierScore: Double {
    let total = total
    // f (1 − f), with 1 − f from the counts, so that rare classes keep their digits.
    let sum = classTotals.reduce(0) { $0 + ($1 / total) * ((total - $1) / total) }
    return classTotals.count < 3 ? sum / 2 : sum
  }
}

extension ClassifierStatistics {
  /// The model that gives every row the classes' parts of the truth, from the counts.
  public var nullModel: NullModel {
    NullModel(
      classTotals: (0..<classCount).map { truth in
        (0..<classCount).reduce(0) { $0 + cells.value(truth * classCount + $1) }
      })
  }

  /// The D² that have too few rows.
  var undefinedD2: [UndefinedReading] {
    guard losses.count < 2 else { return [] }
    return ["d2_log_loss_score", "d2_brier_score"].map {
      UndefinedReading(metric: $0, reason: losses.count == 0 ? .noRows : .oneRow)
    }
  }
}
