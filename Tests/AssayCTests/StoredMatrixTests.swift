import AssayCInterface
import Testing

@Suite("stored matrix, from C") struct StoredMatrixTests {
  private func decoded(_ bytes: [UInt8]) throws -> Matrix {
    var result: OpaquePointer?
    try succeed { assay_confusion_decode(bytes, Int64(bytes.count), &result, $0) }
    return try Matrix(taking: result)
  }

  @Test(arguments: [nil, [0.5, 1, 2, 0.25]])
  func `comes back as it was`(weights: [Double]?) throws {
    let matrix = try Matrix([3, -1, 3, 7], [3, 3, -1, 7], weights: weights)
    let back = try decoded(matrix.stored)
    #expect(try back.classes == matrix.classes)
    #expect(try back.cells == matrix.cells)
    #expect(try back.stored == matrix.stored)
  }

  @Test func `is refused when it is cut or altered`() throws {
    let bytes = try Matrix([0, 1, 1], [0, 1, 0]).stored
    for count in bytes.indices {
      var result: OpaquePointer?
      let outcome = Outcome.of {
        assay_confusion_decode(bytes, Int64(count), &result, $0)
      }
      #expect(outcome.status == ASSAY_UNDECODABLE && outcome.field == "bytes")
      #expect(result == nil)
    }
    for place in bytes.indices {
      var altered = bytes
      altered[place] ^= 0x10
      #expect(throws: Outcome.self) { try decoded(altered) }
    }
    #expect(throws: Outcome.self) { try decoded(bytes + [0]) }
  }

  @Test func `counts no further than doubles do`() throws {
    let matrix = try Matrix([0, 1, 1], [0, 1, 0])
    var outcome = Outcome.of { _ in ASSAY_OK }
    var doublings = 0
    while outcome.status == ASSAY_OK, doublings < 70 {
      outcome = Outcome.of { assay_confusion_merge(matrix.pointer, matrix.pointer, $0) }
      doublings += 1
    }
    #expect(outcome.status == ASSAY_CANNOT_MERGE)
    // 3 · 2⁵¹ rows are less than 2⁵³, twice as many are more.
    #expect(doublings == 52)
    #expect(try matrix.cells == [0x1p51, 0, 0x1p51, 0x1p51])
    // Stored, a cell has 2⁵⁰ rows at most.
    #expect(throws: Outcome.self) { try decoded(matrix.stored) }
  }
}
