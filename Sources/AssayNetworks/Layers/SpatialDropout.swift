public import AssayCore
public import AssayTensors

/// Sets whole features of a row to zero while training, and scales the others by 1 / (1 − rate).
///
/// Neighbours in an image or a sequence say nearly the same: dropping single ones, as ``Dropout``
/// does, hides little. Inputs are [batch, …, n] with at least one axis between; each row's n features
/// are kept or dropped at all places alike. In answers nothing is dropped. Keras:
/// `SpatialDropout1D`, `SpatialDropout2D`, `SpatialDropout3D`.
///
/// Source: J. Tompson et al., *Efficient Object Localization Using Convolutional Networks*, 2015.
public struct SpatialDropout: Layer, Codable {
  /// The part of the features that is dropped, in [0, 1).
  public let rate: Float

  /// Describes a layer that drops a part of the features.
  public init(_ rate: Float) { self.rate = rate }

  /// Checks the rate and the shape.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard rate >= 0, rate < 1 else {
      throw NetworkError.invalidSetting(layer: Self.kind, "rate", "\(rate)")
    }
    guard input.rank > 1 else {
      throw NetworkError.inputShape(
        layer: description, shape: input, needed: "places and features: at least two axes")
    }
    return input
  }

  /// Drops in training; passes everything on in answers.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    guard rate > 0, var random = pass.nextRandom() else { return input }
    var shape = input.shape
    for axis in 1..<max(shape.rank - 1, 1) { shape[axis] = 1 }
    let (rate, scale) = (Double(rate), 1 / (1 - rate))
    return input
      * Tensor(shape: shape) { memory in
        for index in memory.indices { memory[index] = random.uniform() < rate ? 0 : scale }
      }
  }

  /// The layer as it is written.
  public var description: String { "SpatialDropout(\(rate))" }
}
