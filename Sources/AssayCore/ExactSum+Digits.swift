extension ExactSum {
  /// The exact value of a sum in its one shortest form, to be kept or sent.
  ///
  ///     value = ± Σ words[i] · 2^(32 (lowest + i) − 1075)
  ///
  /// Equal sums have equal digits, however they came about.
  public struct Digits: Hashable, Sendable {
    /// Whether the number is below zero.
    public var isNegative = false
    /// The place of the first word; 0 where there are no words.
    public var lowest = 0
    /// The words from the least up, the first and the last not zero; none for zero.
    public var words: [UInt32] = []
    /// Whether a NaN was added.
    public var hasNaN = false
    /// Whether an infinity was added.
    public var hasPositiveInfinity = false
    /// Whether an infinity below zero was added.
    public var hasNegativeInfinity = false

    /// The digits of zero.
    public init() {}
  }

  /// The number of places for words: `lowest + words.count` is this at most.
  public static var places: Int { chunkCount - 1 }

  /// The exact value, in its one shortest form.
  public var digits: Digits {
    var digits = Digits()
    digits.hasNaN = hasNaN
    digits.hasPositiveInfinity = hasPositiveInfinity
    digits.hasNegativeInfinity = hasNegativeInfinity
    var magnitude = canonical
    guard let top = magnitude.last else { return digits }
    if top < 0 {
      digits.isNegative = true
      for index in magnitude.indices { magnitude[index] = -magnitude[index] }
      Self.carry(&magnitude)
    }
    // The last chunk counts what is 2^37 times the largest Double: no sum of real terms gets there.
    let places = magnitude[..<Self.places]
    guard let first = places.firstIndex(where: { $0 != 0 }),
      let last = places.lastIndex(where: { $0 != 0 })
    else { return digits }
    digits.lowest = first
    digits.words = places[first...last].map { UInt32(truncatingIfNeeded: $0) }
    return digits
  }

  /// The sum that has these digits; nil if they are not the shortest form of a number in range.
  public init?(digits: Digits) {
    self.init()
    hasNaN = digits.hasNaN
    hasPositiveInfinity = digits.hasPositiveInfinity
    hasNegativeInfinity = digits.hasNegativeInfinity
    guard let first = digits.words.first, let last = digits.words.last else {
      if digits.isNegative || digits.lowest != 0 { return nil }
      return
    }
    guard first != 0, last != 0, digits.words.count <= Self.places, digits.lowest >= 0,
      digits.lowest <= Self.places - digits.words.count
    else { return nil }
    chunks = [Int64](repeating: 0, count: Self.chunkCount)
    for (index, word) in digits.words.enumerated() {
      chunks[digits.lowest + index] = digits.isNegative ? -Int64(word) : Int64(word)
    }
    Self.carry(&chunks)
  }
}
