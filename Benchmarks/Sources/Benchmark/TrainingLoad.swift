/// An epoch of training, measured by samples a second and by its part of what the machine can do.
struct TrainingLoad {
  /// Samples an epoch.
  let samples: Int
  /// An epoch; its operations are those of the network's products.
  let measurement: Measurement
}

/// What an epoch took, beside the peak of the machine in the same run.
struct TrainedLoad: Codable {
  var timing: Timing
  var samples: Int
  var threads: Int
  /// Billion operations a second that one thread can do at most.
  var peak: Double

  /// Samples a second.
  var rate: Double { Double(samples) / timing.median }
  /// The operations as a part of what the threads could do.
  var part: Double { (timing.rate ?? .nan) / (peak * Double(threads)) }
}
