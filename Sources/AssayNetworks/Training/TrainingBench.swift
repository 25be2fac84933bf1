import AssayKernels
import AssayTensors

/// Where `fit` works: a copy of the model whose parameters are windows of one flat buffer.
///
/// The optimizer moves all parameters in one sweep, gradients are written straight into a buffer of
/// the same layout, and the tape's memory serves again at every step; the value comes back at the
/// end and for callbacks.
final class TrainingBench<Model: Layer> {
  private let tape = Tape()
  private let model: Model
  private let layout: ParameterLayout
  private let parameters: Storage
  private let gradient: Storage
  /// The model's state, such as running means, in memory of the bench's own.
  private let states: [Tensor]
  /// The parameters that have a price.
  private let regularized: [(parameters: Tensor, by: Regularizer)]
  /// The parameters that have bounds.
  private let constrained: [(parameters: Tensor, to: Constraint)]
  /// Parameters, slots and states at the ends of the last two epochs, the later one first: what an epoch's
  /// last step ruins shows in the next one.
  private var memories: [(storage: Storage, step: Int, learningRate: Float?)]
  @exclusivity(unchecked) private(set) var optimizer: OptimizerState

  init(_ model: Model, optimizer: OptimizerState?, or fresh: any Optimizer) {
    let layout = ParameterLayout(of: model)
    let (parameters, gradient) = (
      Storage(capacity: layout.count), Storage(capacity: layout.count)
    )
    parameters.start.update(repeating: 0, count: layout.count)
    gradient.start.update(repeating: 0, count: layout.count)
    var own = model
    var index = 0
    let tape = tape
    var states: [Tensor] = []
    own.forEachTensor { role, _, tensor in
      guard role == .parameter else {
        tensor = Tensor(tensor.scalars, shape: tensor.shape)
        states.append(tensor)
        return
      }
      let window = Storage(within: parameters, from: layout.offsets[index], count: tensor.count)
      window.start.update(from: tensor.start, count: tensor.count)
      tensor = Tensor(
        storage: window, shape: tensor.shape,
        node: tape.leaf(gradient: gradient.start + layout.offsets[index], count: tensor.count))
      index += 1
    }
    self.model = own
    regularized = own.regularized
    constrained = own.constrained
    self.states = states
    self.layout = layout
    self.parameters = parameters
    self.gradient = gradient
    self.optimizer = optimizer?.copy() ?? OptimizerState(fresh, layout: layout)
    let size =
      layout.count * (1 + self.optimizer.optimizer.slotCount)
      + states.reduce(0) { $0 + $1.count }
    memories = [(Storage(capacity: size), 0, nil), (Storage(capacity: size), 0, nil)]
    remember()
    remember()
  }

  /// Keeps parameters and slots as they stand, to fall back to.
  func remember() {
    memories.swapAt(0, 1)
    memories[0].step = optimizer.stepCount
    rememberLearningRate()
    let memory = memories[0].storage.start
    memory.update(from: parameters.start, count: layout.count)
    (memory + layout.count).update(from: optimizer.slots.start, count: optimizer.slots.count)
    var end = layout.count + optimizer.slots.count
    for state in states {
      (memory + end).update(from: state.start, count: state.count)
      end += state.count
    }
  }

  /// Puts parameters and slots back to where they were kept last, or (`by` 1) once before that.
  func fallBack(by count: Int) {
    let (storage, step, learningRate) = memories[min(max(count, 0), 1)]
    parameters.start.update(from: storage.start, count: layout.count)
    optimizer.slots.start.update(
      from: storage.start + layout.count, count: optimizer.slots.count)
    var end = layout.count + optimizer.slots.count
    for state in states {
      state.start.update(from: storage.start + end, count: state.count)
      end += state.count
    }
    optimizer.stepCount = step
    optimizer.changedLearningRate = learningRate
  }

  /// Keeps the learning rate beside what was remembered last: callbacks change it after that.
  func rememberLearningRate() { memories[0].learningRate = optimizer.changedLearningRate }

  /// What is remembered of the last time.
  var remembered: EpochEnd {
    let (storage, step, learningRate) = memories[0]
    let numbers = Tensor(shape: [storage.capacity]) { memory in
      memory.baseAddress?.update(from: storage.start, count: memory.count)
    }
    return EpochEnd(numbers: numbers, step: step, learningRate: learningRate)
  }

  /// Remembers what the bench of a checkpoint remembered; nil leaves what it begins with.
  ///
  /// - Throws: ``ArchiveError`` if the numbers are not those of such a model.
  func takeEpochEnd(_ end: EpochEnd?, file: String) throws {
    guard let end else { return }
    let storage = memories[0].storage
    guard end.numbers.count == storage.capacity else {
      throw ArchiveError(
        file,
        .shape(
          tensor: "the end of the last epoch", expected: [storage.capacity],
          found: end.numbers.shape.extents))
    }
    storage.start.update(from: end.numbers.start, count: storage.capacity)
    (memories[0].step, memories[0].learningRate) = (end.step, end.learningRate)
  }

  /// Moves the parameters by one step on a batch.
  ///
  /// The outputs are handed over before the step is taken, while their memory holds them; the
  /// step is not taken when the loss is not a finite number.
  func step(
    _ inputs: Tensor, _ targets: Tensor, weights: Tensor?, loss: any Loss, pass: Pass,
    outputs use: (Tensor, Float) throws -> Void
  ) rethrows -> Float {
    tape.restart()
    var pass = pass
    return try tape.recording {
      let outputs = model.forward(inputs, &pass)
      var result = loss(outputs, targets, weights: weights)
      if let penalty = regularized.penalty { result = result + penalty }
      let value = result.scalar
      try use(outputs, value)
      guard value.isFinite else { return value }
      tape.backpropagate(from: result)
      optimizer.move(parameters.start, gradient.start)
      for (parameters, constraint) in constrained {
        constraint.apply(to: parameters.start, shape: parameters.shape)
      }
      for new in pass.newStates { put(new) }
      return value
    }
  }

  /// Puts a new state in the place of the old one.
  private func put(_ new: NewState) {
    for state in states where UInt(bitPattern: state.start) == new.address {
      state.start.update(from: new.value.start, count: state.count)
    }
  }

  /// What regularizers add to the loss of the model as it stands.
  var penalty: Float { regularized.penalty?.scalar ?? 0 }

  /// The outputs of the model as it stands, in memory that the next call or step uses again.
  func answer(_ inputs: Tensor) -> Tensor {
    var pass = Pass.inference
    return tape.lending { model.forward(inputs, &pass).detached() }
  }

  /// The learning rate of the next step.
  var learningRate: Float {
    get { optimizer.learningRate }
    set { optimizer.learningRate = newValue }
  }

  /// Leaves the parameters as the optimizer wants them kept.
  func finish() { optimizer.finish(parameters.start, gradient.start) }

  /// The model as it stands, with memory of its own.
  func snapshot() -> Model {
    var copy = model
    copy.forEachTensor { _, _, tensor in
      tensor = Tensor(shape: tensor.shape) { memory in
        memory.baseAddress?.update(from: tensor.start, count: memory.count)
      }
    }
    return copy
  }

  /// Puts the parameters of another state of the same model in the place of its own.
  func restore(_ other: Model) {
    for (offset, tensor) in zip(layout.offsets, other.tensors(.parameter)) {
      (parameters.start + offset).update(from: tensor.start, count: tensor.count)
    }
    for (state, tensor) in zip(states, other.tensors(.state)) {
      state.start.update(from: tensor.start, count: tensor.count)
    }
  }
}

/// What a bench remembers of the end of an epoch.
struct EpochEnd {
  /// Parameters, slots and states.
  let numbers: Tensor
  /// Steps of the optimizer up to there.
  let step: Int
  /// The learning rate that had been put in the place of the optimizer's.
  let learningRate: Float?
}
