public import AssayCore
public import AssayTensors

/// Puts steps of zeros at the ends of sequences.
///
/// ```swift
/// ZeroPadding1D()                        // one before, one behind
/// ZeroPadding1D(before: 2, behind: 0)
/// ```
///
/// Inputs [batch, steps, channels] become [batch, before + steps + behind, channels]. No step of them
/// is masked. Keras: `ZeroPadding1D`, channels last.
public struct ZeroPadding1D: Layer, Codable {
  /// The steps before the first one.
  public let before: Int
  /// The steps behind the last one.
  public let behind: Int

  /// Describes a layer that puts the same number of zeros at both ends.
  public init(_ padding: Int = 1) { self.init(before: padding, behind: padding) }

  /// Describes a layer that puts a number of its own at each end.
  public init(before: Int, behind: Int) {
    self.before = before
    self.behind = behind
  }

  private var border: StepBorder { StepBorder(before: before, behind: behind) }

  /// Checks the sequences.
  public mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    try border.check(on: input, layer: Self.kind, written: description)
    return try WindowSize.resized(input, steps: before + input[0] + behind, layer: description)
  }

  /// Pads.
  public func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    pass.mask = nil
    return input.asRowImages.zeroPadded(top: 0, bottom: 0, left: before, right: behind).asSequences
  }

  /// The layer as it is written.
  public var description: String { border.text(Self.kind) }
}
