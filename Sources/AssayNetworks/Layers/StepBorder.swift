internal import AssayTensors

/// Steps at the two ends of sequences, that a layer puts on or takes away.
struct StepBorder {
  let before: Int
  let behind: Int

  /// Throws for the first end with a number out of range, and for inputs that are no sequences.
  func check(on input: Shape, layer: String, written: String) throws {
    for (name, count) in [("before", before), ("behind", behind)]
    where !(0...ImageBorder.largest).contains(count) {
      throw NetworkError.invalidSetting(layer: layer, name, "\(count)")
    }
    try WindowSize.checkSteps(of: input, layer: written)
  }

  /// The layer as it is written, in as few numbers as say it.
  func text(_ name: String) -> String {
    switch (before, behind) {
    case (1, 1): "\(name)()"
    case (behind, _): "\(name)(\(before))"
    default: "\(name)(before: \(before), behind: \(behind))"
    }
  }
}
