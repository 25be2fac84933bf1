// Two models on the same rows. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

extension assay_comparison_t {
  init(
    first: Double, second: Double, difference: Double, _ interval: Interval?, pValue: Double?,
    method: String
  ) {
    self.init()
    self.first = first
    self.second = second
    self.difference = difference
    low = interval?.low ?? .nan
    high = interval?.high ?? .nan
    p_value = pValue ?? .nan
    CText.write(method, to: &self.method)
  }
}

/// Compares the accuracy of two models.
@c @implementation
public func assay_compare_predictions(
  _ truth: UnsafeRawPointer?, _ first: UnsafeRawPointer?, _ second: UnsafeRawPointer?,
  _ type: Int32, _ rows: Int64, _ midP: Bool, _ level: Double,
  _ comparison: UnsafeMutablePointer<assay_comparison_t>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let comparison = try Memory.required(comparison, "comparison")
    try Enumerations.check(level: level)
    let rows = try Memory.count(rows, "rows")
    guard rows > 0 else { throw EvaluationError.empty(field: "truth") }
    let truth = try LabelColumn.integers(truth, type, rows, "truth")
    let first = try LabelColumn.integers(first, type, rows, "first")
    let second = try LabelColumn.integers(second, type, rows, "second")
    // Right are both, the first alone, the second alone, or none.
    var right = (both: 0, first: 0, second: 0)
    for row in truth.indices {
      switch (first[row] == truth[row], second[row] == truth[row]) {
      case (true, true): right.both += 1
      case (true, false): right.first += 1
      case (false, true): right.second += 1
      case (false, false): break
      }
    }
    let test = McNemarTest(onlyFirstRight: right.first, onlySecondRight: right.second)
    comparison.pointee = assay_comparison_t(
      first: Double(right.both + right.first) / Double(rows),
      second: Double(right.both + right.second) / Double(rows),
      difference: test.difference(outOf: rows),
      test.differenceInterval(outOf: rows, level: level),
      pValue: midP ? test.midPValue() : test.pValue(),
      method: midP ? "McNemar, mid-p" : "McNemar, exact")
  }
}

/// Compares the ROC AUC of two models.
@c @implementation
public func assay_compare_scores(
  _ isPositive: UnsafePointer<UInt8>?, _ first: UnsafeRawPointer?, _ second: UnsafeRawPointer?,
  _ type: Int32, _ rows: Int64, _ level: Double,
  _ comparison: UnsafeMutablePointer<assay_comparison_t>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let comparison = try Memory.required(comparison, "comparison")
    try Enumerations.check(level: level)
    let one = try ScoredFlags(isPositive, first, type, rows, nil, "first")
    let other = try ScoreColumn(second, type, one.isPositive.count, "second")
    let test = try PairedDeLong(
      labels: one.isPositive, first: one.scores.doubles, second: other.doubles)
    comparison.pointee = assay_comparison_t(
      first: test.firstArea, second: test.secondArea, difference: test.difference,
      test.interval(level: level), pValue: test.pValue, method: "DeLong, paired")
  }
}
