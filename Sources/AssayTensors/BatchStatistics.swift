import AssayKernels

extension Tensor {
  /// Brings the columns of a batch to mean 0 and variance 1, then scales and shifts them.
  ///
  /// With μ and σ² the mean and the variance of a column over all rows of the last axis, and
  /// r = 1 / √(σ² + ε): y = γ·(x − μ)·r + β. With x̂ = (x − μ)·r the derivatives are
  /// dβ = Σ dy, dγ = Σ dy·x̂ and dx = γ·r·(dy − dβ/n − x̂·dγ/n). Sums are taken in Double, in an order
  /// that the shape alone decides.
  ///
  /// With a mask of zeros and ones, each for as many rows, μ and σ² are those of the rows that it
  /// leaves, with n + 1e-7 in the place of their number n; all rows are normalized by them, and of the
  /// derivative dx a masked row has γ·r·dy alone.
  ///
  /// - Returns: the outputs, and μ and σ² of each column, which no gradient goes through.
  package func normalizedByColumns(
    scale gamma: Tensor, shift beta: Tensor, epsilon: Float, mask: Tensor? = nil
  ) -> (output: Tensor, mean: Tensor, variance: Tensor) {
    let columns = shape.columns
    guard gamma.count == columns, beta.count == columns else {
      fatalError("\(gamma.count) scales and \(beta.count) shifts for \(columns) columns")
    }
    var (mean, inverse) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
    )
    let counting = mask.map { CountingRows($0.scalars, of: shape) }
    var variance = mean
    let tape = Tape.current
    var output = Tensor(result: shape, on: tape)
    if shape.rows > 0 {
      normalizing(start, shape, &mean, &inverse) {
        if let counting {
          counting.takeStatistics(of: $0.pointee, epsilon: Double(epsilon), &variance)
        } else {
          assay_column_statistics($0, Double(epsilon), &variance)
        }
        assay_normalize_columns($0, gamma.start, beta.start, output.start)
      }
    }
    if let tape, tape.follows(self) || tape.follows(gamma) || tape.follows(beta) {
      tape.record(&output, tape.view(self), tape.view(gamma), tape.view(beta)) {
        [mean, inverse] step, tape in
        pullBackThroughColumns(step, tape, mean: mean, inverse: inverse, counting)
      }
    }
    return (output, Tensor(mean.map { Float($0) }), Tensor(variance.map { Float($0) }))
  }
}

private func pullBackThroughColumns(
  _ step: Step, _ tape: Tape, mean: [Double], inverse: [Double], _ counting: CountingRows?
) {
  let columns = step.a.shape.columns
  let slope = tape.gradient(of: step)
  var (mean, inverse) = (mean, inverse)
  var (ofShift, ofScale) = (
    [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
  )
  normalizing(step.a.start, step.a.shape, &mean, &inverse) { normalization in
    assay_normalize_columns_slopes(normalization, slope, &ofShift, &ofScale)
    for (view, sums) in [(step.b, ofScale), (step.c, ofShift)] {
      guard let destination = tape.destination(view) else { continue }
      for column in 0..<columns {
        destination.start[column] =
          (destination.accumulates ? destination.start[column] : 0) + Float(sums[column])
      }
    }
    guard let destination = tape.destination(step.a) else { return }
    if let counting {
      return counting.pullBack(
        normalization.pointee, step.b.start, ofShift, ofScale, slope, destination.start,
        accumulates: destination.accumulates)
    }
    assay_normalize_columns_pullback(
      normalization, step.b.start, ofShift, ofScale, slope, destination.start,
      destination.accumulates)
  }
}

/// Calls a closure with the kernels' view of a matrix, whose columns have the means and inverse
/// deviations given.
private func normalizing(
  _ start: UnsafeMutablePointer<Float>, _ shape: Shape, _ mean: inout [Double],
  _ inverse: inout [Double], _ body: (UnsafePointer<assay_column_normalization_t>) -> Void
) {
  mean.withUnsafeMutableBufferPointer { mean in
    inverse.withUnsafeMutableBufferPointer { inverse in
      var normalization = assay_column_normalization_t(
        x: start, rows: shape.rows, columns: shape.columns, mean: mean.baseAddress,
        inverse: inverse.baseAddress)
      body(&normalization)
    }
  }
}
