extension Tensor {
  /// Images [batch, height, width, channels] without rows and columns at their sides.
  ///
  /// y[b, i, j, c] = x[b, i + top, j + left, c]. The gradient of what is taken away is zero.
  package func cropped(top: Int, bottom: Int, left: Int, right: Int) -> Tensor {
    guard rank == 4, [top, bottom, left, right].allSatisfy({ $0 >= 0 }),
      top + bottom <= shape[1], left + right <= shape[2]
    else { fatalError("images of shape \(shape) cannot lose \([top, bottom, left, right]) pixels") }
    let tape = Tape.current
    var result = shape
    result[1] -= top + bottom
    result[2] -= left + right
    var output = Tensor(result: result, on: tape)
    Tensor.forEachRow(of: result, inside: shape, top: top, left: left) { row, place, count in
      (output.start + row).update(from: start + place, count: count)
    }
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self), axis: top, kind: Int32(left)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        let gradient = tape.gradient(of: step)
        if !x.accumulates { x.start.update(repeating: 0, count: step.a.count) }
        Tensor.forEachRow(
          of: step.output.shape, inside: step.a.shape, top: step.axis, left: Int(step.kind)
        ) { row, place, count in
          for index in 0..<count { x.start[place + index] += gradient[row + index] }
        }
      }
    }
    return output
  }
}
