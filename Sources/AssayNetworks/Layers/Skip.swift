public import AssayTensors

/// The inputs, and side by side with them what layers make of them: y = [x, b(x)].
///
/// Inside one another they are a U-Net: fine details go around what is done at half the size.
///
/// ```swift
/// Skip {
///   MaxPool2D(2)
///   Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)
///   UpSampling2D()
/// }
/// ```
///
/// The layers give back the shape they get, up to the last axis: [rows…, n] becomes [rows…, n + m].
/// Parameters: those of the layers, under their names. Keras: a functional model with
/// `Concatenate()([x, body])`.
///
/// Source: O. Ronneberger et al., *U-Net*, 2015.
public struct Skip: MergingLayer, Codable {
  /// The layers.
  public private(set) var body: Branch

  /// Describes layers that the inputs also go around.
  public init(@LayerBuilder _ body: () throws -> [any Layer]) rethrows {
    self.body = try Branch(body)
  }

  /// The inputs themselves, and the layers.
  public var branches: [Branch] {
    get { [Branch(), body] }
    set { body = newValue[1] }
  }

  /// No names: there is one branch with layers.
  public var branchNames: [String?] { [nil, nil] }

  /// Checks that the layers keep all axes but the last.
  public func merge(shapes: [Shape]) throws -> Shape {
    guard !body.layers.isEmpty else {
      throw NetworkError.invalidSetting(layer: Self.kind, "body", "empty")
    }
    return try Shape.joined(
      shapes, layer: Self.kind,
      fix: "let the layers give back the size they get: padding: .same in convolutions, as much "
        + "UpSampling2D as there is pooling, and sides that the pooling divides")
  }

  /// Puts both side by side.
  public func merge(_ values: [Tensor]) -> Tensor { .joined(values) }

  /// The one of the layers, if the inputs have it too.
  public var activation: Activation? { commonActivation }

  /// The layer as it is written.
  public var description: String { body.layers.text(behind: Self.kind) }

  private enum CodingKeys: String, CodingKey { case body }
}
