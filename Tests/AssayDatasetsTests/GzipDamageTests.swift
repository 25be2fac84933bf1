#if Gzip
  import AssayCore
  import Testing

  @testable import AssayDatasets

  @Suite("Gzip, damaged")
  struct GzipDamageTests {
    let golden: PackedFiles
    let text: [UInt8]

    init() throws {
      golden = try PackedFiles.golden()
      text = Array(golden.text.utf8)
    }

    /// What a packed table gives: all that it holds, or why not.
    func read(_ bytes: [UInt8]) -> Result<[[String]], CSVError> {
      Result { () throws(CSVError) in
        let table = try Table(CSVReader(bytes: bytes, file: "a.csv.gz"))
        var columns = [table.columns]
        for name in table.columns { columns.append(try table.texts(name)) }
        return columns
      }
    }

    func reason(_ bytes: [UInt8]) -> GzipError.Reason? {
      guard case .failure(let error) = read(bytes), case .gzip(let gzip) = error.reason else {
        return nil
      }
      #expect(gzip.file == "a.csv.gz")
      return gzip.reason
    }

    @Test func `names the byte at which a file is cut`() throws {
      for whole in [[UInt8](golden.table), PackedFiles.gzip(text)] {
        for count in 2..<whole.count {
          guard case .failure(let error) = read(Array(whole.prefix(count))),
            case .gzip(let gzip) = error.reason, case .truncated(let unpacked) = gzip.reason
          else {
            Issue.record("\(count) bytes passed")
            continue
          }
          #expect(gzip.offset == count)
          #expect((0...text.count).contains(unpacked))
          // the checksum and the length have four bytes each
          if count >= whole.count - 8 { #expect(unpacked == text.count) }
        }
      }
      // nothing in a file says that a whole member should be followed by another
      let members = [UInt8](golden.members)
      let ends = (2..<members.count).filter { count in
        let cut = Array(members.prefix(count))
        if case .truncated = reason(cut) { return false }
        return true
      }
      #expect(ends.count == 2)
      #expect(ends.allSatisfy { members[$0...].starts(with: ByteSource.gzipMark) })
      #expect(
        GzipError(file: "a.gz", offset: 7, reason: .truncated(unpacked: 3)).description
          == "a.gz, byte 7: the packed bytes end early, after 3 unpacked ones; the rest is "
          + "missing, and the checksum at the end; fetch or pack the file again")
    }

    @Test func `never gives other rows for a flipped bit`() throws {
      let expected = try read(text).get()
      for whole in [golden.table, golden.members].map({ [UInt8]($0) }) + [PackedFiles.gzip(text)] {
        #expect(try read(whole).get() == expected)
        var passed = 0
        for index in whole.indices {
          for bit in 0..<8 {
            var bytes = whole
            bytes[index] ^= 1 << UInt8(bit)
            guard case .success(let columns) = read(bytes) else { continue }
            #expect(columns == expected, "byte \(index), bit \(bit)")
            passed += 1
          }
        }
        // the time, the level and the system say nothing of the bytes, and a name neither
        #expect((48...200).contains(passed), "\(passed)")
      }
    }

    @Test func `compares the checksum and the length`() {
      let whole = PackedFiles.gzip(text)
      for (position, detail) in [(8, "incorrect data check"), (4, "incorrect length check")] {
        var bytes = whole
        bytes[bytes.count - position] ^= 1
        #expect(reason(bytes) == .damaged(detail))
      }
      var bytes = whole
      bytes[20] ^= 1
      #expect(reason(bytes) == .damaged("incorrect data check"))
      bytes = whole
      bytes[10] = 7
      #expect(reason(bytes) == .damaged("invalid block type"))
      #expect(
        GzipError(file: "a.gz", offset: 7, reason: .damaged("invalid block type")).description
          == "a.gz, byte 7: the packed bytes are broken (invalid block type); fetch or pack the file again"
      )
    }

    @Test func `refuses bytes behind the last member`() {
      let whole = PackedFiles.gzip(text)
      #expect(reason(whole + [10]) == .trailingBytes)
      // Zeros that fill up a file are none of it.
      #expect(reason(whole + [0, 0, 0]) == nil)
      #expect(reason(whole + [0, 0, 31]) == .trailingBytes)
      #expect(reason(whole + text) == .trailingBytes)
      #expect(reason(whole + [0x1f]) == .truncated(unpacked: text.count))
      #expect(reason(whole + [0x1f, 0]) == .damaged("incorrect header check"))
      #expect(
        GzipError(file: "a.gz", offset: 7, reason: .trailingBytes).description
          == "a.gz, byte 7: other bytes follow the packed ones; fetch or pack the file again")
    }

    @Test func `says so for arrays too`() throws {
      for (data, isIDX) in [(golden.idx, true), (golden.npy, false)] {
        let whole = [UInt8](data)
        for count in 2..<whole.count {
          let cut = Array(whole.prefix(count))
          if isIDX {
            let error = #expect(throws: IDXError.self) { try IDXArray(bytes: cut) }
            guard case .gzip = error?.reason else {
              Issue.record("\(count): \(String(describing: error))")
              continue
            }
          } else {
            let error = #expect(throws: NPYError.self) { try NPYArray(bytes: cut) }
            guard case .gzip = error?.reason else {
              Issue.record("\(count): \(String(describing: error))")
              continue
            }
          }
        }
        for index in whole.indices {
          for bit in 0..<8 {
            var bytes = whole
            bytes[index] ^= 1 << UInt8(bit)
            if isIDX, let array = try? IDXArray(bytes: bytes) {
              #expect(array.doubles == [0, 51, 102, 153, 204, 255])
            } else if let array = try? NPYArray(bytes: bytes) {
              #expect(array.doubles == golden.values[0])
            }
          }
        }
      }
      let small = NPYArray([1.0], shape: [1]).bytes
      #expect(
        throws: NPYError(file: "array", offset: small.count, reason: .trailingBytes(2))
      ) { try NPYArray(bytes: PackedFiles.gzip(small + [0, 0])) }
      // a packed file within a packed file stays what it is
      #expect(throws: NPYError(file: "array", offset: 0, reason: .notNPY)) {
        try NPYArray(bytes: PackedFiles.gzip(PackedFiles.gzip(small)))
      }
    }
  }
#endif
