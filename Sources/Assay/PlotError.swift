public import AssayCore

/// Why a figure could not be made or written.
public enum PlotError: Error, Hashable, Sendable {
  /// The file's name does not end in `.svg` or `.txt`.
  case unknownFormat(path: String)
  /// The file could not be written.
  case file(FileError)
  /// A figure in the plane needs two columns of inputs, and the rows have another shape.
  case inputsNotColumns(shape: [Int])
  /// There is no column of this number among the inputs.
  case noColumn(index: Int, columns: Int)
  /// Regions need a model of two inputs.
  case inputsNotPlanar(columns: Int)
  /// A model's outputs do not fit the classes of the data.
  case outputsNotClasses(outputs: Int, classes: Int)
}

extension PlotError: CustomStringConvertible {
  /// One line: what was expected, what came, and the remedy.
  public var description: String {
    switch self {
    case .unknownFormat(let path):
      "\(path): a figure is written as .svg (to print and for browsers) or .txt (for terminals); "
        + "give the file one of these endings"
    case .file(let error):
      error.description
    case .inputsNotColumns(let shape):
      "a scatter plot needs rows of two or more numbers, but each row has the shape \(shape)"
    case .noColumn(let index, let columns):
      "there is no column \(index) of inputs: columns are 0 to \(columns - 1)"
    case .inputsNotPlanar(let columns):
      "decision regions are drawn over exactly two inputs, but rows have \(columns); "
        + "train on two columns to see its regions"
    case .outputsNotClasses(let outputs, let classes):
      "a model of \(outputs) outputs does not tell \(classes) classes apart: "
        + "one output is for two classes, else there is one for each"
    }
  }
}
