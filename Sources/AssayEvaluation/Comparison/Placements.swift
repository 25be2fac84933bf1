import AssayCore

/// Where each row's score stands among those of the other class: DeLong's structural components.
///
/// Of a positive row the part of negative rows it beats, of a negative row the part of positive rows
/// that beat it, ties counting half. Their means are the area under the ROC curve, their covariances
/// over the rows of two models the covariance of the two areas.
///
/// - Complexity: O(n log n) for n rows.
struct Placements: Sendable {
  /// The area under the ROC curve; NaN without a row of each class.
  let area: Double
  /// Of each row, in the order of rows.
  let values: [Double]

  /// The placements of finite scores.
  init(isPositive: [Bool], scores: [Double]) {
    // Blocks of equal scores, from the greatest down.
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    let positives = isPositive.count { $0 }
    let negatives = isPositive.count - positives
    var values = [Double](repeating: 0, count: scores.count)
    // Twice the pairs in the right order, a tied pair counting once: whole, so exact.
    var pairs = 0.0
    var positivesAbove = 0
    var negativesAbove = 0
    var start = 0
    while start < order.count {
      var end = start
      var here = 0
      while end < order.count, scores[order[end]] == scores[order[start]] {
        if isPositive[order[end]] { here += 1 }
        end += 1
      }
      let others = end - start - here
      let beaten = 2 * (negatives - negativesAbove) - others
      let beating = 2 * positivesAbove + here
      for place in start..<end {
        let row = order[place]
        values[row] =
          isPositive[row]
          ? 0.5 * Double(beaten) / Double(negatives) : 0.5 * Double(beating) / Double(positives)
      }
      pairs += Double(here) * Double(beaten)
      positivesAbove += here
      negativesAbove += others
      start = end
    }
    self.values = values
    area = pairs / (2 * Double(positives) * Double(negatives))
  }

  /// The covariance of two areas, of scores of the same rows; the variance of one for itself.
  ///
  /// - Returns: NaN with fewer than two rows of a class.
  func covariance(with other: Placements, isPositive: [Bool]) -> Double {
    let positives = Double(isPositive.count { $0 })
    let negatives = Double(isPositive.count) - positives
    guard positives > 1, negatives > 1 else { return .nan }
    // Summed exactly: the order of rows does not show.
    var ofPositives = ExactSum()
    var ofNegatives = ExactSum()
    for row in isPositive.indices {
      let product = (values[row] - area) * (other.values[row] - other.area)
      if isPositive[row] { ofPositives.add(product) } else { ofNegatives.add(product) }
    }
    return ofPositives.value / (positives * (positives - 1))
      + ofNegatives.value / (negatives * (negatives - 1))
  }
}
