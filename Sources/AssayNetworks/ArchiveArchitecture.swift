internal import AssayCore
internal import AssayTensors

/// The layers of a network as they stand in a file: kinds and settings, no parameters.
struct Architecture: Codable {
  let input: [Int]
  let seed: UInt64
  let layers: [ArchivedLayer]

  init(_ network: Sequential) {
    input = network.inputShape.extents
    seed = network.seed
    layers = network.layers.map { ArchivedLayer.layer($0) }
  }

  /// The kinds of layers that every file may have.
  static let builtIn: [any (Layer & Codable).Type] = [
    Dense.self, Dropout.self, Flatten.self, ActivationLayer.self, Conv2D.self, MaxPool2D.self,
    AveragePool2D.self, GlobalMaxPool2D.self, GlobalAveragePool2D.self, Embedding.self,
    Masking.self, SimpleRNN.self, LSTM.self, GRU.self, Bidirectional.self, TimeDistributed.self,
    RepeatVector.self, LayerNormalization.self, MultiHeadAttention.self,
    BatchNormalization.self, GaussianNoise.self, SpatialDropout.self,
    Reshape.self, Permute.self, ZeroPadding2D.self, UpSampling2D.self,
    Branch.self,
    Residual.self,
    Add.self,
    Skip.self,
    Concatenate.self,
    Conv1D.self,
    MaxPool1D.self,
    AveragePool1D.self,
    GlobalMaxPool1D.self,
    GlobalAveragePool1D.self,
    Conv2DTranspose.self,
    DepthwiseConv2D.self,
    SeparableConv2D.self,
    UpSampling1D.self,
    ZeroPadding1D.self,
    Cropping1D.self,
    Cropping2D.self,
  ]

  static let kindsKey = CodingUserInfoKey(rawValue: "kinds")

  /// What a decoder must know to decode layers.
  static func known(
    _ layers: [any (Layer & Codable).Type]
  ) -> [CodingUserInfoKey: any Sendable] {
    let kinds = Dictionary(
      (builtIn + layers).map { ($0.kind, $0) }, uniquingKeysWith: { _, own in own })
    return kindsKey.map { [$0: kinds as [String: any (Layer & Codable).Type]] } ?? [:]
  }

  /// Builds the network, its parameters drawn anew.
  ///
  /// - Parameters:
  ///   - prefix: what stands before the names of its tensors.
  ///   - shapes: the shapes of the tensors in the file. They are compared before a layer takes
  ///     memory, so that it can take no more than the file has.
  func build(prefix: String = "", shapes: [String: [Int]], file: String) throws -> Sequential {
    guard (1..<Shape.maximumRank).contains(input.count), input.allSatisfy({ $0 > 0 }),
      SafeTensors.size(of: input) ?? .max <= Int(Int32.max)
    else { throw ArchiveError(file, .description(of: "architecture", "the input is \(input)")) }
    var shape = Shape(input)
    var built: [any Layer] = []
    do {
      for layer in layers {
        var next: any Layer
        let name = prefix + ((built + [layer.empty]).names.last ?? "")
        switch layer {
        case .layer(let layer): next = layer
        case .network(let inner):
          next = try inner.build(prefix: name + ".", shapes: shapes, file: file)
        }
        shape = try place(&next, name, input: shape, shapes: shapes, file: file)
        built.append(next)
      }
      return try Sequential(input: Shape(input), seed: seed, layers: built)
    } catch let error as NetworkError {
      throw ArchiveError(file, .network(error))
    }
  }
}

extension Architecture {
  /// Builds a layer, and the ones inside it one by one, each after its tensors
  /// are found in the file.
  private func place(
    _ layer: inout any Layer, _ name: String, input: Shape, shapes: [String: [Int]], file: String
  ) throws -> Shape {
    func inside(
      _ layer: inout any Layer, _ part: String, _ place: Int, _ input: Shape
    ) throws -> Shape {
      try self.place(
        &layer, part.isEmpty ? name : "\(name).\(part)", input: input, shapes: shapes, file: file)
    }
    let output: Shape
    switch layer {
    case var branch as Branch:
      output = try branch.build(input: input, by: inside)
      layer = branch
    case var merging as any MergingLayer:
      output = try merging.build(input: input, by: inside)
      layer = merging
    default:
      for declared in try (layer as? any TensorDeclaring)?.declaredTensors(input: input) ?? [] {
        let tensor = "\(name).\(declared.name)"
        guard let found = shapes[tensor] else {
          throw ArchiveError(file, .missing(tensor: tensor))
        }
        guard found == declared.extents else {
          throw ArchiveError(
            file, .shape(tensor: tensor, expected: declared.extents, found: found))
        }
      }
      var random = RandomSource(seed: 0)
      output = try layer.build(input: input, random: &random)
    }
    guard SafeTensors.size(of: output.extents) ?? .max <= 4 * Int(Int32.max) else {
      throw ArchiveError(file, .description(of: "architecture", "\(name) gives \(output)"))
    }
    return output
  }
}

/// A layer that says which large tensors it will have before it takes memory for them.
protocol TensorDeclaring: Layer {
  func declaredTensors(input: Shape) throws -> [(name: String, extents: [Int])]
}

extension Dense: TensorDeclaring {
  func declaredTensors(input: Shape) -> [(name: String, extents: [Int])] {
    input.rank > 0 ? [("kernel", [input[-1], units])] : []
  }
}

/// A layer in a file.
enum ArchivedLayer: Codable {
  case layer(any Layer)
  case network(Architecture)

  private enum CodingKeys: String, CodingKey { case kind, settings }

  /// A layer of the same kind, for its name.
  var empty: any Layer {
    switch self {
    case .layer(let layer): layer
    case .network: NetworkName()
    }
  }

  /// Stands for a network where only its name is asked for.
  private struct NetworkName: Layer {
    static var kind: String { Sequential.kind }
    func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor { input }
    mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {}
  }

  /// The layer, as a part of another one; networks are none.
  func part(of kind: String) throws -> any Layer {
    guard case .layer(let layer) = self else {
      throw ArchiveError("", .description(of: "architecture", "a network inside \(kind)"))
    }
    return layer
  }

  /// A layer that is to be a part of another one; networks are none.
  init(part layer: any Layer, of kind: String) throws {
    guard !(layer is Sequential) else {
      throw ArchiveError("the model", .cannotSave(kind: "\(kind)(Sequential)"))
    }
    self = .layer(layer)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .kind)
    if kind == Sequential.kind {
      self = .network(try container.decode(Architecture.self, forKey: .settings))
      return
    }
    let kinds = Architecture.kindsKey.flatMap { decoder.userInfo[$0] }
    let known = kinds as? [String: any (Layer & Codable).Type] ?? [:]
    guard let type = known[kind] else {
      throw ArchiveError(
        "", .unknownKind(kind, what: "layer", known: known.keys.sorted() + [Sequential.kind]))
    }
    self = .layer(try container.decode(type, forKey: .settings))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .network(let network):
      try container.encode(Sequential.kind, forKey: .kind)
      try container.encode(network, forKey: .settings)
    case .layer(let network as Sequential):
      try container.encode(Sequential.kind, forKey: .kind)
      try container.encode(Architecture(network), forKey: .settings)
    case .layer(let layer):
      let kind = type(of: layer).kind
      guard let layer = layer as? any Layer & Codable else {
        throw ArchiveError("the model", .cannotSave(kind: kind))
      }
      try container.encode(kind, forKey: .kind)
      try container.encode(layer, forKey: .settings)
    }
  }
}
