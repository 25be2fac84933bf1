import AssayCInterface
import Testing

@Suite("threads, from C") struct ThreadTests {
  /// A matrix that tasks read at once, which is allowed.
  private struct Shared: @unchecked Sendable {
    let matrix: Matrix
  }

  @Test func `one matrix is read by eight at once`() async throws {
    let truth = (0..<30_000 as Range<Int32>).map { $0 % 5 }
    let shared = Shared(matrix: try Matrix(truth, truth.map { $0 * $0 % 5 }))
    let (cells, stored) = (try shared.matrix.cells, try shared.matrix.stored)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<50 {
            #expect(try shared.matrix.cells == cells)
            #expect(try shared.matrix.stored == stored)
            var chosen: OpaquePointer?
            try succeed { assay_confusion_select(shared.matrix.pointer, [3, 1], 2, &chosen, $0) }
            #expect(try Matrix(taking: chosen).classes == [3, 1])
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `eight evaluate at once what one does alone`() async throws {
    let flags = (0..<200_000).map { UInt8($0 % 3 == 0 ? 1 : 0) }
    let scores = (0..<200_000).map { Double(($0 * 7_919) % 200_003) }
    func area() throws -> Double {
      try number {
        assay_roc_auc(flags, scores, Type.double, Int64(flags.count), nil, 1, $0, $1)
      }
    }
    let alone = try area()
    try await withThrowingTaskGroup(of: Double.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try number {
            assay_roc_auc(flags, scores, Type.double, Int64(flags.count), nil, 1, $0, $1)
          }
        }
      }
      for try await each in group { #expect(each == alone) }
    }
  }
}
