internal import AssayCore

/// The logistic function and its inverse.
enum Sigmoid {
  /// 1 / (1 + exp(−x)), without overflow.
  static func value(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + ElementaryFunctions.exp(-x)) }
    let small = ElementaryFunctions.exp(x)
    return small / (1 + small)
  }

  /// log(p / (1 − p)).
  static func logit(_ p: Double) -> Double {
    ElementaryFunctions.log(p) - ElementaryFunctions.log1p(-p)
  }
}
