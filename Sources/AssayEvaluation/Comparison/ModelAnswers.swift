/// What one model said of some rows: its name, and its predictions or its outputs.
///
/// ```swift
/// let small = ModelAnswers("small", predictions: ["ham", "spam", "spam"])
/// let large = ModelAnswers("large", outputs: [0.2, 0.9, 0.4])      // of the second class
/// ```
///
/// Checked only when rows are compared: see ``PairedComparison`` and ``Slices``.
public struct ModelAnswers<Label: Hashable & Sendable>: Sendable {
  /// What the model is called.
  public let name: String
  /// A single output at least this large predicts the second class.
  public let threshold: Double

  enum Answers: Sendable {
    case predictions([Label])
    case outputs([Double], width: Int)
    /// Rows of different lengths: the first one that has another, and its length.
    case ragged(row: Int, width: Int, expected: Int)
  }

  let answers: Answers

  /// A model of which only the predicted labels are known.
  public init(_ name: String, predictions: [Label]) {
    self.name = name
    threshold = 0.5
    answers = .predictions(predictions)
  }

  /// A model and its outputs, row after row.
  ///
  /// - Parameters:
  ///   - name: What the model is called.
  ///   - outputs: One value a row, the probability (or score) of the second class, or one for each
  ///     class. Values from 0 to 1 are probabilities, and have log loss and Brier score; others are
  ///     scores.
  ///   - width: Values a row.
  ///   - threshold: A single output at least this large predicts the second class.
  public init<Score: BinaryFloatingPoint>(
    _ name: String, outputs: [Score], width: Int = 1, threshold: Double = 0.5
  ) {
    self.name = name
    self.threshold = threshold
    answers = .outputs(outputs.map { Double($0) }, width: width)
  }

  /// A model and its outputs, one for each class in each row.
  public init<Score: BinaryFloatingPoint>(_ name: String, outputs rows: [[Score]]) {
    let width = rows.first?.count ?? 0
    self.name = name
    threshold = 0.5
    if let bad = rows.firstIndex(where: { $0.count != width }) {
      answers = .ragged(row: bad, width: rows[bad].count, expected: width)
    } else {
      answers = .outputs(rows.flatMap { $0.map { Double($0) } }, width: width)
    }
  }
}
