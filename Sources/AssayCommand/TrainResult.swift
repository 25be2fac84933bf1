import Assay

/// What `assay train` has to say and to write.
struct TrainResult {
  let table: Table
  let label: String
  let settings: MLPClassifier
  let trained: TrainedClassifier<String>
  let crossValidation: CrossValidation<String>?
  let folder: String

  private var classifier: Classifier<String> { trained.classifier }
  private var evaluation: ClassifierEvaluation<String> { trained.evaluation }
  private var isJudgedAside: Bool { !trained.testRows.isEmpty }
  private var judgedRows: [Int] { isJudgedAside ? trained.testRows : trained.trainingRows }

  private var diagnosis: [LearningRemark] { trained.history.diagnosis }

  func files() throws -> [(name: String, bytes: [UInt8])] {
    let subtitle = "\(table.file), \(judgedRows.count) rows" + (isJudgedAside ? " kept aside" : "")
    var files: [(name: String, bytes: [UInt8])] = [
      (
        "learning-curves.svg",
        trained.history.plot(subtitle: "\(trained.history.epochCount) epochs")
      ),
      ("roc.svg", evaluation.rocPlot(subtitle: subtitle)),
      ("precision-recall.svg", evaluation.precisionRecallPlot(subtitle: subtitle)),
      ("confusion-matrix.svg", evaluation.confusion.plot()),
    ].map { (name: String, plot: Plot) in (name, Array(plot.svg().utf8)) }
    files.append(("history.csv", Array(historyTable(trained.history).utf8)))
    files.append(("predictions.csv", try predictions()))
    if let crossValidation {
      files.append(("out-of-fold.csv", try outOfFold(crossValidation)))
    }
    files.append(("model.safetensors", try classifier.archiveBytes()))
    return files
  }

  /// The answers for the rows judged by, with their places in the file.
  private func predictions() throws -> [UInt8] {
    let answers = try classifier.answers(for: table)
    return AnswerTable(
      classes: classifier.classes, labels: answers.labels, scores: answers.scores,
      truth: try table.labels(label)
    ).csv(rows: judgedRows)
  }

  /// The answers for every row by the network that did not learn from it.
  private func outOfFold(_ folds: CrossValidation<String>) throws -> [UInt8] {
    AnswerTable(
      classes: classifier.classes, labels: folds.predictions, scores: folds.scores,
      truth: try table.labels(label)
    ).csv(rows: Array(0..<table.count))
  }

  private var kinds: (numbers: Int, texts: Int) {
    classifier.preprocessing.columns.reduce(into: (0, 0)) { kinds, column in
      if case .texts = column.encoding { kinds.1 += 1 } else { kinds.0 += 1 }
    }
  }

  func text(color: Terminal.Color) -> String {
    var page = Page(color: color)
    page.heading("Data")
    let (numbers, texts) = kinds
    page.line(
      "\(table.file): \(grouped(table.count)) rows, \(numbers) columns of numbers, \(texts) of texts"
    )
    page.paragraph(
      "label \(label): \(classifier.classes.count) classes, "
        + classifier.classes.prefix(12).joined(separator: ", ")
        + (classifier.classes.count > 12 ? ", …" : ""))
    page.line(
      "\(grouped(trained.trainingRows.count)) rows to learn from, "
        + (trained.validationRows.isEmpty
          ? "" : "\(grouped(trained.validationRows.count)) to \(validationUse), ")
        + (isJudgedAside
          ? "\(grouped(judgedRows.count)) kept aside to judge by" : "none kept aside"))

    page.heading("The network")
    page.lines(classifier.network.description)
    page.line(
      "\(grouped(classifier.network.parameterCount)) numbers, learnt in "
        + "\(trained.history.epochCount) epochs, seed \(settings.seed)")
    if settings.earlyStopping != nil {
      page.line(
        (trained.history.stopReason == nil ? "not stopped early" : "stopped early")
          + "; the weights are those of epoch \(weightsEpoch)")
    }
    if settings.classWeights == .balanced { page.line("every class counted the same") }

    page.heading(
      isJudgedAside
        ? "How good it is on the rows kept aside"
        : "How well it fits the rows it learnt from (new rows will do worse)")
    page.lines(evaluation.description)
    if let gain = trained.calibrationGain, let method = settings.calibration {
      page.heading("What calibration (\(method)) changed on the rows kept aside")
      page.lines(gain.description)
      if trained.validationRows.count < 100 {
        page.paragraph(
          "\(trained.validationRows.count) rows are few to calibrate by: take a hundred, by more "
            + "data or a larger --validation")
      }
    }
    if let crossValidation {
      page.heading(
        "How good the settings are: \(crossValidation.folds.count) folds, every row judged once")
      for line in crossValidation.lines { page.line(line) }
      page.paragraph(
        "intervals by the corrected resampled t test; spread: standard deviation of the folds")
    }

    page.heading("While it learnt")
    if diagnosis.isEmpty { page.line("Nothing odd.") }
    for remark in diagnosis { page.paragraph("\(remark)") }

    page.heading("Written to \(folder)")
    page.paragraph(
      "model.safetensors, predictions.csv, "
        + (crossValidation == nil ? "" : "out-of-fold.csv, ") + "history.csv and four figures")
    page.line("next: assay predict \(folder) NEW.csv")
    return page.text
  }

  /// What the validation rows are for, in words.
  private var validationUse: String {
    [
      settings.earlyStopping == nil ? nil : "stop by",
      settings.calibration == nil ? nil : "calibrate by",
    ].compactMap(\.self).joined(separator: " and ")
  }

  private var weightsEpoch: Int { trained.history.restoredEpoch ?? trained.history.epochCount }

  func json(files: [String]) -> JSON {
    .object(
      [("schema_version", .integer(1)), ("command", .string("train"))] + facts + results + [
        ("output", .string(folder)),
        ("files", .array(files.map { .string($0) })),
      ])
  }

  /// What was learnt from, and how.
  private var facts: [(String, JSON)] {
    [
      ("file", .string(table.file)),
      ("rows", .integer(table.count)),
      ("label", .string(label)),
      ("classes", .array(classifier.classes.map { .string($0) })),
      ("positive_class", .string(evaluation.positiveClass)),
      ("columns", .array(classifier.preprocessing.columns.map { .string($0.name) })),
      ("train_rows", .integer(trained.trainingRows.count)),
      ("validation_rows", .integer(trained.validationRows.count)),
      ("test_rows", .integer(trained.testRows.count)),
      ("judged_on", .string(isJudgedAside ? "test" : "training")),
      ("seed", .string("\(settings.seed)")),
      ("settings", settings.json),
      ("epochs", .integer(trained.history.epochCount)),
      ("stopped_early", .bool(trained.history.stopReason != nil)),
      ("weights_of_epoch", .integer(weightsEpoch)),
      ("parameters", .integer(classifier.network.parameterCount)),
    ]
  }

  /// What came of it.
  private var results: [(String, JSON)] {
    [
      ("loss", .optional(trained.history.training.loss.last)),
      ("val_loss", .optional(trained.history.validation?.loss.last)),
      ("metrics", JSON(evaluation.estimates(evaluation.reportedMetrics))),
      ("confusion_matrix", JSON(evaluation.confusion)),
      ("calibration", trained.calibrationGain.map { JSON($0) } ?? .null),
      ("cross_validation", crossValidation?.json ?? .null),
      ("diagnosis", JSON(diagnosis)),
      ("verdict", evaluation.verdict.map { JSON($0) } ?? .null),
    ]
  }
}

extension JSON {
  /// Losses before and after a recalibration.
  fileprivate init(_ gain: RecalibrationGain) {
    func losses(_ losses: RecalibrationGain.Losses) -> JSON {
      .object([
        ("log_loss", .number(losses.logLoss)), ("brier_score", .number(losses.brierScore)),
        ("calibration_error", .number(losses.calibrationError)),
      ])
    }
    self = .object([("before", losses(gain.before)), ("after", losses(gain.after))])
  }
}
