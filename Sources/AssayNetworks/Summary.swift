import AssayTensors

extension Sequential {
  /// The layers as a table: name and type, output shape, parameters; as Keras prints it.
  public var summary: String {
    let rows = zip(layerNames, zip(layers, shapes)).flatMap { name, built in
      cells(of: SummaryRow(name: name, layer: built.0, shape: built.1))
    }
    let widths = [33, 24, 15]
    let titles = ["Layer (type)", "Output Shape", "Param #"]
    func rule(_ left: String, _ cross: String, _ right: String, _ line: Character) -> String {
      left + widths.map { String(repeating: line, count: $0) }.joined(separator: cross) + right
    }
    func row(_ cells: [String], _ bar: String) -> String {
      let padded = zip(cells, widths).enumerated().map { position, cell in
        let room = cell.1 - 2
        let text = cell.0.count > room ? String(cell.0.prefix(room - 1)) + "…" : cell.0
        let spaces = String(repeating: " ", count: room - text.count)
        return position == 2 ? " \(spaces)\(text) " : " \(text)\(spaces) "
      }
      return bar + padded.joined(separator: bar) + bar
    }
    var lines = ["Model: \"sequential\"", rule("┏", "┳", "┓", "━"), row(titles, "┃")]
    lines.append(rule("┡", "╇", "┩", "━"))
    for (index, cells) in rows.enumerated() {
      if index > 0 { lines.append(rule("├", "┼", "┤", "─")) }
      lines.append(row(cells, "│"))
    }
    lines.append(rule("└", "┴", "┘", "─"))
    let trained = parameterCount
    let states = tensors(.state).reduce(0) { $0 + $1.count }
    let slots = training.map { layout in
      layout.optimizer.optimizer.slotCount * trained + 2
    }
    lines.append(" Total params: " + size(trained + states + (slots ?? 0)))
    lines.append(" Trainable params: " + size(trained))
    lines.append(" Non-trainable params: " + size(states))
    if let slots { lines.append(" Optimizer params: " + size(slots)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The cells of a layer, and below them those of its branches, each level further to the right.
  private func cells(of row: SummaryRow, level: Int = 0) -> [[String]] {
    let shape = row.shape.extents.map { "\($0)" }.joined(separator: ", ")
    let mark = level == 0 ? "" : String(repeating: " ", count: 3 * level) + "└ "
    let own = [
      "\(mark)\(row.name) (\(type(of: row.layer).kind))", "(None, \(shape))",
      grouped(row.layer.parameterCount),
    ]
    return [own] + row.layer.innerRows.flatMap { cells(of: $0, level: level + 1) }
  }

  /// A count with commas, and the memory it takes at four bytes a number.
  private func size(_ count: Int) -> String {
    var (amount, unit) = (Double(count) * 4, "B")
    for larger in ["KB", "MB", "GB", "TB"] where amount >= 1_024 {
      amount /= 1_024
      unit = larger
    }
    let hundredths = Int((amount * 100).rounded())
    let fraction = "\(hundredths % 100)"
    let text = "\(hundredths / 100)." + (fraction.count == 1 ? "0" : "") + fraction
    return "\(grouped(count)) (\(text) \(unit))"
  }

  private func grouped(_ count: Int) -> String {
    var (digits, groups) = ("\(count)", [String]())
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}

/// What a table says of a layer.
struct SummaryRow {
  let name: String
  let layer: any Layer
  let shape: Shape
}

extension Layer {
  /// The rows of the layers inside branches.
  fileprivate var innerRows: [SummaryRow] {
    switch self {
    case let branch as Branch:
      return zip(branch.layers.names, zip(branch.layers, branch.shapes)).map {
        SummaryRow(name: $0, layer: $1.0, shape: $1.1)
      }
    case let merging as any MergingLayer:
      return zip(merging.branchNames, merging.branches).flatMap { name, branch in
        name.map { [SummaryRow(name: $0, layer: branch, shape: branch.outputShape)] }
          ?? branch.innerRows
      }
    default: return []
    }
  }
}
