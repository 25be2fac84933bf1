import AssayKernels

extension Tensor {
  /// Two tensors side by side: [rows…, n] and [rows…, m] become [rows…, n + m].
  package func joined(_ other: Tensor) -> Tensor { .joined([self, other]) }

  /// Tensors side by side, along the last axis, with the same extents before it.
  ///
  /// Row by row the parts are copied one behind the other; the gradient goes back the same way.
  package static func joined(_ parts: [Tensor]) -> Tensor {
    guard let first = parts.first else { fatalError("there is nothing to join") }
    for part in parts
    where part.rank != first.rank || part.rank == 0
      || part.shape.removing(-1) != first.shape.removing(-1)
    {
      fatalError("shapes \(first.shape) and \(part.shape) do not fit side by side")
    }
    guard parts.count > 1 else { return first }
    let tape = Tape.current
    var result = first.shape
    result[-1] = parts.reduce(0) { $0 + $1.shape[-1] }
    let whole = result.columns
    var output = Tensor(result: result, on: tape)
    var offset = 0
    for part in parts {
      let width = part.shape.columns
      for row in 0..<part.shape.rows {
        (output.start + row * whole + offset).update(from: part.start + row * width, count: width)
      }
      offset += width
    }
    guard let tape, parts.contains(where: { tape.follows($0) }) else {
      withExtendedLifetime(parts) {}
      return output
    }
    let views = parts.map { tape.view($0) }
    tape.record(&output, .none) { step, tape in
      let gradient = tape.gradient(of: step)
      var offset = 0
      for part in views {
        let width = part.shape.columns
        if let to = tape.destination(part) {
          for row in 0..<part.shape.rows {
            let from = gradient + row * whole + offset
            let place = to.start + row * width
            if to.accumulates {
              assay_combine(ASSAY_ADD, place, 1, from, 1, place, width, false)
            } else {
              place.update(from: from, count: width)
            }
          }
        }
        offset += width
      }
    }
    return output
  }
}
