import AssayKernels

extension Tensor {
  /// The largest number of each window, of images [batch, height, width, channels].
  ///
  /// NaN wins. The gradient goes to the first of equal numbers.
  package func maxPooled(_ windows: Windows) -> Tensor { pooled(windows, largest: true) }

  /// The mean of each window, of images [batch, height, width, channels]; what of a window lies
  /// outside the image does not count.
  package func averagePooled(_ windows: Windows) -> Tensor { pooled(windows, largest: false) }

  private func pooled(_ windows: Windows, largest: Bool) -> Tensor {
    let pooling = poolingShape(shape, windows)
    let tape = Tape.current
    var output = Tensor(
      result: [pooling.batch, pooling.rows, pooling.columns, pooling.channels], on: tape)
    withUnsafePointer(to: pooling) { assay_pool($0, largest, start, output.start) }
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        withUnsafePointer(to: poolingShape(step.a.shape, windows)) {
          assay_pool_pullback(
            $0, largest, step.a.start, step.output.start, tape.gradient(of: step), x.start,
            x.accumulates)
        }
      }
    }
    return output
  }
}

private func poolingShape(_ input: Shape, _ windows: Windows) -> assay_pooling_t {
  guard input.rank == 4 else {
    fatalError("pooling of shape \(input): it must be [batch, height, width, channels]")
  }
  let (rows, columns) = (windows.rows(input[1]), windows.columns(input[2]))
  return assay_pooling_t(
    batch: input[0], height: input[1], width: input[2], channels: input[3], rows: rows.count,
    columns: columns.count, window_height: windows.height, window_width: windows.width,
    stride_height: windows.stride.height, stride_width: windows.stride.width, top: rows.before,
    left: columns.before)
}
