import AssayKernels

extension Tensor {
  /// The sum of all elements.
  public func sum() -> Tensor { sum(outer: 1, count, inner: 1, shape: .scalar, scale: 1) }

  /// The mean of all elements; NaN when there are none.
  public func mean() -> Tensor {
    sum(outer: 1, count, inner: 1, shape: .scalar, scale: 1 / Float(count))
  }

  /// The sums along an axis, which the result lacks, or keeps with extent 1.
  public func sum(axis: Int, keepsAxis: Bool = false) -> Tensor {
    let (outer, n, inner, shape) = parts(around: axis, keepsAxis)
    return sum(outer: outer, n, inner: inner, shape: shape, scale: 1)
  }

  /// The means along an axis, which the result lacks, or keeps with extent 1.
  public func mean(axis: Int, keepsAxis: Bool = false) -> Tensor {
    let (outer, n, inner, shape) = parts(around: axis, keepsAxis)
    return sum(outer: outer, n, inner: inner, shape: shape, scale: 1 / Float(n))
  }

  /// The largest elements along an axis; NaN wins.
  ///
  /// Equal elements share the gradient, as in Keras.
  public func max(axis: Int, keepsAxis: Bool = false) -> Tensor {
    let (outer, n, inner, shape) = parts(around: axis, keepsAxis)
    guard n > 0 else { fatalError("no element to be largest along axis \(axis) of \(self.shape)") }
    let tape = Tape.current
    var output = Tensor(result: shape, on: tape)
    assay_max_axis(start, output.start, outer, n, inner)
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self), axis: self.shape.position(of: axis)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        if !x.accumulates { x.start.update(repeating: 0, count: step.a.count) }
        let gradient = tape.gradient(of: step)
        let (outer, n, inner) = step.a.shape.parts(around: step.axis)
        for o in 0..<outer {
          for i in 0..<inner {
            let largest = step.output.start[o * inner + i]
            let equal = (0..<n).lazy.map { (o * n + $0) * inner + i }.filter { place in
              let value = step.a.start[place]
              return value == largest || value.isNaN
            }
            let part = gradient[o * inner + i] / Float(Swift.max(1, equal.count))
            for place in equal { x.start[place] += part }
          }
        }
      }
    }
    return output
  }

  /// The smallest elements along an axis; NaN wins.
  public func min(axis: Int, keepsAxis: Bool = false) -> Tensor {
    -((-self).max(axis: axis, keepsAxis: keepsAxis))
  }

  /// For each row of the last axis the position of its largest element, the first of equals.
  public func argMax() -> [Int] {
    let columns = shape.columns
    guard columns > 0 else { return [] }
    return withScalars { values in
      stride(from: 0, to: values.count, by: columns).map { row in
        var best = 0
        for column in 1..<columns where values[row + column] > values[row + best] { best = column }
        return best
      }
    }
  }

  private func sum(outer: Int, _ n: Int, inner: Int, shape: Shape, scale: Float) -> Tensor {
    let tape = Tape.current
    var output = Tensor(result: shape, on: tape)
    assay_sum_axis(start, output.start, outer, n, inner, scale)
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self), axis: inner, parameter: scale) { step, tape in
        guard let x = tape.destination(step.a), step.a.count > 0 else { return }
        let (results, inner) = (step.output.count, step.axis)
        assay_spread_axis(
          tape.gradient(of: step), x.start, results / inner, step.a.count / results, inner,
          step.parameter, x.accumulates)
      }
    }
    return output
  }

  private func parts(around axis: Int, _ keepsAxis: Bool) -> (Int, Int, Int, Shape) {
    let (outer, n, inner) = shape.parts(around: axis)
    var kept = shape
    kept[axis] = 1
    return (outer, n, inner, keepsAxis ? kept : shape.removing(axis))
  }
}

extension Shape {
  /// The products of the extents before an axis, at it, and behind it.
  func parts(around axis: Int) -> (outer: Int, n: Int, inner: Int) {
    let axis = position(of: axis)
    let extents = self.extents
    return (extents[..<axis].reduce(1, *), extents[axis], extents[(axis + 1)...].reduce(1, *))
  }
}
