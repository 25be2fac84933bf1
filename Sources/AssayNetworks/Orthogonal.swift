import AssayCore
import AssayTensors

/// Matrices whose rows, or columns if there are fewer of those, are orthogonal and of length 1.
///
/// Normal numbers are orthogonalised one vector after the other (Gram–Schmidt, each vector twice, in
/// Double): the factor Q of a QR factorisation with positive diagonal, as Keras's `Orthogonal`.
///
/// Source: A. Saxe et al., *Exact solutions to the nonlinear dynamics of learning in deep linear
/// neural networks*, ICLR 2014.
enum Orthogonal {
  /// Draws a tensor, its last axis the columns and all axes before it the rows.
  static func draw(_ shape: Shape, random: inout RandomSource) -> Tensor {
    let columns = max(shape.columns, 1)
    let rows = shape.count / columns
    let (count, length) = (min(rows, columns), max(rows, columns))
    let lanes = (length + 7) / 8
    var vectors = [SIMD8<Double>](repeating: .zero, count: count * lanes)
    for vector in 0..<count {
      let start = vector * lanes
      for index in 0..<length { vectors[start + index / 8][index % 8] = random.normal() }
      vectors.withUnsafeMutableBufferPointer { vectors in
        for _ in 0..<2 {
          for earlier in 0..<vector {
            var product = SIMD8<Double>.zero
            for lane in 0..<lanes {
              product += vectors[earlier * lanes + lane] * vectors[start + lane]
            }
            let share = SIMD8<Double>(repeating: product.sum())
            for lane in 0..<lanes {
              vectors[start + lane] -= share * vectors[earlier * lanes + lane]
            }
          }
        }
        var square = SIMD8<Double>.zero
        for lane in 0..<lanes { square += vectors[start + lane] * vectors[start + lane] }
        let scale = SIMD8<Double>(repeating: 1 / square.sum().squareRoot())
        for lane in 0..<lanes { vectors[start + lane] *= scale }
      }
    }
    return Tensor(shape: shape) { memory in
      for index in memory.indices {
        let (row, column) = (index / columns, index % columns)
        let (vector, place) = rows <= columns ? (row, column) : (column, row)
        memory[index] = Float(vectors[vector * lanes + place / 8][place % 8])
      }
    }
  }
}
