import AssayKernels
import AssayTensors
import TestSupport
import Testing

@Suite("Depthwise convolution") struct DepthwiseConvolutionTests {
  @Test func `has the same bits for every number of threads`() {
    // Enough numbers that more than one thread is worth it.
    let (x, w) = (sample([6, 17, 15, 24], seed: 1), sample([3, 3, 24, 1], seed: 2))
    let windows = Windows(height: 3, width: 3, pads: true)
    func results(_ threads: Int32) -> [Tensor] {
      let before = assay_workers_set_limit(threads)
      defer { _ = assay_workers_set_limit(before) }
      var output = Tensor(0)
      let slopes = gradient(at: [x, w]) { parts in
        output = depthwiseConvolution(parts[0], kernel: parts[1], windows: windows)
        return output.squared().sum()
      }
      return [output] + slopes
    }
    let one = results(1)
    for threads: Int32 in [2, 3, 8] { #expect(results(threads) == one) }
  }

  @Test func `of one channel is a convolution`() {
    let (x, w) = (sample([2, 6, 5, 1], seed: 3), sample([3, 2, 1, 4], seed: 4))
    let windows = Windows(height: 3, width: 2, stride: (2, 1), pads: true)
    let found = depthwiseConvolution(x, kernel: w, windows: windows)
    let expected = convolution(
      x, kernel: w, bias: nil, windows: windows,
      activation: FusedActivation(ElementFunction(ASSAY_IDENTITY)))
    #expect(found.shape == expected.shape)
    for (one, other) in zip(found.scalars, expected.scalars) { #expect(abs(one - other) < 1e-5) }
  }
}
