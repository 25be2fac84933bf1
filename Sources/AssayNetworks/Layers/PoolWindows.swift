internal import AssayTensors

/// The windows of a layer that pools, as its settings say.
struct PoolWindows {
  let size: WindowSize
  let strides: WindowSize
  let padding: Padding

  /// The windows themselves.
  var windows: Windows {
    Windows(
      height: size.height, width: size.width, stride: (strides.height, strides.width),
      pads: padding == .same)
  }

  /// The shape of the windows on images.
  ///
  /// - Throws: ``NetworkError`` when a setting is out of range, or the images are none or too small.
  func shape(on input: Shape, kind: String, layer: String) throws -> Shape {
    for (name, value) in [("size", size), ("strides", strides)] where !value.isPositive {
      throw NetworkError.invalidSetting(layer: kind, name, value.text)
    }
    return try WindowSize.shape(of: windows, on: input, layer: layer, channels: nil)
  }

  /// The settings that are not the defaults, as they are written.
  var text: String {
    var arguments = [size.text]
    if strides != size { arguments.append("strides: \(strides.text)") }
    if padding == .same { arguments.append("padding: .same") }
    return arguments.joined(separator: ", ")
  }
}
