#if Gzip
  import AssayCore
  import Foundation
  import TestSupport
  import Testing

  @testable import AssayDatasets

  @Suite("Gzip")
  struct GzipTests {
    let golden: PackedFiles
    let folder: TemporaryFolder

    init() throws {
      golden = try PackedFiles.golden()
      folder = try TemporaryFolder()
    }

    /// Writes a file, under a name that does not tell that it is packed.
    func file(_ bytes: some Sequence<UInt8>) throws -> String {
      let path = folder.path + "/file"
      try AtomicFile.write(Array(bytes), to: path)
      return path
    }

    @Test func `reads tables`() throws {
      let expected = try Table(text: golden.text)
      for data in [golden.table, golden.members] {
        let table = try Table(contentsOf: try file(data))
        #expect(table.columns == expected.columns)
        for name in expected.columns { #expect(try table.texts(name) == expected.texts(name)) }
        #expect(try Table(CSVReader(bytes: [UInt8](data))).count == 20)
      }
    }

    @Test func `reads arrays`() throws {
      let images = try IDXArray(contentsOf: try file(golden.idx))
      #expect(images.shape == [2, 3])
      #expect(images.doubles == [0, 51, 102, 153, 204, 255])
      #expect(try IDXArray(bytes: [UInt8](golden.idx)).doubles == images.doubles)
      let array = try NPYArray(contentsOf: try file(golden.npy))
      #expect(array.shape == golden.shapes[0])
      #expect(array.doubles == golden.values[0])
      #expect(try NPYArray(bytes: [UInt8](golden.npy)).doubles == array.doubles)
    }

    @Test func `reads many pieces, and many members`() throws {
      let rows = (0..<100_000).map { "\($0),\($0 % 7)\n" }
      let text = Array(("a,b\n" + rows.joined()).utf8)
      #expect(text.count > 2 << 18)
      let members = stride(from: 0, to: text.count, by: 1_000).flatMap {
        PackedFiles.gzip(Array(text[$0..<min($0 + 1_000, text.count)]))
      }
      for packed in [PackedFiles.gzip(text), members] {
        let table = try Table(contentsOf: try file(packed))
        #expect(try table.numbers("a") == (0..<100_000).map { Double($0) })
        #expect(try table.numbers("b").reduce(0, +) == 299_995)
      }
    }

    @Test func `tells a pipe that gives a byte at a time`() throws {
      let path = folder.path + "/pipe"
      try #require(mkfifo(path, 0o600) == 0)
      let bytes = golden.table
      let writer = Thread {
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        for byte in bytes {
          file.write(Data([byte]))
          usleep(100)
        }
        try? file.close()
      }
      writer.start()
      #expect(try Table(contentsOf: path).count == 20)
    }

    @Test func `goes by the bytes, not by the name`() throws {
      let path = folder.path + "/plain.csv.gz"
      try AtomicFile.write(Array(golden.text.utf8), to: path)
      #expect(try Table(contentsOf: path).count == 20)
      #expect(throws: CSVError(file: "text", reason: .empty)) { try Table(CSVReader(bytes: [])) }
      #expect(throws: CSVError(file: "text", reason: .empty)) {
        try Table(CSVReader(bytes: PackedFiles.gzip([])))
      }
    }

    @Test func `reads no more than a header says`() throws {
      // 64 MiB of zeros behind the header of a small array
      let zeros = (0..<64).flatMap { _ in golden.zeros }
      let headers = [
        NPYHeader(type: "<f8", shape: [4_096]).bytes,
        [0, 0, 0x0e, 1, 0, 0, 0x10, 0] as [UInt8],
        // and of none
        NPYHeader(type: "O", shape: [4_096]).bytes, NPYHeader.magic + [9],
      ]
      for header in headers {
        let bomb = PackedFiles.gzip(header) + zeros
        var source = try ByteSource(bomb, file: "bomb")
        let length = header[0] == 0 ? IDXHeader.fileLength : NPYHeader.fileLength
        let bytes = try source.bytes(length: length)
        #expect(bytes.count <= 4_096 * 8 + 1 << 20)
        #expect(bytes.count > length(bytes))
        if header[0] == 0 {
          #expect(throws: IDXError.self) { try IDXArray(bytes: bomb) }
        } else {
          #expect(throws: NPYError.self) { try NPYArray(bytes: bomb) }
        }
      }
      // an array that is as long as its header says is read to its end, over all members
      let header = NPYHeader(type: "|u1", shape: [64 << 20]).bytes
      var source = try ByteSource(PackedFiles.gzip(header) + zeros, file: "whole")
      #expect(try source.bytes(length: NPYHeader.fileLength).count == header.count + 64 << 20)
    }
  }
#endif
