/// The type of a NumPy array's elements: kind, bytes, byte order.
struct NPYElement: Hashable {
  private let kind: Character
  let bytes: Int
  private let isBigEndian: Bool

  /// Reads a type such as `<f8`, `>i2`, `|b1`; nil if its elements are not read.
  init?(type: String) {
    let letters = Array(type)
    guard letters.count == 3, "<>|=".contains(letters[0]), let bytes = letters[2].wholeNumberValue
    else { return nil }
    switch letters[1] {
    case "f" where bytes == 4 || bytes == 8: break
    case "i" where [1, 2, 4, 8].contains(bytes), "u" where [1, 2, 4, 8].contains(bytes): break
    case "b" where bytes == 1: break
    default: return nil
    }
    kind = letters[1]
    self.bytes = bytes
    isBigEndian = letters[0] == ">"
  }

  /// Reads elements one after the other; there must be as many.
  func read(_ source: ArraySlice<UInt8>, count: Int) -> NPYArray.Elements {
    switch (kind, bytes) {
    case ("f", 4): .floats(words(source, count, UInt32.self).map { Float(bitPattern: $0) })
    case ("f", _): .doubles(words(source, count, UInt64.self).map { Double(bitPattern: $0) })
    case ("i", 1): .integers(words(source, count, Int8.self).map { Int64($0) })
    case ("i", 2): .integers(words(source, count, Int16.self).map { Int64($0) })
    case ("i", 4): .integers(words(source, count, Int32.self).map { Int64($0) })
    case ("i", _): .integers(words(source, count, Int64.self))
    case ("u", 1): .integers(words(source, count, UInt8.self).map { Int64($0) })
    case ("u", 2): .integers(words(source, count, UInt16.self).map { Int64($0) })
    case ("u", 4): .integers(words(source, count, UInt32.self).map { Int64($0) })
    case ("u", _): .unsigned(words(source, count, UInt64.self))
    default: .integers(words(source, count, UInt8.self).map { $0 == 0 ? 0 : 1 })
    }
  }

  private func words<Word: FixedWidthInteger & BitwiseCopyable>(
    _ source: ArraySlice<UInt8>, _ count: Int, _ type: Word.Type
  ) -> [Word] {
    source.withUnsafeBytes { bytes in
      (0..<count).map { index in
        let word = bytes.loadUnaligned(fromByteOffset: index * bytesOf(type), as: type)
        return isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
      }
    }
  }

  private func bytesOf(_ type: (some FixedWidthInteger).Type) -> Int { type.bitWidth / 8 }
}

extension NPYArray.Elements {
  /// The same elements with the last dimension fastest, from an order with the first one fastest.
  func transposed(from shape: [Int]) -> Self {
    switch self {
    case .doubles(let elements): .doubles(inLastOrder(elements, shape))
    case .floats(let elements): .floats(inLastOrder(elements, shape))
    case .integers(let elements): .integers(inLastOrder(elements, shape))
    case .unsigned(let elements): .unsigned(inLastOrder(elements, shape))
    }
  }

  private func inLastOrder<Element>(_ elements: [Element], _ shape: [Int]) -> [Element] {
    guard shape.count > 1, !elements.isEmpty else { return elements }
    var strides = [1]
    for extent in shape.dropLast() { strides.append(strides[strides.count - 1] * extent) }
    var index = [Int](repeating: 0, count: shape.count)
    var offset = 0
    return elements.indices.map { _ in
      let element = elements[offset]
      // counts on, the last dimension fastest
      for axis in shape.indices.reversed() {
        index[axis] += 1
        offset += strides[axis]
        if index[axis] < shape[axis] { break }
        offset -= index[axis] * strides[axis]
        index[axis] = 0
      }
      return element
    }
  }
}
