/// How often each class was taken for each: rows are the truth, columns the predictions.
///
/// The statistic behind every rate of labels: it grows by ``update(labels:predictions:weights:)``
/// and ``merge(_:)``, and is read as often as you like.
///
/// ```swift
/// var seen = ConfusionMatrix<String>()
/// try seen.update(labels: ["cat", "dog", "cat"], predictions: ["cat", "cat", "cat"])
/// print(seen.accuracy)         // 0.6666666666666666
/// print(seen["dog"].recall)    // 0.0
/// print(seen.macro.f1)         // 0.4
/// ```
///
/// **Classes.** `init()` finds the classes as it sees them and keeps them in natural order (false
/// before true, `<` where labels are comparable, else by description), so the order of the data
/// never shows. `init(classes:)` keeps the order given and refuses any other label.
///
/// **Weights.** Cells read as Double; ``counts`` has them as Int until a weight comes. Weights are
/// summed exactly: matrices of the same rows are equal in any order and any split.
///
/// **Edge cases:** rates that divide nothing by nothing have scikit-learn's value, or the one of
/// ``zeroDivision``, and are listed in ``undefined``.
///
/// scikit-learn: `confusion_matrix`.
public struct ConfusionMatrix<Label: Hashable & Sendable>: Summary {
  var index: ClassIndex<Label>
  var storage: Cells
  /// Whether labels never seen become classes.
  public let isOpen: Bool
  var givenPositive: Label?
  /// What undefined readings are.
  public var zeroDivision: ZeroDivision = .standard

  /// An empty matrix that finds its classes in the data.
  public init() {
    index = ClassIndex()
    storage = Cells(count: 0)
    isOpen = true
  }

  /// An empty matrix of the classes given, in their order.
  ///
  /// - Throws: ``EvaluationError/duplicateClass(_:)``.
  public init(classes: [Label], positive: Label? = nil) throws(EvaluationError) {
    index = try ClassIndex(given: classes)
    storage = Cells(count: classes.count * classes.count)
    isOpen = false
    if let positive { try setPositive(positive) }
  }

  /// A matrix of counts, row after row.
  ///
  /// - Throws: ``EvaluationError`` when the number of cells is not the square of the number of
  ///   classes, a class is repeated or a count is negative.
  public init(classes: [Label], cells: [Int], positive: Label? = nil) throws(EvaluationError) {
    try self.init(classes: classes, positive: positive)
    try Self.check(cells.count, classes: classes.count)
    if let bad = cells.firstIndex(where: { $0 < 0 }) {
      throw .outOfRange(
        field: "cells", index: bad, value: Double(cells[bad]), range: 0...Double.infinity)
    }
    storage = Cells(counts: cells)
  }

  /// A matrix of sums of weights, row after row.
  ///
  /// - Throws: ``EvaluationError`` when the number of cells is not the square of the number of
  ///   classes, a class is repeated or a cell is not finite.
  public init(classes: [Label], cells: [Double], positive: Label? = nil) throws(EvaluationError) {
    try self.init(classes: classes, positive: positive)
    try Self.check(cells.count, classes: classes.count)
    if let bad = cells.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(field: "cells", index: bad, value: cells[bad])
    }
    storage = Cells(weights: cells)
  }

  private static func check(_ count: Int, classes: Int) throws(EvaluationError) {
    guard count == classes * classes else {
      throw .lengthsDiffer(
        field: "cells", count: count, expected: classes * classes, of: "the square of the classes")
    }
  }

  /// A matrix whose parts are known to fit.
  init(
    index: ClassIndex<Label>, storage: Cells, positive: Label?, zeroDivision: ZeroDivision,
    isOpen: Bool = false
  ) {
    self.index = index
    self.storage = storage
    self.isOpen = isOpen
    givenPositive = positive
    self.zeroDivision = zeroDivision
  }

  /// The classes, in the order of rows and columns.
  public var classes: [Label] { index.classes }

  /// The cells, row after row; rows are the truth.
  public var cells: [Double] { storage.values }

  /// The counts, a row for each class of the truth; nil once a weight came.
  public var counts: [[Int]]? {
    guard !isWeighted else { return nil }
    let width = classes.count
    return (0..<width).map { Array(storage.counts[($0 * width)..<(($0 + 1) * width)]) }
  }

  /// Whether cells are sums of weights.
  public var isWeighted: Bool { storage.isWeighted }

  /// All rows, or the sum of their weights.
  public var total: Double { cells.reduce(0, +) }

  /// One cell: rows of one class predicted as another; 0 for a label that never occurred.
  public subscript(truth truth: Label, prediction prediction: Label) -> Double {
    guard let row = index.position(of: truth), let column = index.position(of: prediction) else {
      return 0
    }
    return storage.value(row * classes.count + column)
  }

  /// Whether two matrices hold the same cells for the same classes.
  ///
  /// The order of classes counts where it was given.
  public static func == (one: Self, other: Self) -> Bool {
    guard one.zeroDivision == other.zeroDivision, one.positiveClass == other.positiveClass,
      one.isWeighted == other.isWeighted
    else { return false }
    if one.classes == other.classes { return one.storage == other.storage }
    // Labels of equal description have no order of their own: compare them by name.
    guard one.index.givenCount == 0, other.index.givenCount == 0,
      one.classes.count == other.classes.count
    else { return false }
    let moved = other.classes.compactMap { one.index.position(of: $0) }
    guard moved.count == one.classes.count else { return false }
    return one.storage
      == other.storage.spread(over: one.storage.count) { cell in
        moved[cell / moved.count] * moved.count + moved[cell % moved.count]
      }
  }
}
