/// A ZIP archive whose files are stored without compression. The same files always produce the same bytes.
///
///     local header, bytes        for each file
///     central directory entry    for each file
///     end of the central directory
struct ZipArchive {
  /// The archive, a file or a name is too long for the format, or there are too many files.
  struct TooLarge: Error {}

  private struct Entry {
    let header: [UInt8]
    let name: [UInt8]
    let offset: UInt32
  }

  private var content: [UInt8] = []
  private var entries: [Entry] = []

  /// Adds a file.
  mutating func add(_ name: String, _ bytes: [UInt8]) throws(TooLarge) {
    let path = Array(name.utf8)
    guard let size = UInt32(exactly: bytes.count), let offset = UInt32(exactly: content.count),
      let length = UInt16(exactly: path.count)
    else { throw TooLarge() }
    // Version 2.0, names in UTF-8, stored, and the earliest date, 1 January 1980, instead of the time.
    var header = Self.bytes(20 as UInt16) + Self.bytes(0x800 as UInt16) + Self.bytes(0 as UInt16)
    header += Self.bytes(0 as UInt16) + Self.bytes(0x21 as UInt16)
    header += Self.bytes(CRC32.checksum(of: bytes)) + Self.bytes(size) + Self.bytes(size)
    header += Self.bytes(length) + Self.bytes(0 as UInt16)
    content += Self.bytes(0x0403_4B50 as UInt32) + header + path + bytes
    entries.append(Entry(header: header, name: path, offset: offset))
  }

  /// The bytes of the archive.
  func archived() throws(TooLarge) -> [UInt8] {
    var directory: [UInt8] = []
    for entry in entries {
      directory += Self.bytes(0x0201_4B50 as UInt32) + Self.bytes(20 as UInt16) + entry.header
      // No comment; on the first disk; no attributes.
      directory += [UInt8](repeating: 0, count: 10) + Self.bytes(entry.offset) + entry.name
    }
    guard let count = UInt16(exactly: entries.count), let offset = UInt32(exactly: content.count),
      let size = UInt32(exactly: directory.count)
    else { throw TooLarge() }
    let end =
      Self.bytes(0x0605_4B50 as UInt32) + Self.bytes(0 as UInt32) + Self.bytes(count) + Self.bytes(count) + Self.bytes(size)
      + Self.bytes(offset) + Self.bytes(0 as UInt16)
    return content + directory + end
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}

/// The checksum of ZIP (ISO 3309).
private enum CRC32 {
  private static let table: [UInt32] = (0..<256 as Range<UInt32>).map { byte in
    var value = byte
    for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    return value
  }

  static func checksum(of bytes: [UInt8]) -> UInt32 {
    let table = table
    var checksum = ~0 as UInt32
    for byte in bytes { checksum = table[Int((checksum ^ UInt32(byte)) & 0xFF)] ^ checksum >> 8 }
    return ~checksum
  }
}
