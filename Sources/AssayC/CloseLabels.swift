import AssayCInterface

/// Labels that are whole numbers close together, so that a table tells the class of each: read where
/// they lie, in two passes.
struct CloseLabels {
  /// The classes that occur, ascending.
  let classes: [Int64]
  /// Writes the position of each row's class among them.
  private let fill: (UnsafeMutablePointer<Int32>) -> Void

  /// Nil for other numbers, and for those that are far apart.
  init?(_ labels: UnsafeRawPointer, _ type: Int32, _ rows: Int) {
    func column<Integer>(_ type: Integer.Type) -> UnsafeBufferPointer<Integer> {
      UnsafeBufferPointer(start: labels.assumingMemoryBound(to: type), count: rows)
    }
    switch UInt32(bitPattern: type) {
    case ASSAY_INT8.rawValue: self.init(column(Int8.self))
    case ASSAY_INT16.rawValue: self.init(column(Int16.self))
    case ASSAY_INT32.rawValue: self.init(column(Int32.self))
    case ASSAY_INT64.rawValue: self.init(column(Int64.self))
    case ASSAY_UINT8.rawValue: self.init(column(UInt8.self))
    case ASSAY_UINT16.rawValue: self.init(column(UInt16.self))
    case ASSAY_UINT32.rawValue: self.init(column(UInt32.self))
    case ASSAY_UINT64.rawValue: self.init(column(UInt64.self))
    case ASSAY_BOOL.rawValue:
      // Any byte but 0 is true; those of 0 and 1 alone are their own numbers.
      self.init(column(UInt8.self))
      guard classes.allSatisfy({ $0 <= 1 }) else { return nil }
    default: return nil
    }
  }

  private init?<Integer: FixedWidthInteger>(_ labels: UnsafeBufferPointer<Integer>) {
    guard var least = labels.first else { return nil }
    var greatest = least
    for label in labels {
      least = min(least, label)
      greatest = max(greatest, label)
    }
    guard let first = Int64(exactly: least), let last = Int64(exactly: greatest) else { return nil }
    let (span, overflows) = last.subtractingReportingOverflow(first)
    guard !overflows, span < 4_096 else { return nil }
    let lowest = Int(first)

    if span <= 1 {
      classes = Array(first...last)
      fill = { positions in
        for row in labels.indices {
          positions[row] = Int32(truncatingIfNeeded: Int(truncatingIfNeeded: labels[row]) &- lowest)
        }
      }
      return
    }
    var occurs = [Bool](repeating: false, count: Int(span) + 1)
    occurs.withUnsafeMutableBufferPointer { occurs in
      for label in labels { occurs[Int(truncatingIfNeeded: label) &- lowest] = true }
    }
    var table = [Int32](repeating: 0, count: occurs.count)
    var classes: [Int64] = []
    for place in occurs.indices where occurs[place] {
      table[place] = Int32(classes.count)
      classes.append(first + Int64(place))
    }
    self.classes = classes
    let places = table
    fill = { positions in
      places.withUnsafeBufferPointer { places in
        for row in labels.indices {
          positions[row] = places[Int(truncatingIfNeeded: labels[row]) &- lowest]
        }
      }
    }
  }

  /// Writes the position of each row's class among the classes.
  func write(to positions: UnsafeMutablePointer<Int32>) { fill(positions) }
}
