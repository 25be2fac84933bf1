extension Dataset where Target == Int {
  /// Two noisy circles, one within the other: see ``Points/circles(count:noise:factor:seed:)``.
  public static func circles(
    count: Int = 100, noise: Double? = nil, factor: Double = 0.8, seed: UInt32
  ) -> Dataset {
    Dataset(Points.circles(count: count, noise: noise, factor: factor, seed: seed), classes: 2)
  }

  /// Two half circles, each with an end inside the other: see ``Points/moons(count:noise:seed:)``.
  public static func moons(count: Int = 100, noise: Double? = nil, seed: UInt32) -> Dataset {
    Dataset(Points.moons(count: count, noise: noise, seed: seed), classes: 2)
  }

  /// Round clouds: see ``Points/blobs(count:centers:columns:deviation:seed:)``.
  public static func blobs(
    count: Int = 100, centers: Int = 3, columns: Int = 2, deviation: Double = 1, seed: UInt32
  ) -> Dataset {
    let points = Points.blobs(
      count: count, centers: centers, columns: columns, deviation: deviation, seed: seed)
    return Dataset(points, classes: centers)
  }

  /// A made problem of classes with columns that say little: `Points.classification` says how, and has
  /// more settings.
  public static func classification(
    count: Int = 100, columns: Int = 20, informative: Int = 2, redundant: Int = 2,
    repeated: Int = 0, classes: Int = 2, clusters: Int = 2, weights: [Double]? = nil,
    flipped: Double = 0.01, separation: Double = 1, seed: UInt32
  ) -> Dataset {
    let points = Points.classification(
      count: count, columns: columns, informative: informative, redundant: redundant,
      repeated: repeated, classes: classes, clusters: clusters, weights: weights,
      flipped: flipped, separation: separation, seed: seed)
    return Dataset(points, classes: classes)
  }

  /// Generated points, rounded to Float; they are finite unless the noise was without measure.
  init(_ points: Points, classes: Int) {
    do throws(DatasetError) {
      try self.init(
        inputs: points.inputs, width: points.columns, targets: points.labels,
        classes: Array(0..<classes))
    } catch {
      fatalError("generated points: \(error)")
    }
  }
}
