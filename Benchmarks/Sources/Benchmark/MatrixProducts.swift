internal import Assay
internal import AssayKernels

/// Products of Float matrices, the result's memory given, as NumPy's with `out`.
enum MatrixProducts {
  static let shapes = [(128, 784, 512), (512, 512, 512), (1024, 1024, 1024)]

  /// One measurement for each shape and number of threads; a run is some 20 billion operations.
  static func measurements() -> [Measurement] {
    var all: [Measurement] = []
    for threads in Set([1, Workers.count]).sorted() {
      for (rows, inner, columns) in shapes {
        let a = Samples.noise(rows * inner, stream: 1).map { Float($0 - 0.5) }
        let b = Samples.noise(inner * columns, stream: 2).map { Float($0 - 0.5) }
        let product = Memory(count: rows * columns)
        let operations = 2.0 * Double(rows) * Double(inner) * Double(columns)
        let repeats = max(1, Int(2e10 / operations))
        let name = "product \(rows)x\(inner)x\(columns), \(threads) thread\(threads > 1 ? "s" : "")"
        all.append(
          Measurement(name: name, operations: operations * Double(repeats)) {
            for _ in 0..<repeats {
              assay_matmul(
                false, false, rows, columns, inner, a, inner, b, columns, product.start, columns,
                false, Int32(threads))
            }
            return Double(product.start[0])
          })
      }
    }
    return all
  }

  /// How many threads a product may use here.
  static var threads: Int { Workers.count }

  /// What one thread can do at most, in billion operations a second.
  static func peak() -> Double { assay_peak_gflops(0.2) }
}

/// Memory of Floats that is there before the clock starts.
private final class Memory {
  let start: UnsafeMutablePointer<Float>

  init(count: Int) {
    start = .allocate(capacity: count)
    start.initialize(repeating: 0, count: count)
  }

  deinit { start.deallocate() }
}

extension MatrixProducts {
  /// The instruction set that the kernels use here.
  static var instructions: String {
    switch assay_instruction_set() {
    case ASSAY_AVX512: "AVX-512"
    case ASSAY_AVX2: "AVX2"
    default: "portable"
    }
  }
}
