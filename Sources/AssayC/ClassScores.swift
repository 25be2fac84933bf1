// Areas of several classes and of sets of labels. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

/// Rows with a class, or several labels, and a score for each.
struct ScoredTable {
  let rows: Int
  let width: Int
  let scores: ScoreColumn
  let weights: [Double]?

  init(
    _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64, _ width: Int64,
    _ weights: UnsafePointer<Double>?, _ name: String = "scores"
  ) throws {
    self.rows = try Memory.count(rows, "rows")
    self.width = try Memory.count(width, "width")
    guard self.width > 0 else { throw CallFault.invalid("width", "0", expected: "1 or more") }
    guard self.rows > 0 else { throw EvaluationError.empty(field: name) }
    let cells = try Memory.product(self.rows, self.width, "width")
    self.scores = try ScoreColumn(scores, type, cells, name)
    self.weights = try Memory.weights(weights, self.rows)
  }

  /// The positions of the classes.
  func classes(_ count: Int) throws -> [Int32] {
    guard count <= 1 << 24 else {
      throw CallFault.invalid("width", "\(count)", expected: "no more than 16777216")
    }
    return Array(0..<Int32(count))
  }
}

/// The areas under the ROC curves of several classes.
@c @implementation
public func assay_class_roc_auc(
  _ positions: UnsafePointer<Int32>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ classCount: Int64, _ weights: UnsafePointer<Double>?, _ multiClass: Int32, _ average: Int32,
  _ values: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let multiClass = try Enumerations.multiClass(multiClass)
    let average = try Enumerations.average(average, of: [nil, .micro, .macro, .weighted])
    let table = try ScoredTable(scores, type, rows, classCount, weights)
    let labels = try Memory.array(positions, table.rows, "positions")
    let classes = try table.classes(table.width)
    func areas(_ scores: [some Number]) throws -> [Double] {
      guard let average else {
        return try rocAUCPerClass(
          labels: labels, scores: scores, width: table.width, classes: classes,
          weights: table.weights)
      }
      return [
        try rocAUC(
          labels: labels, scores: scores, width: table.width, multiClass: multiClass,
          average: average, classes: classes, weights: table.weights)
      ]
    }
    if average == nil, multiClass == .oneVsOne {
      throw CallFault.invalid("average", "0", expected: "ASSAY_MACRO or ASSAY_WEIGHTED of pairs")
    }
    try Memory.write(table.scores.read(areas, areas), to: values, "values")
  }
}

/// The areas under the ROC curves of labels.
@c @implementation
public func assay_label_roc_auc(
  _ truth: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ labelCount: Int64, _ weights: UnsafePointer<Double>?, _ maximumRate: Double,
  _ average: Int32, _ values: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let average = try Enumerations.average(
      average, of: [nil, .micro, .macro, .weighted, .samples])
    let table = try ScoredTable(scores, type, rows, labelCount, weights)
    let labels = try Memory.flags(truth, table.rows * table.width, "truth")
    func areas(_ scores: [some Number]) throws -> [Double] {
      guard let average else {
        return try rocAUCPerLabel(
          labels: labels.rows(of: table.width), scores: scores.rows(of: table.width),
          maximumFalsePositiveRate: maximumRate, weights: table.weights)
      }
      return [
        try rocAUC(
          labels: labels, scores: scores, width: table.width, average: average,
          maximumFalsePositiveRate: maximumRate, weights: table.weights)
      ]
    }
    try Memory.write(table.scores.read(areas, areas), to: values, "values")
  }
}

/// The average precisions of labels.
@c @implementation
public func assay_label_average_precision(
  _ truth: UnsafePointer<UInt8>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ labelCount: Int64, _ weights: UnsafePointer<Double>?, _ average: Int32,
  _ values: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let average = try Enumerations.average(
      average, of: [nil, .micro, .macro, .weighted, .samples])
    let table = try ScoredTable(scores, type, rows, labelCount, weights)
    let labels = try Memory.flags(truth, table.rows * table.width, "truth")
    func precisions(_ scores: [some Number]) throws -> [Double] {
      guard let average else {
        return try averagePrecisionPerLabel(
          labels: labels.rows(of: table.width), scores: scores.rows(of: table.width),
          weights: table.weights)
      }
      return [
        try averagePrecision(
          labels: labels, scores: scores, width: table.width, average: average,
          weights: table.weights)
      ]
    }
    try Memory.write(table.scores.read(precisions, precisions), to: values, "values")
  }
}

extension Array {
  /// The rows of a matrix that lies row after row.
  func rows(of width: Int) -> [[Element]] {
    stride(from: 0, to: count, by: width).map { Array(self[$0..<($0 + width)]) }
  }
}
