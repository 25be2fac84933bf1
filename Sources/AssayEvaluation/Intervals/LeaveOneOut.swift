/// Areas of a curve with one row left out, for every distinct score and class at once.
///
/// The first ``ScoreBlocks/count`` values leave out a positive row of each score, the others a
/// negative one; where there is no such row the value means nothing. O(k) for k distinct scores,
/// where reading the curve anew for each would be O(k²).
extension ScoreBlocks {
  /// The area under the ROC curve with one row left out.
  ///
  /// A row takes its own pairs with it: (S − its pairs in order) / ((P − 1) N), or / (P (N − 1)).
  var areaWithoutRow: [Double] {
    let allPositives = positives.reduce(0, +)
    let allNegatives = negatives.reduce(0, +)
    var result = [Double](repeating: .nan, count: 2 * count)
    var pairs = 0.0
    var positivesAbove = 0.0
    var negativesAbove = 0.0
    for block in 0..<count {
      let beaten = allNegatives - negativesAbove - 0.5 * negatives[block]
      result[block] = beaten
      result[count + block] = positivesAbove + 0.5 * positives[block]
      pairs += positives[block] * beaten
      positivesAbove += positives[block]
      negativesAbove += negatives[block]
    }
    for block in 0..<count {
      result[block] = (pairs - result[block]) / ((allPositives - 1) * allNegatives)
      result[count + block] =
        (pairs - result[count + block]) / (allPositives * (allNegatives - 1))
    }
    return result
  }

  /// Average precision with one row left out.
  ///
  /// With T and C the positive and all rows down to a score, a positive row left out at j takes one
  /// from p, T and C there and from T and C below; a negative one takes one from C at and below j.
  var averagePrecisionWithoutRow: [Double] {
    let allPositives = positives.reduce(0, +)
    var result = [Double](repeating: .nan, count: 2 * count)
    var above = [Double](repeating: 0, count: count)
    var hits = above
    var called = above
    var (sum, hitsSoFar, calledSoFar) = (0.0, 0.0, 0.0)
    for block in 0..<count {
      above[block] = sum
      hitsSoFar += positives[block]
      calledSoFar += positives[block] + negatives[block]
      hits[block] = hitsSoFar
      called[block] = calledSoFar
      if positives[block] > 0 { sum += positives[block] * (hitsSoFar / calledSoFar) }
    }
    func product(_ rows: Double, _ hits: Double, _ called: Double) -> Double {
      rows > 0 ? rows * (hits / called) : 0
    }
    var withoutPositive = 0.0
    var withoutNegative = 0.0
    for block in (0..<count).reversed() {
      let (rows, hits, called) = (positives[block], hits[block], called[block])
      result[block] =
        (above[block] + product(rows - 1, hits - 1, called - 1) + withoutPositive)
        / (allPositives - 1)
      withoutPositive += product(rows, hits - 1, called - 1)
      withoutNegative += product(rows, hits, called - 1)
      result[count + block] = (above[block] + withoutNegative) / allPositives
    }
    return result
  }
}
