/// What predictions save of the loss of a constant answer: D².
struct LossSaving {
  /// How many rows there are.
  var count: Int
  /// The mean loss of the predictions.
  var ours: Double
  /// The mean loss of the constant answer.
  var constant: Double
  /// Whether a constant answer without loss gives 1 (met exactly) or 0, instead of NaN or −∞.
  var forcingFinite: Bool

  /// 1 − ours / constant.
  var value: Double {
    if forcingFinite, ours == 0 { return 1 }
    if forcingFinite, constant == 0 { return 0 }
    return 1 - ours / constant
  }

  /// Why it is undefined: too few rows, or a constant answer without loss.
  func undefined(_ metric: String) -> UndefinedReading? {
    guard count < 2 || constant == 0 || constant.isNaN else { return nil }
    let reason: UndefinedReading.Reason =
      count == 0 ? .noRows : count == 1 ? .oneRow : .constantTruth
    return UndefinedReading(metric: metric, reason: reason)
  }
}
