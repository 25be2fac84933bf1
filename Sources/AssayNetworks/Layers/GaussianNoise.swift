public import AssayCore
public import AssayTensors

/// Adds normal noise to its inputs while training.
///
/// y = x + `deviation`·z, z standard normal and drawn afresh for every batch; in answers y = x. Keras:
/// `GaussianNoise`, whose `stddev` the deviation is.
public struct GaussianNoise: Layer, Codable {
  /// The standard deviation of the noise, not negative.
  public let deviation: Float

  /// Describes a layer that adds noise.
  public init(_ deviation: Float) { self.deviation = deviation }

  /// Checks the deviation.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard deviation >= 0, deviation.isFinite else {
      throw NetworkError.invalidSetting(layer: Self.kind, "deviation", "\(deviation)")
    }
    return input
  }

  /// Adds noise in training; passes everything on in answers.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    guard deviation > 0, var random = pass.nextRandom() else { return input }
    let deviation = Double(deviation)
    return input
      + Tensor(shape: input.shape) { memory in
        for index in memory.indices { memory[index] = Float(deviation * random.normal()) }
      }
  }

  /// The layer as it is written.
  public var description: String { "GaussianNoise(\(deviation))" }
}
