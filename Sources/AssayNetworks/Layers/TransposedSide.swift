/// One side of the images that a transposed convolution gives.
struct TransposedSide {
  /// The places that windows reach: (n − 1)·stride + r, with r = (size − 1)·dilation + 1.
  let whole: Int
  /// How many of them are cut off at the beginning.
  let before: Int
  /// How many of them are cut off at the end; negative for zeros put there.
  let behind: Int
  /// The places that are left.
  var count: Int { whole - before - behind }

  /// The side that n places become.
  init(
    _ n: Int, size: Int, stride: Int, dilation: Int, isSame: Bool, outputPadding: Int?
  ) {
    let reach = (size - 1) * dilation + 1
    whole = (n - 1) * stride + reach
    switch (isSame, outputPadding) {
    case (false, let padding):
      before = 0
      behind = padding.map { -$0 } ?? min(reach - stride, 0)
    case (true, nil):
      // n·stride places are left.
      before = max(reach - stride, 0) / 2
      behind = reach - stride - before
    case (true, let padding?):
      // (n − 1)·stride + r mod 2 + o places are left.
      let cut = reach - reach % 2 - padding
      before = max(cut, 0) / 2
      behind = cut - before
    }
  }
}
