import AssayKernels
import Testing

@Suite("Convolution") struct ConvolutionTests {
  struct Result: Equatable {
    var y, dx, dw: [Float]

    init(_ shape: assay_convolution_t) {
      y = Array(repeating: 0, count: shape.batch * shape.rows * shape.columns * shape.filters)
      dx = Array(repeating: 0, count: shape.batch * shape.height * shape.width * shape.channels)
      dw = Array(
        repeating: 0,
        count: shape.kernel_height * shape.kernel_width * shape.channels * shape.filters)
    }
  }

  static let shapes = [(1, 5), (2, 16), (3, 19), (17, 33), (1, 1), (5, 64)].flatMap {
    channels, filters in
    [(1, 1, false), (2, 1, true), (1, 2, true), (1, 1, true), (3, 2, false)].map {
      stride, dilation, pads in
      let (height, width) = (13, 11)
      let reach = 2 * dilation + 1
      func count(_ n: Int) -> Int {
        pads ? (n + stride - 1) / stride : (n - reach) / stride + 1
      }
      func before(_ n: Int) -> Int { pads ? max(0, (count(n) - 1) * stride + reach - n) / 2 : 0 }
      return assay_convolution_t(
        batch: 5, height: height, width: width, channels: channels, rows: count(height),
        columns: count(width), filters: filters, kernel_height: 3, kernel_width: 3,
        stride_height: stride, stride_width: stride, dilation_height: dilation,
        dilation_width: dilation, top: before(height), left: before(width))
    }
  }

  @Test func `every instruction set and number of threads computes the bits of plain chains`() {
    for var shape in Self.shapes {
      let empty = Result(shape)
      let x = empty.dx.indices.map { Float(($0 * 37 + 11) % 101) / 64 - 0.7 }
      let w = empty.dw.indices.map { Float(($0 * 53 + 5) % 97) / 61 - 0.8 }
      let dz = empty.y.indices.map { Float(($0 * 29 + 3) % 89) / 67 - 0.6 }
      let plain = Self.plain(shape, x, w, dz)
      for set in [ASSAY_PORTABLE, ASSAY_AVX2, ASSAY_AVX512] {
        for threads in [1, 2, 3, 8] {
          let before = assay_workers_set_limit(Int32(threads))
          defer { _ = assay_workers_set_limit(before) }
          var found = empty
          guard
            assay_convolution_using(
              set, &shape, x, w, &found.y, dz, &found.dx, &found.dw)
          else { continue }
          #expect(found.y == plain.y, "y of \(shape), set \(set.rawValue)")
          #expect(found.dx == plain.dx, "dx of \(shape), set \(set.rawValue)")
          #expect(found.dw == plain.dw, "dw of \(shape), set \(set.rawValue)")
        }
      }
    }
  }

  /// The definition, each sum in the order that the header promises.
  static func plain(_ s: assay_convolution_t, _ x: [Float], _ w: [Float], _ dz: [Float]) -> Result {
    var result = Result(s)
    /// Calls a closure for each product of the sums of an image, with positions in y, x and w.
    func forEach(image n: Int, reversed: Bool, _ body: (Int, Int, Int) -> Void) {
      for tap in 0..<(s.kernel_height * s.kernel_width) {
        let t = reversed ? s.kernel_height * s.kernel_width - 1 - tap : tap
        let (u, v) = (t / s.kernel_width, t % s.kernel_width)
        for i in 0..<s.rows {
          for j in 0..<s.columns {
            let row = i * s.stride_height + u * s.dilation_height - s.top
            let column = j * s.stride_width + v * s.dilation_width - s.left
            guard (0..<s.height).contains(row), (0..<s.width).contains(column) else { continue }
            for c in 0..<s.channels {
              for f in 0..<s.filters {
                body(
                  ((n * s.rows + i) * s.columns + j) * s.filters + f,
                  ((n * s.height + row) * s.width + column) * s.channels + c,
                  (t * s.channels + c) * s.filters + f)
              }
            }
          }
        }
      }
    }
    for n in 0..<s.batch {
      var own = Result(s).dw
      forEach(image: n, reversed: false) { y, x_, w_ in
        result.y[y].addProduct(x[x_], w[w_])
        own[w_].addProduct(x[x_], dz[y])
      }
      forEach(image: n, reversed: true) { y, x_, w_ in result.dx[x_].addProduct(dz[y], w[w_]) }
      for index in own.indices { result.dw[index] += own[index] }
    }
    return result
  }
}
