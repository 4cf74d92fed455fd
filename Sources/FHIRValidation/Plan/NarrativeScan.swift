import FHIRSyntax

/// Recognises valid narrative of a simple form in a JSON string: one `div` in the XHTML namespace with balanced tags, only the
/// elements and attributes allowed in narrative, and content. See `NarrativeMarkup` for the complete check.
///
/// Memory-safe because text is only read through `byte(_:)`, and the text is padded.
@safe struct NarrativeScan {
  private let text: UnsafeRawPointer
  private var cursor: Int
  private let end: Int
  /// The character at the cursor: 0x80 if it is not ASCII, 0 at the end and for characters checked elsewhere.
  private var current: UInt8 = 0
  private var width = 0
  /// The open elements.
  private var open = InlineArray<64, NarrativeName>(repeating: NarrativeName())
  private var depth = 0
  private var hasContent = false
  private var hasNamespace = false
  private var hasId = false
  private let names = NarrativeNames.known

  /// Scans the text between the quotes of a JSON string.
  init(_ text: UnsafeRawPointer, _ start: Int, _ end: Int) {
    unsafe self.text = text
    (cursor, self.end) = (start, end)
    load()
  }

  @inline(__always)
  private func byte(_ offset: Int) -> UInt8 { unsafe text.load(fromByteOffset: offset, as: UInt8.self) }

  // MARK: Characters

  @inline(__always)
  private mutating func load() {
    current = 0
    width = 1
    guard cursor < end else { return }
    let byte = byte(cursor)
    if byte == UInt8(ascii: "\\") { return loadEscape() }
    // U+FFFE and U+FFFF are not XML characters.
    if byte == 0xEF, self.byte(cursor &+ 1) == 0xBF, self.byte(cursor &+ 2) >= 0xBE { return }
    current = byte < 0x80 ? byte : 0x80
  }

  private mutating func loadEscape() {
    width = 2
    switch byte(cursor &+ 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): current = byte(cursor &+ 1)
    case UInt8(ascii: "n"): current = 0x0A
    case UInt8(ascii: "r"): current = 0x0D
    case UInt8(ascii: "t"): current = 0x09
    case UInt8(ascii: "u"):
      width = 6
      guard cursor &+ 6 <= end else { return }
      var value: UInt32 = 0
      for offset in cursor &+ 2..<cursor &+ 6 {
        guard let digit = Self.hexadecimal(byte(offset)) else { return }
        value = value << 4 | digit
      }
      if Self.isCharacter(value) { current = value < 0x80 ? UInt8(truncatingIfNeeded: value) : 0x80 }
    default: break
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    if byte.isDigit { return UInt32(byte & 0x0F) }
    let letter = byte | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f") ? UInt32(letter - UInt8(ascii: "a")) + 10 : nil
  }

  /// Whether a number is the code point of an XML character; surrogates are not.
  private static func isCharacter(_ value: UInt32) -> Bool {
    value >= 0x20 && value < 0xD800 || value == 0x09 || value == 0x0A || value == 0x0D || value >= 0xE000 && value < 0xFFFE
      || value >= 0x10000 && value <= 0x10FFFF
  }

  @inline(__always)
  private mutating func advance() {
    cursor &+= width
    load()
  }

  /// Skips ASCII characters without a meaning in markup or JSON, eight at a time.
  @inline(__always)
  private mutating func skipPlain() {
    while cursor < end {
      let special = Self.special(in: word(cursor))
      if special != 0 {
        cursor &+= special.trailingZeroBitCount &>> 3
        break
      }
      cursor &+= 8
    }
    if cursor > end { cursor = end }
  }

  /// Eight bytes of the padded text; the first is the least significant.
  @inline(__always)
  private func word(_ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Sets the highest bit of each byte of a word that is `<`, `>`, `&`, `'`, `\`, `]`, a control character or not ASCII; exact
  /// only for the lowest of these bytes.
  @inline(__always)
  private static func special(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let angles = (word | ones &* 0x02) ^ ones &* 0x3E
    let references = (word | ones) ^ ones &* 0x27
    let brackets = (word | ones) ^ ones &* 0x5D
    let found =
      (angles &- ones) & ~angles | (references &- ones) & ~references | (brackets &- ones) & ~brackets
      | (word &- ones &* 0x20) & ~word | word
    return found & (ones &* 0x80)
  }

  private mutating func skip(_ character: UInt8) -> Bool {
    guard current == character else { return false }
    advance()
    return true
  }

  /// Skips whitespace; returns whether there was any.
  private mutating func skipBlanks() -> Bool {
    guard current.isBlank else { return false }
    while current.isBlank { advance() }
    return true
  }

  // MARK: Markup

  mutating func isClean() -> Bool {
    guard current == UInt8(ascii: "<") else { return false }
    var brackets = 0
    repeat {
      switch current {
      case UInt8(ascii: "<"):
        advance()
        guard current == UInt8(ascii: "/") ? closeElement() : openElement() else { return false }
        brackets = 0
      case UInt8(ascii: "&"):
        guard let character = skipReference() else { return false }
        if character > 0x20 { hasContent = true }
        brackets = 0
      case UInt8(ascii: ">") where brackets > 1: return false
      default:
        guard current >= 0x20 || current.isBlank else { return false }
        if current > 0x20 { hasContent = true }
        brackets = current == UInt8(ascii: "]") ? brackets + 1 : 0
        cursor &+= width
        // `skipPlain` does not detect content, so it is used only once content was found.
        if hasContent, brackets == 0 { skipPlain() }
        load()
      }
    } while depth > 0
    _ = skipBlanks()
    return cursor == end && hasContent && hasNamespace
  }

  private mutating func closeElement() -> Bool {
    advance()
    guard depth > 0, let name = name(), name == open[depth - 1] else { return false }
    _ = skipBlanks()
    depth -= 1
    return skip(UInt8(ascii: ">"))
  }

  private mutating func openElement() -> Bool {
    guard let name = name(), names.elements.has(name), depth > 0 || name == .div else { return false }
    if name == .img { hasContent = true }
    if current != UInt8(ascii: ">"), current != UInt8(ascii: "/") {
      guard areAttributesClean() else { return false }
    }
    if current == UInt8(ascii: "/") {
      advance()
      return depth > 0 && skip(UInt8(ascii: ">"))
    }
    advance()
    guard depth < 64 else { return false }
    open[depth] = name
    depth += 1
    return true
  }

  /// Whether the text up to the end of a tag consists of valid attributes with unique names.
  private mutating func areAttributesClean() -> Bool {
    var known = InlineArray<16, NarrativeName>(repeating: NarrativeName())
    var count = 0
    var isSeparated = skipBlanks()
    while current != UInt8(ascii: ">"), current != UInt8(ascii: "/") {
      guard isSeparated, count < 16, let attribute = name() else { return false }
      for index in 0..<count where known[index] == attribute { return false }
      known[count] = attribute
      count += 1
      guard isCleanAttribute(attribute) else { return false }
      isSeparated = skipBlanks()
    }
    return true
  }

  private mutating func isCleanAttribute(_ name: NarrativeName) -> Bool {
    guard skip(UInt8(ascii: "=")), current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") else { return false }
    let quote = current
    advance()
    if name == .xmlns { return depth == 0 && skipNamespace() && skip(quote) }
    guard names.attributes.has(name) else { return false }
    if name == .id {
      // Duplicate ids are checked elsewhere.
      if hasId { return false }
      hasId = true
    }
    // Scripts and links within the resource are checked elsewhere.
    if name == .href || name == .src {
      if current != quote, !Self.isPlainLink(current) { return false }
    }
    while current != quote {
      if current == UInt8(ascii: "&") {
        guard skipReference() != nil else { return false }
      } else {
        guard current != UInt8(ascii: "<"), current >= 0x20 || current.isBlank else { return false }
        cursor &+= width
        skipPlain()
        load()
      }
    }
    advance()
    return true
  }

  /// Whether a link that starts with the given character is neither a script nor a link within the resource.
  static func isPlainLink(_ first: UInt8) -> Bool {
    let letter = first | 0x20
    return first > 0x20 && first != UInt8(ascii: "#") && first != UInt8(ascii: "&") && letter != UInt8(ascii: "j")
      && letter != UInt8(ascii: "v")
  }

  /// Skips the URL of the namespace.
  private mutating func skipNamespace() -> Bool {
    let namespace: StaticString = "http://www.w3.org/1999/xhtml"
    for index in 0..<namespace.utf8CodeUnitCount {
      // Safe: the index is inside the literal.
      guard unsafe skip(namespace.utf8Start[index]) else { return false }
    }
    hasNamespace = true
    return true
  }

  /// Skips a reference to a predefined entity, or a numeric character reference; returns the code point, for an entity that of
  /// the ampersand, or nil if the reference is invalid.
  private mutating func skipReference() -> UInt32? {
    advance()
    if skip(UInt8(ascii: "#")) {
      let isHexadecimal = skip(UInt8(ascii: "x"))
      var value: UInt32 = 0
      var digits = 0
      while digits < 7, let digit = Self.hexadecimal(current), isHexadecimal || digit < 10 {
        value = value * (isHexadecimal ? 16 : 10) + digit
        digits += 1
        advance()
      }
      return digits > 0 && Self.isCharacter(value) && skip(UInt8(ascii: ";")) ? value : nil
    }
    guard let name = name(), names.entities.has(name) else { return nil }
    return skip(UInt8(ascii: ";")) ? 0x26 : nil
  }

  /// A name of up to 16 letters, digits and colons, without escapes.
  private mutating func name() -> NarrativeName? {
    var name = NarrativeName()
    var offset = cursor
    while true {
      // The quote at the end of the string ends the name.
      let character = byte(offset)
      guard character.isLetter || offset > cursor && (character.isDigit || character == UInt8(ascii: ":")) else { break }
      if offset &- cursor >= 16 { return nil }
      name.append(character, at: offset &- cursor)
      offset &+= 1
    }
    if offset == cursor { return nil }
    cursor = offset
    load()
    return name
  }
}
