public import AssayDatasets
public import AssayNetworks
public import AssayPlots
internal import AssayTensors

extension Sequential {
  /// Which class the network predicts where, over the plane of its two inputs, with the rows of a
  /// data set as points.
  ///
  /// The scores are computed on a grid that reaches a tenth of the data's span beyond them on each
  /// side; the border between two classes is found between the grid's nodes.
  ///
  /// scikit-learn: `DecisionBoundaryDisplay`, whose grid reaches 1 beyond the data.
  ///
  /// - Parameters:
  ///   - data: the points to draw, of two inputs each.
  ///   - resolution: the nodes of the grid on each side, from 2 to 1,000.
  ///   - threshold: where a single output becomes the class at position 1.
  /// - Throws: ``PlotError`` if there are not two inputs, or outputs and classes do not fit; what
  ///   `predict` throws.
  public func decisionRegions<Label: ClassLabel>(
    over data: Dataset<Label>, resolution: Int = 100, threshold: Double = 0.5,
    title: String = "Decision regions", subtitle: String? = nil
  ) throws -> Plot {
    guard inputShape.rank == 1, inputShape.count == 2, data.inputShape == inputShape else {
      throw PlotError.inputsNotPlanar(
        columns: inputShape.count == 2 ? data.inputShape.count : inputShape.count)
    }
    let outputs = outputShape.count
    guard outputs == 1 ? data.classes.count == 2 : outputs == data.classes.count else {
      throw PlotError.outputsNotClasses(outputs: outputs, classes: data.classes.count)
    }
    let (x, y) = (try data.inputColumn(0), try data.inputColumn(1))
    let nodes = min(max(resolution, 2), 1_000)
    let (across, up) = (Self.grid(around: x, nodes), Self.grid(around: y, nodes))
    let inputs = Tensor(
      up.flatMap { up in across.flatMap { [Float($0), Float(up)] } }, shape: [nodes * nodes, 2])
    let scores = try predict(inputs)
    let regions =
      outputs == 1
      ? Regions(x: across, y: up, scores: scores.values, threshold: threshold)
      : Regions(x: across, y: up, scores: (0..<outputs).map { scores.column($0) })
    let border =
      outputs == 1
      ? "Line: score \(fixedText(threshold, 2))." : "Lines: two classes equally likely."
    return .decisionRegions(
      regions, x: x, y: y, classes: data.labelPositions.map(Int.init),
      names: data.classes.map { "\($0)" }, title: title,
      subtitle: subtitle ?? "\(data.count) points",
      caption: border, xLabel: data.columnLabel(0), yLabel: data.columnLabel(1))
  }

  /// Equal steps from a tenth of the span below the least value to a tenth above the greatest.
  private static func grid(around values: [Double], _ nodes: Int) -> [Double] {
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 1)
    let span = greatest > least ? greatest - least : max(abs(least), 1)
    let (start, end) = (least - span / 10, greatest + span / 10)
    return (0..<nodes).map { start + (end - start) * Double($0) / Double(nodes - 1) }
  }
}
