/// The bytes of one payload, as UTF-8, and its name.
///
/// The bytes are followed by `padding` zero bytes that are not part of the text, so a reader may load whole machine words at
/// any offset up to `count`, and finds a zero at the end of the text.
public struct SourceText: Sendable {
  /// The name of this text in findings: the path as given, or `-` for standard input.
  public let name: String
  /// The length of the text in bytes, without the padding.
  public let count: Int
  /// The text, followed by the padding.
  @usableFromInline package let storage: [UInt8]
  /// The line of a byte in the file that the text was taken from, for messages with line numbers; nil if the text is
  /// the whole file.
  package var lineInFile: (@Sendable (_ offset: Int) -> Int)?

  /// The number of zero bytes after the text.
  package static let padding = 64
  /// The longest text that positions can express, in bytes.
  public static let maximumCount = Int(UInt32.max) - padding

  /// Copies the bytes of a payload.
  public init(name: String, bytes: some Collection<UInt8>) {
    var storage = [UInt8]()
    storage.reserveCapacity(bytes.count + Self.padding)
    storage.append(contentsOf: bytes)
    self.init(name: name, unpadded: storage)
  }

  /// Copies a range of bytes.
  package init(name: String, bytes: ArraySlice<UInt8>) {
    self.name = name
    count = bytes.count
    storage = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count + Self.padding) { buffer, count in
      // Safe: the buffer has room for the bytes and the padding, all of which are written.
      let rest = UnsafeMutableRawBufferPointer(buffer)
      unsafe bytes.withUnsafeBytes { unsafe rest.copyMemory(from: $0) }
      for offset in stride(from: bytes.count, to: bytes.count + Self.padding, by: 8) {
        unsafe rest.storeBytes(of: 0, toByteOffset: offset, as: UInt64.self)
      }
      count = bytes.count + Self.padding
    }
  }

  /// Copies the UTF-8 of a string.
  public init(name: String, text: String) {
    self.init(name: name, bytes: text.utf8)
  }

  /// Takes over an array and pads it; without copying if the array has room for the padding.
  public init(name: String, unpadded bytes: consuming [UInt8]) {
    self.name = name
    count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
    storage = bytes
  }

  /// Whether the text starts with the byte order mark of UTF-8.
  @inlinable package var hasByteOrderMark: Bool { storage[0] == 0xEF && storage[1] == 0xBB && storage[2] == 0xBF }

  /// The text without the padding.
  @inlinable package var bytes: ArraySlice<UInt8> { storage[0..<count] }

  /// The text in a range of bytes; invalid UTF-8 becomes U+FFFD.
  @inlinable package func string(_ range: Range<Int>) -> String {
    String(decoding: storage[range], as: UTF8.self)
  }
}
