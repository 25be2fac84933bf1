internal import AssayTensors

/// The windows of a layer that pools, as its settings say.
struct PoolWindows {
  let size: WindowSize
  let strides: WindowSize
  let padding: Padding
  /// Whether the windows move along the steps of sequences, images one row high, or over images.
  var alongSteps = false

  /// The windows themselves.
  var windows: Windows {
    Windows(
      height: size.height, width: size.width, stride: (strides.height, strides.width),
      pads: padding == .same)
  }

  /// The shape of the windows on images or sequences.
  ///
  /// - Throws: ``NetworkError`` when a setting is out of range, or the inputs are of another kind or
  ///   too small.
  func shape(on input: Shape, kind: String, layer: String) throws -> Shape {
    for (name, value) in [("size", size), ("strides", strides)] where !value.isPositive {
      throw NetworkError.invalidSetting(layer: kind, name, text(value))
    }
    return alongSteps
      ? try WindowSize.stepShape(of: windows, on: input, layer: layer, features: nil)
      : try WindowSize.shape(of: windows, on: input, layer: layer, channels: nil)
  }

  /// The settings that are not the defaults, as they are written.
  var text: String {
    var arguments = [text(size)]
    if strides != size { arguments.append("strides: \(text(strides))") }
    if padding == .same { arguments.append("padding: .same") }
    return arguments.joined(separator: ", ")
  }

  private func text(_ size: WindowSize) -> String { alongSteps ? "\(size.width)" : size.text }
}
