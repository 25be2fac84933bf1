import Testing

@testable import AssayPlots

@Suite("Colours") struct PaletteTests {
  @Test func `luminance and contrast are those of WCAG`() {
    #expect(RGB(0xFFFFFF).luminance == 1 && RGB(0).luminance == 0)
    #expect(abs(RGB(0x0072B2).contrast(with: RGB(0xFFFFFF)) - 5.19) < 0.005)
    #expect(abs(RGB(0xE69F00).contrast(with: RGB(0xFFFFFF)) - 2.25) < 0.005)
    #expect(abs(RGB(0x777777).contrast(with: RGB(0xFFFFFF)) - 4.48) < 0.005)
    #expect(RGB(0x0A72B2).hexadecimal == "#0a72b2")
  }

  @Test(arguments: [Palette.light, .dark])
  func `every mark has a contrast of 3 on the surface and on every region`(palette: Palette) {
    #expect(palette.series.count == Palette.count)
    for color in palette.series {
      #expect(color.contrast(with: palette.surface) >= 3)
      for region in palette.series {
        let ground = region.over(palette.surface, opacity: Palette.tint)
        #expect(color.contrast(with: ground) >= 3)
        #expect(palette.ink.contrast(with: ground) >= 4.5)
      }
    }
  }

  @Test(arguments: [Palette.light, .dark])
  func `text has a contrast of 4.5`(palette: Palette) {
    #expect(palette.ink.contrast(with: palette.surface) >= 4.5)
    #expect(palette.muted.contrast(with: palette.surface) >= 4.5)
  }

  @Test(arguments: [ColorMap.viridis, .cividis])
  func `a map rises in luminance and its texts have a contrast of 4.5`(map: ColorMap) {
    var last = -1.0
    for step in 0...200 {
      let color = map.color(at: Double(step) / 200)
      #expect(color.luminance >= last - 0.002)
      #expect(color.contrast(with: color.textColor) >= 4.5)
      last = color.luminance
    }
    #expect(map.color(at: -1) == map.color(at: 0) && map.color(at: 9) == map.color(at: 1))
    #expect(map.color(at: .nan) == map.color(at: 0))
  }

  @Test func `viridis is the published one at its ends and in its middle`() {
    #expect(ColorMap.viridis.color(at: 0) == RGB(0x440154))
    #expect(ColorMap.viridis.color(at: 0.5) == RGB(0x21908C))
    #expect(ColorMap.viridis.color(at: 1) == RGB(0xFDE725))
  }

  @Test func `neighbours differ in dash and marker, not in colour alone`() {
    for index in 0..<16 {
      #expect(Dash.series(index) != Dash.series(index + 1))
      #expect(Marker.series(index) != Marker.series(index + 1))
    }
    #expect(Set((0..<8).map { Marker.series($0) }).count == 8)
    #expect(Marker.series(-1) == .star && Paint.series(-1).cssClass == "s7")
  }
}
