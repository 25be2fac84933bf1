import AssayCore
import AssayEvaluation
import Testing

@Suite("Diagnose") struct DiagnoseTests {
  /// Truth of two classes in no order, and scores that tell them apart, with noise.
  private static let (labels, scores) = {
    var random = RandomSource(seed: 3)
    let labels = (0..<200).map { _ in Int.random(in: 0...1, using: &random) }
    let scores = labels.map { Double($0) * 0.3 + Double.random(in: 0..<0.7, using: &random) }
    return (labels, scores)
  }()

  @Test func `finds nothing in sound data`() {
    #expect(diagnose(labels: Self.labels, scores: Self.scores) == [])
    let predictions = Self.scores.map { $0 >= 0.5 ? 1 : 0 }
    #expect(diagnose(labels: Self.labels, predictions: predictions) == [])
    #expect(diagnose(labels: Self.labels.map(Int32.init), predictions: predictions) == [])
    #expect(diagnose(labels: Self.labels.map(Double.init), predictions: predictions) == [])
    #expect(
      diagnose(labels: Self.labels, probabilities: Self.scores.map { [1 - $0, $0] }) == [])
    #expect(diagnose(mask: [0, 1, 1, 0]) == [])
    #expect(diagnose(training: [[1.0], [2.0]], test: [[3.0]]) == [])
  }

  @Test func `never fails on nothing`() {
    #expect(diagnose(labels: [Int](), predictions: [Int]()) == [])
    #expect(diagnose(labels: [Int](), scores: []) == [])
    #expect(diagnose(labels: [Int](), probabilities: []) == [])
    #expect(diagnose(labels: [1], scores: [0.5]) == [])
    #expect(diagnose(mask: []) == [])
    #expect(diagnose(training: [[Double]](), test: [[1]]) == [])
    #expect(diagnose(labels: [[Double]](), predictions: [[Int]]()) == [])
  }

  @Test func `sees swapped arguments`() {
    let findings = diagnose(labels: Self.scores, scores: Self.labels.map(Double.init))
    #expect(
      findings.first == .swappedArguments(labelValues: 200, scoreValues: 2))
    #expect(
      findings.first?.description
        == "the labels are numbers with fractions (200 different ones) and the scores have only "
        + "2: they look swapped; give the truth first")
    // As texts of a table too.
    #expect(
      diagnose(labels: Self.scores.map { "\($0)" }, scores: Self.labels.map(Double.init)).first?
        .name == "swapped_arguments")
  }

  @Test func `sees logits`() {
    let logits = Self.scores.map { 8 * ($0 - 0.5) }
    let findings = diagnose(labels: Self.labels, scores: logits)
    guard case .notProbabilities(let least, let greatest)? = findings.first else {
      Issue.record("\(findings)")
      return
    }
    #expect(least == logits.min() && greatest == logits.max() && findings.count == 1)
    #expect(
      Finding.notProbabilities(least: -2.5, greatest: 1234.56).description
        == "scores reach from -2.5 to 1234.6, so they are no probabilities: if they are logits, "
        + "apply a sigmoid or softmax first; a threshold of 0.5, log loss and Brier score mean "
        + "nothing for them")
    let table = diagnose(labels: Self.labels, probabilities: logits.map { [-$0, $0] })
    #expect(table.first?.name == "not_probabilities")
  }

  @Test func `sees rows that do not add up to one`() {
    #expect(
      diagnose(labels: [0, 1, 0], probabilities: [[0.5, 0.5], [0.9, 0.6], [0.2, 0.2]])
        == [.rowsNotSummingToOne(row: 1, sum: 1.5, count: 2)])
    #expect(
      Finding.rowsNotSummingToOne(row: 1, sum: 1.5, count: 2).description
        == "row 1 of the probabilities adds up to 1.5, and 1 more like it: apply a softmax, or "
        + "divide each row by its sum")
  }

  @Test func `sees one-hot rows against classes`() {
    #expect(
      diagnose(labels: [[0, 1], [1, 0], [0, 1]], predictions: [1, 0, 1])
        == [.oneHot(field: "labels", width: 2)])
    #expect(
      diagnose(labels: [1, 0, 2], predictions: [[0.0, 1, 0], [1, 0, 0], [0, 0, 1]])
        == [.oneHot(field: "predictions", width: 3)])
    #expect(
      diagnose(labels: [[true, false]], probabilities: [[0.5, 0.5]])
        == [.oneHot(field: "labels", width: 2)])
    // Both one-hot, and rows of several ones, are no mistake.
    #expect(diagnose(labels: [[0, 1], [1, 0]], predictions: [[0, 1], [1, 0]]) == [])
    #expect(OneHot.text == Finding.oneHot(field: "labels", width: 2).description)
  }

  private enum OneHot {
    static let text =
      "labels are rows of 2 with a single 1, and the other side names classes: take the position "
      + "of the 1 in each row"
  }

  @Test func `sees a flattened table by its length`() {
    let finding = diagnose(labels: [0, 1], predictions: [0, 1, 1, 0, 0, 1])[0]
    #expect(finding == .lengthsDiffer(labels: 2, answers: 6))
    #expect(
      finding.description
        == "there are 2 labels and 6 answers: give one of each for every row; 3 values a row look "
        + "like scores of 3 classes")
  }

  @Test func `sees scores given as predictions, and predictions as scores`() {
    #expect(
      diagnose(labels: Self.labels, predictions: [0.0, 1.0, 0.25] + Self.scores.dropFirst(3)).first
        == .scoresAsPredictions(index: 2, value: 0.25))
    #expect(
      diagnose(labels: Self.labels, scores: Self.scores.map { $0 >= 0.5 ? 1 : 0 })
        == [.predictionsAsScores(values: [0, 1])])
    #expect(
      Finding.predictionsAsScores(values: [0, 1]).description
        == "the scores are only 0 and 1: these look like predicted labels, for which curves have a "
        + "single point; give the probabilities from before the threshold")
  }

  @Test func `sees constant scores`() {
    #expect(
      diagnose(labels: Self.labels, scores: Self.labels.map { _ in 1 })
        == [.constantScores(value: 1)])
    #expect(Finding.constantScores(value: 1).description.contains("softmax over a single unit"))
    #expect(!Finding.constantScores(value: 0.5).description.contains("softmax"))
  }

  @Test func `sees classes that one side lacks`() {
    let findings = diagnose(
      labels: ["cat", "dog", "cat", "eel"], predictions: ["cat", "Dog", "cat", "Dog"])
    #expect(
      findings == [
        .unseenClasses(labels: ["Dog"], index: 1, count: 2),
        .neverPredicted(labels: ["dog", "eel"]),
      ])
    #expect(
      findings.map(\.description) == [
        "predicted and never in the truth: {Dog}, first in row 1, in 2 rows: see whether both "
          + "sides spell classes alike",
        "in the truth and never predicted: {dog, eel}: their precision is undefined and their "
          + "recall 0; see whether both sides spell classes alike",
      ])
  }

  @Test func `sees that truth and predictions may be swapped, where a class tells`() {
    let truth = ["cat", "dog", "cat", "eel", "dog"]
    let predictions = ["cat", "dog", "cat", "dog", "cat"]
    // A model that leaves out a rare class is no news.
    #expect(diagnose(labels: truth, predictions: predictions).map(\.name) == ["never_predicted"])
    let swapped = diagnose(labels: predictions, predictions: truth)
    #expect(
      swapped == [
        .unseenClasses(labels: ["eel"], index: 3, count: 1), .perhapsSwapped(labels: ["eel"]),
      ])
    #expect(
      swapped.last?.description
        == "the truth lacks {eel} and the predictions lack nothing: a model rather leaves out a rare "
        + "class than adds one, so the two may be swapped; see that the truth comes first")
    // With the same classes on both sides nothing tells.
    #expect(diagnose(labels: ["a", "b", "b"], predictions: ["b", "b", "a"]) == [])
    #expect(diagnose(labels: [String](), predictions: ["a"]).map(\.name) == ["lengths_differ"])
  }

  @Test func `sees kinds that can never be equal`() {
    #expect(
      diagnose(labels: ["0", "1"], predictions: [0, 1])
        == [.kindsDiffer(labels: "texts", predictions: "numbers")])
    #expect(
      diagnose(labels: [true, false], predictions: [0, 1]).first?.name == "kinds_differ")
  }

  @Test func `sees an inverted positive class, and no chance result`() {
    let findings = diagnose(labels: Self.labels, scores: Self.scores.map { 1 - $0 })
    guard case .invertedScores(let area, let upper)? = findings.first else {
      Issue.record("\(findings)")
      return
    }
    #expect(area < 0.3 && upper < 0.5 && area < upper && findings.count == 1)
    #expect(
      Finding.invertedScores(rocAUC: 0.123, upperEnd: 0.2).description
        == "ROC AUC is 0.123, below one half beyond chance (at most 0.200): the scores go with the "
        + "other class; name that one as positive, or give 1 − score")
    // Naming the other class is the remedy.
    #expect(
      diagnose(labels: Self.labels, scores: Self.scores.map { 1 - $0 }, positive: 0) == [])
    var random = RandomSource(seed: 5)
    let noise = Self.labels.map { _ in Double.random(in: 0..<1, using: &random) }
    #expect(diagnose(labels: Self.labels, scores: noise) == [])
  }

  @Test func `sees rows sorted by class, and a truth of one class`() {
    let sorted = Self.labels.sorted()
    #expect(
      diagnose(labels: sorted, predictions: sorted) == [.sortedLabels(first: "0", last: "1")])
    // Ten rows may be so by luck.
    #expect(diagnose(labels: [0, 0, 0, 1, 1], predictions: [0, 0, 0, 1, 1]) == [])
    #expect(
      diagnose(labels: [1, 1, 1], scores: [0.1, 0.5, 0.25]) == [.oneClass(label: "1")])
  }

  @Test func `sees rows that were learnt from`() {
    let findings = diagnose(
      training: [[1.0, 2], [3, 4], [1, 2], [-0.0, 1]],
      test: [[5.0, 6], [3, 4], [0.0, 1], [3, 4]])
    #expect(findings == [.sharedRows(count: 3, of: 4, training: 1, test: 1)])
    #expect(
      findings[0].description
        == "3 of 4 test rows were learnt from, the first being row 1, row 1 of training: the test "
        + "says too much good; take them out")
  }

  @Test func `sees masks that are not binary`() {
    #expect(
      diagnose(mask: [0, 255, 255, 0]).map(\.description) == [
        "mask[1] is 255, and 1 more like it, and a true mask is 0 or 1: divide by 255"
      ])
    #expect(
      diagnose(mask: [0, 0.5, 1]) == [
        .maskNotBinary(index: 1, value: 0.5, count: 1, greatest: 1)
      ])
    #expect(diagnose(mask: [.nan]).first?.name == "mask_not_binary")
  }

  @Test func `sees numbers that are not finite`() {
    #expect(
      diagnose(labels: Self.labels, scores: [.infinity, .nan] + Self.scores.dropFirst(2))
        == [.notFinite(field: "scores", index: 0, value: .infinity, count: 2)])
    let table = diagnose(labels: [0, 1], probabilities: [[0.5, 0.5], [.nan, 1]])
    #expect(table.first?.name == "not_finite")
  }
}
