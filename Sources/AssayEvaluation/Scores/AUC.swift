/// The area under points joined by straight lines (the trapezoidal rule).
///
///     area = Σ (x_i − x_{i−1}) (y_i + y_{i−1}) / 2          its sign turned where x falls
///
/// ```swift
/// try auc(x: [0, 0.5, 1], y: [0, 0.75, 1])  // 0.625
/// ```
///
/// For the area under the ROC curve of labels and scores use
/// ``rocAUC(labels:scores:positive:weights:strict:)``, which counts pairs.
///
/// **Edge cases:** x may rise or fall, with equal neighbours; a NaN anywhere makes the area NaN.
///
/// scikit-learn: `auc`.
///
/// - Parameters:
///   - x: where the points lie, rising or falling throughout.
///   - y: how high they lie.
/// - Throws: ``EvaluationError`` when lengths differ, there are fewer than two points, or x turns
///   back: ``EvaluationError/outOfRange(field:index:value:range:)`` names the first that does.
public func auc<Number: BinaryFloatingPoint & Sendable>(
  x: [Number], y: [Number]
) throws(EvaluationError) -> Double {
  try Columns.check(y, "y", like: x, "x")
  guard x.count >= 2 else {
    throw .invalidParameter(
      name: "x", value: "\(x.count) \(x.count == 1 ? "point" : "points")",
      expected: "two points or more")
  }
  let x = x.doubles
  let y = y.doubles
  var falls = false
  var rises = false
  for point in 1..<x.count {
    falls = falls || x[point] < x[point - 1]
    rises = rises || x[point] > x[point - 1]
    guard falls && rises else { continue }
    let isBelow = x[point] < x[point - 1]
    throw .outOfRange(
      field: "x", index: point, value: x[point],
      range: isBelow ? x[point - 1]...Double.infinity : -Double.infinity...x[point - 1])
  }
  var area = 0.0
  for point in 1..<x.count {
    area += (x[point] - x[point - 1]) * (y[point] + y[point - 1]) / 2
  }
  return falls ? -area : area
}
