/// Everything that one run of the benchmarks found out.
struct Results: Codable {
  var machine: Machine
  var runs: Int

  /// Pairs of the same work, or ours alone, in the order measured.
  var comparisons: [Comparison] = []

  /// Our matrix products beside the peak of one thread, measured just before.
  var products: [Product] = []

  /// Epochs of networks beside the peak of one thread, measured just before.
  var trainings: [TrainedLoad] = []

  /// Programs from start to end.
  var processes: [Timing] = []

  /// Rows without end.
  var streams: [Stream] = []

  /// What networks know after a fit.
  var qualities: [Quality] = []

  /// Peers that could not run here.
  var missing: [String] = []

  struct Product: Codable {
    var timing: Timing
    var threads: Int
    /// Billion operations a second that one thread can do at most.
    var peak: Double
    /// The rate as a part of what its threads could do.
    var part: Double { (timing.rate ?? .nan) / (peak * Double(threads)) }
  }

  /// How many figures there are.
  var count: Int {
    comparisons.count + products.count + trainings.count + processes.count + streams.count
      + qualities.count
  }

  /// Our own figures of one measurement.
  func timing(_ name: String) -> Timing? { comparisons.first { $0.ours.name == name }?.ours }

  /// The pair of one measurement and one peer.
  func comparison(_ name: String, with peer: String) -> Comparison? {
    comparisons.first { $0.ours.name == name && $0.theirs?.peer == peer }
  }
}
