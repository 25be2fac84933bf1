import AssayKernels

/// The rows of a matrix whose numbers count in the statistics of its columns.
struct CountingRows: Sendable {
  /// Ones and zeros, each for the same number of rows.
  private let mask: [Float]
  private let rowsPerStep: Int
  /// How many rows count, and 1e-7.
  private let total: Double

  init(_ mask: [Float], of shape: Shape) {
    guard !mask.isEmpty || shape.rows == 0, shape.rows.isMultiple(of: max(mask.count, 1)) else {
      fatalError("a mask of \(mask.count) steps does not fit \(shape.rows) rows")
    }
    self.mask = mask
    rowsPerStep = shape.rows / max(mask.count, 1)
    total = Double(mask.count { $0 != 0 } * rowsPerStep) + 1e-7
  }

  private func counts(_ row: Int) -> Bool { mask[row / rowsPerStep] != 0 }

  /// Puts down mean, variance and 1 / √(variance + ε) of each column.
  func takeStatistics(
    of columns: assay_column_normalization_t, epsilon: Double, _ variance: inout [Double]
  ) {
    let (x, mean, width) = (columns.x, columns.mean, columns.columns)
    guard let x, let mean, let inverse = columns.inverse else { return }
    for row in 0..<columns.rows where counts(row) {
      for column in 0..<width { mean[column] += Double(x[row * width + column]) }
    }
    for column in 0..<width { mean[column] /= total }
    for row in 0..<columns.rows where counts(row) {
      for column in 0..<width {
        let distance = Double(x[row * width + column]) - mean[column]
        variance[column] += distance * distance
      }
    }
    for column in 0..<width {
      variance[column] /= total
      inverse[column] = 1 / (variance[column] + epsilon).squareRoot()
    }
  }

  /// dx = γ·r·(dy − dβ/n − x̂·dγ/n) where a row counts, and γ·r·dy where it does not.
  func pullBack(
    _ columns: assay_column_normalization_t, _ scale: UnsafePointer<Float>, _ ofShift: [Double],
    _ ofScale: [Double], _ slope: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>,
    accumulates: Bool
  ) {
    let width = columns.columns
    guard let x = columns.x, let mean = columns.mean, let inverse = columns.inverse else { return }
    for row in 0..<columns.rows {
      for column in 0..<width {
        let place = row * width + column
        var own = Double(slope[place])
        if counts(row) {
          let normal = (Double(x[place]) - mean[column]) * inverse[column]
          own -= (ofShift[column] + normal * ofScale[column]) / total
        }
        let value = Float(Double(scale[column]) * inverse[column] * own)
        result[place] = accumulates ? result[place] + value : value
      }
    }
  }
}
