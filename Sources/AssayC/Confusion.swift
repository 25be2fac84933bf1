// The confusion matrix: making, feeding and storing it. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayCore
import AssayEvaluation

/// A matrix over integer labels, as C holds it.
typealias Confusion = Object<ConfusionMatrix<Int64>>

/// A matrix of no rows yet.
@c @implementation
public func assay_confusion_create(
  _ classes: UnsafePointer<Int64>?, _ classCount: Int64,
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let result = try Memory.required(result, "result")
    let count = try Memory.count(classCount, "class_count")
    let classes = try Memory.array(classes, count, "classes")
    try MatrixSize.check(classes: count)
    result.pointee = Confusion.pointer(
      to: classes.isEmpty ? ConfusionMatrix() : try ConfusionMatrix(classes: classes))
  }
}

/// Frees a matrix.
@c @implementation
public func assay_confusion_free(_ confusion: OpaquePointer?) { Confusion.free(confusion) }

/// Adds rows: truth and prediction of each.
@c @implementation
public func assay_confusion_update(
  _ confusion: OpaquePointer?, _ truth: UnsafeRawPointer?, _ predictions: UnsafeRawPointer?,
  _ type: Int32, _ rows: Int64, _ weights: UnsafePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let confusion = try Confusion.at(confusion, "confusion")
    let rows = try Memory.count(rows, "rows")
    if weights == nil, rows > 0, mayHoldAll(confusion.value, rows),
      try count(
        Memory.required(truth, "truth"), Memory.required(predictions, "predictions"), type, rows,
        into: &confusion.value)
    {
      return
    }
    let labels = try LabelColumn.integers(truth, type, rows, "truth")
    let answers = try LabelColumn.integers(predictions, type, rows, "predictions")
    try MatrixSize.check([labels, answers], into: confusion.value)
    try confusion.value.update(
      labels: labels, predictions: answers, weights: Memory.weights(weights, rows))
  }
}

/// Whether the matrix has room for whatever rows are counted in a table: its cells are a quarter as
/// many as there are rows, or it has 32 classes.
private func mayHoldAll(_ matrix: ConfusionMatrix<Int64>, _ rows: Int) -> Bool {
  let new = max(32, Int(Double(rows / 4).squareRoot()) + 1)
  return !matrix.isOpen || matrix.classes.count + new <= MatrixSize.mostClasses
}

/// Counts labels of a type that the kernels know where they lie, if they lie close together.
private func count(
  _ truth: UnsafeRawPointer, _ predictions: UnsafeRawPointer, _ type: Int32, _ rows: Int,
  into matrix: inout ConfusionMatrix<Int64>
) throws -> Bool {
  func count<Number: AssayCore.ClassIndex>(
    _ type: Number.Type, into matrix: inout ConfusionMatrix<Int64>
  ) -> Bool {
    matrix.count(
      truth: UnsafeBufferPointer(start: truth.assumingMemoryBound(to: type), count: rows),
      predictions: UnsafeBufferPointer(
        start: predictions.assumingMemoryBound(to: type), count: rows))
  }
  switch UInt32(bitPattern: type) {
  case ASSAY_UINT8.rawValue: return count(UInt8.self, into: &matrix)
  case ASSAY_INT32.rawValue: return count(Int32.self, into: &matrix)
  case ASSAY_INT64.rawValue: return count(Int64.self, into: &matrix)
  default: return false
  }
}

/// Adds what another matrix has seen.
@c @implementation
public func assay_confusion_merge(
  _ confusion: OpaquePointer?, _ other: OpaquePointer?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let confusion = try Confusion.at(confusion, "confusion")
    let other = try Confusion.at(other, "other").value
    try MatrixSize.check(confusion.value, and: other)
    confusion.value.merge(other)
  }
}

/// The matrix over some labels alone.
@c @implementation
public func assay_confusion_select(
  _ confusion: OpaquePointer?, _ labels: UnsafePointer<Int64>?, _ labelCount: Int64,
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let matrix = try Confusion.at(confusion, "confusion").value
    let result = try Memory.required(result, "result")
    let count = try Memory.count(labelCount, "label_count")
    let labels = try Memory.array(labels, count, "labels")
    try MatrixSize.check(classes: count)
    result.pointee = Confusion.pointer(to: try matrix.chosen(labels))
  }
}

/// The number of classes.
@c @implementation
public func assay_confusion_class_count(_ confusion: OpaquePointer?) -> Int64 {
  (try? Confusion.at(confusion, "confusion")).map { Int64($0.value.classes.count) } ?? 0
}

/// Writes the classes.
@c @implementation
public func assay_confusion_classes(
  _ confusion: OpaquePointer?, _ classes: UnsafeMutablePointer<Int64>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let matrix = try Confusion.at(confusion, "confusion").value
    try Memory.write(matrix.classes, to: classes, "classes")
  }
}

/// Writes the cells.
@c @implementation
public func assay_confusion_cells(
  _ confusion: OpaquePointer?, _ cells: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let matrix = try Confusion.at(confusion, "confusion").value
    try Memory.write(matrix.cells, to: cells, "cells")
  }
}

/// Writes the cells as parts of a sum.
@c @implementation
public func assay_confusion_normalized(
  _ confusion: OpaquePointer?, _ normalization: Int32, _ cells: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let matrix = try Confusion.at(confusion, "confusion").value
    try Memory.write(
      matrix.normalized(Enumerations.normalization(normalization)), to: cells, "cells")
  }
}

/// The matrix as bytes.
@c @implementation
public func assay_confusion_encode(
  _ confusion: OpaquePointer?, _ bytes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
  _ byteCount: UnsafeMutablePointer<Int64>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let matrix = try Confusion.at(confusion, "confusion").value
    let bytes = try Memory.required(bytes, "bytes")
    let byteCount = try Memory.required(byteCount, "byte_count")
    let encoded = matrix.encoded
    bytes.pointee = try Memory.allocated(encoded)
    byteCount.pointee = Int64(encoded.count)
  }
}

/// A matrix from its bytes.
@c @implementation
public func assay_confusion_decode(
  _ bytes: UnsafePointer<UInt8>?, _ byteCount: Int64,
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let result = try Memory.required(result, "result")
    let count = try Memory.count(byteCount, "byte_count")
    let matrix = try ConfusionMatrix<Int64>(decoding: Memory.array(bytes, count, "bytes"))
    try MatrixSize.check(decoded: matrix)
    result.pointee = Confusion.pointer(to: matrix)
  }
}
