// Rankings of items and labels. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

/// The best places that count; 0 is all.
private func places(_ k: Int64) throws -> Int? {
  guard k >= 0 else { throw CallFault.invalid("k", "\(k)", expected: "0 or more") }
  return k == 0 ? nil : Int(clamping: k)
}

/// The mean discounted gain.
@c @implementation
public func assay_dcg(
  _ relevances: UnsafePointer<Double>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ width: Int64, _ k: Int64, _ logBase: Double, _ ignoresTies: Bool,
  _ weights: UnsafePointer<Double>?, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let table = try ScoredTable(scores, type, rows, width, weights)
    let relevances = try Memory.array(relevances, table.rows * table.width, "relevances")
    func gain(_ scores: [some Number]) throws -> Double {
      try dcgScore(
        relevances: relevances, scores: scores, width: table.width, k: places(k),
        logBase: logBase, ignoresTies: ignoresTies, weights: table.weights)
    }
    value.pointee = try table.scores.read(gain, gain)
  }
}

/// The mean part of the best possible gain.
@c @implementation
public func assay_ndcg(
  _ relevances: UnsafePointer<Double>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ width: Int64, _ k: Int64, _ ignoresTies: Bool, _ weights: UnsafePointer<Double>?,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let table = try ScoredTable(scores, type, rows, width, weights)
    let relevances = try Memory.array(relevances, table.rows * table.width, "relevances")
    func gain(_ scores: [some Number]) throws -> Double {
      try ndcgScore(
        relevances: relevances, scores: scores, width: table.width, k: places(k),
        ignoresTies: ignoresTies, weights: table.weights)
    }
    value.pointee = try table.scores.read(gain, gain)
  }
}

/// Reads how relevant labels are ranked.
@c @implementation
public func assay_label_ranking(
  _ reading: Int32, _ truth: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ width: Int64, _ weights: UnsafePointer<Double>?,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let table = try ScoredTable(scores, type, rows, width, weights)
    let labels = try Memory.flags(truth, table.rows * table.width, "truth")
    func read(_ scores: [some Number]) throws -> Double {
      switch UInt32(bitPattern: reading) {
      case ASSAY_COVERAGE_ERROR.rawValue:
        return try coverageError(
          labels: labels, scores: scores, width: table.width, weights: table.weights)
      case ASSAY_LABEL_RANKING_AVERAGE_PRECISION.rawValue:
        return try labelRankingAveragePrecision(
          labels: labels, scores: scores, width: table.width, weights: table.weights)
      case ASSAY_LABEL_RANKING_LOSS.rawValue:
        return try labelRankingLoss(
          labels: labels, scores: scores, width: table.width, weights: table.weights)
      default:
        throw CallFault.invalid("reading", "\(reading)", expected: "an assay_label_ranking_t")
      }
    }
    value.pointee = try table.scores.read(read, read)
  }
}
