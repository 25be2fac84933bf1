public import AssayTensors

/// A bound on parameters, which training brings them back to after every step.
///
/// A norm is √Σw² over the `axes`. The first axis alone, the default, takes the weights of all inputs
/// of one unit of a `Dense` layer; `axes: [0, 1, 2]` takes the whole window of one filter of a
/// convolution. Negative axes count from the last one, −1. Keras's `MaxNorm`, `MinMaxNorm`, `NonNeg`
/// and `UnitNorm`, with 1e-7 added to a norm that is divided by.
///
/// ```swift
/// Conv2D(32, kernelSize: 3).constrained(.kernel, to: .maxNorm(2, axes: [0, 1, 2]))
/// ```
public enum Constraint: Hashable, Sendable, Codable {
  /// What is longer than the bound is shortened to it.
  case maxNorm(Float = 2, axes: [Int] = [0])
  /// Norms outside low ... high move by the part `rate`, in [0, 1], of the way back.
  case minMaxNorm(low: Float = 0, high: Float = 1, rate: Float = 1, axes: [Int] = [0])
  /// Negative parameters become 0.
  case nonNegative
  /// Everything gets the length 1.
  case unitNorm(axes: [Int] = [0])

  /// The parameters within the bound.
  ///
  /// The axes must be axes of the parameters.
  public func callAsFunction(_ parameters: Tensor) -> Tensor {
    var bounded = Tensor(parameters.scalars, shape: parameters.shape)
    bounded.withMutableScalars { memory in
      if let start = memory.baseAddress { apply(to: start, shape: parameters.shape) }
    }
    return bounded
  }

  /// Brings parameters within the bound where they stand.
  func apply(to start: UnsafeMutablePointer<Float>, shape: Shape) {
    guard let axes else {
      for index in 0..<shape.count { start[index] = max(0, start[index]) }
      return
    }
    let groups = NormGroups(of: shape, over: axes)
    let factors = groups.squares(of: start).map { square in
      let norm = square.squareRoot()
      return Float(wanted(norm) / (kerasEpsilon + norm))
    }
    groups.multiply(start, by: factors)
  }

  /// What norms are taken over; nil where there are none.
  private var axes: [Int]? {
    switch self {
    case .maxNorm(_, let axes), .minMaxNorm(_, _, _, let axes), .unitNorm(let axes): axes
    case .nonNegative: nil
    }
  }

  /// What becomes of a norm.
  private func wanted(_ norm: Double) -> Double {
    switch self {
    case .maxNorm(let bound, _): min(norm, Double(bound))
    case .minMaxNorm(let low, let high, let rate, _):
      Double(rate) * min(max(norm, Double(low)), Double(high)) + (1 - Double(rate)) * norm
    case .unitNorm, .nonNegative: 1
    }
  }

  /// Throws for a bound that is no length, and for axes that parameters of a shape do not have.
  func check(on shape: Shape, layer: String, _ name: String) throws {
    let isLength =
      switch self {
      case .maxNorm(let bound, _): bound > 0 && bound.isFinite
      case .minMaxNorm(let low, let high, let rate, _):
        low >= 0 && low <= high && high > 0 && high.isFinite && (0...1).contains(rate)
      case .unitNorm, .nonNegative: true
      }
    guard isLength else { throw NetworkError.invalidSetting(layer: layer, name, "\(self)") }
    guard let axes else { return }
    let own = Set(axes.map { $0 < 0 ? $0 + shape.rank : $0 })
    guard !axes.isEmpty, own.count == axes.count, own.isSubset(of: 0..<shape.rank) else {
      throw NetworkError.invalidSetting(
        layer: layer, name, "\(self): the axes of shape \(shape) are 0 to \(shape.rank - 1)")
    }
  }
}

/// Which norm each number of a tensor belongs to, when norms are taken over some of its axes.
private struct NormGroups {
  private let extents: [Int]
  /// What a step along an axis adds to the number of the norm.
  private let strides: [Int]
  /// The number of norms.
  let count: Int

  init(of shape: Shape, over axes: [Int]) {
    extents = shape.extents
    var (strides, count) = ([Int](repeating: 0, count: shape.rank), 1)
    for axis in (0..<shape.rank).reversed()
    where !axes.contains(axis) && !axes.contains(axis - shape.rank) {
      strides[axis] = count
      count *= shape[axis]
    }
    (self.strides, self.count) = (strides, count)
  }

  /// Σw² of each norm, summed in order.
  func squares(of numbers: UnsafePointer<Float>) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return }
      forEachRow { place, group, width, isOne in
        let (row, sums) = (numbers + place, sums + group)
        if isOne {
          for column in 0..<width { sums[0] += Double(row[column]) * Double(row[column]) }
        } else {
          for column in 0..<width { sums[column] += Double(row[column]) * Double(row[column]) }
        }
      }
    }
    return sums
  }

  /// Multiplies each number by the factor of its norm.
  func multiply(_ numbers: UnsafeMutablePointer<Float>, by factors: [Float]) {
    factors.withUnsafeBufferPointer { factors in
      guard let factors = factors.baseAddress else { return }
      forEachRow { place, group, width, isOne in
        let (row, factors) = (numbers + place, factors + group)
        if isOne {
          for column in 0..<width { row[column] *= factors[0] }
        } else {
          for column in 0..<width { row[column] *= factors[column] }
        }
      }
    }
  }

  /// Visits the rows along the last axis: where each begins, the number of its first norm, its width,
  /// and whether that norm is the one of the whole row.
  private func forEachRow(
    _ body: (_ place: Int, _ group: Int, _ width: Int, _ isOne: Bool) -> Void
  ) {
    guard let width = extents.last, let step = strides.last, width > 0 else { return }
    for row in 0..<(extents.dropLast().reduce(1, *)) {
      var (rest, group) = (row, 0)
      for axis in extents.indices.dropLast().reversed() {
        group += rest % extents[axis] * strides[axis]
        rest /= extents[axis]
      }
      body(row * width, group, width, step == 0)
    }
  }
}

extension Constraint: CustomStringConvertible {
  /// The constraint as it is written.
  public var description: String {
    func text(_ name: String, _ settings: [String], _ axes: [Int]) -> String {
      let all = settings + (axes == [0] ? [] : ["axes: \(axes)"])
      return ".\(name)(\(all.joined(separator: ", ")))"
    }
    switch self {
    case .maxNorm(let bound, let axes): return text("maxNorm", ["\(bound)"], axes)
    case .minMaxNorm(let low, let high, let rate, let axes):
      let rates = rate == 1 ? [] : ["rate: \(rate)"]
      return text("minMaxNorm", ["low: \(low)", "high: \(high)"] + rates, axes)
    case .nonNegative: return ".nonNegative"
    case .unitNorm(let axes): return text("unitNorm", [], axes)
    }
  }
}
