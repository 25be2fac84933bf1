/// What a misspelt name may have meant.
public enum Spelling {
  /// The candidate most like a name, nil when none is near.
  ///
  /// Nearness is the number of letters to insert, delete, replace or swap with the next one, capital
  /// letters counting as small ones; at most a third of the name's letters may differ, one at least.
  /// Of equally near candidates the first one wins.
  ///
  /// ```swift
  /// Spelling.nearest(to: "lable", among: ["age", "label"])      // "label"
  /// ```
  public static func nearest(to name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.lowercased())
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(wanted, Array(candidate.lowercased()))
      if distance <= max(1, wanted.count / 3), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two words.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
