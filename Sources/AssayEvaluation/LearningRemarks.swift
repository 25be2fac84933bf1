/// What a learning curve says of how to go on, with the numbers that show it.
///
/// See ``LearningCurves/diagnosis`` for when each is said. Remarks are few and careful: a run that
/// learns and levels off gets none.
public enum LearningRemark: Hashable, Sendable {
  /// A loss became NaN or infinite, first in this epoch (counted from 1).
  case lossNotFinite(epoch: Int)
  /// The training loss ends well above where it began and above its best.
  case diverging(first: Double, best: Double, last: Double)
  /// The training loss ends where it began.
  case noLearning(first: Double, last: Double)
  /// The validation loss rises since an epoch (counted from 1) while the training loss still falls.
  case overfitting(since: Int, best: Double, last: Double)
  /// Validation ends better than training, in accuracy.
  case validationAccuracyAbove(training: Double, validation: Double, luck: Double?)
  /// Validation ends better than training, in loss.
  case validationLossBelow(training: Double, validation: Double)
  /// The training loss ends no better than the shares of the classes alone.
  case noBetterThanShares(last: Double, ofShares: Double)
  /// The training loss levels off not far below the one of the shares of the classes.
  case levelHigh(last: Double, ofShares: Double)
  /// The training loss jumps up and down by a good part of all that it fell.
  case jumping(by: Double, fell: Double)
  /// The training loss falls little, and as fast at the end as at the beginning.
  case slow(first: Double, last: Double)
  /// The losses still fall when training ends.
  case stillFalling(by: Double, last: Double)
}

/// The series of a training run, and what they say.
///
/// ```swift
/// let curves = LearningCurves(
///   trainingLoss: [0.69, 0.52, 0.41], validationLoss: [0.60, 0.47, 0.40])
/// for remark in curves.diagnosis { print(remark) }
/// ```
public struct LearningCurves: Sendable {
  /// The training loss of each epoch.
  public var trainingLoss: [Double]
  /// The validation loss of each epoch.
  public var validationLoss: [Double]?
  /// The training accuracy of each epoch.
  public var trainingAccuracy: [Double]?
  /// The validation accuracy of each epoch.
  public var validationAccuracy: [Double]?
  /// Rows trained on and rows validated on, to say what luck alone does.
  public var rows: (training: Int, validation: Int)?
  /// The loss of answering every row with the shares of the classes, where it is known: their
  /// entropy, −Σ p ln p, for a cross-entropy.
  public var lossOfShares: Double?

  /// The series of a run, one value an epoch.
  public init(
    trainingLoss: [Double], validationLoss: [Double]? = nil, trainingAccuracy: [Double]? = nil,
    validationAccuracy: [Double]? = nil, rows: (training: Int, validation: Int)? = nil,
    lossOfShares: Double? = nil
  ) {
    self.trainingLoss = trainingLoss
    self.validationLoss = validationLoss
    self.trainingAccuracy = trainingAccuracy
    self.validationAccuracy = validationAccuracy
    self.rows = rows
    self.lossOfShares = lossOfShares
  }

  /// What is a fault in any run, and what looks odd, the gravest first: the part of ``diagnosis`` that
  /// needs to know nothing of the data.
  var faults: [LearningRemark] {
    if let epoch = firstNotFinite { return [.lossNotFinite(epoch: epoch)] }
    var result: [LearningRemark] = []
    if let remark = diverging {
      result.append(remark)
    } else if let remark = noLearning {
      result.append(remark)
    }
    if let remark = overfitting { result.append(remark) }
    if let remark = validationAbove { result.append(remark) }
    return result
  }

  private var firstNotFinite: Int? {
    let epochs = [trainingLoss, validationLoss ?? []].compactMap { series in
      series.firstIndex { !$0.isFinite }
    }
    return epochs.min().map { $0 + 1 }
  }

  private var diverging: LearningRemark? {
    guard trainingLoss.count >= 3, let first = trainingLoss.first, let best = trainingLoss.min()
    else { return nil }
    let last = Self.end(trainingLoss)
    guard last > first + 0.1 * first.magnitude, last > best + 0.25 * best.magnitude else {
      return nil
    }
    return .diverging(first: first, best: best, last: last)
  }

  private var noLearning: LearningRemark? {
    guard trainingLoss.count >= 5, let first = trainingLoss.first else { return nil }
    let last = Self.end(trainingLoss)
    guard last > first - 0.01 * first.magnitude else { return nil }
    if let accuracy = trainingAccuracy, let start = accuracy.first {
      let end = Self.end(accuracy)
      guard end < start + 0.01, end < 0.95 else { return nil }
    }
    return .noLearning(first: first, last: last)
  }

  private var overfitting: LearningRemark? {
    guard let losses = validationLoss, losses.count >= 10, trainingLoss.count == losses.count
    else { return nil }
    let smooth = Self.smoothed(losses)
    guard let best = smooth.min(), let place = smooth.firstIndex(of: best) else { return nil }
    let last = Self.end(losses)
    let changes = zip(losses.dropFirst(), losses).map { ($0 - $1).magnitude }
    let trainingThen = Self.smoothed(trainingLoss)[place]
    let trainingLast = Self.end(trainingLoss)
    guard place < losses.count * 4 / 5, last > best + 0.05 * best.magnitude,
      last - best > 3 * Self.median(changes[...]),
      trainingLast < trainingThen - 0.02 * trainingThen.magnitude
    else { return nil }
    // The epoch itself: the least loss among those the running median looked at.
    let half = Self.span(losses.count) / 2
    let near = max(0, place - half)...min(losses.count - 1, place + half)
    let epoch = near.min { losses[$0] < losses[$1] } ?? place
    return .overfitting(since: epoch + 1, best: losses[epoch], last: last)
  }

  private var validationAbove: LearningRemark? {
    guard trainingLoss.count >= 5 else { return nil }
    if let training = trainingAccuracy, let validation = validationAccuracy,
      !training.isEmpty, !validation.isEmpty
    {
      let (one, other) = (Self.end(training), Self.end(validation))
      guard other >= one + 0.005 else { return nil }
      // Two samples of these sizes differ by less than this nineteen times in twenty.
      let luck = rows.flatMap { rows -> Double? in
        guard rows.training > 0, rows.validation > 0 else { return nil }
        let part = 1 / Double(rows.training) + 1 / Double(rows.validation)
        let mean = (one + other) / 2
        return 1.96 * (mean * (1 - mean) * part).squareRoot()
      }
      return .validationAccuracyAbove(training: one, validation: other, luck: luck)
    }
    guard let validation = validationLoss, !validation.isEmpty else { return nil }
    let (one, other) = (Self.end(trainingLoss), Self.end(validation))
    guard other < one - 0.02 * one.magnitude else { return nil }
    return .validationLossBelow(training: one, validation: other)
  }

  /// The length of the last tenth, at least 1 and at most 20.
  static func span(_ count: Int) -> Int { min(20, max(1, count / 10)) }

  /// The median of the last tenth.
  static func end(_ series: [Double]) -> Double {
    median(series.suffix(span(series.count)))
  }

  /// Running medians over as many epochs as ``end(_:)`` looks at.
  static func smoothed(_ series: [Double]) -> [Double] {
    let half = span(series.count) / 2
    return series.indices.map {
      median(series[max(0, $0 - half)...min(series.count - 1, $0 + half)])
    }
  }

  static func median(_ values: ArraySlice<Double>) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle])
  }
}
