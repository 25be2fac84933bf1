import AssayKernels

/// A convolution the other way round: the gradient of a convolution to its images, as an operation.
///
///     y[n, i·stride + u − top, j·stride + v − left, c] += x[n, i, j, f] · w[u, v, c, f]
///
/// Its gradient to the inputs is the convolution; that to the kernel is the convolution's, with
/// images and results exchanged.
///
/// - Parameters:
///   - input: [batch, rows, columns, filters].
///   - kernel: [window height, window width, channels, filters].
///   - height: the rows of the result, on which the windows must have the input's rows.
///   - width: its columns.
/// - Returns: [batch, height, width, channels].
package func transposedConvolution(
  _ input: Tensor, kernel: Tensor, height: Int, width: Int, windows: Windows
) -> Tensor {
  let images: Shape = [input.shape[0], height, width, kernel.shape[2]]
  let shape = convolutionShape(images, kernel.shape, windows)
  guard input.shape == [shape.batch, shape.rows, shape.columns, shape.filters] else {
    fatalError(
      "\(input.shape) is not what a convolution of \(images) with a kernel of \(kernel.shape) gives"
    )
  }
  let tape = Tape.current
  var output = Tensor(result: images, on: tape)
  withUnsafePointer(to: shape) {
    assay_convolution_data_pullback($0, kernel.start, input.start, output.start, false)
  }
  if let tape, tape.follows(input) || tape.follows(kernel) {
    tape.record(&output, tape.view(input), tape.view(kernel)) { step, tape in
      let gradient = tape.gradient(of: step)
      withUnsafePointer(to: convolutionShape(step.output.shape, step.b.shape, windows)) { shape in
        if let kernel = tape.destination(step.b) {
          assay_convolution_weights_pullback(
            shape, gradient, step.a.start, kernel.start, kernel.accumulates)
        }
        if let input = tape.destination(step.a) {
          let to = input.accumulates ? tape.scratch(step.a.shape).start : input.start
          assay_convolution(shape, gradient, step.b.start, nil, to, ASSAY_IDENTITY, 0)
          if input.accumulates {
            assay_combine(ASSAY_ADD, input.start, 1, to, 1, input.start, step.a.count, false)
          }
        }
      }
    }
  }
  return output
}
