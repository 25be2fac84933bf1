/// Text made safe to stand inside an SVG element or attribute.
///
/// `& < > " '` become entities, line breaks and tabs a space, and characters XML forbids U+FFFD:
/// a class called `</text><script>` stays a name.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(printable(scalar))
    }
  }
  return result
}

/// Text made safe for a terminal: no control characters, so no escape sequence gets through.
func withoutControls(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars { result.unicodeScalars.append(printable(scalar)) }
  return result
}

/// The scalar itself if it may be shown, a space for white space, else U+FFFD.
private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
  case 0x00..<0x20, 0x7F...0x9F, 0xFFFE...0xFFFF: "\u{FFFD}"
  // Marks that turn the direction of what follows can make a label read as something else.
  case 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
  default: scalar
  }
}
