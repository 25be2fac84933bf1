// What can be asked of answers, whoever gave them: comparison, slices, a decision, honest probabilities.
import Assay

// 600 mails of two senders; two filters give each the probability that it is spam.
var random = RandomSource(seed: 4)
let truth = (0..<600).map { _ in Bool.random(using: &random) }
let sender = truth.indices.map { $0 % 3 == 0 ? "newsletter" : "person" }
@MainActor func score(_ row: Int, clue: Double) -> Double {
  Double.random(in: 0..<(1 - clue), using: &random) + (truth[row] ? clue : 0)
}
let old = truth.indices.map { score($0, clue: 0.3) }
let new = truth.indices.map { score($0, clue: sender[$0] == "newsletter" ? 0.1 : 0.5) }

// Is the new filter better, or is that luck?
print(
  try PairedComparison(
    labels: truth, ModelAnswers("old", outputs: old), ModelAnswers("new", outputs: new),
    metrics: [.accuracy, .f1, .rocAUC, .logLoss]))

// Where is it worse?
print()
print(
  try Slices(
    labels: truth, ModelAnswers("new", outputs: new), by: [SliceColumn("sender", sender)]))

// Any number by its own fraction, and the rows behind a cell.
var evaluation = try ClassifierEvaluation(classes: [false, true])
try evaluation.update(labels: truth, outputs: new, width: 1)
print()
print(evaluation.confusion.positive.explain(.precision))
print(evaluation.curve.explainROCAUC())

// A threshold as a decision: a mail wrongly held back costs ten times one let through.
let costs = CostMatrix(falsePositive: 10, falseNegative: 1)
let chosen = try evaluation.curve.threshold(.leastCost(costs), chosenOn: "these mails")
print()
print(evaluation.curve.uncertainty(of: chosen))
print(try honestGain(labels: truth, scores: new, rule: .leastCost(costs)))

// Probabilities that mean what they say: fitted on one half, judged on the other.
let platt = try PlattScaling(labels: Array(truth[..<300]), scores: Array(new[..<300]))
print()
let before = Array(new[300...])
print(
  try recalibrationGain(
    labels: Array(truth[300...]), before: before, after: platt.probabilities(ofScores: before)))

// And what looks wrong.
print()
for finding in diagnose(labels: truth, scores: new.map { 1 - $0 }) { print(finding) }
