import Assay

extension TwoCircles {
  /// The result for programs.
  func json(folder: String, files: [String]) -> JSON {
    .object([
      ("schema_version", .integer(1)),
      ("command", .string("demo")),
      (
        "data",
        .object([
          ("name", .string("circles")),
          ("rows", .integer(points.count)),
          ("noise", .number(Self.noise)),
          ("seed", .integer(Int(Self.pointSeed))),
          ("train_rows", .integer(train.count)),
          ("test_rows", .integer(test.count)),
          ("classes", .array([.string("0"), .string("1")])),
          ("positive_class", .string("\(evaluation.positiveClass)")),
        ])
      ),
      (
        "training",
        .object([
          ("seed", .string("\(seed)")),
          ("parameters", .integer(model.parameterCount)),
          ("epochs", .integer(history.epochCount)),
          ("batch_size", .integer(Self.batchSize)),
          ("loss", .optional(history.training.loss.last)),
          ("val_loss", .optional(history.validation?.loss.last)),
          ("train_accuracy", .number(training[.accuracy])),
          ("test_accuracy", .number(evaluation[.accuracy])),
        ])
      ),
      ("metrics", JSON(evaluation.estimates(evaluation.reportedMetrics))),
      ("confusion_matrix", JSON(evaluation.confusion)),
      ("threshold", gain.map { JSON($0) } ?? .null),
      ("diagnosis", JSON(history.diagnosis)),
      ("verdict", evaluation.verdict.map { JSON($0) } ?? .null),
      ("output", .string(folder)),
      ("files", .array(files.map { .string($0) })),
    ])
  }
}
