import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("decimal text") struct DecimalTextTests {
  @Test(arguments: [
    // As Python's format(x, ".<digits>f").
    (0.125, 2, "0.12"), (0.375, 2, "0.38"), (0.135, 2, "0.14"), (2.5, 0, "2"), (3.5, 0, "4"),
    (0.5, 0, "0"), (9.995, 2, "9.99"), (9.996, 2, "10.00"), (99.999, 1, "100.0"),
    (1e22, 2, "10000000000000000000000.00"), (123_456_789.125, 3, "123456789.125"),
    (0.1, 20, "0.10000000000000000555"), (5e-324, 3, "0.000"), (-0.004, 2, "-0.00"),
    (1.0, 15, "1.000000000000000"), (0.999_999, 5, "1.00000"),
    (0x1p60, 0, "1152921504606846976"), (.nan, 2, "nan"), (.infinity, 2, "inf"),
    (-.infinity, 2, "-inf"),
  ])
  func `a fixed number of digits is rounded from the exact value`(
    number: Double, digits: Int, text: String
  ) {
    #expect(DecimalText.fixed(number, digits: digits) == text)
  }

  @Test(arguments: 0...9)
  func `few digits are rounded as all digits say`(digits: Int) throws {
    var random = RandomSource(seed: UInt64(digits))
    for round in 0..<400 {
      // Ties, fractions of 50 bits and numbers of every size below 10^9.
      let scale: Double = [1, 1.0 / 1_024, 1e8][round % 3]
      let bits = round % 2 == 0 ? 0x1p3 : 0x1p20
      let number = (random.uniform() * bits).rounded() / bits * scale
      let exact = DecimalText.fixed(number, digits: 60)
      let point = try #require(exact.firstIndex(of: "."))
      let all = exact.replacing(".", with: "")
      let kept = all.prefix(exact.distance(from: exact.startIndex, to: point) + digits)
      let rest = all.dropFirst(kept.count)
      var units = try #require(Int(kept))
      let half = "5" + String(repeating: "0", count: rest.count - 1)
      if rest > half || (rest == half && units % 2 == 1) { units += 1 }
      let text = DecimalText.fixed(number, digits: digits)
      #expect(Int(text.replacing(".", with: "")) == units)
      #expect(text.split(separator: ".").count == (digits == 0 ? 1 : 2))
      #expect(digits == 0 || text.split(separator: ".")[1].count == digits)
    }
  }

  @Test func `whole numbers have no point`() {
    #expect(DecimalText.shortest(252) == "252")
    #expect(DecimalText.shortest(0.1) == "0.1")
    #expect(DecimalText.shortest(-3) == "-3")
    #expect(DecimalText.shortest(1e300) == "1e+300")
    #expect(DecimalText.shortest(.nan) == "nan")
  }
}
