extension Tensor {
  /// Images [batch, height, width, channels] with rows and columns of zeros around them.
  ///
  /// y[b, i + top, j + left, c] = x[b, i, j, c], and zero elsewhere. The gradient is that part of the
  /// output's which is no border.
  package func zeroPadded(top: Int, bottom: Int, left: Int, right: Int) -> Tensor {
    guard rank == 4, [top, bottom, left, right].allSatisfy({ $0 >= 0 }) else {
      fatalError("images of shape \(shape) cannot get \([top, bottom, left, right]) zeros")
    }
    let tape = Tape.current
    var result = shape
    result[1] += top + bottom
    result[2] += left + right
    var output = Tensor(result: result, on: tape)
    output.start.update(repeating: 0, count: result.count)
    Tensor.forEachRow(of: shape, inside: result, top: top, left: left) { row, place, count in
      (output.start + place).update(from: start + row, count: count)
    }
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self), axis: top, kind: Int32(left)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        let gradient = tape.gradient(of: step)
        Tensor.forEachRow(
          of: step.a.shape, inside: step.output.shape, top: step.axis, left: Int(step.kind)
        ) { row, place, count in
          let (to, from) = (x.start + row, gradient + place)
          if x.accumulates {
            for i in 0..<count { to[i] += from[i] }
          } else {
            to.update(from: from, count: count)
          }
        }
      }
    }
    return output
  }

  /// Where each row of images stands in the memory of the images, and of larger ones around them.
  static func forEachRow(
    of images: Shape, inside larger: Shape, top: Int, left: Int,
    _ body: (_ row: Int, _ place: Int, _ count: Int) -> Void
  ) {
    let count = images[2] * images[3]
    for image in 0..<images[0] {
      for row in 0..<images[1] {
        let place = ((image * larger[1] + top + row) * larger[2] + left) * larger[3]
        body((image * images[1] + row) * count, place, count)
      }
    }
  }

  /// Images [batch, height, width, channels] whose every pixel becomes a block of equal ones.
  ///
  /// y[b, i, j, c] = x[b, ⌊i / rows⌋, ⌊j / columns⌋, c]. The gradient of a pixel is the sum over its
  /// block, row by row.
  package func upsampled(rows: Int, columns: Int) -> Tensor {
    guard rank == 4, rows > 0, columns > 0 else {
      fatalError("images of shape \(shape) cannot become \(rows) times \(columns) as large")
    }
    let tape = Tape.current
    var result = shape
    result[1] *= rows
    result[2] *= columns
    var output = Tensor(result: result, on: tape)
    Tensor.forEachPixel(of: result, from: shape) { pixel, origin, channels in
      (output.start + pixel).update(from: start + origin, count: channels)
    }
    if let tape, tape.follows(self) {
      tape.record(&output, tape.view(self)) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        if !x.accumulates { x.start.update(repeating: 0, count: step.a.count) }
        let gradient = tape.gradient(of: step)
        Tensor.forEachPixel(of: step.output.shape, from: step.a.shape) { pixel, origin, channels in
          let (to, from) = (x.start + origin, gradient + pixel)
          for channel in 0..<channels { to[channel] += from[channel] }
        }
      }
    }
    return output
  }

  /// Where each pixel of enlarged images stands in memory, and the pixel that it repeats.
  private static func forEachPixel(
    of larger: Shape, from images: Shape,
    _ body: (_ pixel: Int, _ origin: Int, _ channels: Int) -> Void
  ) {
    guard images.count > 0 else { return }
    let channels = images[3]
    let (rows, columns) = (larger[1] / images[1], larger[2] / images[2])
    var pixel = 0
    for row in 0..<larger[0] * larger[1] {
      // Images are whole multiples of their rows, so rows are counted through the batch.
      let first = row / rows * images[2]
      for column in 0..<images[2] {
        for _ in 0..<columns {
          body(pixel, (first + column) * channels, channels)
          pixel += channels
        }
      }
    }
  }
}
