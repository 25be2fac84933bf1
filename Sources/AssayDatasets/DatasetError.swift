/// Why rows cannot be a data set, or a data set cannot be split so.
///
/// Rows are counted from 0, as in arrays.
public enum DatasetError: Error, Hashable, Sendable {
  /// There are more or fewer targets than rows of inputs.
  case targetCount(targets: Int, rows: Int)
  /// An array of inputs does not fill its rows.
  case raggedInputs(row: Int, expected: Int, found: Int)
  /// There are no columns of inputs.
  case noInputs
  /// There are more or fewer names than columns.
  case columnCount(names: Int, columns: Int)
  /// An input is NaN, infinite, or beyond the range of a Float.
  case inputNotFinite(row: Int, column: String, value: Double)
  /// A target number is NaN, infinite, or beyond the range of a Float.
  case targetNotFinite(row: Int, value: Double)
  /// A label is not one of the classes.
  case unknownClass(row: Int, label: String, classes: [String])
  /// A class is given twice.
  case duplicateClass(String)
  /// The labels' type has no order, so that their classes must be given.
  case classesNeeded(type: String)
  /// A mask has another number of pixels than its height and width say.
  case pixelCount(pixels: Int, height: Int, width: Int)
  /// A mask has another size than the first one.
  case maskSize(row: Int, expected: [Int], found: [Int])
  /// A token is beyond what a Float holds exactly.
  case tokenTooLarge(row: Int, step: Int, token: Int)
  /// A step of a sequence has another number of features than the first one.
  case stepWidth(row: Int, step: Int, expected: Int, found: Int)
  /// The common length of sequences is not positive, or more than memory can hold.
  case sequenceLength(Int)
  /// No sequence has a step with a feature.
  case noSteps
  /// There are more or fewer weights than rows.
  case weightCount(weights: Int, rows: Int)
  /// A weight is negative, NaN or infinite.
  case invalidWeight(row: Int, value: Double)
  /// All weights are zero.
  case zeroWeights
  /// The part of a split lies outside (0, 1).
  case testFraction(Double)
  /// There are too few rows for both parts of a split.
  case tooFewRows(rows: Int, train: Int, test: Int)
  /// A part of a stratified split is smaller than the number of classes.
  case tooFewForClasses(rows: Int, classes: Int, train: Int, test: Int)
  /// A class has too few rows to be in both parts of a stratified split.
  case classTooSmall(label: String, rows: Int)
  /// Targets that are no labels cannot be stratified.
  case noStrata
  /// There are fewer or more classes than two.
  case notTwoClasses(count: Int)
  /// A class has no rows, or all its rows have weight 0.
  case classWithoutRows(label: String)
  /// The number of folds lies outside 2 … rows.
  case foldCount(folds: Int, rows: Int)
  /// Every class has fewer rows than there are folds.
  case foldsExceedClasses(folds: Int, largest: Int)
}

extension DatasetError: CustomStringConvertible {
  /// One line: what was expected, what came, how to mend it.
  public var description: String {
    switch self {
    case .targetCount(let targets, let rows):
      "expected a target for each of \(rows) rows, found \(targets)"
    case .raggedInputs(let row, let expected, let found):
      "row \(row): expected \(expected) inputs, found \(found)"
    case .noInputs: "there are no columns of inputs; a data set needs one at least"
    case .columnCount(let names, let columns):
      "expected a name for each of \(columns) columns, found \(names)"
    case .inputNotFinite(let row, let column, let value):
      "row \(row), column \(column): expected a finite number, found \(value); "
        + "fill it in or drop the row"
    case .targetNotFinite(let row, let value):
      "target of row \(row): expected a finite number, found \(value)"
    case .unknownClass(let row, let label, let classes):
      "row \(row): the label \(label) is not one of the classes \(DatasetError.list(classes))"
    case .duplicateClass(let label): "the class \(label) is given twice"
    case .classesNeeded(let type):
      "labels of type \(type) have no order; give their classes, "
        + "or make the type Comparable or CaseIterable"
    case .pixelCount(let pixels, let height, let width):
      "expected \(height) × \(width) pixels, found \(pixels)"
    case .maskSize(let row, let expected, let found):
      "row \(row): expected a mask of \(expected[0]) × \(expected[1]), "
        + "found \(found[0]) × \(found[1])"
    case .tokenTooLarge(let row, let step, let token):
      "row \(row), step \(step): a token lies within ±2²⁴, where Floats are exact, not \(token)"
    case .stepWidth(let row, let step, let expected, let found):
      "row \(row), step \(step): expected \(expected) features, found \(found)"
    case .sequenceLength(let length):
      "the length of padded sequences is at least 1 and fits memory, not \(length)"
    case .noSteps: "no sequence has a step with a feature; give one that has"
    case .weightCount(let weights, let rows):
      "expected a weight for each of \(rows) rows, found \(weights)"
    case .invalidWeight(let row, let value):
      "row \(row): a weight is a finite number, at least 0, not \(value)"
    case .zeroWeights: "all weights are 0; one row at least must count"
    case .testFraction(let fraction):
      "the part to test with lies between 0 and 1, without either, not \(fraction)"
    case .tooFewRows(let rows, let train, let test):
      "\(rows) rows would be split into \(train) to train and \(test) to test; "
        + "each part needs one at least"
    case .tooFewForClasses(let rows, let classes, let train, let test):
      "\(rows) rows would be split into \(train) to train and \(test) to test; "
        + "stratified, each part needs one at least for each of \(classes) classes"
    case .classTooSmall(let label, let rows):
      "the class \(label) has \(rows) row; a stratified split needs 2 of each class"
    case .noStrata: "only labels can be stratified; split these targets without"
    case .notTwoClasses(let count):
      "the data have \(count) class\(count == 1 ? "" : "es"), where there must be two"
    case .classWithoutRows(let label):
      "the class \(label) has no rows that count"
    case .foldCount(let folds, let rows):
      "the number of folds is at least 2 and at most the \(rows) rows, not \(folds)"
    case .foldsExceedClasses(let folds, let largest):
      "\(folds) folds are more than any class has rows (\(largest)); take fewer folds"
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }
}
