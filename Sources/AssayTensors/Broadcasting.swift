/// How two shapes meet in an element-wise operation.
///
/// As in NumPy: shapes are aligned at their last axes, and an extent of 1, or a missing axis, is
/// repeated. Neighbouring axes that step alike are joined, so that most operations are a single run.
struct Broadcast {
  let shape: Shape
  /// The axes that are left, outermost first: extent, and the step of each side (0: repeated).
  private let axes: [(extent: Int, a: Int, b: Int)]

  init(_ a: Shape, _ b: Shape, operation: String) {
    if a == b {
      shape = a
      axes = [(a.count, 1, 1)]
      return
    }
    let rank = max(a.rank, b.rank)
    func extent(_ shape: Shape, _ axis: Int) -> Int {
      let own = axis - (rank - shape.rank)
      return own < 0 ? 1 : shape[own]
    }
    var extents = [Int](repeating: 1, count: rank)
    var joined: [(extent: Int, a: Int, b: Int)] = []
    var (countA, countB) = (1, 1)
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      let (x, y) = (extent(a, axis), extent(b, axis))
      guard x == y || x == 1 || y == 1 else {
        fatalError("\(operation) of shapes \(a) and \(b): axis \(axis) has \(x) against \(y)")
      }
      let size = x == 1 ? y : x
      extents[axis] = size
      let step = (a: x == 1 ? 0 : countA, b: y == 1 ? 0 : countB)
      countA *= x
      countB *= y
      guard size != 1 else { continue }
      if let inner = joined.last, step.a == inner.a * inner.extent,
        step.b == inner.b * inner.extent
      {
        joined[joined.count - 1].extent *= size
      } else {
        joined.append((size, step.a, step.b))
      }
    }
    shape = Shape(extents)
    axes = joined.isEmpty ? [(1, 1, 1)] : joined.reversed()
  }

  /// Calls a closure with each innermost run: offsets into both sides and the result, the steps of
  /// both sides (0 or 1), and the length.
  func forEachRun(_ body: (_ a: Int, _ b: Int, _ result: Int, _ run: Run) -> Void) {
    guard shape.count > 0, let last = axes.last else { return }
    let run = Run(aStep: last.a, bStep: last.b, count: last.extent)
    var index = [Int](repeating: 0, count: axes.count)
    var (a, b, result) = (0, 0, 0)
    while true {
      body(a, b, result, run)
      result += run.count
      var axis = axes.count - 2
      while axis >= 0 {
        index[axis] += 1
        a += axes[axis].a
        b += axes[axis].b
        if index[axis] < axes[axis].extent { break }
        a -= axes[axis].a * index[axis]
        b -= axes[axis].b * index[axis]
        index[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }

  struct Run {
    let aStep: Int
    let bStep: Int
    let count: Int
  }
}
