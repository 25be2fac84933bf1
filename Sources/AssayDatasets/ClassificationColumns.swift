internal import AssayCore

/// The kinds of columns of a made problem of classes, and how their numbers are drawn.
struct ClassificationColumns {
  let informative: Int
  let redundant: Int
  let repeated: Int
  let all: Int

  /// Stops on numbers of columns that no problem can have: they are the programmer's.
  init(informative: Int, redundant: Int, repeated: Int, all: Int) {
    guard informative >= 1, redundant >= 0, repeated >= 0,
      informative <= all, redundant <= all - informative,
      repeated <= all - informative - redundant
    else {
      fatalError(
        "\(all) columns do not hold \(informative) informative (at least 1), "
          + "\(redundant) redundant and \(repeated) repeated ones")
    }
    self.informative = informative
    self.redundant = redundant
    self.repeated = repeated
    self.all = all
  }

  /// The inputs of clusters one after the other, row by row.
  func inputs(
    sizes: [Int], centers: [Double], _ random: inout MersenneTwister
  ) -> [Double] {
    let count = sizes.reduce(0, +)
    var useful = (0..<count * informative).map { _ in random.normal() }
    var first = 0
    for (cluster, size) in sizes.enumerated() {
      let rows = first * informative..<(first + size) * informative
      let factors = (0..<informative * informative).map { _ in 2 * random.uniform() - 1 }
      let oblique = product(useful[rows], factors, columns: informative)
      for (index, number) in zip(rows, oblique) {
        useful[index] = number + centers[cluster * informative + index % informative]
      }
      first += size
    }
    let factors = (0..<informative * redundant).map { _ in 2 * random.uniform() - 1 }
    let sums = product(useful[...], factors, columns: redundant)
    let known = informative + redundant
    let copied = (0..<repeated).map { _ in Int(Double(known - 1) * random.uniform() + 0.5) }
    let noisy = all - known - repeated
    var inputs: [Double] = []
    inputs.reserveCapacity(count * all)
    for row in 0..<count {
      let start = inputs.count
      inputs += useful[row * informative..<(row + 1) * informative]
      inputs += sums[row * redundant..<(row + 1) * redundant]
      for column in copied { inputs.append(inputs[start + column]) }
      // the last draws: all of one row after those of the row before
      for _ in 0..<noisy { inputs.append(random.normal()) }
    }
    return inputs
  }

  /// The rows times a matrix [informative, columns].
  private func product(
    _ rows: ArraySlice<Double>, _ matrix: [Double], columns: Int
  ) -> [Double] {
    var sums: [Double] = []
    sums.reserveCapacity(rows.count / informative * columns)
    for start in stride(from: rows.startIndex, to: rows.endIndex, by: informative) {
      for column in 0..<columns {
        var sum = 0.0
        for index in 0..<informative {
          sum.addProduct(rows[start + index], matrix[index * columns + column])
        }
        sums.append(sum)
      }
    }
    return sums
  }
}
