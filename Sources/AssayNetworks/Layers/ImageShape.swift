internal import AssayTensors

/// The shape of images, as the layers that change their size see it.
struct ImageShape {
  let height: Int
  let width: Int
  let channels: Int

  /// Reads the shape of a layer's inputs.
  ///
  /// - Throws: ``NetworkError`` when they are no images.
  init(_ input: Shape, layer: String) throws {
    guard input.rank == 3 else {
      throw NetworkError.inputShape(
        layer: layer, shape: input,
        needed: "images of shape [height, width, channels], as of Sequential(input: [28, 28, 1])")
    }
    (height, width, channels) = (input[0], input[1], input[2])
  }

  /// The shape of images of another size, with the same channels if none are given.
  ///
  /// - Throws: ``NetworkError`` when one such image is beyond what a tensor holds.
  func resized(
    height: Int, width: Int, channels outputs: Int? = nil, layer: String
  ) throws -> Shape {
    let outputs = outputs ?? channels
    guard SafeTensors.size(of: [height, width, outputs]) ?? .max <= 4 * Int(Int32.max) else {
      throw NetworkError.inputShape(
        layer: layer, shape: [self.height, self.width, channels],
        needed: "images that stay below \(Int32.max) numbers, and makes them "
          + "[\(height), \(width), \(outputs)]")
    }
    return [height, width, outputs]
  }
}

extension Tensor {
  /// Images [batch, height, width, channels] as [batch, positions, channels].
  var positionsInRows: Tensor {
    reshaped(to: [shape[0], shape[1] * shape[2], shape[3]])
  }
}
