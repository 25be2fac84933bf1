/// The colours of a figure on one background.
///
/// Every colour of a series has a contrast of at least 3 with the surface, also where the surface
/// is tinted by a region of any class; text has at least 4.5 (WCAG 2.2, 1.4.3 and 1.4.11). The
/// hues start from Okabe and Ito's colour-blind safe set (Color Universal Design, 2008), darkened
/// where they were too pale for white. Colour is never alone: dash and marker change with it.
public struct Palette: Hashable, Sendable {
  /// The background.
  public var surface: RGB
  /// Text and axis lines.
  public var ink: RGB
  /// Captions, tick labels, reference lines.
  public var muted: RGB
  /// Grid lines: decoration, no information.
  public var faint: RGB
  /// One colour a series or class, taken in turn.
  public var series: [RGB]

  /// Dark on white: for paper and for pages in a light scheme.
  public static let light = Palette(
    surface: RGB(0xFFFFFF), ink: RGB(0x1F2328), muted: RGB(0x5A6068), faint: RGB(0xE4E7EA),
    series: [
      RGB(0x0072B2), RGB(0xC4570A), RGB(0x00805E), RGB(0xB0568C),
      RGB(0x767676), RGB(0x332288), RGB(0x8C1A3B), RGB(0x7A6A00),
    ])

  /// Light on near-black, for pages in a dark scheme.
  public static let dark = Palette(
    surface: RGB(0x121212), ink: RGB(0xE6E8EB), muted: RGB(0xA9AFB6), faint: RGB(0x2C3035),
    series: [
      RGB(0x56B4E9), RGB(0xE69F00), RGB(0x2DC39A), RGB(0xE58BC0),
      RGB(0xA3A3A3), RGB(0xA99BFF), RGB(0xFF7A70), RGB(0xF0E442),
    ])

  /// How strongly a region tints the surface.
  public static let tint = 0.16

  /// The number of different series colours; the ninth series has the first colour again.
  static let count = 8
}

/// Which background a figure is drawn for.
public enum Theme: String, CaseIterable, Hashable, Sendable {
  /// Light, and dark where the reader's system asks for it (`prefers-color-scheme`).
  case automatic
  /// Always dark on white.
  case light
  /// Always light on near-black.
  case dark
}

/// The paint of a mark: a role, which the theme turns into a colour, or one exact colour.
public enum Paint: Hashable, Sendable {
  /// Text and axes.
  case ink
  /// Secondary text and reference lines.
  case muted
  /// Grid lines.
  case faint
  /// The background.
  case surface
  /// The colour of a series or class, counted from 0; they repeat after eight.
  case series(Int)
  /// The same colour in every theme.
  case exact(RGB)

  /// The colour in one palette.
  public func color(in palette: Palette) -> RGB {
    switch self {
    case .ink: palette.ink
    case .muted: palette.muted
    case .faint: palette.faint
    case .surface: palette.surface
    case .series(let index):
      palette.series.isEmpty ? palette.ink : palette.series[wrapped(index, palette.series.count)]
    case .exact(let color): color
    }
  }
}

/// An index brought into `0 ..< count`, also when it is negative.
func wrapped(_ index: Int, _ count: Int) -> Int {
  let remainder = index % count
  return remainder < 0 ? remainder + count : remainder
}
