/// Iterates over the attributes of a well-formed start tag to determine their positions: libxml2 reports the attributes, but not
/// where they are.
///
/// On a malformed tag it still ends within the tag's bytes, but the result is unspecified.
@safe struct AttributeCursor {
  private let text: UnsafePointer<UInt8>
  private let end: Int
  private var offset: Int
  /// The name, including the prefix, of the current attribute.
  private(set) var name = 0..<0
  /// The value between the quotes, as written.
  private(set) var value = 0..<0
  /// Whether the value differs from its bytes: it has references, or line breaks and tabs that are normalised to spaces.
  private(set) var isEscaped = false
  /// The offset of the colon in the name; nil if there is none.
  private(set) var colon: Int?

  /// Safe while `text` has `end` readable bytes: nothing after them is read.
  init(text: UnsafePointer<UInt8>, from start: Int, to end: Int) {
    unsafe self.text = text
    self.end = end
    offset = start
  }

  /// Advances to the next attribute, if there is one.
  mutating func next() -> Bool {
    skipBlanks()
    name = offset..<offset
    colon = nil
    var index = offset
    while index < end {
      let byte = unsafe text[index]
      if byte == UInt8(ascii: "=") || byte.isBlank { break }
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") { return false }
      if byte == UInt8(ascii: ":"), colon == nil { colon = index }
      index += 1
    }
    name = offset..<index
    offset = index
    skipBlanks()
    offset += 1
    skipBlanks()
    guard offset < end else { return false }
    let quote = unsafe text[offset]
    offset += 1
    let start = offset
    isEscaped = false
    while offset < end {
      let byte = unsafe text[offset]
      if byte == quote { break }
      if byte < 0x20 || byte == UInt8(ascii: "&") { isEscaped = true }
      offset += 1
    }
    value = start..<max(start, min(offset, end))
    offset += 1
    return true
  }

  /// Whether the attribute declares a namespace.
  var isNamespaceDeclaration: Bool {
    // Safe: the whole name is text, and the fifth byte is read only if there are more.
    guard name.count >= 5, unsafe text[name.lowerBound] == UInt8(ascii: "x"),
      unsafe text[name.lowerBound + 1] == UInt8(ascii: "m"),
      unsafe text[name.lowerBound + 2] == UInt8(ascii: "l"), unsafe text[name.lowerBound + 3] == UInt8(ascii: "n"),
      unsafe text[name.lowerBound + 4] == UInt8(ascii: "s")
    else { return false }
    return name.count == 5 || colon == name.lowerBound + 5
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while offset < end, unsafe text[offset].isBlank { offset += 1 }
  }
}
