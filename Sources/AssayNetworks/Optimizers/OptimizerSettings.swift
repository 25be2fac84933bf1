/// The ranges of optimizers' settings.
///
/// Each function throws ``NetworkError/invalidArgument(_:_:expected:)`` for a value outside, NaN
/// among them.
struct OptimizerSettings {
  /// The optimizer's name in files.
  let kind: String

  init(of optimizer: some Optimizer) { kind = type(of: optimizer).kind }

  /// A rate, a decay or what a sum begins with: finite, and not negative.
  func check(size value: Float, _ name: String) throws {
    try require(value >= 0 && value.isFinite, value, name, "a finite number, not negative")
  }

  /// What is divided by, or a bound: finite, and above zero.
  func check(positive value: Float, _ name: String) throws {
    try require(value > 0 && value.isFinite, value, name, "a finite number above zero")
  }

  /// The part of a mean that stays at each step.
  func check(share value: Float, _ name: String) throws {
    try require((0..<1).contains(value), value, name, "at least 0, and below 1")
  }

  private func require(
    _ isInRange: Bool, _ value: Float, _ name: String, _ expected: String
  ) throws {
    guard isInRange else {
      throw NetworkError.invalidArgument("\(name) of \(kind)", "\(value)", expected: expected)
    }
  }
}

extension Optimizer {
  /// No setting to check beside the learning rate.
  public func checkSettings() throws {}

  /// Checks the learning rate, and what the optimizer has beside it.
  func checkAllSettings() throws {
    try checkSettings()
    try OptimizerSettings(of: self).check(size: learningRate, "learningRate")
  }
}
