// Cohen's kappa: agreement beyond chance.
//
//     κ = 1 − Σ w C / Σ w E      E = row sums × column sums / all
//     w = 0 on the diagonal, elsewhere 1, |i − j| (linear) or (i − j)² (quadratic)
//
// Range −1 ... 1: 0 is the agreement of guessing with the same frequencies. Undefined, and NaN, when
// truth and predictions hold one and the same class, or there are no rows. J. Cohen, «A coefficient
// of agreement for nominal scales», 1960.

/// How much a confusion of two classes counts against Cohen's kappa.
public enum KappaWeights: String, Sendable, Hashable, CaseIterable {
  /// All confusions alike.
  case none
  /// By the distance of the classes' positions: for ordered classes.
  case linear
  /// By the square of that distance.
  case quadratic

  func weight(_ row: Int, _ column: Int) -> Double {
    let distance = Double(abs(row - column))
    switch self {
    case .none: return row == column ? 0 : 1
    case .linear: return distance
    case .quadratic: return distance * distance
    }
  }

  /// Disagreement observed and expected.
  fileprivate func disagreement(
    _ cells: [Double], width: Int
  ) -> (observed: Double, expected: Double) {
    var rows = [Double](repeating: 0, count: width)
    var columns = rows
    for cell in cells.indices {
      rows[cell / width] += cells[cell]
      columns[cell % width] += cells[cell]
    }
    let total = rows.reduce(0, +)
    guard total != 0 else { return (0, 0) }
    var observed = 0.0
    var expected = 0.0
    for row in 0..<width {
      for column in 0..<width where row != column {
        let weight = weight(row, column)
        observed += weight * cells[row * width + column]
        expected += weight * (rows[row] * columns[column] / total)
      }
    }
    return (observed, expected)
  }

  fileprivate func kappa(_ cells: [Double], width: Int, _ undefined: ZeroDivision) -> Double {
    let (observed, expected) = disagreement(cells, width: width)
    return expected == 0 ? undefined.value(standard: .nan) : 1 - observed / expected
  }
}

extension BinaryCounts {
  /// Agreement beyond chance; NaN when truth and predictions hold one and the same class.
  ///
  /// scikit-learn: `cohen_kappa_score`.
  public var cohenKappa: Double {
    KappaWeights.none.kappa(
      [trueNegatives, falsePositives, falseNegatives, truePositives], width: 2, zeroDivision)
  }
}

extension ConfusionMatrix {
  /// Agreement beyond chance; NaN when truth and predictions hold one and the same class.
  ///
  /// scikit-learn: `cohen_kappa_score`.
  public var cohenKappa: Double { cohenKappa(weights: .none) }

  /// Agreement beyond chance, confusions counted by the distance of the classes' positions.
  ///
  /// scikit-learn: `cohen_kappa_score(weights=)`.
  public func cohenKappa(weights: KappaWeights) -> Double {
    weights.kappa(cells, width: classes.count, zeroDivision)
  }

  /// Whether kappa, with whatever weights, divides nothing by nothing.
  var cohenKappaIsUndefined: Bool {
    KappaWeights.none.disagreement(cells, width: classes.count).expected == 0
  }
}

extension Metric where Statistics == ClassifierStatistics {
  /// Agreement beyond chance.
  public static var cohenKappa: Metric {
    Metric(
      "cohen_kappa", title: "Cohen's kappa", range: -1...1, requires: .counts, uncertainty: .counts
    ) { $0.confusion.cohenKappa }
  }

  /// Agreement beyond chance, confusions counted by the distance of the classes' positions.
  public static var linearCohenKappa: Metric {
    Metric(
      "cohen_kappa_linear", title: "Cohen's kappa, linear", range: -1...1, requires: .counts,
      uncertainty: .counts
    ) { $0.confusion.cohenKappa(weights: .linear) }
  }

  /// Agreement beyond chance, confusions counted by the square of the positions' distance.
  public static var quadraticCohenKappa: Metric {
    Metric(
      "cohen_kappa_quadratic", title: "Cohen's kappa, quadratic", range: -1...1,
      requires: .counts, uncertainty: .counts
    ) { $0.confusion.cohenKappa(weights: .quadratic) }
  }
}

/// Agreement of labels and predictions beyond chance.
///
/// ```swift
/// try cohenKappa(labels: [1, 0, 1, 1], predictions: [1, 0, 0, 1])  // 0.5
/// ```
///
/// scikit-learn: `cohen_kappa_score`. For linear and quadratic weights the classes lie one apart,
/// in natural order, or in the order of the labels chosen.
///
/// - Parameters:
///   - labels: the truth, or what one judge said.
///   - predictions: what was predicted, or what the other judge said.
///   - kappaWeights: how much a confusion of two classes counts.
///   - chosen: the labels to count, in this order, other rows being left out; nil for all.
///   - weights: what each row counts; nil for once.
///   - undefined: what nothing divided by nothing is.
///   - strict: throw where kappa is undefined, and for negative weights.
/// - Throws: ``EvaluationError`` when lengths differ, there are no rows, no label chosen occurs in
///   the truth, or weights are not finite or all zero.
public func cohenKappa<Label: Hashable & Sendable>(
  labels: [Label], predictions: [Label], kappaWeights: KappaWeights = .none,
  over chosen: [Label]? = nil, weights: [Double]? = nil, undefined: ZeroDivision = .standard,
  strict: Bool = false
) throws(EvaluationError) -> Double {
  let matrix = try LabelColumns.matrix(
    labels, predictions, over: chosen, weights: weights, undefined: undefined)
  try LabelColumns.check(strict: strict, weights: weights)
  try LabelColumns.checkDefined("cohen_kappa", matrix, strict: strict)
  return matrix.cohenKappa(weights: kappaWeights)
}
