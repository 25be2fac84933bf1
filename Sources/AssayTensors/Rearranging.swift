extension Tensor {
  /// The same elements in another shape.
  public func reshaped(to shape: Shape) -> Tensor {
    guard shape.count == count else {
      fatalError(
        "shape \(self.shape) with \(count) elements cannot become \(shape) with \(shape.count)")
    }
    var output = Tensor(storage: storage, start: start, shape: shape)
    if let tape = Tape.current, tape.follows(self) {
      tape.record(&output, tape.view(self)) { step, tape in
        tape.pullBackCopy(step, from: 0, count: step.a.count)
      }
    }
    return output
  }

  /// The matrix with rows and columns exchanged.
  public func transposed() -> Tensor {
    guard rank == 2 else { fatalError("a tensor of shape \(shape) is not a matrix") }
    return transposed(permutation: [1, 0])
  }

  /// The axes in another order: axis i of the result is axis `permutation[i]` of this tensor.
  public func transposed(permutation: [Int]) -> Tensor {
    guard permutation.sorted() == Array(0..<rank) else {
      fatalError("\(permutation) is not an order of the axes of shape \(shape)")
    }
    let tape = Tape.current
    var output = Tensor(result: Shape(permutation.map { shape[$0] }), on: tape)
    let steps = (0..<rank).map { axis in shape.extents[(axis + 1)...].reduce(1, *) }
    let offsets = Walk(shape: output.shape, steps: permutation.map { steps[$0] })
    let (from, to) = (start, output.start)
    offsets.forEach { index, offset in to[index] = from[offset] }
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        let gradient = tape.gradient(of: step)
        offsets.forEach { index, offset in
          x.start[offset] = (x.accumulates ? x.start[offset] : 0) + gradient[index]
        }
      }
    }
    return output
  }

  /// A range of the first axis, the rows of a batch, in the same memory.
  public func rows(_ range: Range<Int>) -> Tensor {
    guard rank > 0, range.lowerBound >= 0, range.upperBound <= shape[0] else {
      fatalError("rows \(range) of a tensor of shape \(shape)")
    }
    let width = shape[0] == 0 ? 0 : count / shape[0]
    var part = shape
    part[0] = range.count
    let offset = range.lowerBound * width
    var output = Tensor(storage: storage, start: start + offset, shape: part)
    if let tape = Tape.current, tape.follows(self) {
      tape.record(&output, tape.view(self), axis: offset) { step, tape in
        tape.pullBackCopy(step, from: step.axis, count: step.output.count)
      }
    }
    return output
  }

  /// A range of any axis.
  public func slice(_ range: Range<Int>, axis: Int) -> Tensor {
    let axis = shape.position(of: axis)
    guard axis > 0 else { return rows(range) }
    guard range.lowerBound >= 0, range.upperBound <= shape[axis] else {
      fatalError("slice \(range) along axis \(axis) of a tensor of shape \(shape)")
    }
    let order = [axis] + (0..<rank).filter { $0 != axis }
    let back = (0..<rank).map { order.firstIndex(of: $0) ?? 0 }
    return transposed(permutation: order).rows(range).transposed(permutation: back)
  }

  /// The rows at the indices given, in their order; an index may occur more than once.
  public func rows(at indices: [Int]) -> Tensor {
    guard rank > 0, indices.allSatisfy({ $0 >= 0 && $0 < shape[0] }) else {
      fatalError("rows at indices outside a tensor of shape \(shape)")
    }
    let width = shape[0] == 0 ? 0 : count / shape[0]
    let tape = Tape.current
    var result = shape
    result[0] = indices.count
    var output = Tensor(result: result, on: tape)
    for (row, index) in indices.enumerated() {
      (output.start + row * width).update(from: start + index * width, count: width)
    }
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        if !x.accumulates { x.start.update(repeating: 0, count: step.a.count) }
        let gradient = tape.gradient(of: step)
        for (row, index) in indices.enumerated() {
          for i in 0..<width { x.start[index * width + i] += gradient[row * width + i] }
        }
      }
    }
    return output
  }

  /// Tensors one behind the other along an axis.
  public static func concatenating(_ parts: [Tensor], axis: Int = 0) -> Tensor {
    guard let first = parts.first else { fatalError("there is nothing to concatenate") }
    let axis = first.shape.position(of: axis)
    let rest = first.shape.removing(axis)
    for part in parts where part.rank != first.rank || part.shape.removing(axis) != rest {
      fatalError("shapes \(first.shape) and \(part.shape) do not fit along axis \(axis)")
    }
    if axis > 0 {
      let order = [axis] + (0..<first.rank).filter { $0 != axis }
      let back = (0..<first.rank).map { order.firstIndex(of: $0) ?? 0 }
      return concatenating(parts.map { $0.transposed(permutation: order) })
        .transposed(permutation: back)
    }
    let tape = Tape.current
    var shape = first.shape
    shape[0] = parts.reduce(0) { $0 + $1.shape[0] }
    var output = Tensor(result: shape, on: tape)
    var offset = 0
    for part in parts {
      (output.start + offset).update(from: part.start, count: part.count)
      offset += part.count
    }
    guard let tape, parts.contains(where: tape.follows) else { return output }
    // Two inputs a step: the parts behind the second are joined first.
    if parts.count > 2 {
      return concatenating([concatenating(Array(parts.dropLast())), parts[parts.count - 1]])
    }
    tape.record(
      &output, tape.view(parts[0]), parts.count > 1 ? tape.view(parts[1]) : .none
    ) { step, tape in
      let gradient = tape.gradient(of: step)
      tape.add(gradient, to: step.a)
      tape.add(gradient + step.a.count, to: step.b)
    }
    return output
  }
}

extension Tape {
  /// Adds the output's gradient to a part of the input's, whose other elements had no effect.
  func pullBackCopy(_ step: Step, from offset: Int, count: Int) {
    guard let x = destination(step.a) else { return }
    if !x.accumulates { x.start.update(repeating: 0, count: step.a.count) }
    let gradient = gradient(of: step)
    for i in 0..<count { x.start[offset + i] += gradient[i] }
  }

  /// Adds numbers to the gradient of an input.
  func add(_ values: UnsafePointer<Float>, to input: View) {
    guard let x = destination(input) else { return }
    for i in 0..<input.count { x.start[i] = (x.accumulates ? x.start[i] : 0) + values[i] }
  }
}

/// The offsets met when the elements of a shape are visited in order, each axis with its own step.
private struct Walk {
  let shape: Shape
  let steps: [Int]

  func forEach(_ body: (_ index: Int, _ offset: Int) -> Void) {
    let extents = shape.extents
    guard shape.count > 0 else { return }
    var position = [Int](repeating: 0, count: extents.count)
    var offset = 0
    for index in 0..<shape.count {
      body(index, offset)
      for axis in extents.indices.reversed() {
        position[axis] += 1
        offset += steps[axis]
        if position[axis] < extents[axis] { break }
        offset -= steps[axis] * extents[axis]
        position[axis] = 0
      }
    }
  }
}
