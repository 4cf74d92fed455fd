/// The bytes of one payload, and its name.
///
/// The bytes should be UTF-8, as FHIR requires; any other bytes are accepted too, and reported as an error in the payload.
public struct SourceText: Sendable {
  /// The name in findings and outcomes: a path, a description such as `request body`, or `-` for standard input. Names that end
  /// with `.har` or `.http` make the linter read recorded exchanges.
  public let name: String
  /// The length of the text in bytes, without the padding.
  @usableFromInline package let count: Int
  /// The text, followed by `padding` zero bytes that are not part of it, so a reader may load whole machine words at any offset
  /// up to `count`, and finds a zero at the end of the text.
  @usableFromInline package let storage: [UInt8]
  /// The line of a byte in the file that the text was taken from, for messages with line numbers; nil if the text is
  /// the whole file.
  package var lineInFile: (@Sendable (_ offset: Int) -> Int)?
  /// Finds the secrets in the given bytes, which no report may show; nil if there are no secrets, or they are already masked.
  package var secrets: (@Sendable (_ bytes: ArraySlice<UInt8>) -> [Range<Int>])?

  /// The number of zero bytes after the text.
  package static let padding = 64
  /// The longest text that positions can express, in bytes.
  package static let maximumCount = Int(UInt32.max) - padding

  /// Copies the bytes of a payload, such as the body of a request.
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
  package init(name: String, unpadded bytes: consuming [UInt8]) {
    self.name = name
    count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
    storage = bytes
  }

  /// Whether the text starts with the byte order mark of UTF-8.
  @inlinable package var hasByteOrderMark: Bool { storage[0] == 0xEF && storage[1] == 0xBB && storage[2] == 0xBF }

  /// The bytes of the text; indices start at 0, as in the ranges of findings.
  @inlinable public var bytes: ArraySlice<UInt8> { storage[0..<count] }

  /// The text as a string; invalid UTF-8 becomes U+FFFD.
  public var text: String { string(0..<count) }

  /// The text in a range of bytes; invalid UTF-8 becomes U+FFFD.
  @inlinable package func string(_ range: Range<Int>) -> String {
    String(decoding: storage[range], as: UTF8.self)
  }

  // MARK: Showing

  /// The numbers of bytes before and after a text that are also read to find its secrets, which are recognised by what precedes
  /// or follows them.
  private static let reach = (before: 1 << 12, after: 1 << 10)

  /// The text in a range of bytes as reports show it: each character of a secret is a `*`.
  package func shown(_ range: Range<Int>) -> String {
    guard let secrets, !range.isEmpty else { return string(range) }
    let context = max(0, range.lowerBound - Self.reach.before)..<min(count, range.upperBound + Self.reach.after)
    let hidden = secrets(bytes[context]).filter { $0.overlaps(range) }
    if hidden.isEmpty { return string(range) }
    var isHidden = [Bool](repeating: false, count: range.count)
    for part in hidden {
      for index in part.clamped(to: range) { isHidden[index - range.lowerBound] = true }
    }
    var shown: [UInt8] = []
    for (byte, isHidden) in zip(storage[range], isHidden) {
      if !isHidden || byte <= 0x20 {
        shown.append(byte)
      } else if byte & 0xC0 != 0x80 {
        shown.append(UInt8(ascii: "*"))
      }
    }
    return String(decoding: shown, as: UTF8.self)
  }
}
