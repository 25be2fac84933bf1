public import AssayTensors

/// Which pixels of an image belong to an object: the target of segmentation.
public struct Mask: Hashable, Sendable {
  /// The number of rows of pixels.
  public let height: Int
  /// The number of pixels in a row.
  public let width: Int
  /// 1 for a pixel of the object, else 0, row by row.
  public let pixels: [UInt8]

  /// Creates a mask; pixels other than 0 belong to the object.
  ///
  /// - Throws: `DatasetError.pixelCount` if the pixels do not fill height and width.
  public init(height: Int, width: Int, pixels: [UInt8]) throws(DatasetError) {
    let (count, overflow) = height.multipliedReportingOverflow(by: width)
    guard height >= 0, width >= 0, !overflow, count == pixels.count else {
      throw .pixelCount(pixels: pixels.count, height: height, width: width)
    }
    self.height = height
    self.width = width
    self.pixels = pixels.map { $0 == 0 ? 0 : 1 }
  }

  /// Creates a mask; pixels that are true belong to the object.
  ///
  /// - Throws: `DatasetError.pixelCount` if the pixels do not fill height and width.
  public init(height: Int, width: Int, pixels: [Bool]) throws(DatasetError) {
    try self.init(height: height, width: width, pixels: pixels.map { $0 ? 1 : 0 })
  }
}

extension Mask: DatasetTarget {
  /// Masks have no classes.
  public typealias Class = Never

  /// The pixels as 0 and 1, [n, height, width, 1].
  ///
  /// - Throws: `DatasetError.maskSize` with the row of a mask of another size than the first.
  public static func encode(
    _ targets: [Mask], classes: [Never]
  ) throws(DatasetError) -> Tensor {
    let (height, width) = (targets.first?.height ?? 0, targets.first?.width ?? 0)
    for (row, mask) in targets.enumerated() where (mask.height, mask.width) != (height, width) {
      throw .maskSize(row: row, expected: [height, width], found: [mask.height, mask.width])
    }
    return Tensor(shape: [targets.count, height, width, 1]) { scalars in
      for (row, mask) in targets.enumerated() {
        for (index, pixel) in mask.pixels.enumerated() {
          scalars[row * height * width + index] = Float(pixel)
        }
      }
    }
  }
}
