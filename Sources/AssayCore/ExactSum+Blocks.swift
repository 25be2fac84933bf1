internal import AssayKernels

extension ExactSum {
  /// Terms are split and counted by the processor's vectors, at most so many at a time.
  private static var termsOfBlock: Int { Int(ASSAY_SPLIT_TERMS) }

  /// Fewer terms are added one at a time.
  private static var fewTerms: Int { 16 }

  /// Adds the terms of a buffer.
  ///
  /// The same sum as of one term at a time, in a fraction of the time where terms are smaller than
  /// 2^11.
  public mutating func add(_ terms: UnsafeBufferPointer<Double>) {
    guard terms.count > Self.fewTerms else { return addOneByOne(terms) }
    let most = Swift.min(Self.termsOfBlock, terms.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: most) { rests in
      var split = assay_split_sum_t()
      for start in stride(from: 0, to: terms.count, by: most) {
        let end = Swift.min(start + most, terms.count)
        let block = UnsafeBufferPointer(rebasing: terms[start..<end])
        if assay_split_sum(block.baseAddress, block.count, &split, rests.baseAddress) {
          add(split, rests: UnsafeBufferPointer(rebasing: rests[..<block.count]))
        } else {
          addOneByOne(block)
        }
      }
    }
  }

  /// Adds the products of the terms of two buffers, exactly, as ``add(_:times:)`` adds each.
  public mutating func add(
    _ terms: UnsafeBufferPointer<Double>, times factors: UnsafeBufferPointer<Double>
  ) {
    precondition(terms.count == factors.count, "Each term has a factor.")
    guard !terms.isEmpty else { return }
    let most = Swift.min(Self.termsOfBlock, terms.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * most) { products in
      for start in stride(from: 0, to: terms.count, by: most) {
        let count = Swift.min(most, terms.count - start)
        let errors = UnsafeMutableBufferPointer(rebasing: products[count...])
        assay_exact_products(
          UnsafeBufferPointer(rebasing: terms[start...]).baseAddress,
          UnsafeBufferPointer(rebasing: factors[start...]).baseAddress, count,
          products.baseAddress, errors.baseAddress)
        // Products and errors lie side by side.
        add(UnsafeBufferPointer(rebasing: products[..<(2 * count)]))
      }
    }
  }

  /// Adds what a kernel counted.
  mutating func add(_ split: assay_split_sum_t, rests: UnsafeBufferPointer<Double>) {
    add(split.large, times: 0x1p-40)
    add(split.small, times: 0x1p-87)
    add(split.tiny, times: 0x1p-134)
    if split.has_rests { addOneByOne(rests) }
  }

  /// Adds a product exactly: each half of the integer is a Double.
  private mutating func add(_ count: Int64, times unit: Double) {
    add(Double(count >> 32) * (unit * 0x1p32))
    add(Double(count & 0xFFFF_FFFF) * unit)
  }
}
