/// Which rows are behind each cell of the confusion matrix, the worst first.
///
/// ```swift
/// let rows = try CellRows(labels: truth, ModelAnswers("model", outputs: scores), names: mails)
/// print(rows)                                     // the mistakes, the surest first
/// print(rows[truth: 1, prediction: 0].rows.map(\.index))
/// ```
///
/// Of a mistake the worst is the one the model was surest of; of a right answer the one it was least
/// sure of. How sure it was is the ``Row/margin``. Where only predictions are known, rows stand in
/// the order they came in. Each cell lists a few rows and counts all.
public struct CellRows<Label: Hashable & Sendable>: Sendable, Equatable {
  /// One row of a cell.
  public struct Row: Hashable, Sendable {
    /// Its place among the rows, from 0.
    public let index: Int
    /// What it is called, where rows have names.
    public let name: String?
    /// Its output: the single one, else that of the predicted class; nil where only predictions are
    /// known.
    public let score: Double?
    /// By how much the output decided for the prediction: of a single output its distance to the
    /// threshold, else its lead over the output of the true class (of a right answer, over the next
    /// one); nil where only predictions are known.
    public let margin: Double?
  }

  /// One cell of the matrix.
  public struct Cell: Sendable, Equatable {
    /// The class its rows have.
    public let truth: Label
    /// The class they were predicted to have.
    public let prediction: Label
    /// How many rows it has.
    public let count: Int
    /// The worst of them, as many as were asked for.
    public let rows: [Row]

    /// Whether its rows were predicted rightly.
    public var isRight: Bool { truth == prediction }
  }

  /// The classes, in the order of the matrix.
  public let classes: [Label]
  /// How many rows there are.
  public let count: Int
  /// The cells that have rows, row after row of the matrix.
  public let cells: [Cell]

  /// Finds the rows of each cell.
  ///
  /// - Parameters:
  ///   - labels: The truth.
  ///   - model: What the model said of each row.
  ///   - names: What each row is called; nil for none.
  ///   - limit: How many rows each cell lists at most.
  ///   - classes: The classes, in the order of outputs; nil for the natural order of those seen.
  /// - Throws: ``EvaluationError`` when lengths differ, there are no rows or fewer than two classes,
  ///   a label is none of the classes, an output is not finite, outputs and classes do not fit, or
  ///   the limit is negative.
  public init(
    labels: [Label], _ model: ModelAnswers<Label>, names: [String]? = nil, limit: Int = 10,
    classes: [Label]? = nil
  ) throws(EvaluationError) {
    guard limit >= 0 else {
      throw .invalidParameter(name: "limit", value: "\(limit)", expected: "0 or more")
    }
    if let names { try Columns.check(names, "names", like: labels, "labels") }
    let (models, classes) = try ModelRows.all(
      labels: labels, models: [model], classes: classes, positive: nil)
    let rows = models[0]
    let width = classes.count
    var members: [Int: [Int]] = [:]
    for row in rows.truth.indices {
      members[Int(rows.truth[row]) * width + Int(rows.guesses[row]), default: []].append(row)
    }
    self.classes = classes
    count = labels.count
    cells = members.keys.sorted().map { cell in
      let (truth, prediction) = (cell / width, cell % width)
      let all = members[cell] ?? []
      let margins = all.map { rows.margin(of: $0) }
      let sign = truth == prediction ? -1.0 : 1
      let order = all.indices.sorted { one, other in
        let (first, second) = (sign * (margins[one] ?? 0), sign * (margins[other] ?? 0))
        return first == second ? one < other : first > second
      }
      return Cell(
        truth: classes[truth], prediction: classes[prediction], count: all.count,
        rows: order.prefix(limit).map {
          Row(
            index: all[$0], name: names?[all[$0]], score: rows.score(of: all[$0]),
            margin: margins[$0])
        })
    }
  }

  /// One cell; without rows for labels that never met.
  public subscript(truth truth: Label, prediction prediction: Label) -> Cell {
    cells.first { $0.truth == truth && $0.prediction == prediction }
      ?? Cell(truth: truth, prediction: prediction, count: 0, rows: [])
  }

  /// The cells of mistakes, the one with most rows first.
  public var mistakes: [Cell] {
    let wrong = cells.filter { !$0.isRight }
    let order = wrong.indices.sorted {
      (-wrong[$0].count, $0) < (-wrong[$1].count, $1)
    }
    return order.map { wrong[$0] }
  }
}

extension ModelRows {
  /// The single output, else that of the predicted class; nil where only predictions are known.
  fileprivate func score(of row: Int) -> Double? {
    switch width {
    case 0: nil
    case 1: outputs[row]
    default: outputs[row * width + Int(guesses[row])]
    }
  }

  /// By how much the output decided for the prediction.
  fileprivate func margin(of row: Int) -> Double? {
    guard let score = score(of: row) else { return nil }
    guard width > 1 else { return (score - statistics.threshold).magnitude }
    let (truth, guess) = (Int(truth[row]), Int(guesses[row]))
    if truth != guess { return score - outputs[row * width + truth] }
    let next = (0..<width).filter { $0 != guess }.map { outputs[row * width + $0] }.max()
    return score - (next ?? score)
  }
}

extension CellRows: CustomStringConvertible {
  /// The mistakes, cell by cell, the surest first.
  public var description: String {
    let wrong = mistakes.reduce(0) { $0 + $1.count }
    let heading =
      "\(grouped(count)) rows, "
      + (wrong == 0 ? "no mistake" : "\(grouped(wrong)) \(wrong == 1 ? "mistake" : "mistakes")")
    return ([heading] + mistakes.map(\.description)).joined(separator: "\n\n")
  }
}

extension CellRows.Cell: CustomStringConvertible {
  /// The cell in words, and a table of its rows.
  public var description: String {
    let order =
      rows.first?.margin == nil ? "" : isRight ? ", the least sure first" : ", the surest first"
    let heading =
      "true \(truth), predicted \(prediction): \(grouped(count)) \(count == 1 ? "row" : "rows")"
      + order
    guard !rows.isEmpty else { return heading }
    var table = AlignedTable()
    table.add("row", rows.map { grouped($0.index) }, .right)
    if rows.contains(where: { $0.name != nil }) {
      table.add("name", rows.map { $0.name ?? "" })
    }
    if rows.contains(where: { $0.score != nil }) {
      table.add(
        "score", rows.map { $0.score.map { DecimalText.fixed($0, digits: 4) } ?? "" }, .point)
      table.add(
        "margin", rows.map { $0.margin.map { DecimalText.fixed($0, digits: 4) } ?? "" }, .point)
    }
    let more = count > rows.count ? "\n  … \(grouped(count - rows.count)) more" : ""
    return heading + "\n" + table.text + more
  }
}
