// The threshold that is best at something. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

extension ThresholdRule {
  /// A rule of the header, with its numbers.
  fileprivate init(_ raw: Int32, _ first: Double, _ second: Double) throws {
    func rate() throws -> Double {
      guard (0...1).contains(first) else {
        throw CallFault.invalid("first", "\(first)", expected: "a rate, 0 ... 1")
      }
      return first
    }
    switch UInt32(bitPattern: raw) {
    case ASSAY_BEST_YOUDEN.rawValue: self = .youden
    case ASSAY_BEST_F1.rawValue: self = .best("F1") { $0.f1 }
    case ASSAY_BEST_ACCURACY.rawValue: self = .best("accuracy") { $0.accuracy }
    case ASSAY_BEST_BALANCED_ACCURACY.rawValue:
      self = .best("balanced accuracy") { $0.balancedAccuracy }
    case ASSAY_BEST_MATTHEWS_CORRELATION.rawValue:
      self = .best("Matthews correlation") { $0.matthewsCorrelation }
    case ASSAY_LEAST_COST.rawValue:
      self = .leastCost(CostMatrix(falsePositive: first, falseNegative: second))
    case ASSAY_RECALL_AT_LEAST.rawValue:
      self = .best("precision", with: .atLeast(try rate(), "recall") { $0.recall }) {
        $0.precision
      }
    case ASSAY_PRECISION_AT_LEAST.rawValue:
      self = .mostFound(with: .atLeast(try rate(), "precision") { $0.precision })
    case ASSAY_ALERTS_AT_MOST.rawValue:
      guard first >= 0 else {
        throw CallFault.invalid("first", "\(first)", expected: "a number of alerts, 0 or more")
      }
      self = .mostFound(with: .atMost(alerts: first))
    default: throw CallFault.invalid("rule", "\(raw)", expected: "an assay_threshold_rule_t")
    }
  }
}

/// Chooses the threshold by a rule.
@c @implementation
public func assay_best_threshold(
  _ isPositive: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ weights: UnsafePointer<Double>?, _ rule: Int32, _ first: Double, _ second: Double,
  _ threshold: UnsafeMutablePointer<assay_threshold_t>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let threshold = try Memory.required(threshold, "threshold")
    let rule = try ThresholdRule(rule, first, second)
    let rows = try ScoredFlags(isPositive, scores, type, rows, weights)
    var curve = ScoreCurve()
    try curve.update(
      labels: rows.isPositive, scores: rows.scores.doubles, weights: rows.weights)
    let chosen: ChosenThreshold
    do throws(NoThreshold) {
      chosen = try curve.threshold(rule, chosenOn: "the rows given")
    } catch {
      throw EvaluationError.noThreshold(error, chosenOn: "the rows given")
    }
    let counts = curve.counts(atThreshold: chosen.threshold)
    threshold.pointee = assay_threshold_t(
      threshold: chosen.threshold, value: chosen.value, true_negatives: counts.trueNegatives,
      false_positives: counts.falsePositives, false_negatives: counts.falseNegatives,
      true_positives: counts.truePositives)
  }
}
