import AssayCore
import AssayTensors

/// Layers that follow one another, as networks and branches have them.
extension [any Layer] {
  /// Builds every layer for what the one before it gives.
  ///
  /// - Parameters:
  ///   - input: the shape of one row of the first one's inputs.
  ///   - build: what builds one of them.
  /// - Returns: the shape of one row of each layer's outputs.
  /// - Throws: ``NetworkError``, which says so when a recurrent layer before kept its steps back.
  mutating func buildChain(input: Shape, by build: LayerBuild) throws -> [Shape] {
    let names = self.names
    var shapes: [Shape] = []
    for index in indices {
      do {
        shapes.append(try build(&self[index], names[index], index, shapes.last ?? input))
      } catch NetworkError.notSequences(let layer, let shape, let fix) {
        // Layers inside that found an end of their own have said so already.
        let isExplained = fix != SequenceAdvice.fix(for: shape) || shape != shapes.last
        let end = isExplained ? nil : self[index - 1].sequencesEnd
        throw NetworkError.notSequences(
          layer: layer, shape: shape,
          fix: end.map { "write returnsSequences: true in \($0.description) before it" } ?? fix)
      }
    }
    return shapes
  }

  /// Runs one layer after the other; a mask ends where its steps do.
  func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor {
    var values = input
    for layer in self {
      values = layer.forward(values, &pass)
      pass.mask = pass.mask(of: values)
    }
    return values
  }

  /// Visits the tensors of each layer, under the layer's name.
  mutating func visitTensors(_ body: (Role, String, inout Tensor) -> Void) {
    let names = self.names
    for index in indices {
      self[index].forEachTensor { role, name, tensor in
        body(role, "\(names[index]).\(name)", &tensor)
      }
    }
  }

  /// The last activation there is.
  var lastActivation: Activation? { reversed().lazy.compactMap(\.activation).first }

  /// The names of the layers: their kinds, numbered from the second on, as Keras does.
  var names: [String] {
    var seen: [String: Int] = [:]
    return map { layer in
      let stem = type(of: layer).stem
      let number = seen[stem, default: 0]
      seen[stem] = number + 1
      return number == 0 ? stem : "\(stem)_\(number)"
    }
  }

  /// The layers as they are written, each on lines of its own, behind a heading.
  func text(behind heading: String) -> String {
    guard !isEmpty else { return "\(heading) {}" }
    let lines = flatMap { $0.description.split(separator: "\n") }.map { "  \($0)\n" }.joined()
    return "\(heading) {\n\(lines)}"
  }
}

/// Builds one layer: the layer, its name, its place, the shape of its inputs; gives that of its
/// outputs.
typealias LayerBuild = (
  _ layer: inout any Layer, _ name: String, _ place: Int, _ input: Shape
) throws -> Shape

extension RandomSource {
  /// What builds a layer with a stream of its own by its place.
  var layerBuild: LayerBuild {
    { layer, _, place, input in
      var own = split(UInt64(place))
      return try layer.build(input: input, random: &own)
    }
  }
}

extension Layer {
  /// The layers inside a layer that has others.
  var inner: [any Layer] {
    switch self {
    case let layer as Sequential: layer.layers
    case let layer as Branch: layer.layers
    case let layer as any MergingLayer: layer.branches
    case let layer as TimeDistributed: [layer.layer]
    case let layer as Bidirectional: [layer.forwards, layer.backwards]
    default: []
    }
  }
}
