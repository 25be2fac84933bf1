/// Numbers in n dimensions: Floats, contiguous, the last dimension fastest.
///
/// A tensor is a value: copies share memory and nothing changes it afterwards. Operations on tensors
/// stop with both shapes when these do not fit, since that is the programmer's to mend; everything
/// that comes from data is checked, with errors thrown, before it becomes a tensor.
///
/// ```swift
/// let x = Tensor([[1, 2], [3, 4]])
/// let y = matmul(x, x.transposed()) + 1
/// print(y.shape, y.scalars)                 // [2, 2] [6.0, 12.0, 12.0, 26.0]
/// ```
public struct Tensor: @unchecked Sendable {
  package private(set) var storage: Storage
  package private(set) var start: UnsafeMutablePointer<Float>
  /// The extents of the dimensions.
  public let shape: Shape
  /// Where the tensor stands on a tape, if it does.
  package var node: Node = .none

  /// Wraps memory that an operation has filled or will fill.
  @inline(__always)
  package init(storage: Storage, shape: Shape, node: Node = .none) {
    self.storage = storage
    start = storage.start
    self.shape = shape
    self.node = node
  }

  /// Wraps a part of memory.
  package init(storage: Storage, start: UnsafeMutablePointer<Float>, shape: Shape) {
    self.storage = storage
    self.start = start
    self.shape = shape
  }

  /// Creates a tensor whose memory a closure fills.
  public init(
    shape: Shape, initializingWith fill: (UnsafeMutableBufferPointer<Float>) throws -> Void
  )
    rethrows
  {
    self.init(storage: Storage(capacity: shape.count), shape: shape)
    try fill(UnsafeMutableBufferPointer(start: start, count: shape.count))
  }

  /// Creates a tensor with one value everywhere.
  public init(repeating value: Float, shape: Shape) {
    self.init(shape: shape) { $0.initialize(repeating: value) }
  }

  /// Creates a tensor from its elements, the last dimension fastest.
  public init(_ scalars: some Collection<Float>, shape: Shape) {
    guard scalars.count == shape.count else {
      fatalError(
        "\(scalars.count) numbers do not fill the shape \(shape), which has \(shape.count)")
    }
    self.init(shape: shape) { _ = $0.initialize(from: scalars) }
  }

  /// Creates a vector.
  public init(_ scalars: [Float]) {
    self.init(scalars, shape: [scalars.count])
  }

  /// Creates a matrix from rows of equal length.
  public init(_ rows: [[Float]]) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      fatalError("row \(index) has \(row.count) numbers, the first \(columns)")
    }
    self.init(rows.flatMap { $0 }, shape: [rows.count, columns])
  }

  /// Creates a tensor of a single number.
  public init(_ scalar: Float) {
    self.init(repeating: scalar, shape: .scalar)
  }

  /// The number of elements.
  public var count: Int { shape.count }

  /// The number of dimensions.
  public var rank: Int { shape.rank }

  /// The elements, the last dimension fastest.
  public var scalars: [Float] { withScalars(Array.init) }

  /// The one element of a tensor that has just one.
  public var scalar: Float {
    guard count == 1 else { fatalError("a tensor of shape \(shape) is not a single number") }
    return start.pointee
  }

  /// Calls a closure with the elements in memory.
  public func withScalars<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(storage) {
      try body(UnsafeBufferPointer(start: start, count: shape.count))
    }
  }

  /// Calls a closure with the elements in memory to change them, copied first if they are shared.
  public mutating func withMutableScalars<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    if !isKnownUniquelyReferenced(&storage) || storage.isWindow {
      let own = Storage(capacity: count)
      own.start.update(from: start, count: count)
      storage = own
      start = own.start
    }
    node = .none
    return try withExtendedLifetime(storage) {
      try body(UnsafeMutableBufferPointer(start: start, count: shape.count))
    }
  }

  /// The element at an index, one number a dimension.
  public subscript(indices: Int...) -> Float {
    guard indices.count == rank else {
      fatalError("\(indices.count) indices given for a tensor of shape \(shape)")
    }
    var offset = 0
    for (axis, index) in indices.enumerated() {
      guard index >= 0, index < shape[axis] else {
        fatalError("index \(index) is outside axis \(axis) of shape \(shape)")
      }
      offset = offset * shape[axis] + index
    }
    return withScalars { $0[offset] }
  }

  /// The same numbers, not followed by any tape: a constant of the computation.
  public func detached() -> Tensor {
    var copy = self
    copy.node = .none
    return copy
  }
}

extension Tensor: Equatable {
  /// Whether shapes and all elements are equal.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a.shape == b.shape
      && a.withScalars { a in b.withScalars { b in a.elementsEqual(b) } }
  }
}

extension Tensor: CustomStringConvertible {
  /// The shape and the first elements.
  public var description: String {
    let shown = withScalars { $0.prefix(8).map { "\($0)" } }.joined(separator: ", ")
    return "Tensor\(shape)(\(shown)\(count > 8 ? ", …" : ""))"
  }
}
