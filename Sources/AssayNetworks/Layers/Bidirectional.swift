public import AssayCore
public import AssayTensors

/// A recurrent layer from both ends of a sequence: a step sees what comes before it and behind it.
///
/// ```swift
/// Bidirectional(LSTM(32, returnsSequences: true))
/// ```
///
/// One layer goes forwards and another one, of the same settings and with weights of its own,
/// backwards. Of sequences, the two states of a step stand together; else the two last states. They
/// are merged by concatenation (twice the units), sum, average or product. Of sequences, a masked step
/// gives zeros, where one direction alone would repeat its state. Parameters: those of the two, under
/// `forward` and `backward`. Keras: `Bidirectional`, with `merge_mode`.
///
/// Source: M. Schuster and K. Paliwal, *Bidirectional Recurrent Neural Networks*, 1997.
public struct Bidirectional: Layer {
  /// How two states become one.
  public enum Merge: String, Codable, Sendable, CaseIterable {
    /// One beside the other.
    case concatenate
    /// a + b.
    case sum
    /// (a + b) / 2.
    case average
    /// a·b.
    case multiply
  }

  /// The layer that goes forwards.
  public private(set) var forwards: any RecurrentLayer
  /// The layer that goes backwards.
  public private(set) var backwards: any RecurrentLayer
  /// How their states are merged.
  public let merge: Merge

  /// Describes a layer that goes both ways; the direction of the layer given does not matter.
  public init(_ layer: any RecurrentLayer, merge: Merge = .concatenate) {
    (forwards, backwards) = (layer, layer)
    self.merge = merge
    forwards.goesBackwards = false
    backwards.goesBackwards = true
  }

  /// Draws the weights of both.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    var (ahead, back) = (forwards, backwards)
    var output = try ahead.build(input: input, random: &random)
    _ = try back.build(input: input, random: &random)
    (forwards, backwards) = (ahead, back)
    if merge == .concatenate { output[-1] *= 2 }
    return output
  }

  /// Goes both ways.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let mask = pass.mask(of: input)
    let one = forwards.run(input, mask: mask, keepsOrder: true)
    let other = backwards.run(input, mask: mask, keepsOrder: true)
    let merged =
      switch merge {
      case .concatenate: one.joined(other)
      case .sum: one + other
      case .average: (one + other) * 0.5
      case .multiply: one * other
      }
    guard forwards.returnsSequences else {
      pass.mask = nil
      return merged
    }
    return mask.map { merged * $0.reshaped(to: [input.shape[0], input.shape[1], 1]) } ?? merged
  }

  /// Visits the weights of the two.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    forwards.forEachTensor { role, name, tensor in body(role, "forward.\(name)", &tensor) }
    backwards.forEachTensor { role, name, tensor in body(role, "backward.\(name)", &tensor) }
  }

  /// The layer as it is written.
  public var description: String {
    "Bidirectional(\(forwards.description)\(merge == .concatenate ? "" : ", merge: .\(merge)"))"
  }
}

extension Bidirectional: Codable {
  private enum CodingKeys: String, CodingKey { case layer, merge }

  /// Reads the layer that goes forwards, and how the two are merged.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let layer = try container.decode(ArchivedLayer.self, forKey: .layer).part(of: Self.kind)
    guard let layer = layer as? any RecurrentLayer else {
      throw ArchiveError(
        "", .description(of: "architecture", "\(Self.kind) of \(layer.description)"))
    }
    self.init(layer, merge: try container.decode(Merge.self, forKey: .merge))
  }

  /// Writes the layer that goes forwards, and how the two are merged.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ArchivedLayer.layer(forwards), forKey: .layer)
    try container.encode(merge, forKey: .merge)
  }
}

extension Bidirectional: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    let one = try (forwards as? any TensorDeclaring)?.declaredTensors(input: input) ?? []
    return ["forward", "backward"].flatMap { name in
      one.map { ("\(name).\($0.name)", $0.extents) }
    }
  }
}
