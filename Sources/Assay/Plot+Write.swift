internal import AssayCore
public import AssayPlots

extension Plot {
  /// Writes the figure to a file, whole or not at all, replacing an older one.
  ///
  /// The ending says what is written: `.svg` the figure to print and for browsers, `.txt` the one of
  /// characters, 80 columns wide.
  ///
  /// ```swift
  /// try history.plot().write(to: "learning-curves.svg")
  /// ```
  ///
  /// - Parameters:
  ///   - path: where the file will be.
  ///   - theme: light, dark, or as the reader's system asks for.
  /// - Throws: ``PlotError/unknownFormat(path:)`` for another ending, ``PlotError/file(_:)`` when
  ///   the file cannot be written; an older file is then as it was.
  public func write(to path: String, theme: Theme = .automatic) throws(PlotError) {
    let name = path.lowercased()
    let content: String
    if name.hasSuffix(".svg") {
      content = svg(theme: theme)
    } else if name.hasSuffix(".txt") {
      content = text()
    } else {
      throw .unknownFormat(path: path)
    }
    do throws(FileError) {
      try AtomicFile.write(content, to: path)
    } catch {
      throw .file(error)
    }
  }
}
