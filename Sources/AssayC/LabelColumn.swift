public import AssayCInterface
import AssayCore
import AssayEvaluation

/// A column of integer labels, where the caller has it.
enum LabelColumn {
  /// The labels as 64-bit integers.
  static func integers(
    _ labels: UnsafeRawPointer?, _ type: Int32, _ rows: Int, _ name: String
  ) throws -> [Int64] {
    guard rows > 0 else { return [] }
    let labels = try Memory.required(labels, name)
    func widened<Number: FixedWidthInteger>(_ type: Number.Type) -> [Int64] {
      UnsafeBufferPointer(start: labels.assumingMemoryBound(to: type), count: rows)
        .map { Int64(truncatingIfNeeded: $0) }
    }
    switch UInt32(bitPattern: type) {
    case ASSAY_INT8.rawValue: return widened(Int8.self)
    case ASSAY_INT16.rawValue: return widened(Int16.self)
    case ASSAY_INT32.rawValue: return widened(Int32.self)
    case ASSAY_INT64.rawValue: return widened(Int64.self)
    case ASSAY_UINT8.rawValue: return widened(UInt8.self)
    case ASSAY_UINT16.rawValue: return widened(UInt16.self)
    case ASSAY_UINT32.rawValue: return widened(UInt32.self)
    case ASSAY_UINT64.rawValue:
      let wide = widened(UInt64.self)
      if let bad = wide.firstIndex(where: { $0 < 0 }) {
        throw EvaluationError.outOfRange(
          field: name, index: bad, value: Double(UInt64(bitPattern: wide[bad])),
          range: 0...Double(Int64.max))
      }
      return wide
    case ASSAY_BOOL.rawValue: return widened(UInt8.self).map { $0 == 0 ? 0 : 1 }
    case ASSAY_FLOAT.rawValue: return try whole(labels, Float.self, rows, name)
    case ASSAY_DOUBLE.rawValue: return try whole(labels, Double.self, rows, name)
    default: throw CallFault.invalid("type", "\(type)", expected: "an assay_type_t")
    }
  }

  /// Floating-point numbers that are all whole.
  private static func whole<Number: BinaryFloatingPoint>(
    _ labels: UnsafeRawPointer, _ type: Number.Type, _ rows: Int, _ name: String
  ) throws -> [Int64] {
    let numbers = UnsafeBufferPointer(start: labels.assumingMemoryBound(to: type), count: rows)
    var index = 0
    let result = [Int64](unsafeUninitializedCapacity: rows) { result, filled in
      while index < rows {
        let number = Double(numbers[index])
        // Within the whole numbers that Doubles count one by one.
        guard number.magnitude <= 0x1p53, number.rounded(.towardZero) == number else { break }
        result.initializeElement(at: index, to: Int64(number))
        index += 1
      }
      filled = index
    }
    guard index < rows else { return result }
    let value = Double(numbers[index])
    guard value.isFinite else {
      throw EvaluationError.notFinite(field: name, index: index, value: value)
    }
    throw CallFault.notWhole(name, index, value)
  }
}

// C's names are those of the header.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// Finds the class of each row by its position.
@c @implementation
public func assay_label_positions(
  _ labels: UnsafeRawPointer?, _ type: Int32, _ rows: Int64, _ classes: UnsafePointer<Int64>?,
  _ classCount: Int64, _ positions: UnsafeMutablePointer<Int32>?,
  _ found: UnsafeMutablePointer<UnsafeMutablePointer<Int64>?>?,
  _ foundCount: UnsafeMutablePointer<Int64>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let rows = try Memory.count(rows, "rows")
    let given = try Memory.array(classes, Memory.count(classCount, "class_count"), "classes")
    if given.isEmpty, rows > 0,
      let close = try CloseLabels(Memory.required(labels, "labels"), type, rows)
    {
      let positions = try Memory.required(positions, "positions")
      let found = try Memory.required(found, "found")
      let foundCount = try Memory.required(foundCount, "found_count")
      found.pointee = try Memory.allocated(close.classes)
      foundCount.pointee = Int64(close.classes.count)
      return close.write(to: positions)
    }
    let column = try LabelColumn.integers(labels, type, rows, "labels")
    let encoded = try EncodedLabels(column, classes: given.isEmpty ? nil : given)
    guard given.isEmpty || found != nil else {
      return try Memory.write(encoded.positions, to: positions, "positions")
    }
    let found = try Memory.required(found, "found")
    let foundCount = try Memory.required(foundCount, "found_count")
    if rows > 0 { _ = try Memory.required(positions, "positions") }
    let classes = try Memory.allocated(encoded.classes)
    try Memory.write(encoded.positions, to: positions, "positions")
    found.pointee = classes
    foundCount.pointee = Int64(encoded.classes.count)
  }
}
