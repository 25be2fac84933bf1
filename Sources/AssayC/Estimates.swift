// How sure a number is, and whether it beats chance. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

extension assay_estimate_t {
  init(_ estimate: Estimate, level: Double) {
    self.init()
    value = estimate.value
    low = estimate.interval?.low ?? .nan
    high = estimate.interval?.high ?? .nan
    self.level = level
    CText.write(estimate.interval.map { "\($0.method)" } ?? "", to: &method)
    let reason = estimate.undefined?.description ?? estimate.missing?.description ?? ""
    CText.write(estimate.interval == nil ? reason : "", to: &missing)
  }
}

/// How an interval is asked for.
private struct IntervalRequest {
  let metric: Metric<ClassifierStatistics>
  let options: IntervalOptions

  init(
    _ name: UnsafePointer<CChar>?, of parts: ClassifierStatistics.Parts, level: Double,
    resamples: Int64, seed: UInt64
  ) throws {
    try Enumerations.check(level: level)
    guard (100...1_000_000).contains(resamples) else {
      throw CallFault.invalid("resamples", "\(resamples)", expected: "100 ... 1000000")
    }
    let name = String(cString: try Memory.required(name, "metric"))
    let known = Metric<ClassifierStatistics>.all.filter { parts.isSuperset(of: $0.requires) }
    guard let metric = known.first(where: { $0.name == name }) else {
      throw CallFault.invalid(
        "metric", name, expected: "one of " + known.map(\.name).joined(separator: ", "))
    }
    self.metric = metric
    options = IntervalOptions(
      level: level, resampling: Resampling(resamples: Int(resamples), seed: seed))
  }
}

/// A metric of a confusion matrix with its interval.
@c @implementation
public func assay_confusion_estimate(
  _ confusion: OpaquePointer?, _ metric: UnsafePointer<CChar>?, _ positive: Int64,
  _ level: Double, _ resamples: Int64, _ seed: UInt64,
  _ estimate: UnsafeMutablePointer<assay_estimate_t>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let estimate = try Memory.required(estimate, "estimate")
    let request = try IntervalRequest(
      metric, of: .counts, level: level, resamples: resamples, seed: seed)
    let statistics = try Confusion.at(confusion, "confusion").value.statistics(positive: positive)
    estimate.pointee = assay_estimate_t(
      statistics.estimate(request.metric, options: request.options), level: level)
  }
}

/// A metric of scores of two classes with its interval.
@c @implementation
public func assay_score_estimate(
  _ isPositive: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ weights: UnsafePointer<Double>?, _ metric: UnsafePointer<CChar>?, _ level: Double,
  _ resamples: Int64, _ seed: UInt64, _ estimate: UnsafeMutablePointer<assay_estimate_t>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let estimate = try Memory.required(estimate, "estimate")
    let request = try IntervalRequest(
      metric, of: .all, level: level, resamples: resamples, seed: seed)
    let rows = try ScoredFlags(isPositive, scores, type, rows, weights)
    var statistics = try ClassifierStatistics(classCount: 2, parts: request.metric.requires)
    try statistics.update(
      truth: rows.isPositive.map { $0 ? 1 : 0 }, outputs: rows.scores.doubles, width: 1,
      weights: rows.weights)
    estimate.pointee = assay_estimate_t(
      statistics.estimate(request.metric, options: request.options), level: level)
  }
}

/// Judges a matrix against chance and the most frequent class.
@c @implementation
public func assay_confusion_verdict(
  _ confusion: OpaquePointer?, _ verdict: UnsafeMutablePointer<assay_verdict_t>?,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let matrix = try Confusion.at(confusion, "confusion").value
    let result = try Memory.required(verdict, "verdict")
    guard let counts = matrix.counts else {
      throw CallFault.invalid("confusion", "weighted", expected: "counts of whole rows")
    }
    guard
      let found = Verdict(
        cells: counts.flatMap { $0 }, classes: matrix.classes.map(String.init))
    else { throw EvaluationError.empty(field: "confusion") }
    let words = try text.map { _ in
      try CText.allocated("\(found) \(found.effectDescription)")
    }
    result.pointee = assay_verdict_t(
      chance_accuracy: found.chanceAccuracy, majority_accuracy: found.constantAccuracy,
      p_chance: found.chancePValue, p_majority: found.constantPValue)
    text?.pointee = words
  }
}
