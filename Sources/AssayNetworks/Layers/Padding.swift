internal import AssayTensors

/// What windows do at the edges of an image.
public enum Padding: String, Hashable, Sendable, Codable {
  /// Only windows that lie in the image whole: ⌊(n − reach) / stride⌋ + 1 of them along a side of n,
  /// where reach = (size − 1)·dilation + 1.
  case valid
  /// A window at every stride, ⌈n / stride⌉ of them, with zeros around the image where they reach
  /// beyond; of an odd number of zeros the smaller half lies before the image.
  case same
}

/// The extents of a window, or what its steps measure: one number for both, or height and width.
public struct WindowSize: Hashable, Sendable, Codable {
  /// The extent along the rows of an image.
  public let height: Int
  /// The extent along its columns.
  public let width: Int

  /// Creates a size.
  public init(_ height: Int, _ width: Int) { (self.height, self.width) = (height, width) }

  /// Whether both are at least 1, and small enough to compute with.
  var isPositive: Bool {
    (1...Int(Int32.max)).contains(height) && (1...Int(Int32.max)).contains(width)
  }

  /// The size as an argument is written.
  var text: String { height == width ? "\(height)" : "WindowSize(\(height), \(width))" }

  /// The shape of an image's windows, or an error that says what to change; nil keeps the channels.
  static func shape(
    of windows: Windows, on input: Shape, layer: String, channels: Int?
  ) throws -> Shape {
    let image = try ImageShape(input, layer: layer)
    let (rows, columns) = (windows.rows(image.height).count, windows.columns(image.width).count)
    guard rows > 0, columns > 0 else {
      let height = (windows.height - 1) * windows.dilation.height + 1
      let width = (windows.width - 1) * windows.dilation.width + 1
      throw NetworkError.inputShape(
        layer: layer, shape: input,
        needed: "images of at least [\(height), \(width)], or padding: .same")
    }
    return [rows, columns, channels ?? image.channels]
  }
}

extension WindowSize: ExpressibleByIntegerLiteral {
  /// Creates a size that is the same along both.
  public init(integerLiteral side: Int) { self.init(side, side) }
}
