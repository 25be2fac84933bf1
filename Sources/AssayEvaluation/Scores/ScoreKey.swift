/// Finite Doubles as whole numbers in the same order.
enum ScoreKey {
  private static let sign: UInt64 = 1 << 63

  /// The key of a score; −0 has that of 0.
  static func key(_ score: Double) -> UInt64 {
    let bits = (score + 0).bitPattern
    return bits & sign == 0 ? bits | sign : ~bits
  }

  /// The score of a key; nil where that is not finite, or −0.
  static func score(_ key: UInt64) -> Double? {
    let score = number(key)
    return score.isFinite && self.key(score) == key ? score : nil
  }

  /// What any key stands for.
  static func number(_ key: UInt64) -> Double {
    Double(bitPattern: key & sign == 0 ? ~key : key ^ sign)
  }
}
