extension LearningRemark: CustomStringConvertible {
  /// The remark in words: what was seen, why it comes about, what to do.
  public var description: String { text + (remedy.map { " " + $0 } ?? "") }

  /// What was seen, and why it comes about.
  public var text: String {
    func text(_ value: Double) -> String { DecimalText.fixed(value, digits: 3) }
    func points(_ value: Double) -> String { DecimalText.fixed(100 * value, digits: 1) }
    switch self {
    case .lossNotFinite(let epoch):
      return "The loss is not a number from epoch \(epoch) on."
    case .diverging(let first, let best, let last):
      return
        "The training loss rose from \(text(first)) to \(text(last)), its best was \(text(best)): "
        + "training diverges."
    case .noLearning(let first, let last):
      return
        "The training loss went from \(text(first)) to \(text(last)): nothing was learnt."
    case .overfitting(let since, let best, let last):
      return
        "The validation loss rises since epoch \(since), from \(text(best)) to \(text(last)), "
        + "while the training loss still falls: over-fitting."
    case .validationAccuracyAbove(let training, let validation, let luck):
      var words =
        "Validation accuracy (\(points(validation)) %) is above training accuracy "
        + "(\(points(training)) %). Training figures are means over an epoch in which the weights "
        + "still move, with dropout at work where there is any; validation comes after it, without."
      if let luck, validation - training < luck {
        words += " Between rows as few as these, luck alone makes up to \(points(luck)) points."
      } else if luck != nil {
        words += " It is more than luck between rows makes."
      }
      return words
    case .validationLossBelow(let training, let validation):
      return
        "Validation loss (\(text(validation))) is below training loss (\(text(training))). "
        + "Training figures are means over an epoch in which the weights still move, with dropout "
        + "and penalties at work where there are any; validation comes after it, without."
    case .noBetterThanShares(let last, let ofShares):
      return
        "The training loss ends at \(text(last)), and the shares of the classes alone give "
        + "\(text(ofShares)): nothing was learnt from the inputs."
    case .levelHigh(let last, let ofShares):
      return
        "The training loss levels off at \(text(last)), where the shares of the classes alone give "
        + "\(text(ofShares)): under-fitting, or inputs that say little of the classes."
    case .jumping(let by, let fell):
      return
        "The training loss jumps up and down by \(text(by)) between epochs, where it fell by "
        + "\(text(fell)) in all: steps are too long."
    case .slow(let first, let last):
      return
        "The training loss went from \(text(first)) to \(text(last)) at an even pace: steps are too "
        + "short."
    case .stillFalling(let by, let last):
      return
        "The loss still falls at the end, by \(text(by)) to \(text(last)) over the last fifth of "
        + "the epochs: training ended too early."
    }
  }

  /// What to do; nil where nothing is wrong.
  public var remedy: String? {
    switch self {
    case .lossNotFinite:
      "Lower the learning rate, and look for extreme inputs."
    case .diverging:
      "Lower the learning rate."
    case .noLearning, .noBetterThanShares:
      "Check that labels belong to their rows and inputs are scaled, or change the learning rate."
    case .overfitting:
      "Stop there (early stopping), or use a smaller network, dropout or more data."
    case .validationAccuracyAbove(let training, let validation, let luck):
      luck.map { validation - training < $0 } ?? true
        ? nil : "See whether the two are of one kind, and share no rows."
    case .validationLossBelow:
      nil
    case .levelHigh:
      "Try a larger network, less dropout or penalty, or inputs that say more."
    case .jumping:
      "Lower the learning rate, or take larger batches."
    case .slow:
      "Raise the learning rate, and scale the inputs."
    case .stillFalling:
      "Train for more epochs."
    }
  }
}
