/// A reading that divided nothing by nothing: which one, of which label, and why.
///
/// The reading itself has scikit-learn's value for that case (0 for most rates, NaN for kappa and
/// the areas), or the one ``ZeroDivision`` asks for. Reports list these beside the numbers.
public struct UndefinedReading: Sendable, Hashable, CustomStringConvertible {
  /// Why there was nothing to divide by.
  public enum Reason: Sendable, Hashable {
    /// No row at all (or none with weight).
    case noRows
    /// The label was never predicted.
    case neverPredicted
    /// The label does not occur in the truth.
    case absentFromTruth
    /// The label is neither in the truth nor among the predictions.
    case absent
    /// Every row of the truth has the label.
    case noOtherTruth
    /// Every row was predicted to have the label.
    case noOtherPrediction
    /// The truth, or truth and predictions together, hold a single class.
    case oneClass
    /// The statistic was not asked to keep what the reading needs.
    case notKept
    /// No other row was predicted to have the label.
    case noFalsePositives
    /// No other row was predicted rightly.
    case noTrueNegatives
    /// A row has no label in the truth, or none predicted, or neither.
    case emptyRow
    /// There is one row where two are needed.
    case oneRow
    /// Every number of the truth is the same.
    case constantTruth
    /// A number of the truth is 0.
    case zeroTruth
    /// A row has nothing of relevance.
    case irrelevantRow
    /// A row has all labels, or none.
    case oneSidedRow
    /// A row has no label.
    case unlabeledRow
  }

  /// The reading's name, as scikit-learn's scorer.
  public let metric: String
  /// The label it was read for, or nil when it is a reading of all.
  public let label: String?
  /// Why it is undefined.
  public let reason: Reason

  /// Names a reading that is undefined.
  public init(metric: String, label: String? = nil, reason: Reason) {
    self.metric = metric
    self.label = label
    self.reason = reason
  }

  /// One sentence for people.
  public var description: String {
    let what = label.map { "\(metric) of \($0)" } ?? metric
    let name = label ?? "the positive class"
    switch reason {
    case .noRows: return "\(what) is undefined: there are no rows"
    case .neverPredicted: return "\(what) is undefined: \(name) was never predicted"
    case .absentFromTruth: return "\(what) is undefined: \(name) does not occur in the truth"
    case .absent: return "\(what) is undefined: \(name) does not occur and was never predicted"
    case .noOtherTruth: return "\(what) is undefined: every row of the truth is \(name)"
    case .noOtherPrediction: return "\(what) is undefined: every row was predicted as \(name)"
    case .oneClass: return "\(what) is undefined: there is only one class"
    case .notKept: return "\(what) is undefined: what it needs was not kept"
    case .noFalsePositives:
      return "\(what) is undefined: no other row was predicted as \(name)"
    case .noTrueNegatives:
      return "\(what) is undefined: every other row was predicted as \(name)"
    case .emptyRow:
      return "\(what) is undefined of some rows: they have no label, or none was predicted"
    case .oneRow: return "\(what) is undefined: there is only one row"
    case .constantTruth: return "\(what) is undefined: the truth does not vary"
    case .zeroTruth: return "\(what) is undefined: a number of the truth is 0"
    case .irrelevantRow: return "\(what) is undefined of some rows: nothing in them is relevant"
    case .oneSidedRow: return "\(what) is undefined of some rows: they have all labels, or none"
    case .unlabeledRow: return "\(what) is undefined of some rows: they have no label"
    }
  }
}
