internal import AssayCore

/// Generated points in Double, each with the number of its class.
///
/// The points of `circles`, `moons` and `blobs` equal scikit-learn's to the bit: the same stream of
/// random numbers, drawn in the same order, and the same arithmetic. What needs sine, cosine or
/// logarithm (the circles, the moons, any noise) equals it where the platform's C library is that of
/// scikit-learn's builds (Linux with glibc), and to one unit in the last place elsewhere.
///
/// ```swift
/// let points = Points.circles(count: 1_000, noise: 0.1, seed: 1)
/// points[0]              // [0.9278774778828034, -0.045217306252341896]
/// points.labels[0]       // 1
/// ```
public struct Points: Hashable, Sendable {
  /// The coordinates, one point after the other: `count` · `columns` numbers.
  public let inputs: [Double]
  /// The coordinates of each point.
  public let columns: Int
  /// The class of each point, counted from 0.
  public let labels: [Int]

  init(inputs: [Double], columns: Int, labels: [Int]) {
    precondition(inputs.count == columns * labels.count)
    self.inputs = inputs
    self.columns = columns
    self.labels = labels
  }

  /// The number of points.
  public var count: Int { labels.count }

  /// The coordinates of one point.
  public subscript(row: Int) -> [Double] {
    Array(inputs[row * columns..<(row + 1) * columns])
  }

  /// The points in another order, or some of them.
  func rows(_ indices: [Int]) -> Points {
    var chosen: [Double] = []
    chosen.reserveCapacity(indices.count * columns)
    for row in indices { chosen += inputs[row * columns..<(row + 1) * columns] }
    return Points(inputs: chosen, columns: columns, labels: indices.map { labels[$0] })
  }

  /// The points with a normal number added to every coordinate, row by row; nil draws nothing.
  func adding(noise: Double?, _ random: inout MersenneTwister) -> Points {
    guard let noise else { return self }
    let noisy = inputs.map { $0 + random.normal(mean: 0, deviation: noise) }
    return Points(inputs: noisy, columns: columns, labels: labels)
  }

  /// Stops on arguments that no generator can mean: they are the programmer's.
  static func check(count: Int, noise: Double?) {
    guard count >= 1 else { fatalError("a data set needs at least one point, not \(count)") }
    if let noise, !(noise >= 0 && noise.isFinite) {
      fatalError("noise is a standard deviation, at least 0 and finite, not \(noise)")
    }
  }
}

/// Numbers at equal distances from 0 to a stop, which is one of them or not (NumPy's `linspace`).
func equallySpaced(_ count: Int, to stop: Double, includingStop: Bool) -> [Double] {
  guard count > 1 else { return count == 1 ? [0] : [] }
  let step = stop / Double(includingStop ? count - 1 : count)
  var numbers = (0..<count).map { Double($0) * step }
  if includingStop { numbers[count - 1] = stop }
  return numbers
}
