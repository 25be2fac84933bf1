internal import AssayKernels

/// What probabilities of several classes cost, at the speed of the processor.
///
/// Rows lie one after another: one value, the probability of the class at position 1, or one for
/// each class.
///
/// ```swift
/// let sum = ClassLosses.sum(of: .square, truth: truth, probabilities: table, width: 10)
/// ```
///
/// Each row's loss is computed as one row alone would be, and losses are added without rounding:
/// the same for any number of threads and instruction set.
public enum ClassLosses {
  /// A good number of rows for one call of ``fill(truth:probabilities:width:epsilon:logs:squares:)``.
  public static let rowsOfBlock = 512

  /// In how many parts a table is best shared out among threads.
  public static func parts(rows: Int, width: Int) -> Int {
    // Below some hundred thousand values, waking another thread costs more than it saves.
    max(1, min(Workers.count, rows * (width + 8) >> 18))
  }

  /// Writes what each row costs.
  ///
  /// - Parameters:
  ///   - truth: The position of each row's class, known to be less than the number of classes.
  ///   - probabilities: `width` for each row.
  ///   - width: 1, or the number of classes.
  ///   - epsilon: Logarithms are of probabilities clipped to `epsilon ... 1 - epsilon`.
  ///   - logs: Becomes −log of the probability given to the row's class; nil where not wanted.
  ///   - squares: Becomes the squared errors, summed over classes and halved for two; nil where not
  ///     wanted.
  /// - Returns: Whether all probabilities are in 0...1; else what was written means nothing.
  public static func fill<Score: RankableScore>(
    truth: UnsafeBufferPointer<Int32>, probabilities: UnsafeBufferPointer<Score>, width: Int,
    epsilon: Double, logs: UnsafeMutablePointer<Double>?, squares: UnsafeMutablePointer<Double>?
  ) -> Bool {
    precondition(probabilities.count == truth.count * width, "Each row has \(width) values.")
    guard let values = probabilities.baseAddress.map({ UnsafeRawPointer($0) }) else { return true }
    if Score.self == Float.self {
      return assay_class_losses_floats(
        truth.baseAddress, values.assumingMemoryBound(to: Float.self), truth.count, width,
        epsilon, logs, squares)
    }
    precondition(Score.self == Double.self, "Scores are Float or Double, not \(Score.self).")
    return assay_class_losses_doubles(
      truth.baseAddress, values.assumingMemoryBound(to: Double.self), truth.count, width, epsilon,
      logs, squares)
  }
}
