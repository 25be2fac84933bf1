public import AssayCore
public import AssayTensors

/// A vector for each index: the first layer for words, items, days of the week.
///
/// ```swift
/// Embedding(10_000, 64, masksZero: true)
/// ```
///
/// Indices [batch, …], whole numbers from 0 to `count` − 1 kept as Floats, become
/// [batch, …, units]. With `masksZero` the index 0 means that there is nothing, as behind the end of a
/// shorter sequence: it becomes the ``Pass/mask`` of the layers that follow. Parameter: `embeddings`
/// [count, units], uniform in ±0.05. Its gradient visits the rows that occur. Keras: `Embedding`,
/// with `mask_zero`.
///
/// An index that does not exist, or is not whole, is an error of `fit`, `predict` and `evaluate`
/// before the first step when the layer is a network's first one; elsewhere it gives NaN.
public struct Embedding: RestrainedLayer, Codable {
  /// How many indices there are.
  public let count: Int
  /// The size of a vector.
  public let units: Int
  /// Whether index 0 masks its step.
  public let masksZero: Bool
  /// How the vectors begin.
  public let initializer: Initializer
  /// Prices and bounds of parameters.
  public var restraints = Restraints()
  /// The vectors, [count, units]; empty before the network is built.
  public var embeddings = Tensor([Float]())

  /// Describes a layer; the network around it draws its vectors.
  public init(
    _ count: Int, _ units: Int, masksZero: Bool = false,
    initializer: Initializer = .uniform(low: -0.05, high: 0.05)
  ) {
    self.count = count
    self.units = units
    self.masksZero = masksZero
    self.initializer = initializer
  }

  /// Draws the vectors.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try check(input)
    embeddings = initializer([count, units], random: &random)
    return Shape(input.extents + [units])
  }

  private func check(_ input: Shape) throws {
    // Indices are Floats, which are whole up to 2²⁴.
    guard count > 0, count <= 1 << 24 else {
      throw NetworkError.invalidSetting(layer: Self.kind, "count", "\(count)")
    }
    guard units > 0, units <= RecurrentCell.mostUnits else {
      throw NetworkError.invalidSetting(layer: Self.kind, "units", "\(units)")
    }
    guard input.rank > 0, input.rank < Shape.maximumRank - 1 else {
      throw NetworkError.inputShape(
        layer: description, shape: input, needed: "indices of one to five axes")
    }
  }

  /// Checks that every index exists.
  public func check(_ inputs: Tensor) throws {
    let width = max(inputs.shape.withoutFirst.count, 1)
    try inputs.withScalars { indices in
      for (position, index) in indices.enumerated() where Tensor.row(index, of: count) == nil {
        throw NetworkError.noSuchIndex(
          layer: description, row: position / width, position: position % width, value: index,
          count: count)
      }
    }
  }

  /// Looks the indices up.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    if masksZero, input.rank == 2 {
      pass.mask = Tensor(shape: input.shape) { memory in
        for index in memory.indices { memory[index] = input.start[index] == 0 ? 0 : 1 }
      }
    }
    return embeddings.lookup(input)
  }

  /// Visits the vectors.
  public mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    body(.parameter, "embeddings", &embeddings)
  }

  /// The layer as it is written.
  public var description: String {
    "Embedding(\(count), \(units)\(masksZero ? ", masksZero: true" : ""))\(restraints)"
  }

  private enum CodingKeys: String, CodingKey {
    case count, units, masksZero, initializer, restraints
  }
}

extension Embedding: TensorDeclaring {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])] {
    try check(input)
    return [("embeddings", [count, units])]
  }
}
