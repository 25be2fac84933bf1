public import AssayCore
public import AssayTensors

/// Sets a part of its inputs to zero while training, and scales the others by 1 / (1 − rate).
///
/// Which ones is drawn afresh for every batch, from the model's seed, the epoch, the batch and the
/// layer. In answers nothing is dropped.
///
/// Source: N. Srivastava et al., *Dropout: A Simple Way to Prevent Neural Networks from
/// Overfitting*, JMLR 2014.
public struct Dropout: Layer, Codable {
  /// The part that is dropped, in [0, 1).
  public let rate: Float

  /// Describes a layer that drops a part of its inputs.
  public init(_ rate: Float) { self.rate = rate }

  /// Checks the rate.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    guard rate >= 0, rate < 1 else {
      throw NetworkError.invalidSetting(layer: Self.kind, "rate", "\(rate)")
    }
    return input
  }

  /// Drops in training; passes everything on in answers.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    guard rate > 0, var random = pass.nextRandom() else { return input }
    let scale = 1 / (1 - rate)
    // A quarter of 64 random bits decides an element.
    let bound = UInt16((rate * 65_536).rounded(.down))
    var bits: UInt64 = 0
    let mask = Tensor(shape: input.shape) { memory in
      for index in memory.indices {
        if index % 4 == 0 { bits = random.next() }
        memory[index] = UInt16(truncatingIfNeeded: bits) < bound ? 0 : scale
        bits >>= 16
      }
    }
    return input * mask
  }

  /// The layer as it is written.
  public var description: String { "Dropout(\(rate))" }
}
