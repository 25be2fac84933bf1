/// The data of the metrics' benchmarks: the same numbers as `Benchmarks/Peers/measurement.py` makes.
struct Samples {
  let labels: [Int32]
  let predictions: [Int32]
  let scores: [Double]
  let floatScores: [Float]

  /// Labels, half of them 1, and scores that tell the classes apart fairly well.
  init(count: Int) {
    labels = Self.noise(count, stream: 1).map { $0 < 0.5 ? 1 : 0 }
    scores = zip(Self.noise(count, stream: 2), labels).map { $0 * 0.75 + Double($1) * 0.25 }
    predictions = scores.map { $0 >= 0.5 ? 1 : 0 }
    floatScores = scores.map { Float($0) }
  }

  /// Numbers in [0, 1): SplitMix64 of the index.
  static func noise(_ count: Int, stream: UInt64) -> [Double] {
    (0..<count).map { index in
      var z = UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15 &+ stream
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      z ^= z >> 31
      return Double(z >> 11) * 0x1p-53
    }
  }
}

/// Labels of ten classes, and for each row a probability of each class.
struct TenClassSamples {
  static let width = 10
  let labels: [Int32]
  let probabilities: [Double]

  init(count: Int) {
    let labels = Samples.noise(count, stream: 3).map { Int32($0 * Double(Self.width)) }
    var table = Samples.noise(count * Self.width, stream: 4)
    for row in 0..<count {
      table[row * Self.width + Int(labels[row])] += 0.5
      let cells = row * Self.width..<(row + 1) * Self.width
      let sum = table[cells].reduce(0, +)
      for cell in cells { table[cell] /= sum }
    }
    (self.labels, probabilities) = (labels, table)
  }
}
