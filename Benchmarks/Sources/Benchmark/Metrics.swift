internal import Assay

/// Metrics of two classes by the one-shot functions, as a reader of scikit-learn would call them.
enum Metrics {
  static func measurements(of count: Int) -> [Measurement] {
    let samples = Samples(count: count)
    let (labels, predictions) = (samples.labels, samples.predictions)
    var all = [
      Measurement(name: "accuracy, \(count)") {
        try accuracy(labels: labels, predictions: predictions)
      },
      Measurement(name: "confusion matrix, \(count)") {
        try confusionMatrix(labels: labels, predictions: predictions).total
      },
      Measurement(name: "F1, \(count)") {
        try f1Score(labels: labels, predictions: predictions)
      },
      Measurement(name: "Cohen's kappa, \(count)") {
        try cohenKappa(labels: labels, predictions: predictions)
      },
    ]
    let (scores, floatScores) = (samples.scores, samples.floatScores)
    let flags = labels.map { UInt8($0) }
    all += [
      Measurement(name: "ROC AUC of Float, \(count)") {
        try Ranking.pairs(scores: floatScores, labels: flags).area
      },
      Measurement(name: "ROC AUC of Double, \(count)") {
        try rocAUC(labels: labels, scores: scores)
      },
      Measurement(name: "average precision of Double, \(count)") {
        try averagePrecision(labels: labels, scores: scores)
      },
      Measurement(name: "log loss of Double, \(count)") {
        try logLoss(labels: labels, probabilities: scores)
      },
      Measurement(name: "Brier score of Double, \(count)") {
        try brierScore(labels: labels, probabilities: scores)
      },
      Measurement(name: "log loss of Float, \(count)") {
        try logLoss(labels: labels, probabilities: floatScores)
      },
    ]
    return all
  }
}
