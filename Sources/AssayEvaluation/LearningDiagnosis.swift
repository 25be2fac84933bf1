extension LearningCurves {
  /// What the curves say of how to go on, the gravest first; empty where nothing is to be said.
  ///
  /// ```swift
  /// for finding in history.diagnosis { print(finding.text, finding.remedy ?? "") }
  /// ```
  ///
  /// «The end» is the median of the last tenth of the epochs (at most 20), so that one epoch does not
  /// decide; «the fall» goes from the first training loss to the end.
  ///
  /// - `lossNotFinite`: any loss is NaN or infinite; nothing else is said then.
  /// - `diverging`: the end of the training loss is a tenth above its first value and a quarter
  ///   above its best; nothing else is said of how it learnt.
  /// - `noLearning`: five epochs or more, the end of the training loss is not 1 % below its first
  ///   value, and accuracy, where known, rose by less than a point and is below 95 %.
  /// - `noBetterThanShares`, in the place of `noLearning`: the end lies above 99 % of
  ///   ``lossOfShares``, and accuracy, where known, rose by less than a point.
  /// - `overfitting`: ten epochs or more, the best validation loss (smoothed likewise) lies in the
  ///   first four fifths, the end is 5 % and three times the usual change between epochs above it,
  ///   and the training loss fell by 2 % since.
  /// - `validationAccuracyAbove`: five epochs or more, and at the end half a point or more; only
  ///   without accuracies `validationLossBelow`, at 2 %.
  ///
  /// What is no fault yet wants another setting, from ten epochs on:
  ///
  /// - `jumping`: in the second half of the epochs the median change of the training loss between two
  ///   of them is 5 % of the fall to the best, and 2 % of the loss, and one change in three is a rise.
  /// - `slow`: each fifth of the epochs has 10 to 35 % of the fall, which is 1 to 30 % of the first
  ///   loss.
  /// - `stillFalling`: neither `slow` nor `jumping`; the last fifth has 5 % of the fall, and, where
  ///   there are validation data, 5 % of the fall of their loss.
  /// - `levelHigh`: nothing else was found, and the end lies above 75 % of ``lossOfShares``.
  public var diagnosis: [LearningRemark] {
    var findings = faults
    for finding in findings {
      switch finding {
      case .lossNotFinite, .diverging: return findings
      default: continue
      }
    }
    if let finding = noBetterThanShares {
      findings.removeAll { if case .noLearning = $0 { true } else { false } }
      return [finding] + findings
    }
    let isOverfitting = findings.contains { if case .overfitting = $0 { true } else { false } }
    let noLearning = findings.contains { if case .noLearning = $0 { true } else { false } }
    guard !noLearning, trainingLoss.count >= 10 else { return findings }
    var more: [LearningRemark] = []
    if let finding = jumping { more.append(finding) }
    if !isOverfitting, more.isEmpty, let finding = slow ?? stillFalling ?? levelHigh {
      more.append(finding)
    }
    // What validation above training says is no fault, and comes last.
    return isOverfitting ? findings + more : more + findings
  }

  private var noBetterThanShares: LearningRemark? {
    guard let lossOfShares, lossOfShares > 0, trainingLoss.count >= 5 else { return nil }
    let last = Self.end(trainingLoss)
    guard last > 0.99 * lossOfShares else { return nil }
    if let accuracy = trainingAccuracy, let first = accuracy.first {
      guard Self.end(accuracy) < first + 0.01 else { return nil }
    }
    return .noBetterThanShares(last: last, ofShares: lossOfShares)
  }

  private var jumping: LearningRemark? {
    guard let first = trainingLoss.first, let best = trainingLoss.min() else { return nil }
    let half = trainingLoss.suffix(trainingLoss.count / 2)
    let changes = zip(half.dropFirst(), half).map { $0 - $1 }
    let size = Self.median(changes.map(\.magnitude)[...])
    guard size > 0, size >= 0.05 * (first - best), size >= 0.02 * Self.median(half).magnitude,
      3 * changes.count(where: { $0 > 0 }) >= changes.count
    else { return nil }
    return .jumping(by: size, fell: first - best)
  }

  private var slow: LearningRemark? {
    guard let first = trainingLoss.first else { return nil }
    let last = Self.end(trainingLoss)
    let fall = first - last
    guard fall >= 0.01 * first.magnitude, fall <= 0.3 * first.magnitude,
      Self.falls(trainingLoss).allSatisfy({ $0 >= 0.1 * fall && $0 <= 0.35 * fall })
    else { return nil }
    return .slow(first: first, last: last)
  }

  private var stillFalling: LearningRemark? {
    guard let fall = Self.lastFall(trainingLoss) else { return nil }
    if let validationLoss {
      guard validationLoss.count == trainingLoss.count, Self.lastFall(validationLoss) != nil else {
        return nil
      }
    }
    return .stillFalling(by: fall, last: Self.end(trainingLoss))
  }

  private var levelHigh: LearningRemark? {
    let last = Self.end(trainingLoss)
    guard let lossOfShares, last > 0.75 * lossOfShares else { return nil }
    return .levelHigh(last: last, ofShares: lossOfShares)
  }

  /// By how much a loss fell over the last fifth, if that is 5 % of its whole fall.
  private static func lastFall(_ losses: [Double]) -> Double? {
    guard let first = losses.first, let last = falls(losses).last else { return nil }
    let whole = first - end(losses)
    return whole > 0 && last >= 0.05 * whole ? last : nil
  }

  /// By how much a loss fell over each fifth of the epochs: from its first value, over medians of as
  /// many epochs as the end has.
  private static func falls(_ losses: [Double]) -> [Double] {
    guard let first = losses.first else { return [] }
    let smooth = smoothed(losses)
    let marks = [first] + (1...4).map { smooth[losses.count * $0 / 5] } + [end(losses)]
    return zip(marks, marks.dropFirst()).map { $0 - $1 }
  }
}
