import AssayCore

extension ElementaryFunctions {
  /// A power of a base that is not negative.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 { return 1 }
    if exponent == 1 { return base }
    if exponent == 2 { return base * base }
    return base == 0 ? 0 : exp(exponent * log(base))
  }
}
