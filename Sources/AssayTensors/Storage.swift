/// Memory of Floats that starts at a 64-byte boundary, or a window into another storage.
package final class Storage: @unchecked Sendable {
  package let start: UnsafeMutablePointer<Float>
  package let capacity: Int
  /// The storage that owns the memory, when this one is a window.
  private let owner: Storage?

  /// Whether the memory belongs to another storage.
  package var isWindow: Bool { owner != nil }

  /// Allocates memory that holds no defined values yet.
  package init(capacity: Int) {
    let bytes = max(capacity, 1) * MemoryLayout<Float>.stride
    start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Float.self, capacity: max(capacity, 1))
    self.capacity = capacity
    owner = nil
  }

  /// Opens a window into a storage, which it keeps alive.
  package init(within owner: Storage, from offset: Int, count: Int) {
    precondition(offset >= 0 && count >= 0 && offset + count <= owner.capacity)
    start = owner.start + offset
    capacity = count
    self.owner = owner
  }

  deinit {
    if owner == nil { UnsafeMutableRawPointer(start).deallocate() }
  }
}

extension Tensor {
  /// A tensor for a result, its memory from the tape that records or else fresh.
  @inline(__always)
  package init(result shape: Shape, on tape: Tape?) {
    let storage = tape?.storage(capacity: shape.count) ?? Storage(capacity: shape.count)
    self.init(storage: storage, shape: shape)
  }
}
