#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The golden files: numbers of the reference libraries, made by `Tests/Golden/make.py`.
public enum Golden {
  /// The folder that holds the golden files.
  public static var folder: String {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Golden/"
  }

  /// Decodes one golden file.
  public static func load<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + name))
    return try JSONDecoder().decode(type, from: data)
  }
}

/// A number of a golden file, where NaN and the infinities are the words "nan", "inf" and "-inf".
public struct GoldenNumber: Decodable, Sendable {
  /// The number itself.
  public let value: Double

  /// Reads a number, or the word for one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let word = try? container.decode(String.self) {
      switch word {
      case "nan": value = .nan
      case "inf": value = .infinity
      case "-inf": value = -.infinity
      default:
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "not a number: \(word)")
      }
    } else {
      value = try container.decode(Double.self)
    }
  }
}
