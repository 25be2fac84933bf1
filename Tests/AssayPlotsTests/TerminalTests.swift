import Testing

@testable import AssayPlots

@Suite("Terminal") struct TerminalTests {
  @Test func `never writes a control code that was not asked for, nor spaces at a line's end`() {
    let evil = "a\u{1B}[31mb\u{7}\u{202E}\n\u{9B}0m"
    let odd =
      PlotFixtures.odd + [
        .scatter(x: [1], y: [1], names: [evil], title: evil, subtitle: evil, xLabel: evil),
        .confusionMatrix([[1]], names: [evil], title: evil, caption: evil),
        .roc([
          RateCurve(
            name: evil, x: [0, 1], y: [0, 1], operatingPoint: .init(x: 0, y: 0, name: evil))
        ]),
      ]
    for plot in PlotFixtures.all.map(\.plot) + odd {
      for (width, height) in [(80, 24), (-5, -5), (24, 8), (200, 60)] {
        for characters in [TerminalCharacters.unicode, .ascii] {
          let text = plot.text(width: width, height: height, characters: characters)
          let scalars = text.unicodeScalars
          #expect(!scalars.contains { $0.value < 32 && $0 != "\n" })
          #expect(!scalars.contains { (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
          let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
          #expect(lines.allSatisfy { $0.last != " " })
          #expect(lines.allSatisfy { terminalColumns(String($0)) <= max(width, 24) })
          #expect(text == plot.text(width: width, height: height, characters: characters))
        }
      }
    }
  }

  @Test func `colours are ended in their line, and change nothing else`() {
    for (_, plot) in PlotFixtures.all.dropLast() {
      let colored = plot.text(color: true)
      #expect(colored.contains("\u{1B}["))
      for line in colored.split(separator: "\n") {
        // The last code of a line is the one that ends them all.
        guard let start = line.lastIndex(of: "\u{1B}") else { continue }
        #expect(line[start...].hasPrefix("\u{1B}[0m"))
      }
      var plain = ""
      var rest = colored[...]
      while let start = rest.firstIndex(of: "\u{1B}") {
        plain += rest[..<start]
        rest = rest[start...].drop { $0 != "m" }.dropFirst()
      }
      #expect(plain + rest == plot.text())
    }
  }

  @Test func `a wide letter takes two columns`() {
    var screen = TerminalScreen(columns: 6, rows: 1)
    screen.write("日本x語", row: 0, column: 0)
    #expect(screen.text(color: false) == "日本x\n")
  }

  @Test func `numbers are written in ASCII where nothing else is allowed`() {
    let plot = Plot(
      title: "t",
      panels: [
        Panel(x: Axis(limits: -2e9...2e9), y: Axis(limits: -3...(-1)), marks: [Rule(.x(0))])
      ])
    #expect(
      plot.text(width: 60, height: 12, characters: .ascii) == """
        t
          -1 +                          -
             |                          -
             |                          -
             |                          -
          -2 +                          -
             |                          -
             |                          -
          -3 +                          -
             ++------------+------------+------------+------------+
             -2e9         -1e9          0           1e9          2e9

        """)
  }

  @Test func `draws a scatter plot`() {
    #expect(
      PlotFixtures.scatter.text(width: 50, height: 14) == """
        Points by class
        six points, one of them without a place
        x₂   o outer   x inner
          3 ┤               x
            │        x
          2 ┤     x
            │
            │
          1 ┤          o
            │
          0 ┤o
            └┬─────────┬─────
             0         2
                    x₁

        """)
  }

  @Test func `draws learning curves`() {
    #expect(
      PlotFixtures.learningCurves.text(width: 60, height: 22) == """
        Learning curves
        Loss   ⠤⠤⠤⠤ training   ⠤⠤⠄  validation
             │ ⠐⠤⣀         best: epoch 3⠐
             │   ⠈⠑⠲⢖⡄                  ⢈
         0.6 ┤       ⠈⠒⠭⣑ ⢀⣀            ⠠
             │           ⠑⠢⢄⡁ ⠒⠤ ⢀⡀     ⠐             ⣀⣀ ⠠⠤⠄ ⠒⠒ ⠈⠁
             │              ⠈⠉⠒⠒⠤⢄⣈⡁ ⠒⠤ ⢈⣀ ⠠⠤⠄ ⠒⠒ ⠈⠉⠁
         0.4 ┤                     ⠈⠉⠒⠒⠤⢤⣀⣀⡀
             │                          ⠐  ⠈⠉⠉⠑⠒⠒⠒⠤⠤⠤⢄⣀⣀⣀
             │                          ⢈                ⠉⠉⠉⠑⠒⠒⠒⠤⠄
             └─┬────────────┬───────────┬───────────┬────────────┬─
        Accuracy   ⠤⠤⠤⠤ training   ⠤⠤⠄  validation
             │                          ⠠           ⢀⣀⣀⣀⣀⡠⠤⠤⠤⠤⠒⠒⠒⠂
         0.8 ┤                       ⢀⣀⣀⢴⣤⠤⠒⠒⠒⠒⠒⠉⠉⠉⠉⠁
             │              ⢀⣀⣠⣤⠤⠲⠶⠎⠉⠋⠉ ⢈  ⠈⠉⠁ ⠉⠉ ⠈⠉⠁ ⠉⠉ ⠐⠒⠂ ⠒⠒ ⠐⠂
             │         ⢀⣀⠤⠲⠛⠃ ⠁         ⠠
         0.6 ┤     ⣀⡤⠔⠊⠉⠁               ⠐
             │ ⠠⠔⠒⠉                     ⢈
             └─┬────────────┬───────────┬───────────┬────────────┬─
               1            2           3           4            5
                                      Epoch

        """)
  }

  @Test func `draws decision regions`() {
    #expect(
      PlotFixtures.regions.text(width: 50, height: 16) == """
        Decision regions
        x₂   o no   x yes
         1.0 ┤
             │
         0.5 ┤          ⡠⢆
             │        ⡠⠊··⠑⢄
             │      ⡠⠊···x··⠑⢄
         0.0 ┤    ⠠⢎··········⡱⠄
             │      ⠑⢄······⡠⠊
             │        ⠑⢄··⡠⠊
        −0.5 ┤          ⠑⠎
             │
        −1.0 ┤                    o
             └───────────┬──────────
                         0
                        x₁

        """)
  }

  @Test func `draws an ROC curve`() {
    #expect(
      PlotFixtures.roc.text(width: 60, height: 16) == """
        ROC curve
        True Positive Rate (Positive label: 1)
        ⠤⠤⠤⠤ Network (AUC = 0.88)   ⠤⠤⠄  Chance level (AUC = 0.5)
        1.0 ┤        ⡏⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⡉⠉⠋
            │        ⡇                   ⠐⠊
            │        ⡇                ⠔⠊
            │        ⡇            ⢀⠔⠂
            │        ⡇         ⣀⠔
        0.5 ┤⡤⠤⠤⠤⠤⠤⠤⠤o      ⡠⠄
            │⡇         threshold 0.50
            │⡇        ⡀ ⠉
            │⡇      ⠐⠉
            │⡇   ⠔⠉
        0.0 ┤⡧⠔⠁
            └┬───────────────┬───────────────┬
            0.0             0.5             1.0
          False Positive Rate (Positive label: 1)

        """)
  }

  @Test func `draws an ROC curve in ASCII`() {
    #expect(
      PlotFixtures.roc.text(width: 60, height: 16, characters: .ascii) == """
        ROC curve
        True Positive Rate (Positive label: 1)
        **** Network (AUC = 0.88)   ---  Chance level (AUC = 0.5)
        1.0 +        **********************-*-
            |        *                   --
            |        *                --
            |        *            ---
            |        *         --
        0.5 +********o      --
            |*         threshold 0.50
            |*        - -
            |*      --
            |*   --
        0.0 +---
            ++---------------+---------------+
            0.0             0.5             1.0
          False Positive Rate (Positive label: 1)

        """)
  }

  @Test func `draws a precision-recall curve`() {
    #expect(
      PlotFixtures.precisionRecall.text(width: 60, height: 16) == """
        Precision–recall curve
        Precision (Positive label: 1)   ⠤⠤⠤⠤ Network (AP = 0.83)
        ⠤⠤⠄  Chance level (AP = 0.50)
        1.0 ┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⢸
            │                ⢸
            │                ⢸
            │                ⢸⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⢤
            │                ⢸               ⢸
        0.5 ┤⠤⠤⠄ ⠤⠤ ⠠⠤⠄ ⠤⠤ ⠠⠤⠼ ⠤⠤ ⠠⠤⠄ ⠤⠤ ⠠⠤⠄ ⠬
            │
            │
            │
            │
        0.0 ┤
            └┬───────────────┬───────────────┬
            0.0             0.5             1.0
                Recall (Positive label: 1)

        """)
  }

  @Test func `draws a confusion matrix`() {
    #expect(
      PlotFixtures.confusionMatrix.text(width: 60, height: 16) == """
        Confusion matrix
        True label
        outer     206       42
                 83.1 %   16.9 %

        inner      37      215
                 14.7 %   85.3 %

                 outer    inner
                Predicted label
        Share of the row in % below the count.

        """)
  }

  @Test func `draws a confusion matrix of many classes as shades`() {
    let counts = (0..<12).map { row in (0..<12).map { $0 == row ? 3.0 : $0 == 3 ? 1.0 : 0 } }
    let plot = Plot.confusionMatrix(counts, names: (0..<12).map { "class \($0)" })
    #expect(
      plot.text(width: 34) == """
        Confusion matrix
        True label
         class 0  ▓  ░
         class 1   ▓ ░
         class 2    ▓░
         class 3     █
         class 4     ░▓
         class 5     ░ ▓
         class 6     ░  ▓
         class 7     ░   ▓
         class 8     ░    ▓
         class 9     ░     ▓
        class 10     ░      ▓
        class 11     ░       ▓
                 Predicted label

        """)
  }

  @Test func `draws bars`() {
    let plot = Plot(
      title: "",
      panels: [
        Panel(
          x: Axis(ticks: .names(["apples", "pears", "plums"])), y: Axis("count", ticks: .integers),
          marks: [Bars(heights: [3, 5, 2.2])])
      ])
    #expect(
      plot.text(width: 40, height: 12) == """
        count
          │             ▅▅▅▅▅▅▅▅▅▅
          │             ██████████
        4 ┤             ██████████
          │ ▃▃▃▃▃▃▃▃▃▃  ██████████
          │ ██████████  ██████████
        2 ┤ ██████████  ██████████  ██████████
          │ ██████████  ██████████  ██████████
          │ ██████████  ██████████  ██████████
        0 ┤ ██████████  ██████████  ██████████
          └──────┬───────────┬──────────┬──────
               apples      pears      plums

        """)
  }
}
