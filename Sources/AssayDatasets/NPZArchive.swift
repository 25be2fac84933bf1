internal import AssayCore

/// Several arrays with names in one file, as NumPy saves them (`numpy.savez`, named `.npz`).
///
/// ```swift
/// let data = try NPZArchive(contentsOf: "data.npz")
/// let inputs = try data.array("x").tensor()
/// try NPZArchive([("x", NPYArray(points.inputs, shape: [points.count, points.columns]))])
///   .write(to: "points.npz")
/// ```
///
/// The file is a zip archive whose entries are ``NPYArray`` files. Read are stored entries, as
/// `numpy.savez` writes them; in a build with the package trait `Gzip` also those of
/// `numpy.savez_compressed`. The directory and the places of the entries are checked before an array
/// is read, and the size and CRC-32 of each entry before its array; nothing is believed about a size
/// that the file itself does not have. Zip64 archives (4 GiB and above) are neither read nor written.
///
/// Written files are the same for the same arrays: all times are 1 January 1980.
public struct NPZArchive: Hashable, Sendable {
  /// The names of the arrays, in the order of the file, without `.npy`.
  public let names: [String]
  /// The file, as the caller named it.
  public let file: String
  private let arrays: [String: NPYArray]

  /// Holds arrays under their names.
  ///
  /// - Throws: `NPZError` for a name that is empty, too long for the format, or given twice.
  public init(_ arrays: [(name: String, array: NPYArray)]) throws(NPZError) {
    try self.init(arrays, file: "archive")
  }

  private init(_ pairs: [(name: String, array: NPYArray)], file: String) throws(NPZError) {
    var arrays: [String: NPYArray] = [:]
    for (name, array) in pairs {
      guard (1...60_000).contains(name.utf8.count) else {
        throw NPZError(file: file, reason: .invalidName(name))
      }
      guard arrays.updateValue(array, forKey: name) == nil else {
        throw NPZError(file: file, reason: .duplicateName(name))
      }
    }
    self.arrays = arrays
    self.file = file
    names = pairs.map(\.name)
  }

  /// Reads a file; the path `-` is standard input.
  ///
  /// - Throws: `NPZError` with the byte for all that is wrong with it.
  public init(contentsOf path: String) throws(NPZError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileBytes.read(path)
    } catch {
      throw NPZError(file: path, reason: .unreadable(error))
    }
    try self.init(bytes: bytes, file: path)
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameter file: what errors call the bytes.
  /// - Throws: `NPZError` with the byte for all that is wrong with them.
  public init(bytes: [UInt8], file: String = "archive") throws(NPZError) {
    guard !bytes.starts(with: ByteSource.gzipMark) else {
      throw NPZError(file: file, offset: 0, reason: .gzip)
    }
    let source = ZipSource(bytes: bytes, file: file)
    var arrays: [(name: String, array: NPYArray)] = []
    for entry in try ZipEntries.read(source) {
      let contents = try source.contents(of: entry)
      do throws(NPYError) {
        let array = try NPYArray(unpacked: contents, file: "\(file)/\(entry.name)")
        let name = entry.name.hasSuffix(".npy") ? String(entry.name.dropLast(4)) : entry.name
        arrays.append((name, array))
      } catch {
        throw NPZError(file: file, offset: entry.data.lowerBound, reason: .array(error))
      }
    }
    try self.init(arrays, file: file)
  }

  /// The array of a name, or nil.
  public subscript(name: String) -> NPYArray? { arrays[name] }

  /// The array of a name.
  ///
  /// - Throws: `NPZError.Reason.noArray` with the names that there are.
  public func array(_ name: String) throws(NPZError) -> NPYArray {
    guard let array = arrays[name] else {
      throw NPZError(file: file, reason: .noArray(name, known: names))
    }
    return array
  }

  /// The bytes of the file.
  ///
  /// - Throws: `NPZError.Reason.tooLarge` for more arrays or bytes than a zip archive holds.
  public func bytes() throws(NPZError) -> [UInt8] {
    var entries: [(name: String, data: [UInt8])] = []
    for name in names { entries.append((name + ".npy", arrays[name]?.bytes ?? [])) }
    return try ZipEntries.bytes(of: entries, file: file)
  }

  /// Writes the file, whole or not at all.
  ///
  /// - Throws: `NPZError`; the old file is then as it was.
  public func write(to path: String) throws(NPZError) {
    let bytes = try bytes()
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw NPZError(file: path, reason: .unwritable(error))
    }
  }
}
