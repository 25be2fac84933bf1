import Testing

@testable import AssayPlots

@Suite("Isoline") struct IsolineTests {
  private let places = (0..<41).map { Double($0) / 10 - 2 }

  private func grid(_ function: (Double, Double) -> Double) -> Isoline? {
    Isoline(x: places, y: places, values: places.flatMap { y in places.map { function($0, y) } })
  }

  @Test func `around a disc is one closed line on the circle`() throws {
    let grid = try #require(grid { 1 - ($0 * $0 + $1 * $1).squareRoot() })
    let lines = grid.lines()
    #expect(lines.count == 1)
    #expect(lines[0].first == lines[0].last)
    for place in lines[0] {
      #expect(abs((place.x * place.x + place.y * place.y).squareRoot() - 1) < 0.003)
    }
  }

  @Test func `of a plane is one open line, and its outline goes along the border`() throws {
    let grid = try #require(grid { x, _ in x - 0.55 })
    let lines = grid.lines()
    #expect(lines.count == 1)
    #expect(lines[0].allSatisfy { abs($0.x - 0.55) < 1e-12 })
    #expect(Set([lines[0][0].y, lines[0][40].y]) == [-2, 2])
    #expect(abs(area(grid.outlines()) - 1.45 * 4) < 1e-9)
  }

  @Test func `outlines of a function and of its negative share the whole grid`() throws {
    for shift in [0.05, 0.3, 0.9] {
      let saddle = { (x: Double, y: Double) in x * y + shift - x * x * 0.2 }
      let inside = try #require(grid(saddle))
      let outside = try #require(grid { -saddle($0, $1) })
      #expect(abs(area(inside.outlines()) + area(outside.outlines()) - 16) < 1e-6)
    }
  }

  @Test func `everywhere positive is the whole grid, nowhere positive nothing`() throws {
    let full = try #require(grid { _, _ in 1 })
    #expect(full.lines().isEmpty)
    #expect(abs(area(full.outlines()) - 16) < 1e-12)
    let empty = try #require(grid { _, _ in .nan })
    #expect(empty.lines().isEmpty && empty.outlines().isEmpty)
  }

  @Test func `needs two by two nodes and a value for each`() {
    #expect(Isoline(x: [0], y: [0, 1], values: [1, 2]) == nil)
    #expect(Isoline(x: [0, 1], y: [0, 1], values: [1, 2, 3]) == nil)
  }

  /// The area of outlines that all run the same way around, by the trapezoidal rule.
  private func area(_ outlines: [[Position]]) -> Double {
    abs(
      outlines.reduce(0.0) { sum, outline in
        sum
          + zip(outline, outline.dropFirst() + outline.prefix(1)).reduce(0.0) {
            $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2
          }
      })
  }
}
