public import AssayTensors

/// How parameters follow their gradient: settings and a formula, both Keras's.
///
/// An optimizer holds no state; ``OptimizerState`` does, for one model.
public protocol Optimizer: Hashable, Sendable, Codable {
  /// The name in files.
  static var kind: String { get }

  /// The size of a step.
  var learningRate: Float { get set }

  /// How many numbers are kept for each parameter.
  var slotCount: Int { get }

  /// Moves parameters by one step.
  func move(_ parameters: OptimizerStep)
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
    self.layout = layout
    stepCount = 0
    slots = Tensor(repeating: 0, shape: [optimizer.slotCount, layout.count])
  }

  init(_ optimizer: any Optimizer, layout: ParameterLayout, stepCount: Int, slots: Tensor) {
    self.optimizer = optimizer
    self.layout = layout
    self.stepCount = stepCount
    self.slots = slots
  }

  /// Moves every parameter of a model by one step.
  ///
  /// The gradient is one of the same model; see `valueAndGradient`.
  public mutating func update<Model: Parametric>(_ model: inout Model, along gradient: Model) {
    stepCount += 1
    let gradients = gradient.tensors(.parameter)
    guard gradients.map(\.count) == layout.counts else {
      fatalError("the gradient is not one of the model that the optimizer was prepared for")
    }
    let (optimizer, layout, number) = (optimizer, layout, stepCount)
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
                slots: slots + layout.offsets[position], stride: layout.count))
          }
        }
      }
    }
  }
}

/// Where each parameter of a model stands when all are put into one buffer, at 64-byte boundaries.
struct ParameterLayout: Hashable, Sendable {
  let counts: [Int]
  let offsets: [Int]
  let count: Int

  init(of model: some Parametric) {
    counts = model.tensors(.parameter).map(\.count)
    var (offsets, end) = ([Int](), 0)
    for count in counts {
      offsets.append(end)
      end += (count + 15) / 16 * 16
    }
    self.offsets = offsets
    count = end
  }
}

extension Float {
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
