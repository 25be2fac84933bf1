import Testing

@testable import AssayPlots

@Suite("Ticks") struct TicksTests {
  private func labels(
    _ least: Double, _ greatest: Double, atMost count: Int = 6, _ axis: Axis = Axis()
  ) -> [String] {
    axis.ticks(in: .init(least: least, greatest: greatest), atMost: count).map(\.label)
  }

  @Test func `are round and have equal decimals`() {
    #expect(labels(-0.01, 1.01) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(-1.3, 1.3) == ["\u{2212}1.0", "\u{2212}0.5", "0.0", "0.5", "1.0"])
    #expect(labels(0.831, 0.8491) == ["0.835", "0.840", "0.845"])
    #expect(labels(3, 4321) == ["1000", "2000", "3000", "4000"])
  }

  @Test func `use powers of ten where plain numbers are long`() {
    #expect(
      labels(0, 3e9)
        == [
          "0", "1\u{00D7}10\u{2079}", "2\u{00D7}10\u{2079}", "3\u{00D7}10\u{2079}",
        ].map { $0.replacingOne() })
    #expect(labels(0, 3e-7).last == "3\u{00D7}10\u{207B}\u{2077}")
    #expect(labels(1e6, 1e6 + 2).first == "1000000.0")
  }

  @Test func `count epochs in whole numbers`() {
    let axis = Axis(ticks: .integers)
    #expect(labels(0.9, 1.1, axis) == ["1"])
    #expect(labels(1, 3, atMost: 8, axis) == ["1", "2", "3"])
    #expect(labels(1.2, 1.4, axis) == [])
  }

  @Test func `of a logarithmic axis are decades, with multiples while there is room`() {
    let axis = Axis(scale: .logarithmic)
    #expect(labels(0.9, 110, atMost: 4, axis) == ["1", "10", "100"])
    #expect(labels(0.9, 11, atMost: 6, axis) == ["1", "2", "5", "10"])
    #expect(
      labels(1e-12, 1, atMost: 4, axis) == [
        "10\u{207B}\u{00B9}\u{00B2}", "10\u{207B}\u{2078}", "10\u{207B}\u{2074}", "10\u{2070}",
      ])
    #expect(labels(3, 4, atMost: 6, axis) == ["3.0", "3.2", "3.4", "3.6", "3.8", "4.0"])
  }

  @Test func `lie within the range and are at most as many as asked, whatever the range`() {
    let ends: [Double] = [
      -1e299, -3.7e17, -12345.678, -1, -1e-9, 0, 1e-289, 3e-100, 0.1, 1, 2, 7e5, 1e299,
    ]
    for least in ends {
      for greatest in ends where greatest > least {
        for ticks in [Axis.Ticks.automatic, .integers] {
          let axis = Axis(ticks: ticks)
          let span = axis.span(of: .init(least: least, greatest: greatest))
          let found = axis.ticks(in: span, atMost: 5)
          #expect(found.count <= 5)
          let room = (span.greatest / 2 - span.least / 2) * 1e-6
          #expect(found.allSatisfy { $0.value >= span.least - room })
          #expect(found.allSatisfy { $0.value <= span.greatest + room })
          #expect(zip(found, found.dropFirst()).allSatisfy { $0.value < $1.value })
          #expect(Set(found.map(\.label)).count == found.count)
        }
      }
    }
  }

  @Test func `the span of no, of equal and of unusable values has a width`() {
    #expect(Axis().span(of: nil) == .init(least: 0, greatest: 1))
    #expect(Axis().span(of: .init(least: 0, greatest: 0)) == .init(least: -1, greatest: 1))
    let narrow = Axis().span(of: .init(least: 5, greatest: 5))
    #expect(narrow.least < 5 && narrow.greatest > 5)
    let infinite = Axis(limits: -.infinity ... .infinity).span(of: nil)
    #expect(infinite == .init(least: 0, greatest: 1))
    #expect(
      Axis(scale: .logarithmic, limits: -1...1).span(of: nil) == .init(least: 1, greatest: 10))
  }
}

extension String {
  /// The label of one times a power of ten leaves the factor out.
  fileprivate func replacingOne() -> String {
    hasPrefix("1\u{00D7}") ? String(dropFirst(2)) : self
  }
}
