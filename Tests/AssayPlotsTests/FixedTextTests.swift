import Testing

@testable import AssayPlots

@Suite("Fixed text") struct FixedTextTests {
  @Test(
    arguments: [
      (0.0, 2, "0.00"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (2.675, 2, "2.67"),
      (1.005, 2, "1.00"), (0.285, 2, "0.28"), (0.995, 2, "0.99"), (-1.5, 0, "-2"), (0.5, 0, "0"),
      (-0.001, 2, "0.00"), (83.06451612903226, 1, "83.1"), (0.1, 12, "0.100000000000"),
      (123_456_789.125, 2, "123456789.12"), (1e16, 2, "1e+16"), (.infinity, 2, "inf"),
      (-.infinity, 2, "-inf"), (.nan, 2, "nan"), (5, -3, "5"),
      (9_007_199_254_740_992, 3, "9007199254740992.0"),
    ] as [(Double, Int, String)])
  func `rounds the exact value, ties to even`(value: Double, decimals: Int, text: String) {
    #expect(fixedText(value, decimals) == text)
  }

  @Test func `writes coordinates with at most two decimals and never a word`() {
    #expect(coordinateText(12) == "12")
    #expect(coordinateText(12.345) == "12.35")
    #expect(coordinateText(-0.004) == "0")
    #expect(coordinateText(-0.5) == "-0.5")
    #expect(coordinateText(.nan) == "0")
    #expect(coordinateText(1e300) == "10000000")
  }

  @Test func `takes decimal logarithms within a few units in the last place`() {
    for exponent in -307...308 {
      #expect(abs(decimalLogarithm(powerOfTen(exponent)) - Double(exponent)) < 1e-12)
    }
    #expect(abs(decimalLogarithm(2) - 0.301029995663981195) < 1e-16)
    #expect(abs(decimalLogarithm(7) - 0.845098040014256830) < 2e-16)
    #expect(decimalLogarithm(1) == 0)
    #expect(decimalLogarithm(0).isNaN && decimalLogarithm(-1).isNaN && decimalLogarithm(.nan).isNaN)
  }
}
