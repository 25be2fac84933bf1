#if Gzip
  import AssayCore
  import TestSupport
  import Testing

  @testable import AssayDatasets

  @Suite("Deflated archive")
  struct DeflatedArchiveTests {
    let golden: PackedFiles

    init() throws { golden = try PackedFiles.golden() }

    func reason(_ bytes: [UInt8]) -> NPZError.Reason? {
      do throws(NPZError) {
        _ = try NPZArchive(bytes: bytes)
        return nil
      } catch {
        return error.reason
      }
    }

    func expectGolden(_ archive: NPZArchive, _ comment: Comment? = nil) throws {
      #expect(archive.names == golden.names, comment)
      for (index, name) in golden.names.enumerated() {
        let array = try archive.array(name)
        #expect(array.shape == golden.shapes[index], comment)
        #expect(array.doubles == golden.values[index], comment)
      }
    }

    @Test func `reads what numpy.savez_compressed saved`() throws {
      try expectGolden(NPZArchive(bytes: [UInt8](golden.npz)))
      let folder = try TemporaryFolder()
      try AtomicFile.write([UInt8](golden.npz), to: folder.path + "/a.npz")
      try expectGolden(NPZArchive(contentsOf: folder.path + "/a.npz"))
    }

    @Test func `refuses an entry that is longer or shorter than the archive says`() throws {
      let array = NPYArray([1.0, 2], shape: [2]).bytes
      let (packed, sum) = (PackedFiles.deflated(array), Checksum.crc32(array[...]))
      func archive(_ size: Int, _ deflated: [UInt8]? = nil, _ crc: UInt32? = nil) throws -> [UInt8]
      {
        try PackedFiles.archive(deflated: deflated ?? packed, size: size, sum: crc ?? sum)
      }
      #expect(reason(try archive(array.count)) == nil)
      for size in [0, array.count - 1, array.count + 1, 0xffff_fffe] {
        #expect(
          reason(try archive(size))
            == .damaged(expected: "an entry of \(size) bytes, as the directory says"))
      }
      #expect(reason(try archive(array.count, nil, sum ^ 1)) == .checksum(name: "a.npy"))
      #expect(
        reason(try archive(array.count, packed + [0]))
          == .notInflated(name: "a.npy", .trailingBytes))
      #expect(
        reason(try archive(array.count, packed.dropLast()))
          == .notInflated(name: "a.npy", .truncated(unpacked: array.count - 1)))
      #expect(
        reason(try archive(array.count, [7] + packed.dropFirst()))
          == .notInflated(name: "a.npy", .damaged("invalid block type")))
      #expect(
        NPZError(
          file: "a.npz", offset: 9,
          reason: .notInflated(name: "x.npy", .damaged("invalid block type"))
        ).description
          == "a.npz, byte 9: the entry x.npy is damaged: the packed bytes are broken "
          + "(invalid block type); save the archive again")
    }

    @Test func `unpacks no more than the archive says`() throws {
      // the deflated bytes of a member of gzip are between ten bytes and eight
      let zeros = Array(golden.zeros.dropFirst(10).dropLast(8))
      var source = try ByteSource(deflated: zeros, file: "bomb")
      #expect(try source.bytes { _ in 100 }.count <= 2 << 18)
      source = try ByteSource(deflated: zeros, file: "whole")
      #expect(try source.bytes { _ in 1 << 20 }.count == 1 << 20)
      let archive = try PackedFiles.archive(deflated: zeros, size: 100, sum: 0)
      #expect(
        reason(archive) == .damaged(expected: "an entry of 100 bytes, as the directory says"))
    }

    @Test func `never gives other arrays for a flipped bit or a cut`() throws {
      let whole = [UInt8](golden.npz)
      for index in whole.indices {
        #expect(throws: NPZError.self) { try NPZArchive(bytes: Array(whole.prefix(index))) }
        for bit in 0..<8 {
          var bytes = whole
          bytes[index] ^= 1 << UInt8(bit)
          guard let archive = try? NPZArchive(bytes: bytes) else { continue }
          try expectGolden(archive, "byte \(index), bit \(bit)")
        }
      }
    }

    @Test func `refuses what it does not unpack`() throws {
      var bytes = try PackedFiles.archive(deflated: [3, 0], size: 0, sum: 0)
      let record = bytes.count - 22 - 51
      bytes[8] = 12
      bytes[record + 10] = 12
      #expect(reason(bytes) == .packed(name: "a.npy", method: 12))
      #expect(reason(PackedFiles.gzip([UInt8](golden.npz))) == .gzip)
      #expect(
        NPZError(file: "a.npz.gz", offset: 0, reason: .gzip).description
          == "a.npz.gz, byte 0: the file is packed by gzip, which is not read around archives; "
          + "unpack it first: gunzip a.npz.gz")
    }
  }
#endif
