/// A column by whose values rows are told apart: a country, an age, where a row came from.
///
/// ```swift
/// let country = try SliceColumn("country", ["FR", "DE", "FR"])
/// let age = try SliceColumn("age", numbers: [17, 31, 64], bins: 3)
/// let both = try country.crossed(with: age)      // country = FR, age = 17
/// ```
public struct SliceColumn: Hashable, Sendable {
  /// What the column is called.
  public let name: String
  /// What each slice is called, in the natural order of the values: `country = FR`.
  public let slices: [String]
  /// Of each row, the position of its slice.
  let codes: [Int32]

  /// How many rows there are.
  public var count: Int { codes.count }

  private init(name: String, slices: [String], codes: [Int32]) {
    self.name = name
    self.slices = slices
    self.codes = codes
  }

  /// A column of values: every value is a slice.
  ///
  /// - Throws: ``EvaluationError/notFinite(field:index:value:)`` where a value is no number (NaN).
  public init<Value: Hashable & Sendable>(
    _ name: String, _ values: [Value]
  ) throws(EvaluationError) {
    try self.init(name, optional: values.map { Optional($0) })
  }

  /// A column in which values are missing: nil is a slice of its own, the last.
  ///
  /// - Throws: ``EvaluationError/notFinite(field:index:value:)`` where a value is no number (NaN).
  public init<Value: Hashable & Sendable>(
    _ name: String, _ values: [Value?]
  ) throws(EvaluationError) {
    try self.init(name, optional: values)
  }

  private init<Value: Hashable & Sendable>(
    _ name: String, optional values: [Value?]
  ) throws(EvaluationError) {
    let present = values.compactMap { $0 }
    // Only NaN is not itself.
    for (row, value) in values.enumerated() {
      if let value, value != value { throw .notFinite(field: name, index: row, value: .nan) }
    }
    var index = ClassIndex<Value>()
    var positions = try ConfusionMatrix.encode(present, name, into: &index, isOpen: true)
    FirstSeen.renumber(&positions, with: index.settle().map { Int32(truncatingIfNeeded: $0) })
    var slices = index.names.map { "\(name) = \($0)" }
    if present.count < values.count { slices.append("\(name) missing") }
    let missing = Int32(truncatingIfNeeded: index.classes.count)
    var next = positions.makeIterator()
    self.init(
      name: name, slices: slices,
      codes: values.map { $0 == nil ? missing : next.next() ?? missing })
  }

  /// A column of numbers in bins that hold about as many rows each.
  ///
  /// Equal numbers are always in one bin, so there may be fewer bins than asked. A bin is called by
  /// its least and greatest number: `age = 18 to 25`.
  ///
  /// - Throws: ``EvaluationError`` for fewer than one bin, or where a number is NaN or infinite.
  public init<Number: BinaryFloatingPoint>(
    _ name: String, numbers: [Number], bins: Int = 4
  ) throws(EvaluationError) {
    guard bins >= 1 else {
      throw .invalidParameter(name: "bins", value: "\(bins)", expected: "at least 1")
    }
    let numbers = numbers.map { Double($0) + 0 }  // no -0
    try Columns.check(finite: numbers, name)
    let sorted = numbers.sorted()
    // The first number of each bin but the first.
    var starts: [Double] = []
    let bins = max(1, min(bins, sorted.count))
    for bin in 1..<bins {
      let start = sorted[sorted.count * bin / bins]
      if start > (starts.last ?? sorted[0]) { starts.append(start) }
    }
    func bin(_ number: Double) -> Int {
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] <= number { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let count = sorted.isEmpty ? 0 : starts.count + 1
    var least = [Double](repeating: .infinity, count: count)
    var greatest = [Double](repeating: -.infinity, count: count)
    let codes = numbers.map { number -> Int32 in
      let place = bin(number)
      least[place] = min(least[place], number)
      greatest[place] = max(greatest[place], number)
      return Int32(truncatingIfNeeded: place)
    }
    self.init(
      name: name,
      slices: zip(least, greatest).map { low, high in
        let ends = low == high ? [low] : [low, high]
        return "\(name) = " + ends.map { DecimalText.shortest($0) }.joined(separator: " to ")
      },
      codes: codes)
  }

  /// The column of both columns' values together; pairs that do not occur are no slices.
  ///
  /// - Throws: ``EvaluationError/lengthsDiffer(field:count:expected:of:)``.
  public func crossed(with other: SliceColumn) throws(EvaluationError) -> SliceColumn {
    try Columns.check(other.codes, other.name, like: codes, name)
    let width = other.slices.count
    let pairs = zip(codes, other.codes).map { Int($0) * width + Int($1) }
    var index = ClassIndex<Int>()
    var positions = try ConfusionMatrix.encode(pairs, name, into: &index, isOpen: true)
    FirstSeen.renumber(&positions, with: index.settle().map { Int32(truncatingIfNeeded: $0) })
    return SliceColumn(
      name: "\(name) and \(other.name)",
      slices: index.classes.map { "\(slices[$0 / width]), \(other.slices[$0 % width])" },
      codes: positions)
  }

  /// The rows of each slice, in order.
  var rows: [[Int]] {
    var result = [[Int]](repeating: [], count: slices.count)
    for (row, code) in codes.enumerated() { result[Int(code)].append(row) }
    return result
  }
}
