internal import AssayTensors

// Sequences [steps, features] are images one row high: windows need no kernels of their own.

extension WindowSize {
  /// An extent along the steps of a sequence.
  init(steps: Int) { self.init(1, steps) }

  /// The shape of a sequence's windows, or an error that says what to change.
  ///
  /// Without a number of features the input's are kept.
  static func stepShape(
    of windows: Windows, on input: Shape, layer: String, features: Int?
  ) throws -> Shape {
    try checkSteps(of: input, layer: layer)
    let count = windows.columns(input[0]).count
    guard count > 0 else {
      let reach = (windows.width - 1) * windows.dilation.width + 1
      throw NetworkError.inputShape(
        layer: layer, shape: input,
        needed: "sequences of at least \(reach) step\(reach == 1 ? "" : "s"), or padding: .same")
    }
    return [count, features ?? input[1]]
  }

  /// The shape of sequences of another length.
  ///
  /// - Throws: ``NetworkError`` when one such sequence is beyond what a tensor holds.
  static func resized(_ input: Shape, steps: Int, layer: String) throws -> Shape {
    guard SafeTensors.size(of: [steps, input[1]]) ?? .max <= 4 * Int(Int32.max) else {
      throw NetworkError.inputShape(
        layer: layer, shape: input,
        needed: "sequences that stay below \(Int32.max) numbers, and makes them "
          + "[\(steps), \(input[1])]")
    }
    return [steps, input[1]]
  }

  /// Throws when inputs are no sequences [steps, features].
  static func checkSteps(of input: Shape, layer: String) throws {
    guard input.rank == 2 else {
      throw NetworkError.notSequences(
        layer: layer, shape: input, fix: SequenceAdvice.fix(for: input))
    }
  }
}

extension Tensor {
  /// Sequences [batch, steps, features] as images [batch, 1, steps, features].
  var asRowImages: Tensor { reshaped(to: [shape[0], 1, shape[1], shape[2]]) }

  /// Images [batch, 1, steps, features] as sequences [batch, steps, features].
  var asSequences: Tensor { reshaped(to: [shape[0], shape[2], shape[3]]) }
}
