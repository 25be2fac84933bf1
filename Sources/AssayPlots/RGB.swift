/// A colour of eight bits a channel in sRGB, with what accessibility needs to know of it.
public struct RGB: Hashable, Sendable {
  /// The red channel.
  public var red: UInt8
  /// The green channel.
  public var green: UInt8
  /// The blue channel.
  public var blue: UInt8

  /// A colour from its three channels.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour from its hexadecimal form: `RGB(0x0072B2)`; bits above the lowest 24 are ignored.
  public init(_ hexadecimal: UInt32) {
    red = UInt8(truncatingIfNeeded: hexadecimal >> 16)
    green = UInt8(truncatingIfNeeded: hexadecimal >> 8)
    blue = UInt8(truncatingIfNeeded: hexadecimal)
  }

  /// The colour as SVG and CSS write it: `#0072b2`.
  public var hexadecimal: String {
    "#"
      + [red, green, blue].map { channel in
        (channel < 16 ? "0" : "") + String(channel, radix: 16)
      }.joined()
  }

  /// The relative luminance of WCAG 2, from 0 (black) to 1 (white).
  ///
  /// `0.2126 R + 0.7152 G + 0.0722 B` of the linear channels.
  public var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// The contrast ratio of WCAG 2 with another colour, from 1 to 21.
  ///
  /// `(lighter + 0.05) / (darker + 0.05)`. Text needs at least 4.5, marks of a figure at least 3.
  public func contrast(with other: RGB) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// What is seen when this colour is painted over `background` with an opacity from 0 to 1.
  public func over(_ background: RGB, opacity: Double) -> RGB {
    RGB.between(background, self, at: opacity)
  }

  /// Black or white, whichever is read more easily on this colour; its contrast is at least 4.5.
  public var textColor: RGB {
    let (black, white) = (RGB(0x000000), RGB(0xFFFFFF))
    return contrast(with: white) >= contrast(with: black) ? white : black
  }

  /// The colour a fraction of the way from one to another, channel by channel.
  static func between(_ a: RGB, _ b: RGB, at fraction: Double) -> RGB {
    let t = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
    func mixed(_ x: UInt8, _ y: UInt8) -> UInt8 {
      UInt8((Double(x) + (Double(y) - Double(x)) * t).rounded())
    }
    return RGB(
      red: mixed(a.red, b.red), green: mixed(a.green, b.green), blue: mixed(a.blue, b.blue))
  }

  /// One channel without its gamma: `((c + 0.055) / 1.055) ^ 2.4` above the linear toe.
  private static func linear(_ channel: UInt8) -> Double {
    let c = Double(channel) / 255
    if c <= 0.04045 { return c / 12.92 }
    let x = (c + 0.055) / 1.055
    // x^2.4 = x^2 · (x^2)^(1/5); Newton's iteration falls to the fifth root from above.
    let square = x * x
    var root = 1.0
    for _ in 0..<40 { root = (4 * root + square / (root * root * root * root)) / 5 }
    return square * root
  }
}
