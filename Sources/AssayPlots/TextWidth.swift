/// The estimated width of a line of text in the system's sans-serif fonts, in units of the size.
///
/// Without font files a figure can only estimate. The figures are those of Helvetica and its
/// kin, widened by 6 %, so that wider fonts still fit.
func textWidth(_ text: String, size: Double, bold: Bool = false) -> Double {
  var width = 0.0
  for character in text { width += emWidth(character) }
  return width * size * (bold ? 1.13 : 1.06)
}

/// The width of one character in em.
private func emWidth(_ character: Character) -> Double {
  if terminalColumns(character) == 2 { return 1 }
  switch character {
  case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ": return 0.27
  case "f", "t", "r", "(", ")", "[", "]", "{", "}", "/", "\\", "-", "\"", "`": return 0.34
  case "m", "w", "M", "W", "%", "@", "\u{2026}", "\u{2014}": return 0.9
  case "A"..."Z": return 0.7
  default: return 0.57
  }
}

/// The columns a character takes in a terminal: 2 for East Asian wide forms and emoji, else 1.
func terminalColumns(_ character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  switch first.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    return 2
  case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
  default: return 1
  }
}

/// The columns a text takes in a terminal.
func terminalColumns(_ text: String) -> Int {
  text.reduce(0) { $0 + terminalColumns($1) }
}

/// The text, or as much of its start as fits followed by an ellipsis.
func shortened(_ text: String, to limit: Double, measure: (String) -> Double) -> String {
  guard measure(text) > limit else { return text }
  var kept = text
  while !kept.isEmpty, measure(kept + "\u{2026}") > limit { kept.removeLast() }
  while kept.last == " " { kept.removeLast() }
  return kept.isEmpty ? "" : kept + "\u{2026}"
}

/// The text broken at spaces into lines that fit; a single word too long is shortened.
func lines(of text: String, width: Double, measure: (String) -> Double) -> [String] {
  var result: [String] = []
  var line = ""
  for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
    let longer = line.isEmpty ? String(word) : line + " " + word
    if line.isEmpty || measure(longer) <= width {
      line = longer
    } else {
      result.append(line)
      line = String(word)
    }
  }
  if !line.isEmpty { result.append(line) }
  return result.map { shortened($0, to: width, measure: measure) }
}
