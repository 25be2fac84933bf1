/// What a reading is when it divides nothing by nothing; set once, on the statistic.
///
/// scikit-learn's parameters `zero_division` and `replace_undefined_by`.
public enum ZeroDivision: Sendable, Hashable {
  /// Each metric's own value in scikit-learn: 0 for precision, recall, F and Jaccard; NaN for
  /// accuracy, kappa and areas.
  case standard
  /// 0 for all.
  case zero
  /// 1 for all.
  case one
  /// NaN for all; averages over classes then leave the class out.
  case nan

  /// The value to give, where `standard` is the metric's own.
  func value(standard: Double) -> Double {
    switch self {
    case .standard: standard
    case .zero: 0
    case .one: 1
    case .nan: .nan
    }
  }

  /// A quotient, or this policy's value where there is nothing to divide by.
  func ratio(_ numerator: Double, _ denominator: Double, standard: Double = 0) -> Double {
    denominator == 0 ? value(standard: standard) : numerator / denominator
  }
}
