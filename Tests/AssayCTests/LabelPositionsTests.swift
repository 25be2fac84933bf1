import AssayCInterface
import Testing

/// Classes of labels and where each row's stands, of every type that labels may have.
@Suite("positions of labels, from C") struct LabelPositionsTests {
  /// The classes found, and the position of each row's.
  private func found<Label>(
    _ labels: [Label], _ type: Int32
  ) throws -> (classes: [Int64], positions: [Int32]) {
    var positions = [Int32](repeating: -7, count: labels.count)
    var classes: UnsafeMutablePointer<Int64>?
    var count: Int64 = -1
    try succeed {
      assay_label_positions(
        labels, type, Int64(labels.count), nil, 0, &positions, &classes, &count, $0)
    }
    defer { assay_free(classes) }
    return (Array(UnsafeBufferPointer(start: classes, count: Int(count))), positions)
  }

  @Test func `The ends of narrow types do not wrap`() throws {
    let bytes = try found([Int8.max, Int8.min, -1, 0, Int8.max], Type.int8)
    #expect(bytes.classes == [-128, -1, 0, 127])
    #expect(bytes.positions == [3, 0, 1, 2, 3])

    let unsigned = try found([UInt8.max, 0, UInt8.max], Type.uint8)
    #expect(unsigned.classes == [0, 255])
    #expect(unsigned.positions == [1, 0, 1])

    let wide = try found([Int64.max, Int64.max - 1], Type.int64)
    #expect(wide.classes == [Int64.max - 1, Int64.max])
    #expect(wide.positions == [1, 0])

    let apart = try found([Int64.max, Int64.min, 0], Type.int64)
    #expect(apart.classes == [Int64.min, 0, Int64.max])
    #expect(apart.positions == [2, 0, 1])
  }

  @Test func `One class, two beside each other, and two apart`() throws {
    for (labels, classes, positions): ([Int32], [Int64], [Int32]) in [
      ([5, 5, 5], [5], [0, 0, 0]), ([8, 7, 8], [7, 8], [1, 0, 1]),
      ([-1, 1, 1], [-1, 1], [0, 1, 1]),
    ] {
      let result = try found(labels, Type.int32)
      #expect(result.classes == classes)
      #expect(result.positions == positions)
    }
  }

  @Test func `Close and far labels have the same positions`() throws {
    for gap in [4_094, 4_095, 4_096, 4_097, 1_000_000] {
      let labels = [-3, Int64(gap) - 3, 0, -3, Int64(gap) - 4]
      let result = try found(labels, Type.int64)
      #expect(result.classes == Set(labels).sorted())
      #expect(result.positions == labels.map { Int32(Set(labels).sorted().firstIndex(of: $0)!) })
    }
  }

  @Test func `Any byte but zero is true`() throws {
    for labels: [UInt8] in [[0, 1, 1, 0], [0, 2, 255, 0]] {
      let result = try found(labels, Type.bool)
      #expect(result.classes == [0, 1])
      #expect(result.positions == [0, 1, 1, 0])
    }
  }

  @Test func `An unsigned number that no signed one holds is refused`() {
    #expect(throws: Outcome.self) { try found([UInt64.max, 1], Type.uint64) }
    #expect(throws: Outcome.self) { try found([UInt64.max, UInt64.max - 1], Type.uint64) }
  }
}
