import AssayKernels

/// What a recurrent operation does at each step, and in which order it takes the steps.
package struct Recurrence: Sendable {
  /// The rule by which a step moves the state on.
  package enum Cell: Sendable {
    /// h′ = f(x·W + h·R + b), f a function whose derivative follows from its value.
    case simple(ElementFunction)
    /// Long short-term memory: blocks i, f, g, o.
    case lstm
    /// Gated recurrent unit: blocks z, r, g; two biases when the reset comes after the product.
    case gru(resetsAfter: Bool)
  }

  package let cell: Cell
  /// Whether the output is the state after every step, and not just the last one.
  package let returnsSequences: Bool
  /// Whether the last step is the first one done.
  package let goesBackwards: Bool
  /// Whether the state after a step stands where its inputs stand, and not in the order of doing.
  package let keepsOrder: Bool

  package init(
    _ cell: Cell, returnsSequences: Bool = false, goesBackwards: Bool = false,
    keepsOrder: Bool = false
  ) {
    self.cell = cell
    self.returnsSequences = returnsSequences
    self.goesBackwards = goesBackwards
    self.keepsOrder = keepsOrder
  }

  /// How many blocks of units the weights have.
  var blockCount: Int {
    switch cell {
    case .simple: 1
    case .lstm: 4
    case .gru: 3
    }
  }

  /// The shape of the bias.
  func biasShape(units: Int) -> Shape {
    if case .gru(resetsAfter: true) = cell { return [2, 3 * units] }
    return [blockCount * units]
  }

  fileprivate func kernelShape(_ input: Shape, units: Int) -> assay_recurrence_t {
    var shape = assay_recurrence_t()
    switch cell {
    case .simple(let function):
      (shape.cell, shape.function) = (ASSAY_SIMPLE_RNN, function.kernel)
      shape.parameter = function.parameter
    case .lstm: shape.cell = ASSAY_LSTM
    case .gru(let resetsAfter): shape.cell = resetsAfter ? ASSAY_GRU : ASSAY_GRU_RESET_BEFORE
    }
    (shape.rows, shape.steps, shape.inputs) = (input[0], input[1], input[2])
    shape.units = units
    shape.backwards = goesBackwards
    shape.sequences = returnsSequences
    shape.aligned = keepsOrder
    return shape
  }
}

/// A recurrent layer's whole work in one operation.
///
/// - Parameters:
///   - input: [rows, steps, inputs].
///   - kernel: [inputs, blocks · units].
///   - recurrentKernel: [units, blocks · units].
///   - bias: [blocks · units], or [2, 3 · units] of a GRU that resets after the product.
///   - mask: [rows, steps]; a step where it is 0 leaves the state as it is. It has no gradient.
///   - initialState: h, or h and c, each [rows, units]; zeros when there is none.
/// - Returns: [rows, steps, units], or the last state [rows, units].
package func recur(
  _ input: Tensor, kernel: Tensor, recurrentKernel: Tensor, bias: Tensor, mask: Tensor? = nil,
  initialState: [Tensor] = [], as recurrence: Recurrence
) -> Tensor {
  let units = recurrentKernel.shape[0]
  let columns = recurrence.blockCount * units
  guard input.rank == 3, kernel.shape == [input.shape[2], columns],
    recurrentKernel.shape == [units, columns], bias.shape == recurrence.biasShape(units: units)
  else {
    fatalError(
      "a recurrence over \(input.shape) does not fit weights \(kernel.shape), "
        + "\(recurrentKernel.shape) and \(bias.shape)")
  }
  guard mask.map({ $0.shape == [input.shape[0], input.shape[1]] }) ?? true else {
    fatalError("a mask of shape \(mask?.shape ?? []) does not fit sequences \(input.shape)")
  }
  for state in initialState where state.shape != [input.shape[0], units] {
    fatalError("a state of shape \(state.shape) does not fit \(units) units of \(input.shape)")
  }
  let tape = Tape.current
  var shape = recurrence.kernelShape(input.shape, units: units)
  var output = Tensor(
    result: recurrence.returnsSequences
      ? [input.shape[0], input.shape[1], units] : [input.shape[0], units], on: tape)
  let followed = [input, kernel, recurrentKernel, bias] + initialState
  let keeps = tape.map { tape in followed.contains { tape.follows($0) } } ?? false
  let size = assay_recurrence_memory(&shape, keeps)
  let memory = tape?.storage(capacity: size) ?? Storage(capacity: size)
  let inputs = assay_recurrence_inputs_t(
    x: input.start, kernel: kernel.start, recurrent: recurrentKernel.start, bias: bias.start,
    mask: mask.map { UnsafePointer($0.start) }, h: initialState.first.map { .init($0.start) },
    c: initialState.count > 1 ? .init(initialState[1].start) : nil)
  assay_recurrence(&shape, inputs, memory.start, keeps, output.start)
  guard let tape, keeps else {
    withExtendedLifetime((followed, mask)) {}
    return output
  }
  if let mask { _ = tape.view(mask.detached()) }
  let (biasView, states) = (tape.view(bias), initialState.map { tape.view($0) })
  tape.record(&output, tape.view(input), tape.view(kernel), tape.view(recurrentKernel)) {
    [shape] step, tape in
    var shape = shape
    let scratch = tape.storage(capacity: assay_recurrence_pullback_memory(&shape))
    let (x, kernel, recurrent) = (
      tape.destination(step.a), tape.destination(step.b), tape.destination(step.c)
    )
    let bias = tape.destination(biasView)
    let h = states.first.flatMap { tape.destination($0) }
    let c = states.dropFirst().first.flatMap { tape.destination($0) }
    assay_recurrence_pullback(
      &shape, inputs, memory.start, scratch.start, tape.gradient(of: step),
      assay_recurrence_gradients_t(
        x: x?.start, kernel: kernel?.start, recurrent: recurrent?.start, bias: bias?.start,
        h: h?.start, c: c?.start, x_accumulates: x?.accumulates ?? false,
        kernel_accumulates: kernel?.accumulates ?? false,
        recurrent_accumulates: recurrent?.accumulates ?? false,
        bias_accumulates: bias?.accumulates ?? false, h_accumulates: h?.accumulates ?? false,
        c_accumulates: c?.accumulates ?? false))
  }
  return output
}
