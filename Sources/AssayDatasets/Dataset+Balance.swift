internal import AssayCore

extension Dataset where Target: ClassLabel {
  /// Weights that make the classes count alike: n / (k · n_c) for n rows, n_c of them of the class,
  /// and k classes that occur; a class without rows has none.
  ///
  /// ```swift
  /// try model.fit(train, loss: .binaryCrossEntropy, classWeights: train.balancedClassWeights)
  /// ```
  ///
  /// The scores of a network trained so are no probabilities of the data as they are, but of data
  /// with as many rows of each class. Rows that have weights count by them.
  ///
  /// scikit-learn: `compute_class_weight("balanced", …, sample_weight=…)`.
  public var balancedClassWeights: [Target: Double] {
    let totals = classTotals
    let present = totals.indices.filter { totals[$0] > 0 }
    let whole = totals.reduce(0, +)
    return Dictionary(
      present.map { (classes[$0], whole / (Double(present.count) * totals[$0])) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The bias with which a network of one sigmoid output begins at the share of the second class.
  ///
  /// It is log(n₁ / n₀); rows that have weights count by them.
  ///
  /// ```swift
  /// Dense(1, activation: .sigmoid, biasInitializer: .constant(try train.initialBias()))
  /// ```
  ///
  /// Without it, the first epochs of a network for rare cases go into learning that they are rare.
  ///
  /// Source: TensorFlow's tutorial *Classification on imbalanced data*; A. Karpathy, *A Recipe for
  /// Training Neural Networks*, 2019.
  ///
  /// - Throws: `DatasetError` unless there are two classes, both with rows.
  public func initialBias() throws(DatasetError) -> Float {
    guard classes.count == 2 else { throw .notTwoClasses(count: classes.count) }
    let totals = classTotals
    for (label, total) in zip(classes, totals) where total == 0 {
      throw .classWithoutRows(label: "\(label)")
    }
    return Float(ElementaryFunctions.log(totals[1] / totals[0]))
  }

  /// The rows, and rows of the smaller classes again, until each class has as many as the largest.
  ///
  /// Every row of a class comes as often as the others, give or take one, which are drawn. The rows
  /// themselves stand first, in their order. Repeat rows after the split, in the part to learn from:
  /// the same row in both parts would be judged by what was learnt by heart.
  ///
  /// imbalanced-learn: `RandomOverSampler`, which draws all repetitions.
  public func oversampled(seed: UInt32) -> Dataset {
    let members = rowsOfClasses
    let most = members.map(\.count).max() ?? 0
    var random = MersenneTwister(seed: seed)
    var order = Array(0..<count)
    for rows in members where !rows.isEmpty {
      let missing = most - rows.count
      for _ in 0..<missing / rows.count { order += rows }
      order += drawn(missing % rows.count, of: rows, &random)
    }
    return self.rows(order)
  }

  /// As many rows of each class, drawn, as the smallest class that occurs has; in their order.
  ///
  /// imbalanced-learn: `RandomUnderSampler`.
  public func undersampled(seed: UInt32) -> Dataset {
    let members = rowsOfClasses.filter { !$0.isEmpty }
    let least = members.map(\.count).min() ?? 0
    var random = MersenneTwister(seed: seed)
    return rows(members.flatMap { drawn(least, of: $0, &random) }.sorted())
  }

  private func drawn(
    _ count: Int, of rows: [Int], _ random: inout MersenneTwister
  ) -> [Int] {
    random.permutation(rows.count).prefix(count).map { rows[$0] }.sorted()
  }

  /// The positions of the rows of each class.
  private var rowsOfClasses: [[Int]] {
    var rows = [[Int]](repeating: [], count: classes.count)
    for (row, position) in labelPositions.enumerated() { rows[Int(position)].append(row) }
    return rows
  }

  /// The sum of the weights of each class's rows.
  private var classTotals: [Double] {
    guard let weights else { return classCounts.map(Double.init) }
    var totals = [Double](repeating: 0, count: classes.count)
    for (position, weight) in zip(labelPositions, weights) { totals[Int(position)] += weight }
    return totals
  }
}
