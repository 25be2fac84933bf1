/// The labels of one row by falling score, in room that is used for row after row.
struct RankedRow {
  /// What one row adds to the means.
  struct Reading {
    /// The mean, over the row's own labels, of the part of those scored as high that are own.
    let precision: Double
    /// How many labels have to be taken to cover all own ones.
    let coverage: Double
    /// The part of the pairs (an own label, another one) in the wrong order.
    let loss: Double
    /// Whether all labels are own, or none.
    let isOneSided: Bool
    /// Whether no label is own.
    let isUnlabeled: Bool
  }

  /// The scores of the row's own labels, and of the others, falling.
  private var own: [Double] = []
  private var others: [Double] = []

  init(width: Int) {
    own.reserveCapacity(width)
    others.reserveCapacity(width)
  }

  /// Takes the row whose labels begin at a place.
  @inline(__always)
  mutating func fill<Score: BinaryFloatingPoint>(
    truth: [Bool], scores: [Score], width: Int, from start: Int
  ) {
    own.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    for place in start..<start + width {
      if truth[place] {
        own.append(Double(scores[place]))
      } else {
        others.append(Double(scores[place]))
      }
    }
    Self.sort(&own)
    Self.sort(&others)
  }

  /// Few numbers are put in order one by one.
  private static func sort(_ scores: inout [Double]) {
    guard scores.count <= 16 else { return scores.sort(by: >) }
    for end in scores.indices.dropFirst() {
      let score = scores[end]
      var place = end
      while place > 0, scores[place - 1] < score {
        scores[place] = scores[place - 1]
        place -= 1
      }
      scores[place] = score
    }
  }

  /// What the row adds.
  var reading: Reading {
    var precision = 0.0
    var misplaced = 0
    var ahead = 0  // others that score at least as much as the own ones at hand
    var start = 0
    while start < own.count {
      var end = start + 1
      while end < own.count, own[end] == own[start] { end += 1 }
      while ahead < others.count, others[ahead] >= own[start] { ahead += 1 }
      precision += Double(end - start) * (Double(end) / Double(end + ahead))
      misplaced += (end - start) * ahead
      start = end
    }
    let isOneSided = own.isEmpty || others.isEmpty
    let pairs = Double(own.count) * Double(others.count)
    return Reading(
      precision: isOneSided ? 1 : precision / Double(own.count),
      // The last own one has all own ones, and `ahead` others, at or above it.
      coverage: Double(own.count + ahead),
      loss: isOneSided ? 0 : Double(misplaced) / pairs,
      isOneSided: isOneSided, isUnlabeled: own.isEmpty)
  }
}
