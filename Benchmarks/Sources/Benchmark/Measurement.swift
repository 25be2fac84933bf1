/// One of our measurements: a piece of work with the name that its peers use too.
struct Measurement {
  /// The name, equal to the name that a peer's script prints.
  let name: String

  /// Floating-point operations of one run, where a rate is of interest.
  var operations: Double?

  /// Does the work once, and returns the number that it is about (an area, an accuracy), if any.
  let run: () throws -> Double?
}

/// What the clock said about one measurement.
struct Timing: Codable {
  var name: String
  var peer: String
  var seconds: [Double] = []
  var value: Double?
  var versions: [String: String] = [:]
  var operations: Double?
  var compileSeconds: Double?
  var peakMebibytes: Double?
  /// The memory that the work took beside what was there before it.
  var extraMebibytes: Double?

  /// The median of the runs.
  var median: Double {
    let sorted = seconds.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// Billion operations a second, at the median.
  var rate: Double? { operations.map { $0 / median * 1e-9 } }
}

/// A pair of timings of the same work, taken alternately: ours, theirs, ours, theirs.
struct Comparison: Codable {
  var ours: Timing
  var theirs: Timing?

  /// How many times as long the peer takes.
  var ratio: Double? { theirs.map { $0.median / ours.median } }
}

extension Measurement {
  /// Runs the work once under the clock; work of less than a millisecond is repeated to fill one.
  func time(repeats: Int) throws -> (seconds: Double, value: Double?) {
    let clock = ContinuousClock()
    var value: Double?
    let start = clock.now
    for _ in 0..<repeats { value = try run() }
    return ((clock.now - start) / .seconds(1) / Double(repeats), value)
  }

  /// One run to warm up, which also says how often to repeat short work.
  func warmUp() throws -> Int {
    let seconds = try time(repeats: 1).seconds
    return max(1, Int(1e-3 / max(seconds, 1e-7)))
  }

  /// The work measured alone.
  func alone(runs: Int) throws -> Timing {
    let repeats = try warmUp()
    var timing = Timing(name: name, peer: "assay", operations: operations)
    for _ in 0..<runs {
      let (seconds, value) = try time(repeats: repeats)
      timing.seconds.append(seconds)
      timing.value = value
    }
    return timing
  }
}
