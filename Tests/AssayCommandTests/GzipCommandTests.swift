import Foundation
import TestSupport
import Testing

@Suite("Packed tables") struct GzipCommandTests {
  struct Golden: Decodable {
    let text: String
    let table: Data
  }

  let folder: TemporaryFolder
  let golden: Golden

  init() throws {
    folder = try TemporaryFolder()
    golden = try TestSupport.Golden.load("gzip.json", as: Golden.self)
    try golden.table.write(to: URL(fileURLWithPath: folder.path + "/d.csv.gz"))
  }

  #if Gzip
    @Test func `are judged as unpacked ones`() throws {
      let plain = try CommandRun("evaluate", "-", in: folder.path, input: golden.text)
      #expect(plain.code == 0)
      let packed = try CommandRun("evaluate", "d.csv.gz", in: folder.path)
      #expect(packed.code == 0)
      #expect(packed.errors == "")
      #expect(
        packed.output == plain.output.replacing("standard input", with: "d.csv.gz"))
    }

    @Test func `are refused when they are cut`() throws {
      try golden.table.dropLast(9).write(to: URL(fileURLWithPath: folder.path + "/cut.csv.gz"))
      let run = try CommandRun("evaluate", "cut.csv.gz", in: folder.path)
      #expect(run.code == 2)
      #expect(run.output == "")
      #expect(
        run.errors.hasPrefix(
          "assay: cut.csv.gz, byte \(golden.table.count - 9): the packed bytes end early"))
    }
  #else
    @Test func `are refused, with both ways out`() throws {
      let run = try CommandRun("evaluate", "d.csv.gz", in: folder.path)
      #expect(run.code == 2)
      #expect(run.output == "")
      #expect(
        run.errors
          == "assay: d.csv.gz: the file is packed by gzip, which this build does not read; unpack "
          + "it first: gunzip d.csv.gz, or build with --traits Gzip, which needs zlib (the Debian "
          + "package zlib1g-dev)\n")
    }
  #endif
}
