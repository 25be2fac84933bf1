/// Figures and tables as text.
enum Text {
  /// Three significant figures.
  static func figures(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    var exponent = 0
    var size = abs(value)
    while size >= 999.5 { (size, exponent) = (size / 10, exponent + 1) }
    while size < 99.95 { (size, exponent) = (size * 10, exponent - 1) }
    let digits = Int(size.rounded())
    let sign = value < 0 ? "-" : ""
    if exponent < -8 {
      return sign + "\(digits / 100).\(pad(digits % 100, to: 2))e\(exponent + 2)"
    }
    if exponent >= 0 { return sign + grouped(digits * power(exponent)) }
    let unit = power(-exponent)
    let fraction = pad(digits % unit, to: -exponent)
    return sign + "\(digits / unit).\(fraction)"
  }

  /// A time with its unit.
  static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1e-3: figures(seconds * 1e6) + " µs"
    case ..<1: figures(seconds * 1e3) + " ms"
    default: figures(seconds) + " s"
    }
  }

  static func percent(_ part: Double) -> String { figures(part * 100) + " %" }

  /// Thousands set apart by commas.
  static func grouped(_ number: Int) -> String {
    number < 1_000 ? "\(number)" : grouped(number / 1_000) + "," + pad(number % 1_000, to: 3)
  }

  private static func power(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }

  private static func pad(_ number: Int, to width: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// A table with a title; the first column is flush left, the others flush right.
  static func table(_ title: String, _ header: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    let lines = ([header] + rows).map { row in
      row.indices.map { column in
        let blank = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + blank : blank + row[column]
      }.joined(separator: "   ")
    }
    let rule = String(repeating: "─", count: widths.reduce(0, +) + 3 * (widths.count - 1))
    return "\n\(title)\n\(rule)\n\(lines[0])\n\(rule)\n" + lines.dropFirst().joined(separator: "\n")
  }
}
