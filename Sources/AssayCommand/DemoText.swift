import Assay

extension TwoCircles {
  /// What each metric says, in a few words.
  private static let meanings: [String: String] = [
    "accuracy": "right answers, of all",
    "precision": "of those called inner, the part that is",
    "recall": "of the inner ones, the part that is found",
    "f1": "precision and recall in one number",
    "cohen_kappa": "agreement beyond luck: 0 guessing, 1 perfect",
    "roc_auc": "how often an inner point outscores an outer one",
  ]

  /// The result for people.
  func text(color: Terminal.Color, folder: String) -> String {
    var page = Page(color: color)
    page.heading("Two noisy circles")
    page.line("1,000 points: 0 is the outer circle, 1 the inner one.")
    page.line("Training half: 500 points to learn from, \(counts(train)).")
    page.line("Test half:     500 points to judge by, \(counts(test)).")

    page.heading("The network")
    page.line("2 inputs, 100 hidden units (ReLU), 1 output (sigmoid).")
    page.line(
      "\(model.parameterCount) numbers, learnt in \(Self.epochs) epochs of batches of "
        + "\(Self.batchSize) with Adam, seed \(seed).")

    page.heading("Accuracy on both halves")
    page.line("training half  \(fixed(training[.accuracy], 3))   seen while learning")
    page.line(
      "test half      \(fixed(evaluation[.accuracy], 3))   never learnt from: this one counts")

    page.heading("How good it is on the test half, and how sure that is")
    page.line("\(padded("", 15))value   95 % interval")
    for estimate in estimates {
      let ends =
        estimate.interval.map { "\(fixed($0.low, 3)) – \(fixed($0.high, 3))" } ?? "–"
      page.line(
        "\(padded(estimate.title, 15))\(fixed(estimate.value, 3))   \(padded(ends, 13))   "
          + (Self.meanings[estimate.name] ?? ""))
    }
    page.line()
    page.paragraph(
      "The interval holds the values that 500 points do not rule out. "
        + "Intervals of proportions are Wilson's, of ROC AUC DeLong's, the others from 2,000 "
        + "resamples of the matrix.")

    page.heading("Which were mistaken for which")
    page.lines(evaluation.confusion.description)

    page.heading("Class by class")
    page.lines(classificationReport)

    if let gain {
      page.heading("Would another threshold be better?")
      page.paragraph("A point is called inner when its score is at least 0.5. " + words(gain))
    }

    page.heading("While it learnt")
    if history.diagnosis.isEmpty {
      page.line("Nothing odd: both losses fell and levelled off.")
    }
    for remark in history.diagnosis { page.paragraph("\(remark)") }

    if let verdict = evaluation.verdict {
      page.heading("Verdict")
      page.paragraph(verdict.description)
    }

    page.heading("Written to \(folder)")
    page.line("figures  scatter, learning-curves, decision-regions,")
    page.line("         roc, precision-recall, confusion-matrix (.svg)")
    page.line("tables   predictions.csv, history.csv")
    page.line("model    model.safetensors")
    return page.text
  }

  private func counts(_ half: Dataset<Int>) -> String {
    let counts = half.classCounts
    return "\(counts[0]) outer and \(counts[1]) inner"
  }

  private var classificationReport: String {
    var text = ClassificationReport(evaluation.confusion).text
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// A threshold's gain with the digits that people read.
  private func words(_ gain: ThresholdGain) -> String {
    let chosen = gain.chosen
    var text =
      "On \(chosen.chosenOn) \(fixed(chosen.threshold, 3)) gives the best \(chosen.metric), "
      + "\(fixed(chosen.value, 3)). On \(gain.measuredOn) it gives \(fixed(gain.value, 3)), "
      + "where 0.5 gives \(fixed(gain.standardValue, 3)): "
    let ends = gain.interval.map { " (\(signed($0.low)) to \(signed($0.high)))" } ?? ""
    if gain.gain == 0 {
      text += "no gain\(ends)."
    } else {
      text += "a \(gain.gain > 0 ? "gain" : "loss") of \(fixed(abs(gain.gain), 3))\(ends)"
      let mayBeLuck = gain.interval.map { $0.low <= 0 && $0.high >= 0 } ?? false
      text += mayBeLuck ? ", which may be luck." : "."
    }
    return text
  }

  private func signed(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + fixed(abs(value), 3)
  }
}
