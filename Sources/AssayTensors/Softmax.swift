import AssayKernels

extension Tensor {
  /// Turns each row of the last axis into probabilities: pᵢ = exp(xᵢ) / Σⱼ exp(xⱼ).
  public func softmax() -> Tensor {
    let tape = Tape.current
    var output = Tensor(result: shape, on: tape)
    assay_softmax(start, output.start, shape.rows, shape.columns)
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        assay_softmax_pullback(
          step.output.start, tape.gradient(of: step), x.start, step.a.shape.rows,
          step.a.shape.columns, x.accumulates)
      }
    }
    return output
  }

  /// The logarithms of the softmax, without its underflow: xᵢ − log Σⱼ exp(xⱼ).
  public func logSoftmax() -> Tensor {
    let tape = Tape.current
    var output = Tensor(result: shape, on: tape)
    assay_log_softmax(start, output.start, shape.rows, shape.columns)
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        // dxᵢ = dyᵢ − pᵢ Σⱼ dyⱼ
        let (rows, columns) = (step.a.shape.rows, step.a.shape.columns)
        let gradient = tape.gradient(of: step)
        let p = tape.scratch(step.a.shape)
        assay_map(ASSAY_EXP, 0, step.output.start, p.start, p.count)
        for row in 0..<rows {
          let offset = row * columns
          let sum = Float(assay_sum(gradient + offset, columns))
          for i in offset..<(offset + columns) {
            x.start[i] = (x.accumulates ? x.start[i] : 0) + gradient[i] - p.start[i] * sum
          }
        }
      }
    }
    return output
  }
}
