#if !Gzip
  import Testing

  @testable import AssayDatasets

  /// What a build without the trait `Gzip` says.
  @Suite("Gzip, refused")
  struct GzipRefusalTests {
    let golden: PackedFiles

    init() throws { golden = try PackedFiles.golden() }

    @Test func `refuses packed files, and says both ways out`() {
      let error = GzipError(file: "a.gz", offset: 0, reason: .notBuilt)
      #expect(throws: CSVError(file: "a.gz", reason: .gzip(error))) {
        try Table(CSVReader(bytes: [UInt8](golden.table), file: "a.gz"))
      }
      #expect(throws: IDXError(file: "a.gz", reason: .gzip(error))) {
        try IDXArray(bytes: [UInt8](golden.idx), file: "a.gz")
      }
      #expect(throws: NPYError(file: "a.gz", reason: .gzip(error))) {
        try NPYArray(bytes: [UInt8](golden.npy), file: "a.gz")
      }
      #expect(throws: NPZError(file: "a.gz", offset: 0, reason: .gzip)) {
        try NPZArchive(bytes: PackedFiles.gzip([1]), file: "a.gz")
      }
      #expect(
        CSVError(file: "a.gz", reason: .gzip(error)).description
          == "a.gz: the file is packed by gzip, which this build does not read; unpack it first: "
          + "gunzip a.gz, or build with --traits Gzip, which needs zlib (the Debian package "
          + "zlib1g-dev)")
      let other = GzipError(file: "a.csv", offset: 0, reason: .notBuilt)
      #expect(other.description.contains("unpack it first: gunzip < PACKED > UNPACKED, or build"))
    }

    @Test func `refuses deflated archives, and says both ways out`() {
      let error = #expect(throws: NPZError.self) {
        try NPZArchive(bytes: [UInt8](golden.npz), file: "a.npz")
      }
      #expect(error?.reason == .packed(name: "x.npy", method: 8))
      #expect(
        NPZError(file: "a.npz", offset: 9, reason: .packed(name: "x.npy", method: 8)).description
          == "a.npz, byte 9: the entry x.npy is packed or encrypted (method 8); save with "
          + "numpy.savez, not numpy.savez_compressed, or build with --traits Gzip, which needs "
          + "zlib (the Debian package zlib1g-dev)")
    }
  }
#endif
