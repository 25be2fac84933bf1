import Foundation

/// What the figures were measured on, without which they say little.
struct Machine: Codable {
  var processor: String
  var cores: Int
  var system: String
  var compiler: String
  var instructions: String

  /// This machine.
  static func this(instructions: String) -> Machine {
    Machine(
      processor: processor(), cores: ProcessInfo.processInfo.activeProcessorCount,
      system: system(), compiler: compiler, instructions: instructions)
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }

  private static func system() -> String {
    var name = ProcessInfo.processInfo.operatingSystemVersionString
    if let text = try? String(contentsOfFile: "/etc/os-release", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("PRETTY_NAME=") })
    {
      name = line.dropFirst(12).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    }
    #if arch(x86_64)
      return name + ", x86-64"
    #elseif arch(arm64)
      return name + ", arm64"
    #else
      return name
    #endif
  }

  private static func processor() -> String {
    #if canImport(Darwin)
      var size = 0
      sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0)
      var text = [UInt8](repeating: 0, count: size)
      sysctlbyname("machdep.cpu.brand_string", &text, &size, nil, 0)
      return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    #else
      let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      func field(_ name: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(name) }?
          .split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
      }
      // A virtual machine may hide the model's name; family and model still tell it.
      let numbers = ["cpu family", "model\t"].compactMap(field).joined(separator: "/")
      return "\(field("model name") ?? "unknown") (family/model \(numbers))"
    #endif
  }
}
