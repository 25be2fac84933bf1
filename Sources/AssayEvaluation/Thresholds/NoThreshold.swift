/// Why a rule finds no threshold: the facts.
public enum NoThreshold: Error, Hashable, Sendable {
  /// There are no rows to choose on.
  case noRows
  /// What is to be made best is undefined at every threshold allowed.
  case undefined(metric: String)
  /// No threshold fulfils the requirement. The nearest any comes is `reached`, at `threshold`, which
  /// is infinite where no row is called positive and NaN where the required number is undefined
  /// everywhere.
  case unattainable(requirement: String, reached: Double, threshold: Double)
}

extension NoThreshold: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .noRows:
      return "there are no rows to choose a threshold on"
    case .undefined(let metric):
      return "\(metric) is undefined at every threshold allowed"
    case .unattainable(let requirement, let reached, let threshold):
      let start = "no threshold gives \(requirement)"
      if reached.isNaN { return start + ": it is undefined at every threshold" }
      let place =
        threshold == .infinity
        ? "where no row is called positive"
        : "at threshold \(DecimalText.fixed(threshold, digits: 4))"
      return start + ": the nearest is \(DecimalText.fixed(reached, digits: 4)), \(place)"
    }
  }
}
