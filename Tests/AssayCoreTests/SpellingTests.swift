import Testing

@testable import AssayCore

@Suite("Spelling")
struct SpellingTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("lable", "label", 1),
    ("flaw", "lawn", 2), ("same", "same", 0),
  ])
  func `counts what differs`(a: String, b: String, distance: Int) {
    #expect(Spelling.distance(Array(a), Array(b)) == distance)
    #expect(Spelling.distance(Array(b), Array(a)) == distance)
  }

  @Test func `suggests the nearest name and nothing far off`() {
    #expect(Spelling.nearest(to: "Label", among: ["lapel", "label"]) == "label")
    #expect(Spelling.nearest(to: "y_treu", among: ["y_pred", "y_true"]) == "y_true")
    #expect(Spelling.nearest(to: "y", among: ["weight", "x1"]) == nil)
    #expect(Spelling.nearest(to: "y", among: []) == nil)
  }
}
