import Assay

/// Answers as a table that `assay evaluate` reads: truth if known, scores, predictions.
struct AnswerTable {
  let classes: [String]
  let labels: [String]
  let scores: Scores
  let truth: [String]?

  /// The rows as CSV; rows are counted from 0.
  func csv(rows: [Int]) -> [UInt8] {
    let names = classes.count == 2 ? ["score"] : classes.map { "p_" + $0 }
    var text = CSVText()
    let header = ["row"] + (truth == nil ? [] : ["truth"]) + names + ["prediction"]
    text.append(header.map { .text($0) })
    for row in rows {
      var fields: [CSVField] = [.integer(row)]
      if let truth { fields.append(.text(truth[row])) }
      fields += scores[row].map { .number($0) }
      text.append(fields + [.text(labels[row])])
    }
    return text.bytes
  }
}
