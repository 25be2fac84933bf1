extension Tensor {
  /// The position of the first number that is NaN or infinite, row by row; nil if there is none.
  package var firstNotFinite: Int? {
    withScalars { values in
      // Without a way out of the loop the compiler looks at many numbers at once. Most data are fine.
      var worst: UInt32 = 0
      for value in values { worst = Swift.max(worst, value.bitPattern & 0x7fff_ffff) }
      guard worst >= Float.infinity.bitPattern else { return nil }
      return values.firstIndex { !$0.isFinite }
    }
  }
}
