/// How windows of two sides move over the rows and columns of images: of a convolution or a pooling.
package struct Windows: BitwiseCopyable, Sendable {
  /// The extents of a window, without its gaps.
  package let (height, width): (Int, Int)
  /// From one window to the next.
  package let stride: (height: Int, width: Int)
  /// From one element of a window to the next.
  package let dilation: (height: Int, width: Int)
  /// Whether there is a window at each stride, with zeros around the image, or only where all of it
  /// lies in the image.
  package let pads: Bool

  package init(
    height: Int, width: Int, stride: (height: Int, width: Int) = (1, 1),
    dilation: (height: Int, width: Int) = (1, 1), pads: Bool = false
  ) {
    (self.height, self.width) = (height, width)
    (self.stride, self.dilation, self.pads) = (stride, dilation, pads)
  }

  /// The number of windows along one side, at most 0 when none fits, and the zeros before its first element.
  ///
  /// With zeros: out = ⌈extent / stride⌉, and of the zeros that this takes the smaller half lies
  /// before; else out = ⌊(extent − reach) / stride⌋ + 1, where reach = (window − 1)·dilation + 1.
  private func side(_ extent: Int, _ window: Int, _ stride: Int, _ dilation: Int) -> (Int, Int) {
    let reach = (window - 1) * dilation + 1
    guard pads else { return (extent < reach ? 0 : (extent - reach) / stride + 1, 0) }
    let count = (extent + stride - 1) / stride
    return (count, max(0, (count - 1) * stride + reach - extent) / 2)
  }

  /// The rows of windows on an image, and the zeros above it.
  package func rows(_ imageHeight: Int) -> (count: Int, before: Int) {
    let (count, before) = side(imageHeight, height, stride.height, dilation.height)
    return (count, before)
  }

  /// The columns of windows on an image, and the zeros to its left.
  package func columns(_ imageWidth: Int) -> (count: Int, before: Int) {
    let (count, before) = side(imageWidth, width, stride.width, dilation.width)
    return (count, before)
  }
}
