/// The extents of a tensor, one a dimension: at most seven.
///
/// A number is a shape of one dimension, an array a shape of several: `2`, `[28, 28, 1]`.
/// The empty shape is that of a single number.
public struct Shape: Hashable, Sendable, BitwiseCopyable {
  /// Extents in the first lanes, ones behind them, the number of dimensions in the last.
  private var lanes: SIMD8<Int32>

  /// Creates a shape from its extents.
  public init(_ extents: some Collection<Int>) {
    guard extents.count <= Shape.maximumRank else {
      fatalError("a tensor has at most \(Shape.maximumRank) dimensions, not \(extents.count)")
    }
    lanes = SIMD8(repeating: 1)
    lanes[7] = Int32(extents.count)
    for (axis, extent) in extents.enumerated() {
      guard extent >= 0, extent <= Int(Int32.max) else {
        fatalError("an extent lies in 0...\(Int32.max), not \(extent)")
      }
      lanes[axis] = Int32(extent)
    }
  }

  /// The shape of a single number.
  public static let scalar = Shape([])

  /// The most dimensions a tensor can have.
  public static let maximumRank = 7

  /// The number of dimensions.
  @inline(__always)
  public var rank: Int { Int(lanes[7]) }

  /// The number of elements: the product of the extents.
  @inline(__always)
  public var count: Int {
    let product01 = Int(lanes[0]) * Int(lanes[1])
    let product23 = Int(lanes[2]) * Int(lanes[3])
    return product01 * product23 * (Int(lanes[4]) * Int(lanes[5]) * Int(lanes[6]))
  }

  /// The extents as an array.
  public var extents: [Int] { (0..<rank).map { Int(lanes[$0]) } }

  /// The extent of an axis; −1 is the last.
  @inline(__always)
  public subscript(axis: Int) -> Int {
    get { Int(lanes[position(of: axis)]) }
    set { lanes[position(of: axis)] = Int32(newValue) }
  }

  /// The position of an axis that may be counted from the end.
  func position(of axis: Int) -> Int {
    let position = axis < 0 ? axis + rank : axis
    guard position >= 0, position < rank else {
      fatalError("axis \(axis) is not one of the \(rank) dimensions of \(self)")
    }
    return position
  }

  /// The shape without its first dimension.
  public var withoutFirst: Shape { Shape(extents.dropFirst()) }

  /// The shape behind a new first dimension.
  public func prepending(_ extent: Int) -> Shape { Shape([extent] + extents) }

  /// The shape with a dimension taken out.
  func removing(_ axis: Int) -> Shape {
    var left = extents
    left.remove(at: position(of: axis))
    return Shape(left)
  }

  /// A matrix shape, made without an array.
  @inline(__always)
  package init(rows: Int, columns: Int) {
    lanes = SIMD8(Int32(rows), Int32(columns), 1, 1, 1, 1, 1, 2)
  }

  /// The product of all extents but the last; 1 for a single number.
  @inline(__always)
  package var rows: Int {
    rank == 0 ? 1 : Int(lanes[rank - 1]) == 0 ? 0 : count / Int(lanes[rank - 1])
  }

  /// The last extent; 1 for a single number.
  @inline(__always)
  package var columns: Int { rank == 0 ? 1 : Int(lanes[rank - 1]) }
}

extension Shape: ExpressibleByArrayLiteral, ExpressibleByIntegerLiteral {
  /// Creates a shape from its extents.
  public init(arrayLiteral extents: Int...) { self.init(extents) }

  /// Creates a shape of one dimension.
  public init(integerLiteral extent: Int) { self.init([extent]) }
}

extension Shape: CustomStringConvertible {
  /// The extents in brackets, as in `[28, 28, 1]`.
  public var description: String { "\(extents)" }
}
