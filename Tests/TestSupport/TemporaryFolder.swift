#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A new folder, removed when the value goes.
public final class TemporaryFolder {
  /// The folder's path.
  public let path: String

  /// Creates a folder of its own among the temporary files.
  public init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The names in the folder, in order.
  public var names: [String] { (try? Self.names(in: path)) ?? [] }

  /// The names in some folder, in order.
  public static func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
