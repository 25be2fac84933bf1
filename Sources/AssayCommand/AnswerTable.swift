import Assay

/// Answers as a table that `assay evaluate` reads: truth if known, scores, predictions.
struct AnswerTable {
  let classes: [String]
  let answers: Classifier<String>.Answers
  let truth: [String]?

  /// The rows as CSV; rows are counted from 0.
  func csv(rows: [Int]) -> [UInt8] {
    let scores = classes.count == 2 ? ["score"] : classes.map { "p_" + $0 }
    var text = CSVText()
    let names = ["row"] + (truth == nil ? [] : ["truth"]) + scores + ["prediction"]
    text.append(names.map { .text($0) })
    for row in rows {
      var fields: [CSVField] = [.integer(row)]
      if let truth { fields.append(.text(truth[row])) }
      fields += answers.scores[row].map { .number($0) }
      text.append(fields + [.text(answers.labels[row])])
    }
    return text.bytes
  }
}
