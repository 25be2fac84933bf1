import AssayKernels

/// A convolution, a bias and an activation in one operation: f(input ∗ kernel + bias).
///
/// - Parameters:
///   - input: [batch, height, width, channels].
///   - kernel: [window height, window width, channels, filters].
///   - bias: [filters]; nil for none.
///   - activation: applied to each element, or softmax to each position's filters.
package func convolution(
  _ input: Tensor, kernel: Tensor, bias: Tensor?, windows: Windows, activation: FusedActivation
) -> Tensor {
  let shape = convolutionShape(input.shape, kernel.shape, windows)
  guard bias.map({ $0.shape == [shape.filters] }) ?? true else {
    fatalError("a bias of shape \(bias?.shape ?? []) does not fit a kernel of \(kernel.shape)")
  }
  let tape = Tape.current
  var output = Tensor(
    result: [shape.batch, shape.rows, shape.columns, shape.filters], on: tape)
  let function = activation.function
  withUnsafePointer(to: shape) {
    assay_convolution(
      $0, input.start, kernel.start, bias?.start, output.start, function.kernel, function.parameter)
  }
  if activation.end == .softmax {
    assay_softmax(output.start, output.start, output.shape.rows, shape.filters)
  }
  if let tape,
    tape.follows(input) || tape.follows(kernel) || bias.map({ tape.follows($0) }) ?? false
  {
    tape.record(
      &output, tape.view(input), tape.view(kernel), bias.map { tape.view($0) } ?? View.none,
      kind: Int32(function.kernel.rawValue), parameter: function.parameter,
      activation: activation.end
    ) { step, tape in
      convolutionBack(step, tape, windows)
    }
  }
  return output
}

/// With z = x ∗ w + b and y = f(z): dz = dy·f′, db = Σ positions of dz, dw = Σ positions of x·dz,
/// dx = dz ∗ the reversed w.
private func convolutionBack(_ step: Step, _ tape: Tape, _ windows: Windows) {
  let gradient = tape.gradient(of: step)
  let shape = convolutionShape(step.a.shape, step.b.shape, windows)
  var function = assay_function_t(UInt32(step.kind))
  if step.beforeActivation {
    function = ASSAY_IDENTITY
  } else if step.activation == .softmax {
    assay_softmax_pullback(
      step.output.start, gradient, gradient, step.output.shape.rows, shape.filters, false)
  }
  withUnsafePointer(to: shape) { shape in
    let bias = tape.destination(step.c)
    // The gradient of y becomes that of z in place: nobody else reads it.
    assay_convolution_bias_pullback(
      shape, step.output.start, gradient, function, step.parameter, bias?.start,
      bias?.accumulates ?? false)
    if let kernel = tape.destination(step.b) {
      assay_convolution_weights_pullback(
        shape, step.a.start, gradient, kernel.start, kernel.accumulates)
    }
    if let input = tape.destination(step.a) {
      assay_convolution_data_pullback(
        shape, step.b.start, gradient, input.start, input.accumulates)
    }
  }
}

/// The sizes of a convolution, as the kernels take them.
func convolutionShape(_ input: Shape, _ kernel: Shape, _ windows: Windows)
  -> assay_convolution_t
{
  guard input.rank == 4, kernel.rank == 4, input[3] == kernel[2] else {
    fatalError(
      "a convolution of shapes \(input) and \(kernel): [batch, height, width, channels] and "
        + "[height, width, channels, filters] with equal channels")
  }
  let (rows, columns) = (windows.rows(input[1]), windows.columns(input[2]))
  return assay_convolution_t(
    batch: input[0], height: input[1], width: input[2], channels: input[3], rows: rows.count,
    columns: columns.count, filters: kernel[3], kernel_height: kernel[0], kernel_width: kernel[1],
    stride_height: windows.stride.height, stride_width: windows.stride.width,
    dilation_height: windows.dilation.height, dilation_width: windows.dilation.width,
    top: rows.before, left: columns.before)
}
