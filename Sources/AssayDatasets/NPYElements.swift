/// An element that is no whole number of 64 bits.
struct NotWhole: Error {
  let index: Int
  let value: Double
}

extension NPYArray.Elements {
  /// The elements as Doubles; integers beyond 2⁵³ are rounded.
  var doubles: [Double] {
    switch self {
    case .doubles(let elements): elements
    case .floats(let elements): elements.map { Double($0) }
    case .integers(let elements): elements.map { Double($0) }
    case .unsigned(let elements): elements.map { Double($0) }
    }
  }

  /// The elements as whole numbers.
  func integers() throws(NotWhole) -> [Int] {
    if case .integers(let elements) = self { return elements.map { Int($0) } }
    if case .unsigned(let elements) = self {
      if let index = elements.firstIndex(where: { $0 > UInt64(Int.max) }) {
        throw NotWhole(index: index, value: Double(elements[index]))
      }
      return elements.map { Int($0) }
    }
    var integers: [Int] = []
    for (index, double) in doubles.enumerated() {
      guard let integer = Int(exactly: double) else {
        throw NotWhole(index: index, value: double)
      }
      integers.append(integer)
    }
    return integers
  }
}
