/// Colours for numbers: a sequential map from low to high that stays ordered in grey and for the
/// colour-blind.
///
/// A map is a short table, read with linear interpolation. ``viridis`` (van der Walt and Smith,
/// released under CC0) and ``cividis`` (Nuñez, Anderton and Renslow, PLOS ONE 2018) are sampled at
/// 33 equal steps from their published tables of 256 colours; between the samples the channels
/// differ from those by at most 2 of 255 for viridis and 6 for cividis.
public struct ColorMap: Hashable, Sendable {
  /// The colours at equal steps from 0 to 1.
  public var stops: [RGB]

  /// A map through the given colours; without any it is grey.
  public init(_ stops: [RGB]) { self.stops = stops.isEmpty ? [RGB(0x767676)] : stops }

  /// The colour at a value between 0 and 1, clamped to them; NaN reads as 0.
  public func color(at value: Double) -> RGB {
    guard let first = stops.first else { return RGB(0x767676) }
    guard value > 0, stops.count > 1 else { return first }
    let place = min(value, 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    return RGB.between(stops[index], stops[index + 1], at: place - Double(index))
  }

  /// Dark violet over green to yellow: matplotlib's and scikit-learn's default.
  public static let viridis = ColorMap(
    [
      0x440154, 0x470D60, 0x48186A, 0x482374, 0x472D7B, 0x453681, 0x424086, 0x3F4989,
      0x3B528B, 0x375A8D, 0x33638D, 0x2F6A8E, 0x2C728E, 0x297A8E, 0x26818E, 0x23898E,
      0x21908C, 0x1F988B, 0x1F9F88, 0x21A685, 0x28AE80, 0x31B57B, 0x3EBC74, 0x4CC26C,
      0x5DC963, 0x6ECE58, 0x82D34C, 0x96D83F, 0xABDC32, 0xC0DF24, 0xD5E21A, 0xEAE51A,
      0xFDE725,
    ].map(RGB.init))

  /// Dark blue over grey to yellow: looks nearly the same with every kind of colour vision.
  public static let cividis = ColorMap(
    [
      0x00224E, 0x00285B, 0x002E6A, 0x043371, 0x1A386F, 0x273E6E, 0x32436D, 0x3B496C,
      0x434E6C, 0x4B546C, 0x52596D, 0x5A5F6E, 0x61656F, 0x686A71, 0x6F7073, 0x757676,
      0x7C7B78, 0x848179, 0x8B8778, 0x938D78, 0x9B9376, 0xA39A75, 0xABA072, 0xB3A670,
      0xBBAD6C, 0xC3B469, 0xCCBA64, 0xD4C15F, 0xDDC958, 0xE6D051, 0xEFD748, 0xF8DF3C,
      0xFEE838,
    ].map(RGB.init))
}
