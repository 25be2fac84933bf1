public import AssayDatasets
public import AssayPlots

extension Dataset where Target: ClassLabel {
  /// The rows as points of two of their inputs, by class.
  ///
  /// - Parameters:
  ///   - x: the column of inputs drawn horizontally, counted from 0.
  ///   - y: the column drawn vertically.
  /// - Throws: ``PlotError`` if rows are not columns of numbers, or have no such column.
  public func plot(
    x: Int = 0, y: Int = 1, title: String = "Points by class", subtitle: String? = nil
  ) throws(PlotError) -> Plot {
    .scatter(
      x: try inputColumn(x), y: try inputColumn(y), classes: labelPositions.map(Int.init),
      names: classes.map { "\($0)" }, title: title, subtitle: subtitle ?? "\(count) points",
      xLabel: columnLabel(x), yLabel: columnLabel(y))
  }

  /// One column of the inputs.
  func inputColumn(_ index: Int) throws(PlotError) -> [Double] {
    guard inputShape.rank == 1 else { throw .inputsNotColumns(shape: inputShape.extents) }
    let width = inputShape.count
    guard index >= 0, index < width else { throw .noColumn(index: index, columns: width) }
    return inputs.withScalars { scalars in
      stride(from: index, to: scalars.count, by: width).map { Double(scalars[$0]) }
    }
  }

  /// What an axis calls a column: its name, else x with its number from 1.
  func columnLabel(_ index: Int) -> String {
    if let columns, columns.indices.contains(index) { return columns[index] }
    let digits = "\(index + 1)".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x2050) }
    return "x" + String(String.UnicodeScalarView(digits))
  }
}
