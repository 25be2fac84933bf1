import AssayCore
import Testing

@Suite("Counting") struct CountingTests {
  @Test(arguments: [1, 2, 3, 10, 16, 32, 33, 100])
  func `counts every pair of classes`(classes: Int) throws {
    for count in [0, 1, 63, 64, 65, 1_023, 1_024, 5_000] {
      try compare(UInt8.self, classes, count)
      try compare(Int32.self, classes, count)
      try compare(Int64.self, classes, count)
      try compare(Int.self, classes, count)
    }
  }

  private func compare<Index: ClassIndex>(_: Index.Type, _ classes: Int, _ count: Int) throws {
    var random = RandomSource(seed: UInt64(classes * 10_000 + count))
    let truth = (0..<count).map { _ in Index(random.below(classes)) }
    let predictions = truth.map { random.below(3) == 0 ? Index(random.below(classes)) : $0 }
    let weights = truth.map { _ in random.uniform() }
    var counts = [Int](repeating: 0, count: classes * classes)
    var sums = [Double](repeating: 0, count: classes * classes)
    for i in 0..<count {
      counts[Int(truth[i]) * classes + Int(predictions[i])] += 1
      sums[Int(truth[i]) * classes + Int(predictions[i])] += weights[i]
    }
    #expect(
      try Counting.pairs(truth: truth, predictions: predictions, classes: classes) == counts)
    #expect(
      try Counting.pairs(
        truth: truth, predictions: predictions, weights: weights, classes: classes) == sums)
  }

  @Test(arguments: [2, 3, 40])
  func `names the first index out of range and adds nothing`(classes: Int) throws {
    for bad in [Int32(classes), -1, .min, .max] {
      for position in [0, 77, 2_100] {
        var truth = [Int32](repeating: 1, count: 3_000)
        let predictions = truth
        truth[position] = bad
        truth[2_999] = bad
        var table = [Int](repeating: 5, count: classes * classes)
        let error = CountingError.outOfRange(
          index: position, truth: Int(bad), prediction: 1, classes: classes)
        #expect(throws: error) {
          try truth.withUnsafeBufferPointer { truth in
            try predictions.withUnsafeBufferPointer { predictions in
              try Counting.add(
                truth: truth, predictions: predictions, classes: classes, to: &table)
            }
          }
        }
        #expect(table == [Int](repeating: 5, count: classes * classes))
        #expect(throws: CountingError.self) {
          try Counting.pairs(truth: predictions, predictions: truth, classes: classes)
        }
      }
    }
  }

  @Test(arguments: [0, -1, 1, 3, 16, 31, 32, 100, 1_000_000])
  func `counts numbers from any least on`(least: Int) throws {
    for (classes, count) in [(1, 1), (2, 300), (2, 20_000), (5, 63), (17, 5_000), (40, 7_000)] {
      var random = RandomSource(seed: UInt64(classes * 10_000 + count))
      let truth = (0..<count).map { _ in least + random.below(classes) }
      let predictions = truth.map { random.below(3) == 0 ? least + random.below(classes) : $0 }
      let long = try #require(Counting.table(truth: truth, predictions: predictions))
      let short = Counting.table(
        truth: truth.map { Int32($0) }, predictions: predictions.map { Int32($0) })
      #expect(short == long)
      if least >= 0 && least < 200 {
        let bytes = Counting.table(
          truth: truth.map { UInt8($0) }, predictions: predictions.map { UInt8($0) })
        #expect(bytes == long)
      }
      var counts = [Int](repeating: 0, count: long.width * long.width)
      for i in 0..<count {
        counts[(truth[i] - long.least) * long.width + predictions[i] - long.least] += 1
      }
      #expect(long.counts == counts)
    }
  }

  @Test func `has no table of numbers that lie far apart`() {
    #expect(Counting.table(truth: [0, 1], predictions: [0, 32]) == nil)
    #expect(Counting.table(truth: [Int.min, 1], predictions: [0, .max]) == nil)
    #expect(Counting.table(truth: [Int32.min, 1], predictions: [0, .max]) == nil)
    #expect(Counting.table(truth: [1, 2], predictions: [1]) == nil)
    #expect(Counting.table(truth: [1], predictions: [32])?.width == 32)
  }

  @Test func `adds to what a table has`() throws {
    var table = [1, 2, 3, 4]
    try [0, 1, 1].withUnsafeBufferPointer { truth in
      try [1, 1, 1].withUnsafeBufferPointer { predictions in
        try Counting.add(truth: truth, predictions: predictions, classes: 2, to: &table)
      }
    }
    #expect(table == [1, 3, 3, 6])
  }

  @Test func `stops on lengths that differ`() {
    #expect(throws: CountingError.lengthsDiffer(truth: 2, predictions: 1)) {
      try Counting.pairs(truth: [0, 1], predictions: [1], classes: 2)
    }
    #expect(throws: CountingError.weightsDiffer(pairs: 1, weights: 2)) {
      try Counting.pairs(truth: [0], predictions: [1], weights: [1, 2], classes: 2)
    }
  }

  @Test func `finds the extremes of an array and its first value that is not finite`() {
    var random = RandomSource(seed: 1)
    for count in [1, 2, 15, 64, 65, 1_000] {
      let floats = (0..<count).map { _ in Float(random.normal()) }
      let doubles = floats.map(Double.init)
      let extent = Counting.extent(of: floats)
      #expect(extent.firstNotFinite == nil)
      #expect(extent.least == floats.min())
      #expect(extent.greatest == floats.max())
      #expect(Counting.extent(of: doubles).least == doubles.min())
      #expect(Counting.extent(of: doubles).greatest == doubles.max())
      for bad in [Float.nan, .infinity, -.infinity, .signalingNaN] {
        let position = random.below(count)
        var broken = floats
        broken[position] = bad
        broken[count - 1] = bad
        let first = Counting.extent(of: broken)
        #expect(first.firstNotFinite == position)
        #expect(first.least == floats[..<position].min() ?? .infinity)
        #expect(first.greatest == floats[..<position].max() ?? -.infinity)
        #expect(Counting.extent(of: broken.map(Double.init)).firstNotFinite == position)
      }
    }
    #expect(Counting.extent(of: [Float]()).firstNotFinite == nil)
    #expect(Counting.extent(of: [Double]()).least == .infinity)
    #expect(Counting.extent(of: [-0.0, -0.0]).least.sign == .plus)
  }
}
