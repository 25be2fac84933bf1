import AssayCInterface
import AssayEvaluation

/// Why a call fails before the evaluation sees its data.
enum CallFault: Error {
  case nullPointer(String)
  case invalid(String, String, expected: String)
  case notWhole(String, Int, Double)
  case tooManyClasses(Int)
  case noMemory
}

/// Runs the body of a C function: what it throws becomes a status and a description.
func call(
  _ error: UnsafeMutablePointer<assay_error_t>?, _ body: () throws -> Void
) -> assay_status_t {
  let fault: CallError
  do {
    try body()
    return ASSAY_OK
  } catch let thrown as EvaluationError {
    fault = CallError(thrown)
  } catch let thrown as CallFault {
    fault = CallError(thrown)
  } catch {
    // Nothing else is thrown below.
    fault = CallError(ASSAY_INVALID_PARAMETER, message: "\(error)")
  }
  fault.write(to: error)
  return fault.status
}

/// A fault as C sees it.
struct CallError {
  var status: assay_status_t
  var field = ""
  var index: Int?
  var value: Double?
  var message: String

  init(
    _ status: assay_status_t, field: String = "", index: Int? = nil, value: Double? = nil,
    message: String
  ) {
    self.status = status
    self.field = field
    self.index = index
    self.value = value
    self.message = message
  }

  init(_ fault: CallFault) {
    switch fault {
    case .nullPointer(let field):
      self.init(ASSAY_NULL_POINTER, field: field, message: "\(field) must not be NULL")
    case .invalid(let field, let value, let expected):
      self.init(
        ASSAY_INVALID_PARAMETER, field: field, message: "\(field) is \(value), expected \(expected)"
      )
    case .notWhole(let field, let index, let value):
      self.init(
        ASSAY_OUT_OF_RANGE, field: field, index: index, value: value,
        message: "\(field)[\(index)] is \(value), no whole number: give classes, not scores")
    case .tooManyClasses(let count):
      self.init(
        ASSAY_NO_MEMORY, field: "classes",
        message: "a matrix of \(count) classes or more has no room: a cell for each pair of them")
    case .noMemory:
      self.init(ASSAY_NO_MEMORY, message: "no memory for the result")
    }
  }

  init(_ error: EvaluationError) {
    let text = error.description
    switch error {
    case .lengthsDiffer(let field, _, _, _):
      self.init(ASSAY_LENGTHS_DIFFER, field: field, message: text)
    case .empty(let field):
      self.init(ASSAY_EMPTY, field: field, message: text)
    case .notFinite(let field, let index, let value):
      self.init(ASSAY_NOT_FINITE, field: field, index: index, value: value, message: text)
    case .outOfRange(let field, let index, let value, _):
      self.init(ASSAY_OUT_OF_RANGE, field: field, index: index, value: value, message: text)
    case .weightsAllZero:
      self.init(ASSAY_WEIGHTS_ALL_ZERO, field: "weights", message: text)
    case .unknownLabel(let field, let index, _, _), .unknownPosition(let field, let index, _, _):
      self.init(ASSAY_UNKNOWN_CLASS, field: field, index: index, message: text)
    case .duplicateClass:
      self.init(ASSAY_DUPLICATE_CLASS, field: "classes", message: text)
    case .tooFewClasses:
      self.init(ASSAY_TOO_FEW_CLASSES, field: "classes", message: text)
    case .wrongWidth(let field, let width, _):
      self.init(ASSAY_WRONG_WIDTH, field: field, value: Double(width), message: text)
    case .positiveClassNeeded, .unknownPositiveClass, .notBinary:
      self.init(ASSAY_NO_POSITIVE_CLASS, field: "positive", message: text)
    case .invalidParameter(let name, _, _):
      self.init(ASSAY_INVALID_PARAMETER, field: name, message: text)
    case .cannotMerge:
      self.init(ASSAY_CANNOT_MERGE, message: text)
    case .undefined(let reading):
      self.init(ASSAY_UNDEFINED, field: reading.metric, message: text)
    case .rowSum(let field, let index, let sum):
      self.init(ASSAY_ROW_SUM, field: field, index: index, value: sum, message: text)
    case .undecodable:
      self.init(ASSAY_UNDECODABLE, field: "bytes", message: text)
    case .noThreshold:
      self.init(ASSAY_NO_THRESHOLD, message: text)
    }
  }

  func write(to error: UnsafeMutablePointer<assay_error_t>?) {
    guard let error else { return }
    error.pointee.status = Int32(bitPattern: status.rawValue)
    error.pointee.reserved = 0
    error.pointee.index = Int64(index ?? -1)
    error.pointee.value = value ?? .nan
    CText.write(field, to: &error.pointee.field)
    CText.write(message, to: &error.pointee.message)
  }
}
