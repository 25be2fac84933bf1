public import AssayCore
public import AssayTensors

/// Every step of a sequence looks at all its steps, in several ways at once: self-attention.
///
/// ```swift
/// MultiHeadAttention(heads: 4, size: 16, isCausal: true)
/// ```
///
/// With q, k and v = x·W + b for each head, a head gives softmax(q·kᵀ / √size)·v, and what the heads
/// give side by side goes through another product. Inputs [batch, steps, n] keep their shape. Nobody
/// looks at steps that the ``Pass/mask`` masks; with `isCausal` nobody looks ahead. Parameters, of
/// `query`, `key`, `value` [n, heads · size] and `output` [heads · size, n]: a `kernel`, Glorot's
/// uniform rule, and a `bias`, 0. Keras: `MultiHeadAttention` called with one sequence, its tensors
/// with heads and size as two axes.
///
/// Source: A. Vaswani et al., *Attention Is All You Need*, 2017.
public struct MultiHeadAttention: RestrainedLayer, Codable {
  /// The number of heads.
  public let heads: Int
  /// The numbers of a query, a key and a value of one head.
  public let size: Int
  /// Whether a step looks at itself and what is before it alone.
  public let isCausal: Bool
  /// Prices and bounds of parameters.
  public var restraints = Restraints()
  /// The products before and behind the heads: query, key, value, output.
  public private(set) var projections: [Dense] = []

  private static let names = ["query", "key", "value", "output"]

  /// Describes a layer; the network around it draws its parameters.
  public init(heads: Int, size: Int, isCausal: Bool = false) {
    self.heads = heads
    self.size = size
    self.isCausal = isCausal
  }

  /// Draws kernels and biases.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try check(input)
    let inner: Shape = [input[0], heads * size]
    projections = []
    for index in Self.names.indices {
      var dense = Dense(index < 3 ? heads * size : input[1])
      _ = try dense.build(input: index < 3 ? input : inner, random: &random)
      projections.append(dense)
    }
    return input
  }

  private func check(_ input: Shape) throws {
    for (name, value) in [("heads", heads), ("size", size)] where value < 1 || value > 1 << 15 {
      throw NetworkError.invalidSetting(layer: Self.kind, name, "\(value)")
    }
    guard input.rank == 2, input.count > 0 else {
      throw NetworkError.notSequences(
        layer: description, shape: input, fix: SequenceAdvice.fix(for: input))
    }
  }

  /// Attends.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    let mask = pass.mask(of: input)
    let heads = projections.prefix(3).map { $0.forward(input, &pass) }
    let attended = attention(
      heads[0], heads[1], heads[2], heads: self.heads, mask: mask, isCausal: isCausal)
    return projections[3].forward(attended, &pass)
  }

  /// Visits the kernels and biases.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    for index in projections.indices {
      projections[index].forEachTensor { body($0, "\(Self.names[index]).\($1)", &$2) }
    }
  }

  /// A parameter's shape with heads and size as two axes, as Keras has it.
  func shapeByHeads(of name: String) -> Shape? {
    guard let width = projections.first?.kernel.shape[0] else { return nil }
    switch name {
    case "query.kernel", "key.kernel", "value.kernel": return [width, heads, size]
    case "query.bias", "key.bias", "value.bias": return [heads, size]
    case "output.kernel": return [heads, size, width]
    default: return nil
    }
  }

  /// The layer as it is written.
  public var description: String {
    "MultiHeadAttention(heads: \(heads), size: \(size)\(isCausal ? ", isCausal: true" : ""))\(restraints)"
  }

  private enum CodingKeys: String, CodingKey { case heads, size, isCausal, restraints }
}

extension MultiHeadAttention: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    try check(input)
    let (outside, inside) = (input[1], heads * size)
    return Self.names.enumerated().map { index, name in
      ("\(name).kernel", index < 3 ? [outside, inside] : [inside, outside])
    }
  }
}
