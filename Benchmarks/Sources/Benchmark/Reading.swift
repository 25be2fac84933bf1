internal import Assay

/// Reading two columns once and doing next to nothing with them, on as many threads as the metrics.
enum Reading {
  /// The sum of both columns.
  static func sum(_ one: [Int32], _ other: [Int32]) -> Int {
    let tasks = one.count < 1 << 19 ? 1 : 64
    var sums = [Int](repeating: 0, count: tasks)
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        sums.withUnsafeMutableBufferPointer { sums in
          nonisolated(unsafe) let (one, other, sums) = (one, other, sums)
          Workers.run(tasks) { task in
            let rows = one.count * task / tasks..<one.count * (task + 1) / tasks
            sums[task] = sum(one[rows]) + sum(other[rows])
          }
        }
      }
    }
    return sums.reduce(0, +)
  }

  private static func sum(_ column: Slice<UnsafeBufferPointer<Int32>>) -> Int {
    let values = UnsafeBufferPointer(rebasing: column)
    var lanes = (SIMD16<Int32>(), SIMD16<Int32>(), SIMD16<Int32>(), SIMD16<Int32>())
    let bytes = UnsafeRawBufferPointer(values)
    var byte = 0
    while byte + 256 <= bytes.count {
      lanes.0 &+= bytes.loadUnaligned(fromByteOffset: byte, as: SIMD16<Int32>.self)
      lanes.1 &+= bytes.loadUnaligned(fromByteOffset: byte + 64, as: SIMD16<Int32>.self)
      lanes.2 &+= bytes.loadUnaligned(fromByteOffset: byte + 128, as: SIMD16<Int32>.self)
      lanes.3 &+= bytes.loadUnaligned(fromByteOffset: byte + 192, as: SIMD16<Int32>.self)
      byte += 256
    }
    var sum = Int((lanes.0 &+ lanes.1 &+ lanes.2 &+ lanes.3).wrappedSum())
    for value in values[(byte / 4)...] { sum += Int(value) }
    return sum
  }
}
