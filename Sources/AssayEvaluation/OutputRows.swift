/// The checks of a table of outputs, row after row.
enum OutputRows {
  /// The table must have one value or one for each class in every row.
  static func checkShape(
    rows: Int, values: Int, width: Int, classCount: Int, field: String
  ) throws(EvaluationError) {
    guard width == classCount || (width == 1 && classCount == 2) else {
      throw .wrongWidth(
        field: field, width: width, expected: classCount == 2 ? [1, 2] : [classCount])
    }
    guard values == rows * width else {
      throw .lengthsDiffer(
        field: field, count: values, expected: rows * width, of: "rows times width")
    }
  }
}
