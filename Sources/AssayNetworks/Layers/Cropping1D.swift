public import AssayCore
public import AssayTensors

/// Takes steps away from the ends of sequences.
///
/// ```swift
/// Cropping1D()                           // the first and the last one
/// Cropping1D(before: 2, behind: 0)
/// ```
///
/// Inputs [batch, steps, channels] become [batch, steps − before − behind, channels], with
/// y[i, c] = x[i + before, c]. Something must be left, and no step of it is masked. Keras:
/// `Cropping1D`.
public struct Cropping1D: Layer, Codable {
  /// The steps that go at the beginning.
  public let before: Int
  /// The steps that go at the end.
  public let behind: Int

  /// Describes a layer that takes the same number of steps away at both ends.
  public init(_ cropping: Int = 1) { self.init(before: cropping, behind: cropping) }

  /// Describes a layer that takes a number of its own away at each end.
  public init(before: Int, behind: Int) {
    self.before = before
    self.behind = behind
  }

  private var border: StepBorder { StepBorder(before: before, behind: behind) }

  /// Checks that something of the sequences is left.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try border.check(on: input, layer: Self.kind, written: description)
    guard input[0] > before + behind else {
      throw NetworkError.inputShape(
        layer: description, shape: input, needed: "sequences of more than \(before + behind) steps")
    }
    return [input[0] - before - behind, input[1]]
  }

  /// Crops.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    pass.mask = nil
    return input.asRowImages.cropped(top: 0, bottom: 0, left: before, right: behind).asSequences
  }

  /// The layer as it is written.
  public var description: String { border.text(Self.kind) }
}
