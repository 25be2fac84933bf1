internal import AssayCore

extension Points {
  /// Round clouds of points, each around a centre of its own.
  ///
  /// The centres are uniform in [−10, 10) in every coordinate, the points normal around them, and
  /// then shuffled. A point's label is the number of its centre.
  ///
  /// scikit-learn: `make_blobs(count, n_features=columns, centers=, cluster_std=deviation,
  /// random_state=seed)`, to the bit (see ``Points`` for where).
  ///
  /// - Parameters:
  ///   - count: the number of points, at least 1; what does not divide goes to the first centres.
  ///   - centers: the number of clouds, at least 1.
  ///   - columns: the coordinates of each point, at least 1.
  ///   - deviation: the standard deviation of each cloud.
  ///   - seed: the same seed gives the same points.
  public static func blobs(
    count: Int = 100, centers: Int = 3, columns: Int = 2, deviation: Double = 1, seed: UInt32
  ) -> Points {
    check(count: count, noise: deviation)
    guard centers >= 1, columns >= 1 else {
      fatalError("blobs need a centre and a column at least, not \(centers) and \(columns)")
    }
    var random = MersenneTwister(seed: seed)
    let middles = (0..<centers * columns).map { _ in random.uniform(-10, 10) }
    var inputs: [Double] = []
    inputs.reserveCapacity(count * columns)
    var labels: [Int] = []
    labels.reserveCapacity(count)
    for center in 0..<centers {
      for _ in 0..<count / centers + (center < count % centers ? 1 : 0) {
        for column in 0..<columns {
          let middle = middles[center * columns + column]
          inputs.append(random.normal(mean: middle, deviation: deviation))
        }
        labels.append(center)
      }
    }
    return Points(inputs: inputs, columns: columns, labels: labels).rows(random.permutation(count))
  }
}
