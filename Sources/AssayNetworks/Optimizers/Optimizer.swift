public import AssayTensors

/// How parameters follow their gradient: settings and a formula, both Keras's.
///
/// An optimizer holds no state; ``OptimizerState`` does, for one model.
public protocol Optimizer: Hashable, Sendable, Codable {
  /// The name in files.
  static var kind: String { get }

  /// The size of a step.
  var learningRate: Float { get set }

  /// Checks what the optimizer was told beside the learning rate; `fit` asks for it before the first
  /// step.
  ///
  /// - Throws: ``NetworkError/invalidArgument(_:_:expected:)`` for a setting outside its range.
  func checkSettings() throws

  /// How many numbers are kept for each parameter.
  var slotCount: Int { get }

  /// Moves parameters by one step.
  func move(_ parameters: OptimizerStep)

  /// Whether a step must see the tensors of a model together, as one that bounds the norm of the
  /// whole gradient must.
  var readsTensorsTogether: Bool { get }

  /// Leaves the parameters as they are to be kept when `fit` ends: a mean over the steps perhaps.
  func finish(_ parameters: OptimizerStep)
}

extension Optimizer {
  /// Each parameter moves by itself.
  public var readsTensorsTogether: Bool { false }

  /// Leaves the parameters as the last step did.
  public func finish(_ parameters: OptimizerStep) {}
}

/// The memory that one step of an optimizer works on.
public struct OptimizerStep {
  /// The parameters, in and out.
  public let parameters: UnsafeMutablePointer<Float>
  /// Their gradient.
  public let gradient: UnsafePointer<Float>
  /// How many there are.
  public let count: Int
  /// The number of this step, from 1.
  public let number: Int
  /// Where each tensor stands among the parameters.
  public let tensors: [Range<Int>]
  let slots: UnsafeMutablePointer<Float>
  let stride: Int

  /// What is kept for each parameter, in and out; zero before the first step.
  public func slot(_ index: Int) -> UnsafeMutablePointer<Float> { slots + index * stride }
}

/// An optimizer at work on a model: its settings, the number of steps taken, what it keeps.
///
/// ```swift
/// var state = OptimizerState(.adam(), for: model)
/// let (loss, gradient) = valueAndGradient(at: model) { … }
/// state.update(&model, along: gradient)
/// ```
public struct OptimizerState: Sendable {
  /// The settings.
  public let optimizer: any Optimizer
  /// The settings that move parameters: the same, but for a learning rate changed on the way.
  private var inForce: any Optimizer
  /// The learning rate that was put in the place of that of the settings.
  var changedLearningRate: Float? {
    didSet {
      inForce = optimizer
      if let changedLearningRate { inForce.learningRate = changedLearningRate }
    }
  }
  /// The number of steps taken.
  public internal(set) var stepCount: Int
  /// What is kept, [slots, numbers], tensor after tensor in the layout of ``ParameterLayout``.
  var slots: Tensor
  private let layout: ParameterLayout

  /// Prepares an optimizer for the parameters of a model.
  public init(_ optimizer: some Optimizer, for model: some Parametric) {
    self.init(optimizer, layout: ParameterLayout(of: model))
  }

  init(_ optimizer: any Optimizer, layout: ParameterLayout) {
    self.optimizer = optimizer
    inForce = optimizer
    self.layout = layout
    stepCount = 0
    slots = Tensor(repeating: 0, shape: [optimizer.slotCount, layout.count])
  }

  init(_ optimizer: any Optimizer, layout: ParameterLayout, stepCount: Int, slots: Tensor) {
    self.optimizer = optimizer
    inForce = optimizer
    self.layout = layout
    self.stepCount = stepCount
    self.slots = slots
  }

  /// The learning rate of the next step: that of the settings until another one is put in its place,
  /// which ends a schedule.
  public var learningRate: Float {
    get { inForce.learningRate(after: stepCount) }
    set { changedLearningRate = newValue }
  }

  /// Moves every parameter of a model by one step.
  ///
  /// The gradient is one of the same model; see `valueAndGradient`.
  public mutating func update<Model: Parametric>(_ model: inout Model, along gradient: Model) {
    let gradients = gradient.tensors(.parameter)
    guard gradients.map(\.count) == layout.counts else {
      fatalError("the gradient is not one of the model that the optimizer was prepared for")
    }
    if optimizer.readsTensorsTogether {
      return updateTogether(&model, along: gradients)
    }
    stepCount += 1
    let (optimizer, layout, number) = (inForce, layout, stepCount)
    var index = 0
    slots.withMutableScalars { slots in
      guard let slots = slots.baseAddress else { return }
      model.forEachTensor { role, _, tensor in
        guard role == .parameter else { return }
        let position = index
        index += 1
        tensor.withMutableScalars { scalars in
          guard let start = scalars.baseAddress else { return }
          gradients[position].withScalars { gradient in
            guard let gradient = gradient.baseAddress else { return }
            optimizer.move(
              OptimizerStep(
                parameters: start, gradient: gradient, count: scalars.count, number: number,
                tensors: [0..<scalars.count], slots: slots + layout.offsets[position],
                stride: layout.count))
          }
        }
      }
    }
  }

  /// Leaves the parameters of a model as they are to be kept when training ends: for an optimizer with
  /// ``Optimizer/averaged(_:)`` as their mean over the steps.
  public func finish<Model: Parametric>(_ model: inout Model) {
    let parameters = layout.buffer(of: model.tensors(.parameter))
    // There is no gradient any more.
    finish(parameters.start, parameters.start)
    replaceParameters(of: &model, with: parameters)
  }

  /// Moves all parameters in one buffer, and takes them back from there.
  private mutating func updateTogether<Model: Parametric>(
    _ model: inout Model, along gradients: [Tensor]
  ) {
    slots.withMutableScalars { _ in }  // from here on memory of their own
    let parameters = layout.buffer(of: model.tensors(.parameter))
    let gradient = layout.buffer(of: gradients)
    move(parameters.start, gradient.start)
    withExtendedLifetime(gradient) {}
    replaceParameters(of: &model, with: parameters)
  }

  private func replaceParameters<Model: Parametric>(of model: inout Model, with parameters: Storage)
  {
    var index = 0
    model.forEachTensor { role, _, tensor in
      guard role == .parameter else { return }
      let start = parameters.start + layout.offsets[index]
      tensor = Tensor(shape: tensor.shape) { memory in
        memory.baseAddress?.update(from: start, count: memory.count)
      }
      index += 1
    }
  }

  /// The same state with slots of its own, which may be written in place.
  func copy() -> OptimizerState {
    var own = self
    own.slots = Tensor(slots.scalars, shape: slots.shape)
    return own
  }

  /// Moves parameters that stand in one buffer by one step; the slots must be this state's alone.
  mutating func move(
    _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>
  ) {
    stepCount += 1
    inForce.move(step(parameters, gradient))
  }

  /// Leaves parameters that stand in one buffer as they are to be kept.
  func finish(_ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>) {
    if stepCount > 0 { optimizer.finish(step(parameters, gradient)) }
  }

  private func step(
    _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>
  ) -> OptimizerStep {
    OptimizerStep(
      parameters: parameters, gradient: gradient, count: layout.count, number: stepCount,
      tensors: layout.ranges, slots: slots.start, stride: layout.count)
  }
}

/// Where each parameter of a model stands when all are put into one buffer, at 64-byte boundaries.
struct ParameterLayout: Hashable, Sendable {
  let counts: [Int]
  let offsets: [Int]
  let ranges: [Range<Int>]
  let count: Int

  init(of model: some Parametric) {
    counts = model.tensors(.parameter).map(\.count)
    var (offsets, end) = ([Int](), 0)
    for count in counts {
      offsets.append(end)
      end += (count + 15) / 16 * 16
    }
    self.offsets = offsets
    ranges = zip(offsets, counts).map { $0..<($0 + $1) }
    count = end
  }

  /// Tensors put into one buffer, zeros between them.
  func buffer(of tensors: [Tensor]) -> Storage {
    let buffer = Storage(capacity: count)
    buffer.start.update(repeating: 0, count: count)
    for (offset, tensor) in zip(offsets, tensors) {
      tensor.withScalars { scalars in
        guard let start = scalars.baseAddress else { return }
        (buffer.start + offset).update(from: start, count: scalars.count)
      }
    }
    return buffer
  }
}

extension Float {
  /// Zero in the place of a number too small for a full mantissa: such are slow to compute with.
  @inline(__always)
  var flushed: Float { magnitude < .leastNormalMagnitude ? 0 : self }

  /// A power with a whole exponent, by squaring, in Double: the same on every machine.
  static func power(_ base: Float, _ exponent: Int) -> Double {
    var (result, square, left) = (1.0, Double(base), exponent)
    while left > 0 {
      if left & 1 == 1 { result *= square }
      square *= square
      left >>= 1
    }
    return result
  }
}
