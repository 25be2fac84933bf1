/// What each outcome of a decision costs; what it brings in is a cost below zero.
///
/// | | called positive | called negative |
/// |---|---|---|
/// | **positive** | ``truePositive`` | ``falseNegative`` |
/// | **negative** | ``falsePositive`` | ``trueNegative`` |
///
/// ```swift
/// // A missed fraud costs 200, a needless call 5; a fraud found still costs the call.
/// let costs = CostMatrix(falsePositive: 5, falseNegative: 200, truePositive: 5)
/// let chosen = try curve.threshold(.leastCost(costs), chosenOn: "last year")
/// ```
///
/// Source: C. Elkan, *The foundations of cost-sensitive learning*, IJCAI 2001.
public struct CostMatrix: Hashable, Sendable {
  /// The cost of calling a negative row positive.
  public var falsePositive: Double
  /// The cost of calling a positive row negative.
  public var falseNegative: Double
  /// The cost of calling a positive row positive.
  public var truePositive: Double
  /// The cost of calling a negative row negative.
  public var trueNegative: Double

  /// The four costs; what is right costs nothing unless said.
  public init(
    falsePositive: Double, falseNegative: Double, truePositive: Double = 0,
    trueNegative: Double = 0
  ) {
    self.falsePositive = falsePositive
    self.falseNegative = falseNegative
    self.truePositive = truePositive
    self.trueNegative = trueNegative
  }

  /// The mean cost of a row; NaN without rows.
  ///
  /// (TP·truePositive + FP·falsePositive + FN·falseNegative + TN·trueNegative) / rows.
  public func meanCost(of counts: BinaryCounts) -> Double {
    let total = counts.total
    guard total != 0 else { return .nan }
    let sum =
      counts.truePositives * truePositive + counts.falsePositives * falsePositive
      + counts.falseNegatives * falseNegative + counts.trueNegatives * trueNegative
    return sum / total
  }

  /// From which probability on calling a row positive costs less, if the probabilities can be
  /// trusted.
  ///
  /// (falsePositive − trueNegative) / (falsePositive − trueNegative + falseNegative − truePositive).
  /// It needs no data. Where probabilities are not calibrated, choose the threshold on data:
  /// ``ThresholdRule/leastCost(_:)``. NaN unless both errors cost more than the right decision.
  public var probabilityThreshold: Double {
    let needless = falsePositive - trueNegative
    let missed = falseNegative - truePositive
    return needless > 0 && missed > 0 ? needless / (needless + missed) : .nan
  }
}
