public import AssayTensors

/// A bound on parameters, which training brings them back to after every step.
///
/// Norms are those of a column, over the first axis: for a kernel the weights of all inputs of one
/// unit, for a bias the whole of it. Keras's `MaxNorm`, `NonNeg` and `UnitNorm`, with 1e-7 added to
/// a norm that is divided by.
public enum Constraint: Hashable, Sendable, Codable {
  /// Columns longer than the bound are shortened to it.
  case maxNorm(Float = 2)
  /// Negative parameters become 0.
  case nonNegative
  /// Every column gets the length 1.
  case unitNorm

  /// The parameters within the bound.
  public func callAsFunction(_ parameters: Tensor) -> Tensor {
    var bounded = Tensor(parameters.scalars, shape: parameters.shape)
    bounded.withMutableScalars { memory in
      if let start = memory.baseAddress { apply(to: start, shape: parameters.shape) }
    }
    return bounded
  }

  /// Brings parameters within the bound where they stand.
  func apply(to start: UnsafeMutablePointer<Float>, shape: Shape) {
    let rows = shape.rank == 0 ? 1 : shape[0]
    let columns = shape.count / max(rows, 1)
    if self == .nonNegative {
      for index in 0..<shape.count { start[index] = max(0, start[index]) }
      return
    }
    for column in 0..<columns {
      var squares = 0.0
      for row in 0..<rows {
        let value = Double(start[row * columns + column])
        squares += value * value
      }
      let norm = squares.squareRoot()
      var wanted = 1.0
      if case .maxNorm(let bound) = self { wanted = min(norm, Double(bound)) }
      let factor = Float(wanted / (kerasEpsilon + norm))
      for row in 0..<rows { start[row * columns + column] *= factor }
    }
  }

  /// Throws for a bound that is no length.
  func check(layer: String, _ name: String) throws {
    if case .maxNorm(let bound) = self, !(bound > 0 && bound.isFinite) {
      throw NetworkError.invalidSetting(layer: layer, name, "\(self)")
    }
  }
}

extension Constraint: CustomStringConvertible {
  /// The constraint as it is written.
  public var description: String {
    switch self {
    case .maxNorm(let bound): ".maxNorm(\(bound))"
    case .nonNegative: ".nonNegative"
    case .unitNorm: ".unitNorm"
    }
  }
}
