internal import AssayTensors

/// What layers that move a kernel over their inputs share: checks, windows, how they are written.
struct ConvolutionSettings {
  /// Keras's name of the layer.
  let kind: String
  /// Whether the windows move along the steps of sequences, images one row high, or over images.
  var alongSteps = false
  /// Whether windows are spread over what comes out, which may be wider than the inputs.
  var spreads = false
  /// What decides the number of outputs at each position.
  let outputs: (name: String, count: Int)
  let kernelSize: WindowSize
  let strides: WindowSize
  /// The case of the padding, as it is written.
  let padding: String
  let dilation: WindowSize
  let function: Activation
  let usesBias: Bool
  let restraints: Restraints

  /// The windows themselves.
  var windows: Windows {
    Windows(
      height: kernelSize.height, width: kernelSize.width,
      stride: (strides.height, strides.width), dilation: (dilation.height, dilation.width),
      pads: padding == "same")
  }

  /// Whether the settings are in range for inputs of a shape.
  ///
  /// - Throws: ``NetworkError`` that names the setting which is not.
  func check(on input: Shape) throws {
    guard outputs.count > 0, outputs.count <= Int(Int32.max) else {
      throw NetworkError.invalidSetting(layer: kind, outputs.name, "\(outputs.count)")
    }
    for (name, size) in [
      ("kernelSize", kernelSize), ("strides", strides), ("dilation", dilation),
    ] where !size.isPositive {
      throw NetworkError.invalidSetting(layer: kind, name, text(size))
    }
    if spreads { return }
    // Further apart than the inputs are wide, all elements but one would only ever see zeros.
    let (height, width) =
      switch (alongSteps, input.rank) {
      case (true, 2): (1, input[0])
      case (false, 3): (input[0], input[1])
      default: (Int.max, Int.max)
      }
    if dilation.height > max(height, 1) || dilation.width > max(width, 1) {
      throw NetworkError.invalidSetting(layer: kind, "dilation", text(dilation))
    }
  }

  /// Throws when windows have both strides and gaps, which Keras refuses, too.
  func checkStridesWithoutDilation() throws {
    guard max(strides.height, strides.width) > 1, max(dilation.height, dilation.width) > 1 else {
      return
    }
    throw NetworkError.invalidSetting(
      layer: kind, "strides",
      "\(text(strides)) with a dilation of \(text(dilation)): leave one of them at 1")
  }

  /// The layer as it is written: the name of its type, and the settings that are not the defaults.
  func text(_ name: String, _ own: [String]) -> String {
    var arguments = own
    if strides != 1 && !(alongSteps && strides.width == 1) {
      arguments.append("strides: \(text(strides))")
    }
    if padding != "valid" { arguments.append("padding: .\(padding)") }
    if dilation != 1 && !(alongSteps && dilation.width == 1) {
      arguments.append("dilation: \(text(dilation))")
    }
    if function != .linear { arguments.append("activation: .\(function.name)") }
    if !usesBias { arguments.append("usesBias: false") }
    return "\(name)(\(arguments.joined(separator: ", ")))\(restraints)"
  }

  private func text(_ size: WindowSize) -> String { alongSteps ? "\(size.width)" : size.text }
}
