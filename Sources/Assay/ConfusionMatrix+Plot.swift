public import AssayEvaluation
public import AssayPlots

extension ConfusionMatrix {
  /// The matrix as a heat map: true classes in rows, predicted ones in columns, each cell with its
  /// count and coloured by its share of the row.
  ///
  /// scikit-learn: `ConfusionMatrixDisplay`, normalised by row for the colours alone.
  public func plot(title: String = "Confusion matrix", subtitle: String? = nil) -> Plot {
    let width = classes.count
    let values = cells
    let rows = isWeighted ? "weight " + fixedText(total, 2) : fixedText(total, 0) + " rows"
    return .confusionMatrix(
      (0..<width).map { Array(values[($0 * width)..<(($0 + 1) * width)]) },
      names: classes.map { "\($0)" }, title: title,
      subtitle: subtitle ?? (total == 0 ? "" : "accuracy \(fixedText(accuracy, 3)), \(rows)"))
  }
}
