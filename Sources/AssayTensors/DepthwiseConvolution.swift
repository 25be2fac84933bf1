import AssayKernels

/// A convolution of each channel by itself.
///
///     y[n, i, j, c·m + k] =
///       Σ over u, v of x[n, i·stride + u·dilation, j·stride + v·dilation, c] · w[u, v, c, k]
///
/// - Parameters:
///   - input: [batch, height, width, channels].
///   - kernel: [window height, window width, channels, m].
/// - Returns: [batch, rows, columns, channels · m].
package func depthwiseConvolution(_ input: Tensor, kernel: Tensor, windows: Windows) -> Tensor {
  guard kernel.rank == 4, kernel.shape[3] > 0 else {
    fatalError("a kernel of shape \(kernel.shape) is not [height, width, channels, m]")
  }
  let (images, window, copies) = (input.shape, kernel.shape, kernel.shape[3])
  guard copies > 1 else { return eachConvolved(input, kernel, windows) }
  // Each channel m times beside itself: then every result has a channel of its own.
  let repeated = input.reshaped(to: [images[0], images[1], images[2] * images[3], 1])
    .upsampled(rows: 1, columns: copies)
    .reshaped(to: [images[0], images[1], images[2], images[3] * copies])
  return eachConvolved(
    repeated, kernel.reshaped(to: [window[0], window[1], window[2] * copies, 1]), windows)
}

private func eachConvolved(_ input: Tensor, _ kernel: Tensor, _ windows: Windows) -> Tensor {
  let shape = convolutionShape(input.shape, kernel.shape, windows)
  let tape = Tape.current
  var output = Tensor(
    result: [shape.batch, shape.rows, shape.columns, shape.channels], on: tape)
  withUnsafePointer(to: shape) { assay_depthwise($0, input.start, kernel.start, output.start) }
  if let tape, tape.follows(input) || tape.follows(kernel) {
    tape.record(&output, tape.view(input), tape.view(kernel)) { step, tape in
      let gradient = tape.gradient(of: step)
      withUnsafePointer(to: convolutionShape(step.a.shape, step.b.shape, windows)) { shape in
        if let kernel = tape.destination(step.b) {
          assay_depthwise_weights_pullback(
            shape, step.a.start, gradient, kernel.start, kernel.accumulates)
        }
        if let input = tape.destination(step.a) {
          assay_depthwise_data_pullback(
            shape, step.b.start, gradient, input.start, input.accumulates)
        }
      }
    }
  }
  return output
}
