import Foundation
import Testing

@testable import AssayPlots

@Suite("SVG") struct SVGTests {
  /// Changed on purpose only: look at the figure, then take the new number.
  static let golden: [String: String] = [
    "scatter": "e2132f1f3ba15d35",
    "learning curves": "e6c2783f7bf1d79c",
    "regions": "a2d3297921d370b1",
    "ROC": "d0df9de22c2c7307",
    "precision-recall": "b5eb6eeab9e1a5c4",
    "confusion matrix": "fce910046864546c",
  ]

  @Test(arguments: PlotFixtures.all.map(\.name))
  func `has the same bytes as when it was last looked at`(name: String) throws {
    let plot = try #require(PlotFixtures.all.first { $0.name == name }?.plot)
    #expect(fingerprint(plot.svg()) == Self.golden[name])
  }

  @Test func `is well-formed whatever the data and the theme`() {
    for plot in PlotFixtures.all.map(\.plot) + PlotFixtures.odd {
      for theme in Theme.allCases {
        let svg = plot.svg(theme: theme)
        #expect(wellFormed(svg))
        #expect(svg == plot.svg(theme: theme))
        for number in ["\"nan", " nan", "\"inf", "\"-inf", " inf", "e+"] {
          #expect(!svg.contains("=\(number)"))
        }
      }
    }
  }

  @Test func `escapes every text`() {
    let evil = "</text><script>alert('&\"')</script>\u{1B}[31m\u{0}\u{202E}"
    let plots: [Plot] = [
      .scatter(
        x: [1], y: [1], names: [evil], title: evil, subtitle: evil, xLabel: evil, yLabel: evil),
      .confusionMatrix([[1]], names: [evil], title: evil, caption: evil),
      .roc(
        [
          RateCurve(
            name: evil, x: [0, 1], y: [0, 1], operatingPoint: .init(x: 0, y: 0, name: evil))
        ], positive: evil),
      .learningCurves([LearningCurve(evil, training: [1, 2])]),
      Plot(
        title: evil, summary: evil,
        panels: [
          Panel(
            marks: [TextMark(evil, x: 0, y: 0)],
            colorBar: .init(map: .viridis, low: evil, high: evil, label: evil),
            edgeTexts: [.init(evil, y: 0)])
        ]),
    ]
    for plot in plots {
      let svg = plot.svg()
      #expect(!svg.contains("<script") && !svg.contains("\u{1B}") && !svg.contains("\u{0}"))
      #expect(!svg.contains("\u{202E}"))
      #expect(svg.contains("&lt;/text&gt;&lt;script&gt;"))
      #expect(wellFormed(svg))
    }
  }

  @Test func `says in words what it shows`() {
    let svg = PlotFixtures.roc.svg()
    #expect(svg.contains("<title>ROC curve</title>"))
    #expect(svg.contains("<desc>ROC Network (AUC = 0.88).</desc>"))
    #expect(svg.contains("role=\"img\""))
    #expect(
      PlotFixtures.confusionMatrix.svg().contains(
        "<desc>Confusion matrix of 2 classes (outer, inner): 421 of 500 on the diagonal.</desc>"))
  }

  @Test func `needs nothing outside of the file`() {
    for (_, plot) in PlotFixtures.all {
      let svg = plot.svg()
      for word in ["href", "url(", "@import", "@font-face", "<image", " id="] {
        #expect(!svg.contains(word))
      }
    }
  }

  @Test func `follows the reader's scheme only when the theme is automatic`() {
    let plot = PlotFixtures.roc
    #expect(plot.svg().contains("prefers-color-scheme:dark"))
    #expect(!plot.svg(theme: .light).contains("prefers-color-scheme"))
    #expect(plot.svg(theme: .light).contains(".assay.light .s0{color:#0072b2}"))
    #expect(plot.svg(theme: .dark).contains(".assay.dark .s0{color:#56b4e9}"))
    #expect(!plot.svg(theme: .dark).contains("#0072b2"))
  }

  @Test func `draws only the points that change the picture`() {
    let count = 200_000
    let values = (0..<count).map { Double($0) / Double(count) }
    let svg = Plot.roc([RateCurve(x: values, y: values.map { $0.squareRoot() })]).svg()
    #expect(svg.utf8.count < 40_000)
    let steps = pathData(
      [(0, 0), (0, 1), (0, 2), (1, 2), (3, 2), (2, 2)].map { Position(x: $0.0, y: $0.1) })
    #expect(steps == "M0 0 0 2 3 2 2 2")
  }

  @Test func `a gap in the data is a gap in the line`() {
    let line = Line(x: [0, 1, 2, 3, 4], y: [0, 1, .nan, 1, 0])
    let svg = Plot(title: "", panels: [Panel(marks: [line])]).svg()
    #expect(svg.components(of: "stroke-width=\"1.8\"") == 2)
  }
}

/// The FNV-1a hash of 64 bits of a text's bytes, in hexadecimal.
func fingerprint(_ text: String) -> String {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return String(hash, radix: 16)
}

/// Whether every element is closed in order and every `&` begins an entity.
func wellFormed(_ svg: String) -> Bool {
  var open: [Substring] = []
  var rest = svg[...]
  while let start = rest.firstIndex(of: "<") {
    let text = rest[..<start]
    guard entitiesAreWhole(text), !text.contains(">") || open.last == "style" else { return false }
    guard let end = rest[start...].firstIndex(of: ">") else { return false }
    let tag = rest[rest.index(after: start)..<end]
    guard entitiesAreWhole(tag), tag.filter({ $0 == "\"" }).count.isMultiple(of: 2) else {
      return false
    }
    if tag.first == "/" {
      guard open.popLast() == tag.dropFirst() else { return false }
    } else if tag.last != "/" {
      open.append(tag.prefix { $0 != " " })
    }
    rest = rest[rest.index(after: end)...]
  }
  return open.isEmpty
}

private func entitiesAreWhole(_ text: Substring) -> Bool {
  text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { piece in
    ["amp;", "lt;", "gt;", "quot;", "#39;"].contains { piece.hasPrefix($0) }
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    var (count, rest) = (0, self[...])
    while let found = rest.range(of: text) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
