/// Rows of a classifier to try laws on, and what may be done to rows without changing a metric.
///
/// A law says that statistics of changed rows read the same, or are equal. The laws are applied to
/// every metric at once, so a new metric gets them all by being in the list of metrics.
public struct ClassifierRows: Sendable, CustomStringConvertible {
  /// What kind of rows these are.
  public var name: String
  /// The number of classes.
  public var classCount: Int
  /// Outputs a row: 1 or the number of classes.
  public var width: Int
  /// The position of each row's class.
  public var truth: [Int32]
  /// The outputs, row after row.
  public var outputs: [Double]
  /// What each row counts.
  public var weights: [Double]?

  /// The kind of rows, in test output.
  public var description: String { name }

  /// The number of rows.
  public var count: Int { truth.count }

  /// Some of the rows, in the order given; a row may be taken several times.
  public func rows(_ chosen: [Int]) -> ClassifierRows {
    var result = self
    result.truth = chosen.map { truth[$0] }
    result.outputs = chosen.flatMap { outputs[($0 * width)..<(($0 + 1) * width)] }
    result.weights = weights.map { weights in chosen.map { weights[$0] } }
    return result
  }

  /// The rows in another order.
  public func shuffled(_ random: inout some RandomNumberGenerator) -> ClassifierRows {
    rows((0..<count).shuffled(using: &random))
  }

  /// The rows in batches of one size, the last one shorter.
  public func batches(of size: Int) -> [ClassifierRows] {
    stride(from: 0, to: count, by: size).map { rows(Array($0..<Swift.min(count, $0 + size))) }
  }

  /// Each row as often as its whole weight, without weights.
  public var repeated: ClassifierRows {
    var result = rows(
      (0..<count).flatMap { Array(repeating: $0, count: Int(weights?[$0] ?? 1)) })
    result.weights = nil
    return result
  }

  /// The same rows with all weights multiplied.
  public func scaled(by factor: Double) -> ClassifierRows {
    var result = self
    result.weights = (weights ?? Array(repeating: 1, count: count)).map { $0 * factor }
    return result
  }

  /// The classes at other positions: class p moves to `moved[p]`.
  public func relabelled(_ moved: [Int]) -> ClassifierRows {
    var result = self
    result.truth = truth.map { Int32(moved[Int($0)]) }
    guard width > 1 else {
      if moved == [1, 0] { result.outputs = outputs.map { 1 - $0 } }
      return result
    }
    for row in 0..<count {
      for column in 0..<width {
        result.outputs[row * width + moved[column]] = outputs[row * width + column]
      }
    }
    return result
  }

  /// The kinds of rows the laws are tried on.
  public static func samples(_ random: inout some RandomNumberGenerator) -> [ClassifierRows] {
    var result: [ClassifierRows] = []
    for (classCount, width) in [(2, 1), (2, 2), (3, 3), (5, 5)] {
      for isTied in [false, true] {
        for weighting in ["none", "whole", "any"] {
          for prevalence in [0.5, 0.02] {
            result.append(
              sample(
                classCount, width, isTied: isTied, weighting: weighting, rare: prevalence,
                &random))
          }
        }
      }
    }
    return result
  }

  private static func sample(
    _ classCount: Int, _ width: Int, isTied: Bool, weighting: String, rare: Double,
    _ random: inout some RandomNumberGenerator
  ) -> ClassifierRows {
    let count = 180
    let truth = (0..<count).map { _ in
      Double.random(in: 0..<1, using: &random) < rare
        ? Int32(classCount - 1) : Int32.random(in: 0..<Int32(classCount - 1) + 1, using: &random)
    }
    // Multiples of 1/1024 of one another, so that 1 − p and Float are exact.
    let grain: Double = isTied ? 8 : 1_024
    func output(_ isTrue: Bool) -> Double {
      let hint = isTrue ? 0.25 : 0
      return ((Double.random(in: 0..<0.75, using: &random) + hint) * grain).rounded() / grain
    }
    var outputs: [Double] = []
    for row in 0..<count {
      if width == 1 {
        outputs.append(output(truth[row] == 1))
      } else {
        // A quarter each, so that a row adds up to hardly more than 1.
        outputs += (0..<width).map { output(truth[row] == $0) / 4 }
      }
    }
    var weights: [Double]?
    if weighting == "whole" {
      weights = (0..<count).map { _ in Double(Int.random(in: 0...4, using: &random)) }
    } else if weighting == "any" {
      weights = (0..<count).map { _ in Double.random(in: 0.01..<3, using: &random) }
    }
    return ClassifierRows(
      name: "\(classCount) classes, \(width) outputs, \(isTied ? "tied" : "untied"), "
        + "weights \(weighting), rare \(rare)",
      classCount: classCount, width: width, truth: truth, outputs: outputs, weights: weights)
  }
}

/// Whether two readings are the same but for rounding; NaN is the same as NaN.
public func isSameReading(_ one: Double, _ other: Double, within tolerance: Double = 1e-12) -> Bool
{
  one == other || (one.isNaN && other.isNaN)
    || abs(one - other) <= tolerance * Swift.max(1, abs(other))
}
