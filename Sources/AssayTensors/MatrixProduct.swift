import AssayKernels

/// The product of matrices: [m, k] × [k, n] gives [m, n].
///
/// The left side may have more dimensions, whose rows of the last axis are the rows of the matrix.
/// Each element is a single chain of fused multiply-adds in ascending k, or 16 interleaved chains for
/// a single column, so a row of the result does not depend on the other rows, nor on threads.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
  let product = Product(a.shape, b.shape, name: "matmul")
  let tape = Tape.current
  var output = Tensor(result: product.shape(like: a.shape), on: tape)
  product.multiply(a.start, b.start, into: output.start)
  if let tape, tape.follows(a) || tape.follows(b) {
    tape.record(&output, tape.view(a), tape.view(b)) { step, tape in
      let product = Product(step.a.shape, step.b.shape, name: "matmul")
      product.pullBack(tape.gradient(of: step), step, tape)
    }
  }
  return output
}

/// A layer's whole work in one operation: f(input · kernel + bias).
///
/// - Parameters:
///   - input: [rows…, inputs].
///   - kernel: [inputs, outputs].
///   - bias: [outputs].
///   - activation: applied to each element, or softmax to each row.
package func dense(_ input: Tensor, kernel: Tensor, bias: Tensor, activation: FusedActivation)
  -> Tensor
{
  let product = Product(input.shape, kernel.shape, name: "dense")
  guard bias.shape == [product.n] else {
    fatalError("a bias of shape \(bias.shape) does not fit a kernel of shape \(kernel.shape)")
  }
  let tape = Tape.current
  var output = Tensor(result: product.shape(like: input.shape), on: tape)
  let function = activation.function
  assay_dense(
    input.start, kernel.start, bias.start, output.start, product.m, product.k, product.n,
    function.kernel, function.parameter)
  if activation.end == .softmax {
    assay_softmax(output.start, output.start, product.m, product.n)
  }
  if let tape, tape.follows(kernel) || tape.follows(input) || tape.follows(bias) {
    tape.record(
      &output, tape.view(input), tape.view(kernel), tape.view(bias),
      kind: Int32(function.kernel.rawValue),
      parameter: function.parameter, activation: activation.end, pullback: denseBack)
  }
  return output
}

/// With z = x·W + b and y = f(z): dz = dy·f′, db = Σ rows of dz, dW = xᵀ·dz, dx = dz·Wᵀ.
private func denseBack(_ step: Step, _ tape: Tape) {
  let gradient = tape.gradient(of: step)
  let (rows, k, n) = (step.a.shape.rows, step.b.shape[0], step.b.shape[1])
  // The gradient of y becomes that of z in place: nobody else reads it.
  var function = assay_function_t(UInt32(step.kind))
  if step.beforeActivation {
    function = ASSAY_IDENTITY
  } else if step.activation == .softmax {
    assay_softmax_pullback(step.output.start, gradient, gradient, rows, n, false)
  }
  let (bias, kernel, input) = (
    tape.destination(step.c), tape.destination(step.b), tape.destination(step.a)
  )
  // The fused functions have derivatives that follow from y alone.
  assay_dense_pullback(
    step.a.start, step.b.start, step.output.start, gradient, rows, k, n, function,
    step.parameter,
    assay_dense_gradients_t(
      bias: bias?.start, kernel: kernel?.start, input: input?.start,
      bias_accumulates: bias?.accumulates ?? false,
      kernel_accumulates: kernel?.accumulates ?? false,
      input_accumulates: input?.accumulates ?? false))
}

/// An activation that runs inside the operation before it: its derivative follows from its value.
package struct FusedActivation: Sendable {
  package let function: ElementFunction
  package let end: FusedEnd

  package init(_ function: ElementFunction) {
    self.function = function
    end = function.kernel == ASSAY_SIGMOID ? .sigmoid : .none
  }

  private init(rows end: FusedEnd) {
    function = ElementFunction(ASSAY_IDENTITY)
    self.end = end
  }

  package static let softmax = FusedActivation(rows: .softmax)
}

/// The extents of a matrix product.
private struct Product {
  let (m, k, n): (Int, Int, Int)

  @inline(__always)
  init(_ a: Shape, _ b: Shape, name: StaticString) {
    guard b.rank == 2, a.rank >= 1, a.columns == b[0] else {
      fatalError(
        "\(name) of shapes \(a) and \(b): the last axis of the first must equal the first of the second"
      )
    }
    m = a.rows
    k = a.columns
    n = b[1]
  }

  @inline(__always)
  func shape(like a: Shape) -> Shape {
    if a.rank == 2 { return Shape(rows: m, columns: n) }
    var shape = a
    shape[-1] = n
    return shape
  }

  @inline(__always)
  func multiply(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into c: UnsafeMutablePointer<Float>
  ) {
    assay_matmul(false, false, m, n, k, a, k, b, n, c, n, false, 0)
  }

  /// da = dc·bᵀ, db = aᵀ·dc.
  @inline(__always)
  func pullBack(_ gradient: UnsafePointer<Float>, _ step: Step, _ tape: Tape) {
    if let b = tape.destination(step.b) {
      assay_matmul(
        true, false, k, n, m, step.a.start, k, gradient, n, b.start, n, b.accumulates, 0)
    }
    if let a = tape.destination(step.a) {
      assay_matmul(
        false, true, m, k, n, gradient, n, step.b.start, n, a.start, k, a.accumulates, 0)
    }
  }
}
