internal import AssayCore

/// An entry of an event file of TensorBoard.
///
/// Source: TensorFlow's `event.proto`, `summary.proto` and `record_writer.h`.
struct TensorBoardEvent {
  /// What the entry says.
  enum Content {
    /// That the file holds events of a version.
    case version
    /// Numbers by their tags.
    case scalars([(tag: String, value: Double)])
  }

  /// Seconds since 1970.
  let time: Double
  /// The epoch.
  let step: Int
  let content: Content

  /// The entry as a protocol buffer: `Event`.
  var message: [UInt8] {
    var event = ProtocolBuffer()
    event.add(1, time)
    if step > 0 { event.add(2, whole: UInt64(step)) }
    switch content {
    case .version:
      event.add(3, "brain.Event:2")
    case .scalars(let scalars):
      event.add(5) { summary in
        for (tag, value) in scalars {
          summary.add(1) { entry in
            entry.add(1, tag)
            entry.add(2, Float(value))
            entry.add(9) { metadata in
              metadata.add(1) { $0.add(1, "scalars") }
              // The class of data is the scalar's.
              metadata.add(4, whole: 1)
            }
          }
        }
      }
    }
    return event.bytes
  }

  /// The entry as a record: its length and the check of that, the message and the check of that.
  var record: [UInt8] {
    let message = message
    let length = UInt64(message.count).littleEndianBytes
    return length + Self.maskedCheck(length).littleEndianBytes + message
      + Self.maskedCheck(message).littleEndianBytes
  }

  /// CRC-32C, turned and moved, so that checks of what holds checks are as good as others.
  static func maskedCheck(_ bytes: [UInt8]) -> UInt32 {
    let check = Checksum.crc32C(bytes[...])
    return (check >> 15 | check << 17) &+ 0xA282_EAD8
  }
}
