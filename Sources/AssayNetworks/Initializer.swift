public import AssayCore
public import AssayTensors

/// How the numbers of a parameter begin.
///
/// Names, formulas and defaults are Keras's. A fan is what comes in, or goes out: for a matrix its rows and its columns, for a convolution the
/// channels times the size of the field.
public enum Initializer: Hashable, Sendable, Codable {
  /// All zero.
  case zeros
  /// All one.
  case ones
  /// All the same.
  case constant(Float)
  /// Uniform between two numbers.
  case uniform(low: Float, high: Float)
  /// Normal around zero.
  case normal(standardDeviation: Float)
  /// Normal around zero, drawn again beyond two standard deviations.
  case truncatedNormal(standardDeviation: Float)
  /// Uniform in ±√(6 / (fan in + fan out)).
  case glorotUniform
  /// Truncated normal of variance 2 / (fan in + fan out).
  case glorotNormal
  /// Uniform in ±√(6 / fan in): for ReLU.
  case heUniform
  /// Truncated normal of variance 2 / fan in.
  case heNormal
  /// Uniform in ±√(3 / fan in).
  case lecunUniform
  /// Truncated normal of variance 1 / fan in: for SELU.
  case lecunNormal
  /// Orthogonal rows of length 1, or columns where there are fewer: for recurrent kernels.
  case orthogonal

  /// The standard deviation of a standard normal cut at ±2, by which a scaled one is divided.
  static let truncatedDeviation = 0.87962566103423978

  /// Draws a tensor.
  public func callAsFunction(_ shape: Shape, random: inout RandomSource) -> Tensor {
    switch drawing(for: shape) {
    case .constant(let value):
      return Tensor(repeating: Float(value), shape: shape)
    case .uniform(let low, let high):
      return fill(shape) { Float(low + (high - low) * random.uniform()) }
    case .normal(let deviation):
      return fill(shape) { Float(deviation * random.normal()) }
    case .orthogonal:
      return Orthogonal.draw(shape, random: &random)
    case .truncatedNormal(let deviation):
      return fill(shape) {
        while true {
          let value = random.normal()
          if abs(value) <= 2 { return Float(deviation * value) }
        }
      }
    }
  }

  /// What is drawn for a shape: the formulas, with the fans put in.
  enum Drawing: Equatable {
    case constant(Double)
    case uniform(low: Double, high: Double)
    case normal(Double)
    case truncatedNormal(Double)
    case orthogonal
  }

  func drawing(for shape: Shape) -> Drawing {
    let (fanIn, fanOut) = Initializer.fans(of: shape)
    func limit(_ variance: Double) -> Drawing {
      let limit = (3 * variance).squareRoot()
      return .uniform(low: -limit, high: limit)
    }
    func cut(_ variance: Double) -> Drawing {
      .truncatedNormal(variance.squareRoot() / Initializer.truncatedDeviation)
    }
    switch self {
    case .zeros: return .constant(0)
    case .ones: return .constant(1)
    case .constant(let value): return .constant(Double(value))
    case .uniform(let low, let high): return .uniform(low: Double(low), high: Double(high))
    case .normal(let deviation): return .normal(Double(deviation))
    case .truncatedNormal(let deviation): return .truncatedNormal(Double(deviation))
    case .glorotUniform: return limit(2 / max(1, fanIn + fanOut))
    case .glorotNormal: return cut(2 / max(1, fanIn + fanOut))
    case .heUniform: return limit(2 / max(1, fanIn))
    case .heNormal: return cut(2 / max(1, fanIn))
    case .lecunUniform: return limit(1 / max(1, fanIn))
    case .lecunNormal: return cut(1 / max(1, fanIn))
    case .orthogonal: return .orthogonal
    }
  }

  /// Fan in and fan out of a kernel's shape: the last two axes, times the field before them.
  static func fans(of shape: Shape) -> (Double, Double) {
    guard shape.rank > 1 else {
      let only = shape.rank == 0 ? 1 : Double(shape[0])
      return (only, only)
    }
    let field = Double(shape.extents.dropLast(2).reduce(1, *))
    return (field * Double(shape[-2]), field * Double(shape[-1]))
  }

  private func fill(_ shape: Shape, _ draw: () -> Float) -> Tensor {
    Tensor(shape: shape) { memory in
      for index in memory.indices { memory[index] = draw() }
    }
  }
}
