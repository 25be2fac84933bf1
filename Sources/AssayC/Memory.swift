import AssayCInterface
import AssayCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the caller hands in, read, and what it gets, written.
enum Memory {
  /// No processor reaches more bytes.
  private static let mostBytes = Int(truncatingIfNeeded: Int64(1) << 48)

  /// A count of elements that memory may hold.
  static func count(_ count: Int64, _ name: String) throws -> Int {
    guard (0...Int64(mostBytes)).contains(count) else {
      throw CallFault.invalid(
        name, "\(count)", expected: "0 or more, and no more than memory can hold")
    }
    return Int(truncatingIfNeeded: count)
  }

  /// The product of two counts.
  static func product(_ rows: Int, _ width: Int, _ name: String) throws -> Int {
    let (product, overflows) = rows.multipliedReportingOverflow(by: width)
    guard !overflows, product <= mostBytes else {
      throw CallFault.invalid(name, "\(width)", expected: "no more than memory can hold")
    }
    return product
  }

  /// A pointer that must be there.
  static func required<Pointer>(_ pointer: Pointer?, _ name: String) throws -> Pointer {
    guard let pointer else { throw CallFault.nullPointer(name) }
    return pointer
  }

  /// The caller's elements where they lie.
  ///
  /// No elements need no pointer.
  static func buffer<Element>(
    _ pointer: UnsafePointer<Element>?, _ count: Int, _ name: String
  ) throws -> UnsafeBufferPointer<Element> {
    guard count > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: try required(pointer, name), count: count)
  }

  /// The caller's elements, copied.
  static func array<Element: BitwiseCopyable>(
    _ pointer: UnsafePointer<Element>?, _ count: Int, _ name: String
  ) throws -> [Element] {
    copied(try buffer(pointer, count, name))
  }

  /// Elements, copied.
  static func copied<Element: BitwiseCopyable>(
    _ elements: UnsafeBufferPointer<Element>
  ) -> [Element] {
    [Element](unsafeUninitializedCapacity: elements.count) { room, filled in
      if let start = room.baseAddress, !elements.isEmpty {
        Ranking.expectWrites(to: room)
        copy(elements, to: start)
      }
      filled = elements.count
    }
  }

  /// Weights, if there are any.
  static func weights(_ pointer: UnsafePointer<Double>?, _ rows: Int) throws -> [Double]? {
    try pointer.map { try array($0, rows, "weights") }
  }

  /// Bytes as flags: whatever is not 0 is true.
  static func flags(
    _ pointer: UnsafePointer<UInt8>?, _ count: Int, _ name: String
  ) throws -> [Bool] {
    let bytes = try buffer(pointer, count, name)
    return [Bool](unsafeUninitializedCapacity: count) { flags, filled in
      for index in bytes.indices { flags.initializeElement(at: index, to: bytes[index] != 0) }
      filled = count
    }
  }

  /// Elements in memory that the caller frees by `assay_free`.
  static func allocated<Element: BitwiseCopyable>(
    _ elements: [Element]
  ) throws -> UnsafeMutablePointer<Element> {
    let size = max(1, elements.count * MemoryLayout<Element>.stride)
    guard let memory = malloc(size) else { throw CallFault.noMemory }
    let result = memory.bindMemory(to: Element.self, capacity: elements.count)
    elements.withUnsafeBufferPointer { elements in
      if let start = elements.baseAddress {
        result.initialize(from: start, count: elements.count)
      }
    }
    return result
  }

  /// Writes elements to where the caller wants them.
  static func write<Element: BitwiseCopyable>(
    _ elements: [Element], to pointer: UnsafeMutablePointer<Element>?, _ name: String
  ) throws {
    guard !elements.isEmpty else { return }
    let pointer = try required(pointer, name)
    elements.withUnsafeBufferPointer { copy($0, to: pointer) }
  }

  /// Copies elements into memory that may be fresh, which is slow to write first: much of it is shared
  /// out among threads.
  static func copy<Element: BitwiseCopyable>(
    _ elements: UnsafeBufferPointer<Element>, to pointer: UnsafeMutablePointer<Element>
  ) {
    guard let start = elements.baseAddress else { return }
    nonisolated(unsafe) let (source, target) = (start, pointer)
    let count = elements.count
    let parts = count < 1 << 17 ? 1 : Workers.count
    Workers.run(parts) { part in
      let (begin, end) = (count * part / parts, count * (part + 1) / parts)
      (target + begin).update(from: source + begin, count: end - begin)
    }
  }
}

// C's names are those of the header.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// Frees bytes and text that this library handed out.
@c @implementation
public func assay_free(_ memory: UnsafeMutableRawPointer?) { free(memory) }
