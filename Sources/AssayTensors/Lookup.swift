import AssayKernels

extension Tensor {
  /// The rows of this table [count, width] at the indices given, of any shape: [indices…, width].
  ///
  /// Indices are whole numbers, as Floats. One that is none of the rows gives NaN and has no gradient.
  /// The gradient adds up, in the order of the indices, in the rows that occur.
  package func lookup(_ indices: Tensor) -> Tensor {
    guard rank == 2 else { fatalError("a table of shape \(shape) is not a matrix") }
    let (rows, width) = (shape[0], shape[1])
    let tape = Tape.current
    var output = Tensor(result: Shape(indices.shape.extents + [width]), on: tape)
    for position in 0..<indices.count {
      let to = output.start + position * width
      if let row = Tensor.row(indices.start[position], of: rows) {
        to.update(from: start + row * width, count: width)
      } else {
        to.update(repeating: .nan, count: width)
      }
    }
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self), tape.view(indices)) { step, tape in
        guard let table = tape.destination(step.a) else { return }
        if !table.accumulates { table.start.update(repeating: 0, count: step.a.count) }
        let gradient = tape.gradient(of: step)
        let (rows, width) = (step.a.shape[0], step.a.shape[1])
        for position in 0..<step.b.count {
          guard let row = Tensor.row(step.b.start[position], of: rows) else { continue }
          let to = table.start + row * width
          assay_combine(
            ASSAY_ADD, to, 1, gradient + position * width, 1, to, width, false)
        }
      }
    }
    return output
  }

  /// The row that an index names.
  @inline(__always)
  package static func row(_ index: Float, of count: Int) -> Int? {
    guard index >= 0, index < Float(count), index == index.rounded(.down) else { return nil }
    return Int(index)
  }
}
