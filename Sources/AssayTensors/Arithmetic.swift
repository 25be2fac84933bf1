import AssayKernels

extension Tensor {
  /// The sum, element by element, with broadcasting.
  public static func + (a: Tensor, b: Tensor) -> Tensor {
    combine(a, b, ASSAY_ADD, "sum") { step, tape in
      tape.pullBack(to: step.a, of: step, scale: 1)
      tape.pullBack(to: step.b, of: step, scale: 1)
    }
  }

  /// The difference, element by element, with broadcasting.
  public static func - (a: Tensor, b: Tensor) -> Tensor {
    combine(a, b, ASSAY_SUBTRACT, "difference") { step, tape in
      tape.pullBack(to: step.a, of: step, scale: 1)
      tape.pullBack(to: step.b, of: step, scale: -1)
    }
  }

  /// The product, element by element, with broadcasting.
  public static func * (a: Tensor, b: Tensor) -> Tensor {
    combine(a, b, ASSAY_MULTIPLY, "product") { step, tape in
      tape.pullBack(to: step.a, of: step, times: step.b)
      tape.pullBack(to: step.b, of: step, times: step.a)
    }
  }

  /// The quotient, element by element, with broadcasting.
  public static func / (a: Tensor, b: Tensor) -> Tensor {
    combine(a, b, ASSAY_DIVIDE, "quotient") { step, tape in
      // d(a/b)/da = 1/b, d(a/b)/db = −(a/b)/b
      let inverse = tape.scratch(step.b.shape)
      assay_map(ASSAY_RECIPROCAL, 0, step.b.start, inverse.start, step.b.count)
      tape.pullBack(to: step.a, of: step, times: inverse)
      guard step.b.node >= 0 else { return }
      let slope = tape.scratch(step.output.shape)
      let quotient = Broadcast(step.output.shape, step.b.shape, operation: "quotient")
      quotient.forEachRun { a, b, result, run in
        assay_combine(
          ASSAY_MULTIPLY, step.output.start + a, run.aStep, inverse.start + b, run.bStep,
          slope.start + result, run.count, false)
      }
      assay_map(ASSAY_NEGATE, 0, slope.start, slope.start, slope.count)
      tape.pullBack(to: step.b, of: step, times: slope)
    }
  }

  /// The sum with a constant.
  public static func + (a: Tensor, b: Float) -> Tensor { a.map(.init(ASSAY_ADD_CONSTANT, b)) }

  /// The sum with a constant.
  public static func + (a: Float, b: Tensor) -> Tensor { b + a }

  /// The difference to a constant.
  public static func - (a: Tensor, b: Float) -> Tensor { a + -b }

  /// The difference of a constant and a tensor.
  public static func - (a: Float, b: Tensor) -> Tensor { -b + a }

  /// The product with a constant.
  public static func * (a: Tensor, b: Float) -> Tensor { a.map(.init(ASSAY_MULTIPLY_CONSTANT, b)) }

  /// The product with a constant.
  public static func * (a: Float, b: Tensor) -> Tensor { b * a }

  /// The quotient by a constant.
  public static func / (a: Tensor, b: Float) -> Tensor { a * (1 / b) }

  /// The quotient of a constant and a tensor.
  public static func / (a: Float, b: Tensor) -> Tensor { b.reciprocal() * a }

  /// Combines two tensors element by element, and records how to go back.
  private static func combine(
    _ a: Tensor, _ b: Tensor, _ kernel: assay_operator_t, _ name: String,
    pullback: @escaping (Step, Tape) -> Void
  ) -> Tensor {
    let meeting = Broadcast(a.shape, b.shape, operation: name)
    let tape = Tape.current
    var output = Tensor(result: meeting.shape, on: tape)
    let start = output.start
    meeting.forEachRun { aOffset, bOffset, result, run in
      assay_combine(
        kernel, a.start + aOffset, run.aStep, b.start + bOffset, run.bStep, start + result,
        run.count, false)
    }
    if let tape, tape.follows(a) || tape.follows(b) {
      tape.record(&output, tape.view(a), tape.view(b), pullback: pullback)
    }
    return output
  }
}

/// The larger of two, element by element, with broadcasting; NaN wins.
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor { extremum(a, b, ASSAY_MAXIMUM, "maximum") }

/// The smaller of two, element by element, with broadcasting; NaN wins.
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor { extremum(a, b, ASSAY_MINIMUM, "minimum") }

/// The gradient goes to the side that was taken, to the first one where both are equal.
private func extremum(
  _ a: Tensor, _ b: Tensor, _ kernel: assay_operator_t, _ name: String
) -> Tensor {
  let meeting = Broadcast(a.shape, b.shape, operation: name)
  let tape = Tape.current
  var output = Tensor(result: meeting.shape, on: tape)
  let start = output.start
  meeting.forEachRun { aOffset, bOffset, result, run in
    assay_combine(
      kernel, a.start + aOffset, run.aStep, b.start + bOffset, run.bStep, start + result,
      run.count, false)
  }
  if let tape, tape.follows(a) || tape.follows(b) {
    tape.record(&output, tape.view(a), tape.view(b)) { step, tape in
      let (toA, toB) = (tape.scratch(step.output.shape), tape.scratch(step.output.shape))
      Broadcast(step.a.shape, step.b.shape, operation: "").forEachRun { a, b, result, run in
        for i in 0..<run.count {
          let (x, y) = (step.a.start[a + i * run.aStep], step.b.start[b + i * run.bStep])
          let taken = step.output.start[result + i]
          let isFirst = x == taken || x.isNaN
          toA.start[result + i] = isFirst ? 1 : 0
          toB.start[result + i] = isFirst || !(y == taken || y.isNaN) ? 0 : 1
        }
      }
      tape.pullBack(to: step.a, of: step, times: toA)
      tape.pullBack(to: step.b, of: step, times: toB)
    }
  }
  return output
}

extension Tape {
  /// Memory for numbers that only a pullback needs.
  func scratch(_ shape: Shape) -> View {
    View(start: storage(capacity: shape.count).start, shape: shape, node: -1)
  }

  /// Adds `scale` times the output's gradient to that of an input, summed where it was broadcast.
  func pullBack(to input: View, of step: Step, scale: Float) {
    guard let destination = destination(input) else { return }
    accumulate(
      View(start: gradient(of: step), shape: step.output.shape, node: -1), scale: scale,
      into: destination, shape: input.shape)
  }

  /// Adds the output's gradient times a factor to that of an input, summed where it was broadcast.
  func pullBack(to input: View, of step: Step, times factor: View) {
    guard let destination = destination(input) else { return }
    let cotangent = gradient(of: step)
    let inPlace = input.shape == step.output.shape
    let product =
      inPlace
      ? View(start: destination.start, shape: input.shape, node: -1) : scratch(step.output.shape)
    let meeting = Broadcast(step.output.shape, factor.shape, operation: "product")
    meeting.forEachRun { a, b, result, run in
      assay_combine(
        ASSAY_MULTIPLY, cotangent + a, run.aStep, factor.start + b, run.bStep,
        product.start + result, run.count, inPlace && destination.accumulates)
    }
    if !inPlace { accumulate(product, scale: 1, into: destination, shape: input.shape) }
  }

  /// Sums numbers over the axes along which a smaller shape was repeated.
  private func accumulate(
    _ values: View, scale: Float, into destination: Destination, shape: Shape
  ) {
    if !destination.accumulates { destination.start.update(repeating: 0, count: shape.count) }
    Broadcast(shape, values.shape, operation: "sum").forEachRun { to, from, _, run in
      let target = destination.start + to
      if run.aStep == 0 {
        target.pointee += scale * Float(assay_sum(values.start + from, run.count))
      } else if scale == 1 {
        assay_combine(ASSAY_ADD, target, 1, values.start + from, 1, target, run.count, false)
      } else {
        assay_combine(ASSAY_SUBTRACT, target, 1, values.start + from, 1, target, run.count, false)
      }
    }
  }
}
