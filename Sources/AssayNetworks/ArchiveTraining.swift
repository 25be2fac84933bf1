internal import AssayTensors

/// The training state as it stands in a file; what the optimizer keeps are tensors.
struct ArchivedTraining: Codable {
  let optimizer: any Optimizer
  let learningRate: Float?
  let stepCount: Int
  let epochCount: Int
  let link: OutputLink
  let majority: Int?

  init(_ state: TrainingState) {
    optimizer = state.optimizer.optimizer
    learningRate = state.optimizer.changedLearningRate
    stepCount = state.optimizer.stepCount
    epochCount = state.epochCount
    link = state.link
    majority = state.majority
  }

  private enum CodingKeys: String, CodingKey {
    case optimizer, settings, learningRate, stepCount, epochCount, link, majority
  }

  static let builtIn: [any Optimizer.Type] = [
    Adagrad.self, Adam.self, AdamW.self, AMSGrad.self, Lion.self, Nadam.self, RMSProp.self,
    SGD.self,
    TunedOptimizer.self,
  ]
  static let kindsKey = CodingUserInfoKey(rawValue: "optimizers")

  /// What a decoder must know to decode optimizers.
  static func known(_ optimizers: [any Optimizer.Type]) -> [CodingUserInfoKey: any Sendable] {
    let kinds = Dictionary(
      (builtIn + optimizers).map { ($0.kind, $0) }, uniquingKeysWith: { _, own in own })
    return kindsKey.map { [$0: kinds as [String: any Optimizer.Type]] } ?? [:]
  }

  /// The type of optimizer that a kind stands for, among those that a decoder knows.
  static func type(_ kind: String, known decoder: any Decoder) throws -> any Optimizer.Type {
    let kinds = kindsKey.flatMap { decoder.userInfo[$0] }
    let known = kinds as? [String: any Optimizer.Type] ?? [:]
    guard let type = known[kind] else {
      throw ArchiveError("", .unknownKind(kind, what: "optimizer", known: known.keys.sorted()))
    }
    return type
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(String.self, forKey: .optimizer)
    optimizer = try container.decode(Self.type(kind, known: decoder), forKey: .settings)
    learningRate = try container.decodeIfPresent(Float.self, forKey: .learningRate)
    stepCount = try container.decode(Int.self, forKey: .stepCount)
    epochCount = try container.decode(Int.self, forKey: .epochCount)
    link = try container.decode(OutputLink.self, forKey: .link)
    majority = try container.decodeIfPresent(Int.self, forKey: .majority)
    // Both are counted on, and must not come near the end of the integers.
    guard (0..<1 << 52).contains(stepCount), (0..<1 << 52).contains(epochCount) else {
      throw ArchiveError("", .description(of: "training state", "the counts are out of range"))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Swift.type(of: optimizer).kind, forKey: .optimizer)
    try container.encode(optimizer, forKey: .settings)
    try container.encodeIfPresent(learningRate, forKey: .learningRate)
    try container.encode(stepCount, forKey: .stepCount)
    try container.encode(epochCount, forKey: .epochCount)
    try container.encode(link, forKey: .link)
    try container.encodeIfPresent(majority, forKey: .majority)
  }
}

extension OptimizerState {
  /// What is kept for each parameter of a network, as tensors with names.
  func namedSlots(of network: Sequential) -> [(name: String, tensor: Tensor)] {
    let layout = ParameterLayout(of: network)
    let parameters = network.namedTensors.filter { $0.role == .parameter }
    var named: [(name: String, tensor: Tensor)] = []
    slots.withScalars { slots in
      for slot in 0..<optimizer.slotCount {
        for (index, parameter) in parameters.enumerated() {
          let start = slot * layout.count + layout.offsets[index]
          let values = slots[start..<start + layout.counts[index]]
          named.append(
            (
              Archive.optimizerPrefix + "\(slot).\(parameter.name)",
              Tensor(Array(values), shape: parameter.tensor.shape)
            ))
        }
      }
    }
    return named
  }
}

extension Sequential {
  /// Reads a network from the parts of a file.
  init(
    _ archive: SafeTensors, file: String, layers: [any (Layer & Codable).Type] = [],
    optimizers: [any Optimizer.Type] = []
  ) throws {
    guard let version = archive.text(Archive.versionKey) else {
      throw ArchiveError(file, .noModel(key: Archive.versionKey))
    }
    guard version == Archive.version else { throw ArchiveError(file, .version(version)) }
    guard let text = archive.text(Archive.architectureKey) else {
      throw ArchiveError(file, .noModel(key: Archive.architectureKey))
    }
    let architecture = try Archive.value(
      Architecture.self, text, "architecture", file, known: Architecture.known(layers))
    var network = try architecture.build(
      shapes: Dictionary(
        archive.tensors.map { ($0.name, $0.tensor.shape.extents) },
        uniquingKeysWith: { first, _ in first }), file: file)
    try network.take(archive, file: file, optimizers: optimizers)
    self = network
  }

  /// Takes tensors and training state from the parts of a file that was saved from such a network.
  ///
  /// - Throws: ``ArchiveError``; the network is then as it was.
  mutating func take(
    _ archive: SafeTensors, file: String, optimizers: [any Optimizer.Type]
  ) throws {
    var left = NamedTensors(archive, file: file)
    let (old, layout) = (namedTensors, ParameterLayout(of: self))
    var values: [String: Tensor] = [:]
    for (_, name, tensor) in old { values[name] = try left.take(name, like: tensor.shape) }
    var training: TrainingState?
    if let text = archive.text(Archive.trainingKey) {
      let state = try Archive.value(
        ArchivedTraining.self, text, "training state", file,
        known: ArchivedTraining.known(optimizers))
      var slots = [Float](repeating: 0, count: state.optimizer.slotCount * layout.count)
      let parameters = old.filter { $0.role == .parameter }
      for slot in 0..<state.optimizer.slotCount {
        for (index, parameter) in parameters.enumerated() {
          let name = Archive.optimizerPrefix + "\(slot).\(parameter.name)"
          let start = slot * layout.count + layout.offsets[index]
          let values = try left.take(name, like: parameter.tensor.shape).scalars
          slots.replaceSubrange(start..<start + values.count, with: values)
        }
      }
      var optimizer = OptimizerState(
        state.optimizer, layout: layout, stepCount: state.stepCount,
        slots: Tensor(slots, shape: [state.optimizer.slotCount, layout.count]))
      optimizer.changedLearningRate = state.learningRate
      training = TrainingState(
        optimizer: optimizer,
        epochCount: state.epochCount, link: state.link, majority: state.majority)
    }
    try left.checkNothingLeft()
    forEachTensor { _, name, tensor in
      if let value = values[name] { tensor = value }
    }
    self.training = training
  }
}

/// The tensors of a file, each of which is to be taken once.
struct NamedTensors {
  private let file: String
  private var tensors: [String: Tensor]

  /// Those of a model: what a checkpoint keeps beside them is left out.
  init(_ archive: SafeTensors, file: String) {
    self.file = file
    tensors = Dictionary(
      archive.tensors.filter { !$0.name.hasPrefix(Archive.checkpointPrefix) }
        .map { ($0.name, $0.tensor) }, uniquingKeysWith: { first, _ in first })
  }

  /// Takes a tensor of a shape.
  mutating func take(_ name: String, like shape: Shape) throws(ArchiveError) -> Tensor {
    guard let tensor = tensors.removeValue(forKey: name) else {
      throw ArchiveError(file, .missing(tensor: name))
    }
    guard tensor.shape == shape else {
      throw ArchiveError(
        file, .shape(tensor: name, expected: shape.extents, found: tensor.shape.extents))
    }
    return tensor
  }

  /// Throws for the first tensor that nobody took.
  func checkNothingLeft() throws(ArchiveError) {
    if let name = tensors.keys.min() { throw ArchiveError(file, .unexpected(tensor: name)) }
  }
}
