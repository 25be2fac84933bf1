import AssayCInterface
import Testing

/// What a call came to, as a C program reads it.
struct Outcome: Equatable, Sendable {
  var status: assay_status_t
  var field: String
  var index: Int64
  var message: String

  /// Calls, with an error to be filled in.
  static func of(
    _ body: (UnsafeMutablePointer<assay_error_t>) -> assay_status_t
  ) -> Outcome {
    var error = assay_error_t()
    error.status = -7
    let status = body(&error)
    guard status != ASSAY_OK else {
      return Outcome(status: status, field: "", index: -1, message: "")
    }
    return Outcome(
      status: error.status == Int32(status.rawValue) ? status : assay_status_t(rawValue: 999),
      field: text(error.field), index: error.index, message: text(error.message))
  }
}

/// The text in an array of a struct, which must end with a zero inside it and be UTF-8.
func text<Characters>(_ characters: Characters) -> String {
  withUnsafeBytes(of: characters) { bytes in
    bytes.firstIndex(of: 0).flatMap { String(validating: bytes[..<$0], as: UTF8.self) }
      ?? "text without an end, or no UTF-8"
  }
}

/// A call that must succeed.
func succeed(
  _ body: (UnsafeMutablePointer<assay_error_t>) -> assay_status_t
) throws(Outcome) {
  let outcome = Outcome.of(body)
  guard outcome.status == ASSAY_OK else { throw outcome }
}

extension Outcome: Error {}

/// A call that writes one number.
func number(
  _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<assay_error_t>) -> assay_status_t
) throws -> Double {
  var value = Double.nan
  try succeed { body(&value, $0) }
  return value
}

/// A call that writes an array.
func numbers(
  _ count: Int,
  _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<assay_error_t>) -> assay_status_t
) throws -> [Double] {
  var values = [Double](repeating: .nan, count: count)
  try values.withUnsafeMutableBufferPointer { values in
    let start = try #require(values.baseAddress)
    try succeed { body(start, $0) }
  }
  return values
}

/// A type of the header, as its functions take it.
enum Type {
  static let int8 = Int32(ASSAY_INT8.rawValue)
  static let int32 = Int32(ASSAY_INT32.rawValue)
  static let int64 = Int32(ASSAY_INT64.rawValue)
  static let uint8 = Int32(ASSAY_UINT8.rawValue)
  static let uint64 = Int32(ASSAY_UINT64.rawValue)
  static let bool = Int32(ASSAY_BOOL.rawValue)
  static let float = Int32(ASSAY_FLOAT.rawValue)
  static let double = Int32(ASSAY_DOUBLE.rawValue)
}

/// A matrix that is freed when the test is done with it.
final class Matrix {
  let pointer: OpaquePointer

  init(taking pointer: OpaquePointer?) throws { self.pointer = try #require(pointer) }

  /// A matrix of 32-bit labels.
  convenience init(
    _ truth: [Int32], _ predictions: [Int32], classes: [Int64] = [], weights: [Double]? = nil
  ) throws {
    var created: OpaquePointer?
    try succeed { assay_confusion_create(classes, Int64(classes.count), &created, $0) }
    try self.init(taking: created)
    try succeed {
      assay_confusion_update(
        pointer, truth, predictions, Type.int32, Int64(truth.count), weights, $0)
    }
  }

  deinit { assay_confusion_free(pointer) }

  var classes: [Int64] {
    get throws {
      var classes = [Int64](repeating: -9, count: Int(assay_confusion_class_count(pointer)))
      try succeed { assay_confusion_classes(pointer, &classes, $0) }
      return classes
    }
  }

  var cells: [Double] {
    get throws {
      let count = Int(assay_confusion_class_count(pointer))
      return count == 0 ? [] : try numbers(count * count) { assay_confusion_cells(pointer, $0, $1) }
    }
  }

  /// The matrix as bytes.
  var stored: [UInt8] {
    get throws {
      var bytes: UnsafeMutablePointer<UInt8>?
      var count: Int64 = -1
      try succeed { assay_confusion_encode(pointer, &bytes, &count, $0) }
      defer { assay_free(bytes) }
      return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
  }
}

/// Texts as C has them, for the time of a call.
func withPointers<Result>(
  to texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) throws -> Result
) rethrows -> Result {
  func next(_ left: ArraySlice<String>, _ pointers: [UnsafePointer<CChar>?]) throws -> Result {
    guard let text = left.first else {
      return try pointers.withUnsafeBufferPointer { try body($0.baseAddress) }
    }
    return try text.withCString { try next(left.dropFirst(), pointers + [$0]) }
  }
  return try next(texts[...], [])
}
