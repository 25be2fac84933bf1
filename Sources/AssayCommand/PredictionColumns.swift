import Assay

/// Which columns of a table hold the truth, the scores, the predictions and the weights.
///
/// What was asked for comes first, then known names, then what only one column can be.
struct PredictionColumns {
  static let truthNames = ["y", "y_true", "label", "target", "truth", "actual"]
  static let scoreNames = ["p", "score", "prob", "y_score", "proba"]
  static let predictionNames = ["y_pred", "yhat", "pred", "prediction"]
  static let weightNames = ["weight", "sample_weight"]
  static let rowNames = ["id", "row", "index"]
  static let classPrefixes = ["prob_", "p_"]

  let truth: String
  /// The score of the positive class.
  private(set) var score: String?
  /// The score of each class, as its label and its column.
  private(set) var classScores: [(label: String, column: String)] = []
  private(set) var prediction: String?
  private(set) var weight: String?

  init(
    of table: Table, truth: String?, score: String?, prediction: String?, weight: String?
  ) throws {
    for name in [truth, score, prediction, weight].compactMap({ $0 }) {
      _ = try table.position(of: name)
    }
    func known(_ names: [String]) -> String? {
      names.lazy.compactMap { name in table.columns.first { $0.lowercased() == name } }.first
    }
    guard let truthColumn = truth ?? known(Self.truthNames) else {
      throw Failure(
        .data,
        "\(table.file): which column holds the truth? say --truth COLUMN; there are "
          + table.columns.joined(separator: ", "))
    }
    self.truth = truthColumn
    self.weight = weight ?? known(Self.weightNames)
    self.prediction = prediction ?? known(Self.predictionNames)
    // Predictions that were asked for alone are judged alone.
    guard prediction == nil || score != nil else { return }
    self.score = score ?? known(Self.scoreNames)
    guard self.score == nil else { return }
    for prefix in Self.classPrefixes {
      let columns = table.columns.filter { $0.hasPrefix(prefix) && $0.count > prefix.count }
      guard columns.count > 1 else { continue }
      classScores = columns.map { (String($0.dropFirst(prefix.count)), $0) }
      return
    }
    guard self.prediction == nil else { return }
    try guess(in: table)
  }

  /// Takes the only column left that can be scores or predictions.
  private mutating func guess(in table: Table) throws {
    let left = table.columns.filter {
      $0 != truth && $0 != weight && !Self.rowNames.contains($0.lowercased())
    }
    let labels = Set(try table.texts(truth))
    let predictions = try left.filter { Set(try table.texts($0)).isSubset(of: labels) }
    let scores = try left.filter { name in
      guard !predictions.contains(name), try table.isNumeric(name) else { return false }
      return try table.numbers(name, missing: .nan).allSatisfy { (0...1).contains($0) }
    }
    switch (scores.count, predictions.count) {
    case (1, _): score = scores[0]
    case (0, 1): prediction = predictions[0]
    default:
      throw Failure(
        .data,
        "\(table.file): which column holds scores or predictions? say --score COLUMN or "
          + "--prediction COLUMN; there are " + left.joined(separator: ", "))
    }
  }

  /// What was taken, in words.
  var description: String {
    var parts = ["truth=\(truth)"]
    if let score { parts.append("score=\(score)") }
    if !classScores.isEmpty {
      parts.append("scores=" + classScores.map(\.column).prefix(6).joined(separator: ","))
    }
    if let prediction, score == nil, classScores.isEmpty {
      parts.append("prediction=\(prediction)")
    }
    if let weight { parts.append("weight=\(weight)") }
    return parts.joined(separator: " · ")
  }
}
