extension ScoreBlocks {
  /// The standard error of average precision by the infinitesimal jackknife; nil without positive
  /// rows.
  ///
  /// With pᵢ and nᵢ the positive and negative rows at the distinct scores from the greatest down,
  /// Tᵢ and Cᵢ the positive and all rows down to i, AP = Σ pᵢ Tᵢ/Cᵢ / P. Its derivatives by a row
  /// at j are
  ///
  ///     by a positive one: (Tⱼ/Cⱼ − AP + Σᵢ≥ⱼ pᵢ (Cᵢ − Tᵢ)/Cᵢ²) / P
  ///     by a negative one: −Σᵢ≥ⱼ pᵢ Tᵢ/Cᵢ² / P
  ///
  /// and the variance is the sum of their squares over the rows. It agrees with the bootstrap for
  /// many rows, in O(k) for k distinct scores.
  ///
  /// Source: L. A. Jaeckel, *The infinitesimal jackknife*, 1972.
  var averagePrecisionError: Double? {
    let positiveRows = positives.reduce(0, +)
    guard positiveRows > 0 else { return nil }
    var hits = [Double](repeating: 0, count: count)
    var called = hits
    var area = 0.0
    var (hitsSoFar, calledSoFar) = (0.0, 0.0)
    for block in 0..<count {
      hitsSoFar += positives[block]
      calledSoFar += positives[block] + negatives[block]
      hits[block] = hitsSoFar
      called[block] = calledSoFar
      area += positives[block] * (hitsSoFar / calledSoFar)
    }
    area /= positiveRows
    var gain = 0.0
    var loss = 0.0
    var squares = 0.0
    for block in (0..<count).reversed() {
      let precision = hits[block] / called[block]
      let step = positives[block] / called[block]
      gain += step * (1 - precision)
      loss += step * precision
      let byPositive = precision - area + gain
      squares += positives[block] * byPositive * byPositive + negatives[block] * loss * loss
    }
    return squares.squareRoot() / positiveRows
  }
}
