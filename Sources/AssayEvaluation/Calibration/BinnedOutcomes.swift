import AssayCore

/// Outcomes and probabilities gathered in bins, exactly: neither order nor sharding shows.
struct BinnedOutcomes: Sendable, Hashable {
  /// What lies in one bin.
  struct Bin: Sendable, Hashable {
    var count = 0
    var outcomes = 0
    var probabilities = ExactSum()
    /// Of the rows with weights: their weights, those of outcomes, and their squares.
    var weights = ExactSum()
    var outcomeWeights = ExactSum()
    var squares = ExactSum()
    var knowsSquares = true

    func rows(_ weights: ExactSum, and count: Int) -> Double {
      var sum = weights
      sum.add(Double(count))
      return sum.value
    }
  }

  /// The edges of the bins, ascending.
  let edges: [Double]
  var bins: [Bin]
  var isWeighted = false

  /// Whether the bins are of equal width from 0 to 1.
  private let isUniform: Bool

  init(edges: [Double]) {
    self.edges = edges
    isUniform = edges == ProbabilityBins.uniformEdges(max(1, edges.count - 1))
    bins = [Bin](repeating: Bin(), count: max(1, edges.count - 1))
  }

  /// The bin of a probability: how many of the inner edges lie below it.
  @inline(__always)
  private func bin(of probability: Double) -> Int {
    if isUniform {
      // The edges are rounded, so the product may be one bin beside.
      var bin = Int(min(max(probability, 0), 1) * Double(bins.count))
      bin = min(bin, bins.count - 1)
      while bin > 0, edges[bin] >= probability { bin -= 1 }
      while bin < bins.count - 1, edges[bin + 1] < probability { bin += 1 }
      return bin
    }
    var low = 1
    var high = bins.count
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] < probability { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Adds rows of one probability.
  mutating func add(_ probability: Double, outcomes: Int, others: Int) {
    let bin = bin(of: probability)
    bins[bin].count += outcomes + others
    bins[bin].outcomes += outcomes
    if outcomes + others == 1 {
      bins[bin].probabilities.add(probability)
    } else {
      bins[bin].probabilities.add(probability, times: Double(outcomes + others))
    }
  }

  /// Adds a row with a weight; a row of weight 0 is left out.
  mutating func add(_ probability: Double, isOutcome: Bool, weight: Double) {
    isWeighted = true
    guard weight != 0 else { return }
    let bin = bin(of: probability)
    bins[bin].probabilities.add(probability, times: weight)
    bins[bin].weights.add(weight)
    if isOutcome { bins[bin].outcomeWeights.add(weight) }
    bins[bin].squares.add(weight, times: weight)
  }

  /// Adds the weight of many rows of one probability, the squares of which are unknown.
  mutating func add(_ probability: Double, outcomeWeight: Double, otherWeight: Double) {
    isWeighted = true
    let bin = bin(of: probability)
    bins[bin].probabilities.add(probability, times: outcomeWeight)
    bins[bin].probabilities.add(probability, times: otherWeight)
    bins[bin].weights.add(outcomeWeight)
    bins[bin].weights.add(otherWeight)
    bins[bin].outcomeWeights.add(outcomeWeight)
    bins[bin].knowsSquares = false
  }

  /// Adds columns known to be sound.
  ///
  /// Parts are gathered by several threads; sums are exact, so it does not show.
  mutating func add(_ outcomes: [Bool], _ probabilities: [Double], weights: [Double]?) {
    let perTask = 65_536
    let tasks = (outcomes.count + perTask - 1) / perTask
    guard tasks > 1, bins.count < perTask / 64 else {
      add(outcomes, probabilities, weights: weights, rows: outcomes.indices)
      return
    }
    var parts = [BinnedOutcomes](repeating: BinnedOutcomes(edges: edges), count: tasks)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let parts = parts
      Workers.run(tasks) { task in
        parts[task].add(
          outcomes, probabilities, weights: weights,
          rows: task * perTask..<min(outcomes.count, (task + 1) * perTask))
      }
    }
    for part in parts { merge(part) }
  }

  private mutating func add(
    _ outcomes: [Bool], _ probabilities: [Double], weights: [Double]?, rows: Range<Int>
  ) {
    for row in rows {
      if let weights {
        add(probabilities[row], isOutcome: outcomes[row], weight: weights[row])
      } else {
        add(probabilities[row], outcomes: outcomes[row] ? 1 : 0, others: outcomes[row] ? 0 : 1)
      }
    }
  }

  mutating func merge(_ other: BinnedOutcomes) {
    isWeighted = isWeighted || other.isWeighted
    for bin in bins.indices where bin < other.bins.count {
      let more = other.bins[bin]
      bins[bin].count += more.count
      bins[bin].outcomes += more.outcomes
      bins[bin].probabilities.merge(more.probabilities)
      bins[bin].weights.merge(more.weights)
      bins[bin].outcomeWeights.merge(more.outcomeWeights)
      bins[bin].squares.merge(more.squares)
      bins[bin].knowsSquares = bins[bin].knowsSquares && more.knowsSquares
    }
  }

  /// The bins that hold rows.
  var reliability: ReliabilityCurve {
    var result: [ReliabilityBin] = []
    for (place, bin) in bins.enumerated() {
      let rows = bin.rows(bin.weights, and: bin.count)
      guard rows != 0 else { continue }
      let squares = bin.rows(bin.squares, and: bin.count)
      result.append(
        ReliabilityBin(
          lower: edges[place], upper: edges[place + 1], rows: rows,
          outcomes: bin.rows(bin.outcomeWeights, and: bin.outcomes),
          meanProbability: bin.probabilities.value / rows,
          effectiveRows: bin.knowsSquares ? rows * rows / squares : nil))
    }
    return ReliabilityCurve(edges: edges, bins: result, isWeighted: isWeighted)
  }
}
