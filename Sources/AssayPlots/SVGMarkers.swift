extension SVGWriter {
  /// Writes one marker: a disc of the radius `size`, or another shape of its area.
  mutating func marker(_ placed: PlacedMarker) {
    let (x, y) = (coordinateText(placed.position.x), coordinateText(placed.position.y))
    let r = placed.size
    func d(_ value: Double) -> String { coordinateText(value) }
    let name = placed.paint.cssClass
    var style = ""
    if case .exact(let color) = placed.paint { style = "color:" + color.hexadecimal }
    if placed.marker == .circle {
      element("circle", ["class": name, "style": style, "cx": x, "cy": y, "r": d(r)])
      return
    }
    let path: String
    switch placed.marker {
    case .circle, .square:
      let half = r * 0.886
      path = "m\(d(-half)) \(d(-half))h\(d(2 * half))v\(d(2 * half))h\(d(-2 * half))z"
    case .triangle:
      let side = r * 1.347
      path = "m0 \(d(-side * 1.155))l\(d(side)) \(d(side * 1.732))h\(d(-2 * side))z"
    case .nabla:
      let side = r * 1.347
      path = "m0 \(d(side * 1.155))l\(d(side)) \(d(-side * 1.732))h\(d(-2 * side))z"
    case .diamond:
      let half = r * 1.253
      path = "m0 \(d(-half))l\(d(half)) \(d(half)) \(d(-half)) \(d(half)) \(d(-half)) \(d(-half))z"
    case .plus:
      let (a, b) = (r * 0.4, r * 0.95)
      path =
        "m\(d(-a)) \(d(-a - b))h\(d(2 * a))v\(d(b))h\(d(b))v\(d(2 * a))h\(d(-b))v\(d(b))h\(d(-2 * a))"
        + "v\(d(-b))h\(d(-b))v\(d(-2 * a))h\(d(b))z"
    case .cross:
      let (a, b) = (r * 0.566, r * 0.67)
      path =
        "m0 \(d(-a))l\(d(b)) \(d(-b)) \(d(a)) \(d(a)) \(d(-b)) \(d(b)) \(d(b)) \(d(b)) \(d(-a)) \(d(a))"
        + " \(d(-b)) \(d(-b)) \(d(-b)) \(d(b)) \(d(-a)) \(d(-a)) \(d(b)) \(d(-b)) \(d(-b)) \(d(-b))"
        + " \(d(a)) \(d(-a))z"
    case .star:
      path = Self.star(r * 1.6)
    }
    element("path", ["class": name, "style": style, "d": "M\(x) \(y)" + path])
  }

  /// A star of five points with this outer radius, by the sines and cosines of 36° steps.
  private static func star(_ radius: Double) -> String {
    let circle: [(Double, Double)] = [
      (0, -1), (0.5878, -0.809), (0.9511, -0.309), (0.9511, 0.309), (0.5878, 0.809), (0, 1),
      (-0.5878, 0.809), (-0.9511, 0.309), (-0.9511, -0.309), (-0.5878, -0.809),
    ]
    var last = (0.0, 0.0)
    var path = ""
    for (index, (x, y)) in circle.enumerated() {
      let r = index % 2 == 0 ? radius : radius * 0.5
      path +=
        (index == 0 ? "m" : index == 1 ? "l" : " ") + coordinateText(x * r - last.0) + " "
        + coordinateText(y * r - last.1)
      last = (x * r, y * r)
    }
    return path + "z"
  }
}
