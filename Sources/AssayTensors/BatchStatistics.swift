extension Tensor {
  /// Brings the columns of a batch to mean 0 and variance 1, then scales and shifts them.
  ///
  /// With μ and σ² the mean and the variance of a column over all rows of the last axis, and
  /// r = 1 / √(σ² + ε): y = γ·(x − μ)·r + β. With x̂ = (x − μ)·r the derivatives are
  /// dβ = Σ dy, dγ = Σ dy·x̂ and dx = γ·r·(dy − dβ/n − x̂·dγ/n). Sums are taken in Double, one row
  /// after the other, for every number of threads.
  ///
  /// - Returns: the outputs, and μ and σ² of each column, which no gradient goes through.
  package func normalizedByColumns(
    scale gamma: Tensor, shift beta: Tensor, epsilon: Float
  ) -> (output: Tensor, mean: Tensor, variance: Tensor) {
    let (rows, columns) = (shape.rows, shape.columns)
    guard gamma.count == columns, beta.count == columns else {
      fatalError("\(gamma.count) scales and \(beta.count) shifts for \(columns) columns")
    }
    let count = Double(Swift.max(rows, 1))
    var (mean, variance) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
    )
    for row in 0..<rows {
      let x = start + row * columns
      for column in 0..<columns { mean[column] += Double(x[column]) }
    }
    for column in 0..<columns { mean[column] /= count }
    for row in 0..<rows {
      let x = start + row * columns
      for column in 0..<columns {
        let centred = Double(x[column]) - mean[column]
        variance[column] += centred * centred
      }
    }
    for column in 0..<columns { variance[column] /= count }
    let middle = mean
    let inverse = variance.map { 1 / ($0 + Double(epsilon)).squareRoot() }
    let tape = Tape.current
    var output = Tensor(result: shape, on: tape)
    for row in 0..<rows {
      let (x, y) = (start + row * columns, output.start + row * columns)
      for column in 0..<columns {
        let hat = (Double(x[column]) - middle[column]) * inverse[column]
        y[column] = Float(Double(gamma.start[column]) * hat + Double(beta.start[column]))
      }
    }
    if let tape, tape.follows(self) || tape.follows(gamma) || tape.follows(beta) {
      tape.record(&output, tape.view(self), tape.view(gamma), tape.view(beta)) { step, tape in
        pullBackThroughColumns(step, tape, mean: middle, inverse: inverse)
      }
    }
    return (output, Tensor(mean.map { Float($0) }), Tensor(variance.map { Float($0) }))
  }
}

private func pullBackThroughColumns(
  _ step: Step, _ tape: Tape, mean: [Double], inverse: [Double]
) {
  let (rows, columns) = (step.a.shape.rows, step.a.shape.columns)
  let slope = tape.gradient(of: step)
  var (ofShift, ofScale) = (
    [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
  )
  for row in 0..<rows {
    let (x, dy) = (step.a.start + row * columns, slope + row * columns)
    for column in 0..<columns {
      let hat = (Double(x[column]) - mean[column]) * inverse[column]
      ofShift[column] += Double(dy[column])
      ofScale[column] += Double(dy[column]) * hat
    }
  }
  for (view, sums) in [(step.b, ofScale), (step.c, ofShift)] {
    guard let destination = tape.destination(view) else { continue }
    for column in 0..<columns {
      destination.start[column] =
        (destination.accumulates ? destination.start[column] : 0) + Float(sums[column])
    }
  }
  guard let destination = tape.destination(step.a) else { return }
  let count = Double(max(rows, 1))
  for row in 0..<rows {
    let offset = row * columns
    for column in 0..<columns {
      let hat = (Double(step.a.start[offset + column]) - mean[column]) * inverse[column]
      let own = Double(slope[offset + column]) - ofShift[column] / count
      let dx =
        Double(step.b.start[column]) * inverse[column] * (own - hat * ofScale[column] / count)
      destination.start[offset + column] =
        (destination.accumulates ? destination.start[offset + column] : 0) + Float(dx)
    }
  }
}
