/// Why a recalibrator cannot be read from text: the facts.
public enum CalibrationTextError: Error, Hashable, Sendable {
  /// The text is not a JSON object of words, numbers and arrays of numbers; `offset` counts bytes.
  case notJSON(offset: Int, expected: String)
  /// A value is missing.
  case missing(key: String)
  /// A value is there that does not belong there, twice, or is of another kind.
  case unexpected(key: String)
  /// The parameters are those of another method.
  case otherMethod(found: String, expected: String)
  /// The text is of a later version than this one can read.
  case laterVersion(found: Double, known: Int)
  /// The numbers make no sense.
  case invalid(EvaluationError)
}

extension CalibrationTextError: CustomStringConvertible {
  /// What was expected, and what came.
  public var description: String {
    switch self {
    case .notJSON(let offset, let expected):
      "byte \(offset): expected \(expected)"
    case .missing(let key):
      "\"\(key)\" is missing"
    case .unexpected(let key):
      "\"\(key)\" does not belong here, is there twice or is of another kind"
    case .otherMethod(let found, let expected):
      "the parameters are of the method \(found), not of \(expected)"
    case .laterVersion(let found, let known):
      "version \(DecimalText.shortest(found)) is not known here: this reads version \(known)"
    case .invalid(let error):
      "\(error)"
    }
  }
}
