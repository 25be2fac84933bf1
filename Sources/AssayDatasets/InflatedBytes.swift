#if Gzip
  internal import AssayCore
  internal import CZlib

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Bytes unpacked by zlib from pieces of packed ones, a piece at a time.
  ///
  /// A file of gzip is one member or several, which are unpacked one after the other; zlib compares
  /// each with its checksum and length. All this needs the memory of two pieces and of 32 KiB to look
  /// back on, however much there is to unpack.
  ///
  /// Source: P. Deutsch, RFC 1951 (deflate) and RFC 1952 (gzip).
  struct InflatedBytes: ~Copyable {
    /// What is around the deflated bytes; the raw value is how zlib names it.
    enum Frame: Int32 {
      case bare = -15
      case gzip = 31
    }

    private static let pieceSize = 1 << 18

    private let file: String
    private let frame: Frame
    /// In a place of its own, since zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var packed: [UInt8] = []
    private var position = 0
    private var isWithinMember = true
    /// Whether zeros have followed the last member.
    private var isPadded = false
    private var packedCount = 0
    private var unpackedCount = 0

    /// Begins to unpack.
    ///
    /// - Parameter file: what errors call the packed bytes.
    init(_ frame: Frame, file: String) throws(ByteSource.Failure) {
      self.file = file
      self.frame = frame
      stream = .allocate(capacity: 1)
      stream.initialize(to: z_stream())
      let size = Int32(MemoryLayout<z_stream>.size)
      guard inflateInit2_(stream, frame.rawValue, ZLIB_VERSION, size) == Z_OK else {
        throw noMemory
      }
    }

    deinit {
      inflateEnd(stream)
      stream.deallocate()
    }

    /// The next piece, nil behind the last member.
    mutating func next(from pieces: inout BytePieces) throws(ByteSource.Failure) -> [UInt8]? {
      while true {
        if position == packed.count {
          packed = try pieces.next() ?? []
          position = 0
        }
        if !isWithinMember {
          if packed.isEmpty { return nil }
          // Tapes and disks fill up a file with zeros, which gzip passes over.
          if frame == .gzip, packed[position] == 0 {
            let end = packed[position...].firstIndex { $0 != 0 } ?? packed.count
            packedCount += end - position
            (position, isPadded) = (end, true)
            continue
          }
          guard frame == .gzip, !isPadded, packed[position] == ByteSource.gzipMark[0] else {
            throw error(.trailingBytes)
          }
          inflateReset(stream)
          isWithinMember = true
        }
        let piece = try unpack()
        if !piece.isEmpty { return piece }
      }
    }

    /// Unpacks as much as fits a piece; no packed bytes mean that there are no more, though zlib may
    /// still owe bytes of those it had.
    private mutating func unpack() throws(ByteSource.Failure) -> [UInt8] {
      var code = Z_OK
      var taken = 0
      let piece = [UInt8](unsafeUninitializedCapacity: InflatedBytes.pieceSize) { room, count in
        packed.withUnsafeBufferPointer { packed in
          let rest = UnsafeBufferPointer(rebasing: packed[position...].prefix(1 << 30))
          // zlib only reads there, but does not say so
          stream.pointee.next_in = UnsafeMutablePointer(mutating: rest.baseAddress)
          stream.pointee.avail_in = UInt32(rest.count)
          stream.pointee.next_out = room.baseAddress
          stream.pointee.avail_out = UInt32(room.count)
          code = inflate(stream, Z_NO_FLUSH)
          taken = rest.count - Int(stream.pointee.avail_in)
          count = room.count - Int(stream.pointee.avail_out)
        }
      }
      position += taken
      packedCount += taken
      unpackedCount += piece.count
      switch code {
      case Z_STREAM_END: isWithinMember = false
      case Z_OK, Z_BUF_ERROR:
        guard taken > 0 || !piece.isEmpty else {
          throw error(.truncated(unpacked: unpackedCount))
        }
      case Z_MEM_ERROR: throw noMemory
      default:
        let detail = stream.pointee.msg.map { String(cString: $0) }
        throw error(.damaged(detail ?? "code \(code)"))
      }
      return piece
    }

    private var noMemory: ByteSource.Failure {
      .file(FileError(path: file, step: .read, code: ENOMEM))
    }

    private func error(_ reason: GzipError.Reason) -> ByteSource.Failure {
      .gzip(GzipError(file: file, offset: packedCount, reason: reason))
    }
  }
#endif
