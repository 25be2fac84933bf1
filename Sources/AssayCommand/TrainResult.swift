import Assay

/// What `assay train` has to say and to write.
struct TrainResult {
  let table: Table
  let trained: TrainedClassifier
  let folder: String
  let seed: UInt64

  private var classifier: Classifier<String> { trained.classifier }
  private var evaluation: ClassifierEvaluation<String> { trained.evaluation }
  private var isJudgedAside: Bool { !trained.validationRows.isEmpty }
  private var judgedRows: [Int] { isJudgedAside ? trained.validationRows : trained.trainingRows }

  private var remarks: [LearningRemark] {
    LearningCurves(
      trainingLoss: trained.history.training.loss,
      validationLoss: trained.history.validation?.loss,
      trainingAccuracy: trained.history.training[.accuracy],
      validationAccuracy: trained.history.validation?[.accuracy],
      rows: isJudgedAside
        ? (training: trained.trainingRows.count, validation: trained.validationRows.count) : nil
    ).remarks
  }

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
    files.append(("model.safetensors", try classifier.archiveBytes()))
    return files
  }

  /// The answers for the rows judged by, with their lines in the file.
  private func predictions() throws -> [UInt8] {
    let answers = try classifier.predict(table)
    let truth = try table.labels(classifier.labelColumn)
    return AnswerTable(classes: classifier.classes, answers: answers, truth: truth)
      .csv(rows: judgedRows)
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
      "label \(classifier.labelColumn): \(classifier.classes.count) classes, "
        + classifier.classes.prefix(12).joined(separator: ", ")
        + (classifier.classes.count > 12 ? ", …" : ""))
    page.line(
      "\(grouped(trained.trainingRows.count)) rows to learn from, "
        + (isJudgedAside
          ? "\(grouped(judgedRows.count)) kept aside to judge by" : "none kept aside"))

    page.heading("The network")
    page.lines(classifier.network.description)
    page.line(
      "\(grouped(classifier.network.parameterCount)) numbers, learnt in "
        + "\(trained.history.epochCount) epochs, seed \(seed)")

    page.heading(
      isJudgedAside
        ? "How good it is on the rows kept aside"
        : "How well it fits the rows it learnt from (new rows will do worse)")
    page.lines(evaluation.description)

    page.heading("While it learnt")
    if remarks.isEmpty { page.line("Nothing odd.") }
    for remark in remarks { page.paragraph("\(remark)") }

    page.heading("Written to \(folder)")
    page.line("model.safetensors, predictions.csv, history.csv and four figures")
    page.line("next: assay predict \(folder) NEW.csv")
    return page.text
  }

  func json(files: [String]) -> JSON {
    .object([
      ("schema_version", .integer(1)),
      ("command", .string("train")),
      ("file", .string(table.file)),
      ("rows", .integer(table.count)),
      ("label", .string(classifier.labelColumn)),
      ("classes", .array(classifier.classes.map { .string($0) })),
      ("positive_class", .string(evaluation.positiveClass)),
      ("columns", .array(classifier.preprocessing.columns.map { .string($0.name) })),
      ("train_rows", .integer(trained.trainingRows.count)),
      ("validation_rows", .integer(trained.validationRows.count)),
      ("judged_on", .string(isJudgedAside ? "validation" : "training")),
      ("seed", .string("\(seed)")),
      ("epochs", .integer(trained.history.epochCount)),
      ("parameters", .integer(classifier.network.parameterCount)),
      ("loss", .optional(trained.history.training.loss.last)),
      ("val_loss", .optional(trained.history.validation?.loss.last)),
      ("metrics", JSON(evaluation.estimates(evaluation.reportedMetrics))),
      ("confusion_matrix", JSON(evaluation.confusion)),
      ("remarks", .array(remarks.map { .string("\($0)") })),
      ("verdict", evaluation.verdict.map { JSON($0) } ?? .null),
      ("output", .string(folder)),
      ("files", .array(files.map { .string($0) })),
    ])
  }
}
