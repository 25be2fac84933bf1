/// Rows and columns on the four sides of images, that a layer puts on or takes away.
struct ImageBorder {
  let top: Int
  let bottom: Int
  let left: Int
  let right: Int

  /// The most rows or columns on a side.
  static let largest = 1 << 24

  /// Throws for the first side with a number out of range.
  func check(layer: String) throws {
    for (name, count) in [("top", top), ("bottom", bottom), ("left", left), ("right", right)]
    where !(0...Self.largest).contains(count) {
      throw NetworkError.invalidSetting(layer: layer, name, "\(count)")
    }
  }

  /// The layer as it is written, in as few numbers as say it.
  func text(_ name: String) -> String {
    switch (top == bottom && left == right, top == left) {
    case (true, true): "\(name)(\(top))"
    case (true, false): "\(name)(rows: \(top), columns: \(left))"
    case (false, _): "\(name)(top: \(top), bottom: \(bottom), left: \(left), right: \(right))"
    }
  }
}
