internal import AssayCore

/// The points of a curve that stay, and where each part of them goes: so parts are written side by
/// side, into columns that have no more room than they need.
struct CurveLayout<Points: DescendingPoints, Formula: CurveFormula> {
  private let points: Points
  private let formula: Formula
  /// How many points of each part stay.
  private let counts: [Int]
  /// How many stay of the parts before each.
  private var places: [Int] = []
  /// The rows before each part.
  private var sums: [RunningSums] = []
  /// How many points stay.
  private(set) var count = 0

  init(_ points: Points, _ formula: Formula) {
    (self.points, self.formula) = (points, formula)
    var counts = (0..<points.partCount).map(points.count(ofPart:))
    if formula.dropsPoints {
      counts.withUnsafeMutableBufferPointer { counts in
        nonisolated(unsafe) let (counts, points) = (counts, points)
        points.forEachPart {
          counts[$0] = Self.staying(counts[$0], points, formula, part: $0)
        }
      }
    }
    self.counts = counts
    var before = RunningSums.zero
    for part in counts.indices {
      places.append(count)
      sums.append(before)
      count += counts[part]
      let rows = points.rows(ofPart: part)
      before.hits += rows.hits
      before.alarms += rows.alarms
    }
  }

  /// How many of the first points of a part stay.
  private static func staying(
    _ distinct: Int, _ points: Points, _ formula: Formula, part: Int
  ) -> Int {
    guard distinct > 0 else { return 0 }
    var (left, count) = (distinct, 0)
    // Of differences it is all the same where the sums begin.
    walk(points, part, .zero) { points, new in
      let new = new.prefix(left)
      for place in new {
        let here = points[place]
        count &+= stays(
          formula.change(from: here - points[place &- 1], to: points[place &+ 1] - here))
      }
      left -= new.count
      return left > 0
    }
    return count
  }

  /// Writes the points that stay and finishes them: the first at the last place, if `ascending`.
  func write(to columns: CurveColumns, ascending: Bool) {
    nonisolated(unsafe) let points = points
    points.forEachPart { [formula, counts, places, sums, count] part in
      guard counts[part] > 0 else { return }
      let step = ascending ? -1 : 1
      let first = ascending ? count - 1 - places[part] : places[part]
      let end = first + step * counts[part]
      var place = first
      Self.walk(points, part, sums[part]) { points, new in
        var next = place  // in a register
        if formula.dropsPoints {
          var rise = points[new.lowerBound] - points[new.lowerBound - 1]
          for point in new where next != end {
            // Written in any case, and written over if it goes: there is no telling which will.
            let here = points[point]
            columns.write(here, score: points.scores[point], at: next)
            let nextRise = points[point &+ 1] - here
            next &+= step & (0 &- Self.stays(formula.change(from: rise, to: nextRise)))
            rise = nextRise
          }
        } else {
          for point in new.prefix(abs(end - next)) {
            columns.write(points[point], score: points.scores[point], at: next)
            next &+= step
          }
        }
        place = next
        return next != end
      }
      formula.finish(columns[ascending ? end + 1..<first + 1 : first..<end])
    }
  }

  /// 1 for a point at which something changes, else 0: told by bits, as a branch would be taken at
  /// random.
  @inline(__always)
  private static func stays(_ change: Double) -> Int {
    1 &- Int(truncatingIfNeeded: (change.magnitude.bitPattern &- 1) &>> 63)
  }

  /// Walks down from the first point of a part, until `body` says no: it is called with points, and
  /// with the places of those of them that are new and have both their neighbours beside them.
  @inline(__always)
  private static func walk(
    _ points: Points, _ part: Int, _ sums: RunningSums,
    _ body: (CurveColumns, Range<Int>) -> Bool
  ) {
    let room = 512
    CurveColumns.withScratch(count: room + 2) { chunk in
      var walk = points.walk(fromPart: part, sums: sums)
      // Before the new points stand the last two.
      chunk.write(points.isFirst(part: part) ? .nowhere : sums, score: .nan, at: 1)
      var first = 2
      while true {
        let count = walk.next(into: chunk[2..<2 + room])
        if count == 0 { chunk.write(.nowhere, score: .nan, at: 2) }
        let end = count == 0 ? 2 : count + 1
        guard body(chunk, first..<max(first, end)), count > 0 else { return }
        first = 1
        for place in 0..<2 {
          chunk.write(chunk[count + place], score: chunk.scores[count + place], at: place)
        }
      }
    }
  }
}
