import AssayCore
import Testing

@testable import AssayDatasets

@Suite("Numbers in text")
struct NumberTextTests {
  func parse(_ text: String, separator: UInt8 = 0x2e) -> NumberText.Outcome {
    Array(text.utf8).withUnsafeBufferPointer { NumberText.parse($0, separator: separator) }
  }

  @Test(arguments: [
    "0", "-0", "1", "+1", "12", ".5", "5.", "-.5e1", "5.e-1", "1e22", "1e23", "1e-22", "1e-27",
    "1e-28", "123456789012345678", "9007199254740993", "9007199254740993e5", "18446744073709551615",
    "18446744073709551616", "0.1", "0.30000000000000004", "0.92787747788280339", "2.5e-324",
    "2.4e-324", "4.9e-324", "1.7976931348623157e308", "123456789012345678901234567890",
    "0.000000000000000000000000000001234", "1e-400", "8.5e27", "9.999999999999999999999e22",
    "00000000000000000000000001.5", "1.50000000000000000000000000000", "  7  ", "\t-7.25 ",
  ])
  func `reads what the standard library reads`(text: String) {
    let bare = text.filter { !$0.isWhitespace }
    var padded = bare
    if padded.hasSuffix(".") { padded += "0" }
    padded = padded.replacing(".e", with: ".0e")
    let expected = Double(padded) ?? .nan
    guard case .number(let value) = parse(text) else {
      Issue.record("\(text) is a number")
      return
    }
    #expect(value.bitPattern == expected.bitPattern, "\(value) for \(text)")
  }

  @Test(arguments: [
    "", " ", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "0x10", "1_000", "--1", "1 2", "nan",
    "infinit", "one", "1e5.5", "\u{661}",
  ])
  func `refuses what is no number`(text: String) {
    #expect(parse(text) == .notANumber)
  }

  @Test func `knows infinities and what is out of range`() {
    #expect(parse("inf") == .number(.infinity))
    #expect(parse("-Infinity") == .number(-.infinity))
    #expect(parse("1e309") == .outOfRange)
    #expect(parse("-1e99999999999999999999") == .outOfRange)
    #expect(parse("0e99999999999999999999") == .number(0))
    #expect(parse("1e-99999999999999999999") == .number(0))
  }

  @Test func `reads decimal commas when asked`() {
    #expect(parse("3,25", separator: 0x2c) == .number(3.25))
    #expect(parse(",5", separator: 0x2c) == .number(0.5))
    #expect(parse("5,", separator: 0x2c) == .number(5))
    #expect(parse("3,25e-300", separator: 0x2c) == .number(3.25e-300))
    #expect(parse("3.25", separator: 0x2c) == .notANumber)
  }

  @Test func `reads every Double back from its shortest text`() {
    var random = MersenneTwister(seed: 5)
    for _ in 0..<50_000 {
      let any = Double(bitPattern: random.next64())
      guard any.isFinite else { continue }
      #expect(parse(any.description) == .number(any))
      let usual = random.uniform(-1000, 1000)
      #expect(parse(usual.description) == .number(usual))
    }
  }

  @Test func `rounds random digits and powers once`() {
    var random = MersenneTwister(seed: 6)
    for _ in 0..<50_000 {
      let digits = random.next64() >> UInt64(random.integer(in: 0..<64))
      let text = "\(digits)e\(random.integer(in: -40..<41))"
      #expect(parse(text) == .number(Double(text) ?? .nan))
    }
  }

  @Test func `rounds ties to even`() {
    // halfway between two Doubles, and a hair beside it
    #expect(parse("9007199254740993") == .number(9_007_199_254_740_992))
    #expect(parse("9007199254740993.0000000000000000001") == .number(9_007_199_254_740_994))
    #expect(parse("9007199254740995") == .number(9_007_199_254_740_996))
    #expect(parse("4503599627370496.5") == .number(4_503_599_627_370_496))
    #expect(parse("4503599627370497.5") == .number(4_503_599_627_370_498))
  }
}
