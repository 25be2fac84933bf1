import AssayCore
import AssayKernels
import TestSupport
import Testing

@testable import AssayTensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Recurrences") struct RecurrenceTests {
  static let cells: [(name: String, cell: Recurrence.Cell)] = [
    ("tanh", .simple(ElementFunction(ASSAY_TANH))),
    ("sigmoid", .simple(ElementFunction(ASSAY_SIGMOID))), ("LSTM", .lstm),
    ("GRU", .gru(resetsAfter: true)), ("GRU that resets first", .gru(resetsAfter: false)),
  ]

  /// Every order in which steps are done and states given out.
  static func orders(_ cell: Recurrence.Cell) -> [Recurrence] {
    [
      Recurrence(cell), Recurrence(cell, goesBackwards: true),
      Recurrence(cell, returnsSequences: true),
      Recurrence(cell, returnsSequences: true, goesBackwards: true),
      Recurrence(cell, returnsSequences: true, goesBackwards: true, keepsOrder: true),
    ]
  }

  static func uniform(_ shape: Shape, seed: UInt64) -> Tensor {
    var random = RandomSource(seed: seed)
    return Tensor(
      (0..<shape.count).map { _ in Float(2 * random.uniform() - 1) }, shape: shape)
  }

  /// Sequences, weights, bias, and as many states as the cell has.
  static func parts(
    _ recurrence: Recurrence, rows: Int, steps: Int, inputs: Int, units: Int
  ) -> [Tensor] {
    let columns = recurrence.blockCount * units
    let shapes: [Shape] =
      [
        [rows, steps, inputs], [inputs, columns], [units, columns],
        recurrence.biasShape(units: units), [rows, units],
      ] + (recurrence.blockCount == 4 ? [[rows, units]] : [])
    return shapes.enumerated().map { uniform($0.element, seed: UInt64($0.offset + 1)) }
  }

  static func run(_ parts: [Tensor], _ recurrence: Recurrence, mask: Tensor? = nil) -> Tensor {
    recur(
      parts[0], kernel: parts[1], recurrentKernel: parts[2], bias: parts[3], mask: mask,
      initialState: Array(parts.dropFirst(4)), as: recurrence)
  }

  /// The second row lacks its end, the third its beginning and a step in the middle.
  static let mask = Tensor([[1, 1, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1]])

  @Test(arguments: cells.indices)
  func `gradients agree with differences, for every order and mask`(index: Int) {
    let (name, cell) = Self.cells[index]
    for recurrence in Self.orders(cell) {
      for mask in [nil, Self.mask] {
        let parts = Self.parts(recurrence, rows: 3, steps: 4, inputs: 2, units: 3)
        let error = GradientCheck.error(at: parts) { Self.run($0, recurrence, mask: mask) }
        #expect(error < 3e-3, "\(name), \(recurrence), mask: \(mask != nil)")
        let start = GradientCheck.error(at: Array(parts.prefix(4))) {
          Self.run($0, recurrence, mask: mask)
        }
        #expect(start < 3e-3, "\(name), \(recurrence), from zero")
      }
    }
  }

  @Test(arguments: cells.indices)
  func `gradients agree with differences for whole and ragged vectors of units`(index: Int) {
    let (name, cell) = Self.cells[index]
    for (inputs, units) in [(1, 1), (5, 16), (17, 5), (3, 19)] {
      let recurrence = Recurrence(cell, returnsSequences: true)
      let parts = Self.parts(recurrence, rows: 2, steps: 2, inputs: inputs, units: units)
      let scaled = [parts[0]] + parts[1...].map { $0 * 0.5 }
      let error = GradientCheck.error(at: scaled) { Self.run($0, recurrence) }
      #expect(error < 3e-3, "\(name), \(inputs) inputs, \(units) units")
    }
  }

  @Test(arguments: cells.indices)
  func `gradients that nobody wants are left out, and the others keep their bits`(index: Int) {
    let recurrence = Recurrence(Self.cells[index].cell, returnsSequences: true)
    let parts = Self.parts(recurrence, rows: 3, steps: 4, inputs: 5, units: 6)
    let all = gradient(at: parts) { Self.run($0, recurrence).squared().sum() }
    for position in parts.indices {
      let one = gradient(at: parts[position]) { part in
        var all = parts
        all[position] = part
        return Self.run(all, recurrence).squared().sum()
      }
      #expect(one == all[position], "\(position)")
    }
  }

  @Test(arguments: cells.indices)
  func `a tensor used twice gets both gradients`(index: Int) {
    let recurrence = Recurrence(Self.cells[index].cell)
    let parts = Self.parts(recurrence, rows: 2, steps: 3, inputs: 2, units: 3)
    let error = GradientCheck.error(at: parts) { parts in
      Self.run(parts, recurrence)
        + Self.run(parts, recurrence, mask: Tensor([[1, 0, 1], [1, 1, 1]]))
    }
    #expect(error < 3e-3)
  }

  @Test(arguments: cells.indices)
  func `a row's states do not depend on its batch, and answers have the bits of training`(
    index: Int
  ) {
    for recurrence in Self.orders(Self.cells[index].cell) {
      let parts = Self.parts(recurrence, rows: 133, steps: 5, inputs: 7, units: 20)
      let whole = Self.run(parts, recurrence)
      for range in [0..<1, 131..<133, 3..<10, 5..<133] {
        let part = [parts[0].rows(range)] + parts[1...3] + parts[4...].map { $0.rows(range) }
        #expect(Self.run(part, recurrence) == whole.rows(range), "\(recurrence)")
      }
      var inTraining = Tensor(0)
      _ = gradient(at: parts) { parts in
        inTraining = Self.run(parts, recurrence)
        return inTraining.sum()
      }
      #expect(inTraining.detached() == whole)
    }
  }

  @Test(arguments: cells.indices)
  func `masked steps leave the state, whatever stands in them`(index: Int) {
    for backwards in [false, true] {
      let recurrence = Recurrence(
        Self.cells[index].cell, returnsSequences: true, goesBackwards: backwards, keepsOrder: true)
      let parts = Self.parts(recurrence, rows: 1, steps: 6, inputs: 3, units: 4)
      let mask = Tensor([[1, 0, 1, 1, 0, 0]])
      let masked = Self.run(parts, recurrence, mask: mask)
      let short =
        [
          Tensor.concatenating(
            [0, 2, 3].map { parts[0].slice($0..<($0 + 1), axis: 1) }, axis: 1)
        ] + parts[1...]
      let states = Self.run(short, recurrence)
      for (step, from) in [0, 2, 3].enumerated() {
        #expect(
          masked.slice(from..<(from + 1), axis: 1) == states.slice(step..<(step + 1), axis: 1))
      }
    }
  }

  /// Everything a run and its way back give, as one list of numbers.
  static func digest() -> String {
    var numbers: [Float] = []
    for (_, cell) in cells {
      for recurrence in orders(cell).suffix(2) {
        let parts = parts(recurrence, rows: 70, steps: 9, inputs: 18, units: 33)
        let weights = uniform([70, 9, 33], seed: 99)
        numbers += gradient(at: parts) { parts in
          let output = run(parts, recurrence)
          numbers += output.scalars
          return (output * weights).sum()
        }.flatMap(\.scalars)
      }
    }
    return SHA256.hex(littleEndian: numbers)
  }

  @Test func `threads change no bit`() {
    let one = Workers.limited(to: 1) { Self.digest() }
    #expect(one == Self.golden)
    for threads in [2, 3, 8] {
      #expect(Workers.limited(to: threads) { Self.digest() } == one, "\(threads) threads")
    }
  }

  /// The bits on every machine.
  static let golden = "b86e9957c97574fa75f517b2e58458100a238dd70e9d67266e1daabc454b302f"

  #if arch(x86_64)
    static func check(kernels: String) {
      setenv("ASSAY_KERNELS", kernels, 1)
      let digest = digest()
      precondition(digest == golden, "\(kernels): \(digest)")
    }

    @Test func `instruction sets change no bit`() async {
      await #expect(processExitsWith: .success) { Self.check(kernels: "avx512") }
      await #expect(processExitsWith: .success) { Self.check(kernels: "avx2") }
      await #expect(processExitsWith: .success) {
        Self.check(kernels: "portable")
        precondition(assay_instruction_set() == ASSAY_PORTABLE, "the wish was not heard")
      }
    }
  #endif
}
