import AssayDatasets

/// Rows kept aside that are of another kind than the rest, as the last ones of sorted rows are.
enum SortedRows {
  private static let remedy =
    "the rows seem to be sorted: take .shuffled or .stratified in the place of .last"

  /// A warning for the class whose share differs most, or for the mean of targets that are numbers.
  ///
  /// Shares differ by a tenth of all rows at least, means by half a standard deviation; and both by
  /// five standard errors, which luck does once in a million times.
  static func warning<Target: LearnableTarget>(
    _ train: Dataset<Target>, _ validation: Dataset<Target>
  ) -> String? {
    let part = 1 / Double(train.count) + 1 / Double(validation.count)
    if let learnt = Target.counts(of: train), let judged = Target.counts(of: validation) {
      return warning(
        ofClasses: train.classes.map { "\($0)" }, share(learnt), share(judged),
        error: part.squareRoot())
    }
    guard Target.Class.self == Never.self, train.encodedTargets.count == train.count else {
      return nil
    }
    return warning(
      ofNumbers: train.encodedTargets.scalars, validation.encodedTargets.scalars,
      error: part.squareRoot())
  }

  private static func warning(
    ofClasses names: [String], _ learnt: [Double], _ judged: [Double], error: Double
  ) -> String? {
    func difference(_ index: Int) -> Double { (learnt[index] - judged[index]).magnitude }
    guard let most = names.indices.max(by: { difference($0) < difference($1) }) else { return nil }
    // No deviation of a share is larger than that of one half.
    guard difference(most) >= max(0.1, 2.5 * error) else { return nil }
    return "the class \(names[most]) has \(percent(learnt[most])) of the rows learnt from and "
      + "\(percent(judged[most])) of those kept aside; \(remedy)"
  }

  private static func warning(
    ofNumbers learnt: [Float], _ judged: [Float], error: Double
  ) -> String? {
    let means = (mean(learnt), mean(judged))
    let middle = Float(mean(learnt + judged))
    let deviation = mean((learnt + judged).map { ($0 - middle) * ($0 - middle) }).squareRoot()
    guard deviation > 0, (means.0 - means.1).magnitude >= deviation * max(0.5, 5 * error) else {
      return nil
    }
    return "the targets of the rows learnt from have a mean of \(Float(means.0)), and those kept "
      + "aside one of \(Float(means.1)); \(remedy)"
  }

  private static func share(_ counts: [Int]) -> [Double] {
    let whole = Double(counts.reduce(0, +))
    return counts.map { Double($0) / whole }
  }

  private static func mean(_ values: [Float]) -> Double {
    values.reduce(0) { $0 + Double($1) } / Double(values.count)
  }

  private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}
