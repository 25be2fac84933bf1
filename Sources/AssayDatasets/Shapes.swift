internal import AssayCore
internal import AssayTensors

extension Dataset where Target == Mask {
  /// Grey images of discs and rectangles with the masks of their pixels: a small task of
  /// segmentation.
  ///
  /// Each image has one to three shapes, half of them discs, which may lie over one another and
  /// may be cut off at the edges. A pixel belongs to a shape if its centre does. The ground has a
  /// grey of its own in [0, 0.3) in every image, every shape one in [0.5, 1); normal noise is
  /// added to each pixel.
  ///
  /// ```swift
  /// let data = Dataset<Mask>.shapes(count: 500, size: 32, noise: 0.2, seed: 1)
  /// data.inputs.shape                    // [500, 32, 32, 1]
  /// ```
  ///
  /// The numbers are the same on every machine.
  ///
  /// - Parameters:
  ///   - count: the number of images, at least 1.
  ///   - size: height and width, 8 to 4096 pixels.
  ///   - noise: the standard deviation of the noise, at least 0.
  ///   - seed: the same seed gives the same images.
  public static func shapes(
    count: Int, size: Int = 32, noise: Double = 0.2, seed: UInt64
  ) -> Dataset {
    guard count > 0, (8...4_096).contains(size), noise >= 0, noise.isFinite else {
      fatalError(
        "images of shapes are at least 1, of 8 to 4096 pixels, with noise of at least 0, "
          + "not \(count) of \(size) with \(noise)")
    }
    let random = RandomSource(seed: seed)
    var masks: [[UInt8]] = []
    let inputs = Tensor(shape: [count, size, size, 1]) { memory in
      for row in 0..<count {
        var own = random.split(UInt64(row))
        let ground = 0.3 * own.uniform()
        var greys = [Double](repeating: ground, count: size * size)
        var mask = [UInt8](repeating: 0, count: size * size)
        for _ in 0..<1 + own.below(3) {
          let shape = GreyShape(in: size, &own)
          for pixel in mask.indices where shape.holds(row: pixel / size, column: pixel % size) {
            greys[pixel] = shape.grey
            mask[pixel] = 1
          }
        }
        for pixel in mask.indices {
          memory[row * size * size + pixel] = Float(greys[pixel] + noise * own.normal())
        }
        masks.append(mask)
      }
    }
    do throws(DatasetError) {
      var targets: [Mask] = []
      for pixels in masks {
        targets.append(try Mask(height: size, width: size, pixels: pixels))
      }
      return try Dataset(inputs: inputs, targets: targets)
    } catch {
      fatalError("generated images: \(error)")
    }
  }
}

/// A disc or a rectangle of one grey.
private struct GreyShape {
  let isDisc: Bool
  let row: Double
  let column: Double
  /// Half of the height and half of the width; both the radius of a disc.
  let halves: (height: Double, width: Double)
  let grey: Double

  /// Draws a shape whose centre lies in an image, and that is between an eighth and a half as wide.
  init(in size: Int, _ random: inout RandomSource) {
    let size = Double(size)
    isDisc = random.below(2) == 0
    row = size * random.uniform()
    column = size * random.uniform()
    let height = size * (0.0625 + 0.1875 * random.uniform())
    let width = size * (0.0625 + 0.1875 * random.uniform())
    halves = (height, isDisc ? height : width)
    grey = 0.5 + 0.5 * random.uniform()
  }

  /// Whether the centre of a pixel lies inside.
  func holds(row: Int, column: Int) -> Bool {
    let (down, right) = (Double(row) + 0.5 - self.row, Double(column) + 0.5 - self.column)
    return isDisc
      ? down * down + right * right <= halves.height * halves.height
      : abs(down) <= halves.height && abs(right) <= halves.width
  }
}
