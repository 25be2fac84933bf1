internal import Assay

/// Metrics by the one-shot functions, as a reader of scikit-learn would call them.
enum Metrics {
  /// Metrics that follow from counts, by the names they have in the measurements.
  static let ofCounts = [
    "accuracy", "confusion matrix", "F1", "precision", "recall", "Jaccard", "Cohen's kappa",
    "Matthews", "balanced accuracy", "report",
  ]

  /// Metrics of a score for each row.
  static let ofScores = [
    "ROC AUC", "ROC curve", "precision-recall curve", "average precision", "log loss",
    "Brier score",
  ]

  /// Metrics of ten scores for each row.
  static let ofTenClasses = ["log loss", "top-3 accuracy", "ROC AUC"].map { $0 + " of 10 classes" }

  /// Tables of ten scores have at most so many rows, for the sake of memory.
  static let mostRowsOfTenClasses = 1_000_000

  static func measurements(of count: Int) -> [Measurement] {
    let samples = Samples(count: count)
    var all = ofCounts(samples, count)
    all += ofScores(samples.labels, samples.scores, "Double, \(count)")
    all += ofFloatScores(samples, count)
    all += floors(samples, count)
    if count <= mostRowsOfTenClasses { all += ofTenClasses(count) }
    return all
  }

  private static func ofCounts(_ samples: Samples, _ count: Int) -> [Measurement] {
    let (labels, predictions) = (samples.labels, samples.predictions)
    return [
      Measurement(name: "accuracy, \(count)") {
        try accuracy(labels: labels, predictions: predictions)
      },
      Measurement(name: "confusion matrix, \(count)") {
        try confusionMatrix(labels: labels, predictions: predictions)[truth: 1, prediction: 1]
      },
      Measurement(name: "F1, \(count)") {
        try f1Score(labels: labels, predictions: predictions)
      },
      Measurement(name: "precision, \(count)") {
        try precision(labels: labels, predictions: predictions)
      },
      Measurement(name: "recall, \(count)") {
        try recall(labels: labels, predictions: predictions)
      },
      Measurement(name: "Jaccard, \(count)") {
        try jaccardScore(labels: labels, predictions: predictions)
      },
      Measurement(name: "Cohen's kappa, \(count)") {
        try cohenKappa(labels: labels, predictions: predictions)
      },
      Measurement(name: "Matthews, \(count)") {
        try matthewsCorrelation(labels: labels, predictions: predictions)
      },
      Measurement(name: "balanced accuracy, \(count)") {
        try balancedAccuracy(labels: labels, predictions: predictions)
      },
      Measurement(name: "report, \(count)") {
        let report: String = try classificationReport(labels: labels, predictions: predictions)
        return Double(report.utf8.count)
      },
    ]
  }

  private static func ofScores(
    _ labels: [Int32], _ scores: [Double], _ kind: String
  ) -> [Measurement] {
    [
      Measurement(name: "ROC AUC of \(kind)") { try rocAUC(labels: labels, scores: scores) },
      Measurement(name: "ROC curve of \(kind)") {
        Double(try rocCurve(labels: labels, scores: scores).thresholds.count)
      },
      Measurement(name: "precision-recall curve of \(kind)") {
        Double(try precisionRecallCurve(labels: labels, scores: scores).precisions.count)
      },
      Measurement(name: "average precision of \(kind)") {
        try averagePrecision(labels: labels, scores: scores)
      },
      Measurement(name: "log loss of \(kind)") {
        try logLoss(labels: labels, probabilities: scores)
      },
      Measurement(name: "Brier score of \(kind)") {
        try brierScore(labels: labels, probabilities: scores)
      },
    ]
  }

  private static func ofFloatScores(_ samples: Samples, _ count: Int) -> [Measurement] {
    let (labels, scores) = (samples.labels, samples.floatScores)
    let flags = labels.map { $0 == 1 }
    return [
      Measurement(name: "ROC AUC of Float, \(count)") {
        try rocAUC(labels: flags, scores: scores)
      },
      Measurement(name: "log loss of Float, \(count)") {
        try logLoss(labels: labels, probabilities: scores)
      },
    ]
  }

  private static func ofTenClasses(_ count: Int) -> [Measurement] {
    let samples = TenClassSamples(count: count)
    let (labels, table, width) = (samples.labels, samples.probabilities, TenClassSamples.width)
    return [
      Measurement(name: "log loss of 10 classes, \(count)") {
        try logLoss(labels: labels, probabilities: table, width: width)
      },
      Measurement(name: "top-3 accuracy of 10 classes, \(count)") {
        try topKAccuracy(labels: labels, scores: table, width: width, k: 3)
      },
      Measurement(name: "ROC AUC of 10 classes, \(count)") {
        try rocAUC(labels: labels, scores: table, width: width, multiClass: .oneVsRest)
      },
    ]
  }

  /// What the machine allows: reading both columns once, and (by the peer) sorting the scores.
  private static func floors(_ samples: Samples, _ count: Int) -> [Measurement] {
    let (labels, predictions) = (samples.labels, samples.predictions)
    let (scores, flags) = (samples.floatScores, samples.labels.map { $0 == 1 })
    return [
      Measurement(name: "reading both columns, \(count)") {
        Double(Reading.sum(labels, predictions))
      },
      Measurement(name: "ROC AUC on one thread beside a sort, \(count)") {
        try Workers.limited(to: 1) { try rocAUC(labels: flags, scores: scores) }
      },
    ]
  }
}
