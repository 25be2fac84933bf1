/// Looks over truth and predicted labels and says what looks wrong, the gravest first.
///
/// ```swift
/// diagnose(labels: ["cat", "dog"], predictions: ["Cat", "dog"]).first
/// // predicted and never in the truth: {Cat}, first in row 0, in 1 row: …
/// ```
///
/// Found are: different lengths, one-hot rows against classes, texts against numbers, scores given
/// as predictions, a truth of one class, classes that only one side has, and rows sorted by class.
///
/// Swapped arguments show only where the truth lacks a class that was predicted, and the predictions
/// lack none: a possibility, for a model may know classes that these rows do not hold. Where both sides
/// have the same classes nothing shows: accuracy, kappa and Matthews' correlation stay what they are,
/// and precision and recall change places, which looks like any other model.
///
/// The two sides may be of different types, because that is one of the faults. Nothing is thrown.
///
/// - Complexity: O(n) for n rows.
public func diagnose<Label: Hashable & Sendable, Prediction: Hashable & Sendable>(
  labels: [Label], predictions: [Prediction]
) -> [Finding] {
  var findings: [Finding] = []
  if labels.count != predictions.count {
    findings.append(.lengthsDiffer(labels: labels.count, answers: predictions.count))
  }
  let (truth, answers) = (DistinctValues(labels), DistinctValues(predictions))
  let (labelWidth, predictionWidth) = (OneHotRows.width(truth), OneHotRows.width(answers))
  switch (labelWidth, predictionWidth) {
  case (let width?, nil): findings.append(.oneHot(field: "labels", width: width))
  case (nil, let width?): findings.append(.oneHot(field: "predictions", width: width))
  default:
    if let finding = LabelKind.difference(truth, answers) {
      findings.append(finding)
    } else if let finding = LabelKind.scores(among: answers, truth) {
      findings.append(finding)
    } else {
      findings += classesOfOneSide(truth, answers)
    }
  }
  return findings + orderFindings(labels, truth)
}

/// Looks over truth and scores of the positive class and says what looks wrong, the gravest first.
///
/// ```swift
/// diagnose(labels: [0, 1, 1, 0], scores: [-2.5, 3.1, 0.4, -0.2]).first
/// // scores reach from -2.5 to 3.1, so they are no probabilities: …
/// ```
///
/// Found are: different lengths, swapped arguments, NaN, labels given as scores, one score for
/// every row, scores that are no probabilities, scores that go with the other class (an area under
/// the ROC curve whose 95 % interval lies below one half), a truth of one class, and rows sorted by
/// class. Nothing is thrown.
///
/// - Parameters:
///   - labels: the truth.
///   - scores: the score of each row.
///   - positive: the positive class; nil for `true`, 1, or the later of two classes.
/// - Complexity: O(n log n) for n rows.
public func diagnose<Label: Hashable & Sendable>(
  labels: [Label], scores: [Double], positive: Label? = nil
) -> [Finding] {
  var findings: [Finding] = []
  if labels.count != scores.count {
    findings.append(.lengthsDiffer(labels: labels.count, answers: scores.count))
  }
  let truth = DistinctValues(labels)
  let bad = scores.lazy.filter { !$0.isFinite }.count
  if let index = scores.firstIndex(where: { !$0.isFinite }) {
    findings.append(
      .notFinite(field: "scores", index: index, value: scores[index], count: bad))
  } else if let least = scores.min(), let greatest = scores.max() {
    let few = DistinctValues(scores, atMost: 3)
    if let swapped = LabelKind.swapped(truth, few) {
      findings.append(swapped)
    } else if least == greatest {
      if scores.count > 1 { findings.append(.constantScores(value: least)) }
    } else if few.values.count == 2, scores.count > 4, few.values.allSatisfy(isWhole) {
      findings.append(.predictionsAsScores(values: [least, greatest]))
    } else if least < 0 || greatest > 1 {
      findings.append(.notProbabilities(least: least, greatest: greatest))
    }
    if let finding = inverted(labels, scores, positive) { findings.append(finding) }
  }
  return findings + orderFindings(labels, truth)
}

/// Looks over truth and the probabilities of each class and says what looks wrong.
///
/// Found are, besides what concerns the truth alone: NaN, values outside 0 ... 1, and rows that do
/// not add up to 1.
///
/// - Parameters:
///   - labels: the truth.
///   - probabilities: one for each class in each row.
public func diagnose<Label: Hashable & Sendable>(
  labels: [Label], probabilities: [[Double]]
) -> [Finding] {
  var findings: [Finding] = []
  if labels.count != probabilities.count {
    findings.append(.lengthsDiffer(labels: labels.count, answers: probabilities.count))
  }
  let truth = DistinctValues(labels)
  if let width = OneHotRows.width(truth) {
    findings.append(.oneHot(field: "labels", width: width))
  }
  let bad = probabilities.indices.filter { !probabilities[$0].allSatisfy(\.isFinite) }
  if let row = bad.first, let value = probabilities[row].first(where: { !$0.isFinite }) {
    findings.append(
      .notFinite(field: "probabilities", index: row, value: value, count: bad.count))
    return findings + orderFindings(labels, truth)
  }
  let least = probabilities.lazy.compactMap { $0.min() }.min() ?? 0
  let greatest = probabilities.lazy.compactMap { $0.max() }.max() ?? 0
  if least < 0 || greatest > 1 {
    findings.append(.notProbabilities(least: least, greatest: greatest))
  } else {
    let odd = probabilities.indices.filter {
      probabilities[$0].count > 1 && abs(probabilities[$0].reduce(0, +) - 1) > 1e-3
    }
    if let row = odd.first {
      findings.append(
        .rowsNotSummingToOne(
          row: row, sum: probabilities[row].reduce(0, +), count: odd.count))
    }
  }
  return findings + orderFindings(labels, truth)
}

/// Says whether a true mask holds anything but 0 and 1.
///
/// ```swift
/// diagnose(mask: [0, 255, 255, 0]).first   // mask[1] is 255, and 1 more like it, … divide by 255
/// ```
public func diagnose(mask: [Double]) -> [Finding] {
  guard let index = mask.firstIndex(where: { $0 != 0 && $0 != 1 }) else { return [] }
  return [
    .maskNotBinary(
      index: index, value: mask[index], count: mask.lazy.filter { $0 != 0 && $0 != 1 }.count,
      greatest: mask.lazy.filter { !$0.isNaN }.max() ?? .nan)
  ]
}

/// Says whether rows to judge by were learnt from.
///
/// Rows are compared as wholes: give their inputs, without the label.
///
/// ```swift
/// diagnose(training: [[1.0, 2.0], [3.0, 4.0]], test: [[3.0, 4.0], [5.0, 6.0]]).first
/// // 1 of 2 test rows were learnt from, the first being row 0, row 1 of training: …
/// ```
///
/// - Complexity: O(n) for n rows of both sets.
public func diagnose<Row: Hashable>(training: [Row], test: [Row]) -> [Finding] {
  var rows: [Row: Int] = [:]
  rows.reserveCapacity(training.count)
  for (index, row) in training.enumerated() where rows[row] == nil { rows[row] = index }
  let shared = test.indices.filter { rows[test[$0]] != nil }
  guard let first = shared.first, let learnt = rows[test[first]] else { return [] }
  return [.sharedRows(count: shared.count, of: test.count, training: learnt, test: first)]
}

private func isWhole(_ value: Double) -> Bool { value == value.rounded() }

/// Classes that only the truth or only the predictions have.
private func classesOfOneSide<Label, Prediction>(
  _ truth: DistinctValues<Label>, _ answers: DistinctValues<Prediction>
) -> [Finding] {
  let known = Set(truth.values.map { AnyHashable($0) })
  let given = Set(answers.values.map { AnyHashable($0) })
  var findings: [Finding] = []
  let unseen = answers.values.indices.filter { !known.contains(AnyHashable(answers.values[$0])) }
  if let first = unseen.first, !known.isEmpty {
    findings.append(
      .unseenClasses(
        labels: unseen.map { String(describing: answers.values[$0]) },
        index: answers.firstRows[first], count: unseen.reduce(0) { $0 + answers.counts[$1] }))
  }
  let missing = truth.values.filter { !given.contains(AnyHashable($0)) }
  if missing.isEmpty, !unseen.isEmpty, !known.isEmpty {
    findings.append(
      .perhapsSwapped(labels: unseen.map { String(describing: answers.values[$0]) }))
  }
  if !missing.isEmpty, !given.isEmpty {
    findings.append(.neverPredicted(labels: missing.map { String(describing: $0) }))
  }
  return findings
}

/// What the truth shows by itself.
private func orderFindings<Label>(
  _ labels: [Label], _ truth: DistinctValues<Label>
) -> [Finding] where Label: Hashable {
  guard let first = truth.values.first else { return [] }
  if truth.values.count == 1 {
    return labels.count > 1 ? [.oneClass(label: String(describing: first))] : []
  }
  // By luck, twenty rows of two classes fall into two blocks about once in 25,000 times.
  let runs = 1 + zip(labels, labels.dropFirst()).lazy.filter { $0 != $1 }.count
  guard labels.count >= 20, truth.values.count <= labels.count / 4, runs == truth.values.count,
    let last = truth.values.last
  else { return [] }
  return [.sortedLabels(first: String(describing: first), last: String(describing: last))]
}

/// An area under the ROC curve that is below one half by more than chance.
private func inverted<Label: Hashable & Sendable>(
  _ labels: [Label], _ scores: [Double], _ positive: Label?
) -> Finding? {
  guard labels.count == scores.count,
    let curve = try? ScoreColumns.curve(labels, scores, positive: positive, weights: nil)
  else { return nil }
  let blocks = curve.blocks
  let area = DeLong(positives: blocks.positives, negatives: blocks.negatives)
  guard let interval = area.interval(), interval.high < 0.5 else { return nil }
  return .invertedScores(rocAUC: area.area, upperEnd: interval.high)
}
