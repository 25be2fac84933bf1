internal import AssayCore

extension Points {
  /// A made problem of classes: normal clouds at corners of a cube, among columns of noise.
  ///
  /// Each class has clouds at some corners of a cube of `informative` dimensions with sides of
  /// 2 · `separation`; a random matrix makes each cloud oblique. To the informative columns come
  /// `redundant` ones (sums of those with random factors), `repeated` ones (copies of both kinds),
  /// and noise for the rest. Then some labels are drawn anew, and rows and columns shuffled.
  ///
  /// scikit-learn: `make_classification(count, columns, n_informative=informative, …,
  /// random_state=seed)`, with the same draws: labels are equal, and so are columns of noise. The
  /// informative and redundant columns are sums of products, which NumPy adds up in an order of its
  /// own: they may differ in the last bits.
  ///
  /// Source: I. Guyon, *Design of experiments for the NIPS 2003 variable selection
  /// benchmark*, 2003.
  ///
  /// - Parameters:
  ///   - count: the number of points, at least 1.
  ///   - columns: the coordinates of each point, at least the three kinds below together.
  ///   - informative: the columns that tell the classes apart; 2 to this power is at least
  ///     `classes` · `clusters`.
  ///   - redundant: the columns that are sums of informative ones.
  ///   - repeated: the columns that are copies of informative or redundant ones.
  ///   - classes: the number of classes, at least 1.
  ///   - clusters: the clouds of each class, at least 1.
  ///   - weights: the part of the points in each class, of the last one too or without it; nil for
  ///     equal parts.
  ///   - flipped: the part of the labels that are drawn anew, in [0, 1].
  ///   - separation: half the side of the cube, above 0.
  ///   - isCube: whether clouds lie at the corners of a cube; else of a random body.
  ///   - shift: what is added to all columns; nil draws a number of its own for each.
  ///   - scale: the factor of all columns, above 0; nil draws one in [1, 101) for each.
  ///   - isShuffled: whether rows and columns are shuffled; else columns are in the order above.
  ///   - seed: the same seed gives the same points.
  public static func classification(
    count: Int = 100, columns: Int = 20, informative: Int = 2, redundant: Int = 2,
    repeated: Int = 0, classes: Int = 2, clusters: Int = 2, weights: [Double]? = nil,
    flipped: Double = 0.01, separation: Double = 1, isCube: Bool = true, shift: Double? = 0,
    scale: Double? = 1, isShuffled: Bool = true, seed: UInt32
  ) -> Points {
    check(count: count, noise: nil)
    let kinds = ClassificationColumns(
      informative: informative, redundant: redundant, repeated: repeated, all: columns)
    guard classes >= 1, clusters >= 1, classes <= Int(Int32.max), clusters <= Int(Int32.max),
      informative >= 31 || classes * clusters <= 1 << informative
    else {
      fatalError(
        "\(informative) informative columns have too few corners "
          + "for \(classes) classes of \(clusters) clusters; take more columns")
    }
    guard (0...1).contains(flipped), separation > 0, separation.isFinite, shift?.isFinite != false,
      scale.map({ $0 > 0 && $0.isFinite }) != false
    else {
      fatalError(
        "the flipped part lies in 0...1, separation and scale above 0, not "
          + "\(flipped), \(separation), \(String(describing: scale)); shift is finite")
    }
    let sizes = clusterSizes(count, classes: classes, clusters: clusters, weights)
    var random = MersenneTwister(seed: seed)
    var centers = corners(classes * clusters, dimensions: informative, &random)
      .map { 2 * separation * $0 - separation }
    if !isCube {
      let rows = (0..<classes * clusters).map { _ in random.uniform() }
      for index in centers.indices { centers[index] *= rows[index / informative] }
      let factors = (0..<informative).map { _ in random.uniform() }
      for index in centers.indices { centers[index] *= factors[index % informative] }
    }
    var labels: [Int] = []
    var inputs = kinds.inputs(sizes: sizes, centers: centers, &random)
    for (cluster, size) in sizes.enumerated() {
      labels += [Int](repeating: cluster % classes, count: size)
    }
    let chosen = labels.indices.filter { _ in random.uniform() < flipped }
    for row in chosen { labels[row] = random.integer(in: 0..<classes) }
    let shifts = (0..<columns).map { _ in
      shift ?? (2 * random.uniform() - 1) * separation
    }
    let scales = (0..<columns).map { _ in scale ?? 1 + 100 * random.uniform() }
    for index in inputs.indices {
      inputs[index] = (inputs[index] + shifts[index % columns]) * scales[index % columns]
    }
    let points = Points(inputs: inputs, columns: columns, labels: labels)
    guard isShuffled else { return points }
    let rows = points.rows(random.permutation(count))
    let order = random.permutation(columns)
    let shuffled = rows.inputs.indices.map {
      rows.inputs[$0 / columns * columns + order[$0 % columns]]
    }
    return Points(inputs: shuffled, columns: columns, labels: rows.labels)
  }

  /// The points of each cluster, the clusters of all classes in turn: by weight, rounded down, what
  /// is left one each from the first on.
  private static func clusterSizes(
    _ count: Int, classes: Int, clusters: Int, _ weights: [Double]?
  ) -> [Int] {
    var parts = weights ?? [Double](repeating: 1 / Double(classes), count: classes)
    if parts.count == classes - 1 { parts.append(1 - parts.reduce(0, +)) }
    // parts such as ten times 0.1 may add up to a little above 1
    guard parts.count == classes, parts.allSatisfy({ $0 >= 0 }), parts.reduce(0, +) <= 1 + 1e-12
    else {
      fatalError("weights are parts of 1 for each of \(classes) classes, not \(parts)")
    }
    var sizes = (0..<classes * clusters).map { cluster in
      Int(Double(count) * parts[cluster % classes] / Double(clusters))
    }
    for index in 0..<max(0, count - sizes.reduce(0, +)) { sizes[index % sizes.count] += 1 }
    return sizes
  }

  /// Different corners of a cube, each `dimensions` numbers that are 0 or 1
  /// (scikit-learn: `_generate_hypercube`).
  private static func corners(
    _ count: Int, dimensions: Int, _ random: inout MersenneTwister
  ) -> [Double] {
    // beyond 30 dimensions the first ones are drawn at random, and the last 30 keep corners apart
    let free = max(0, dimensions - 30)
    let first = (0..<count * free).map { _ in Double(random.integer(in: 0..<2)) }
    let bits = dimensions - free
    let numbers = random.differentNumbers(count, below: 1 << bits)
    return numbers.enumerated().flatMap { row, number in
      first[row * free..<(row + 1) * free]
        + (0..<bits).map { Double(number >> (bits - 1 - $0) & 1) }
    }
  }
}

extension MersenneTwister {
  /// Different numbers below a limit (scikit-learn: `sample_without_replacement`).
  fileprivate mutating func differentNumbers(_ count: Int, below limit: Int) -> [Int] {
    let part = Double(count) / Double(limit)
    if part > 0.01, part < 0.99 { return Array(permutation(limit).prefix(count)) }
    if part < 0.2 {
      var seen: Set<Int> = []
      return (0..<count).map { _ in
        while true {
          let number = integer(in: 0..<limit)
          if seen.insert(number).inserted { return number }
        }
      }
    }
    var numbers = Array(0..<count)
    for number in count..<limit {
      let place = integer(in: 0..<number + 1)
      if place < count { numbers[place] = number }
    }
    return numbers
  }
}
