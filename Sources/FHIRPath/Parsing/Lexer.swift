import FHIRSyntax

/// Splits an expression into tokens.
struct Lexer {
  private let bytes: [UInt8]
  private var index = 0

  static func tokens(of text: String) throws(FHIRPathError) -> [Token] {
    var lexer = Lexer(bytes: Array(text.utf8))
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func byte(_ ahead: Int = 0) -> UInt8 { index + ahead < bytes.count ? bytes[index + ahead] : 0 }

  private func at(_ character: Unicode.Scalar, _ ahead: Int = 0) -> Bool { byte(ahead) == UInt8(ascii: character) }

  private mutating func next() throws(FHIRPathError) -> Token {
    try skipBlanks()
    let start = index
    guard index < bytes.count else { return Token(kind: .end, text: "", offset: start) }
    let first = byte()
    if Self.beginsName(first) {
      while Self.beginsName(byte()) || byte().isDigit { index += 1 }
      return token(.identifier, from: start)
    }
    if first.isDigit {
      while byte().isDigit { index += 1 }
      if at("."), byte(1).isDigit {
        index += 1
        while byte().isDigit { index += 1 }
      }
      return token(.number, from: start)
    }
    if at("'") || at("\"") { return try quoted(.string) }
    if at("`") { return try quoted(.quoted) }
    if at("@") { return date() }
    for symbol in ["<=", ">=", "!=", "!~"] where byte() == symbol.utf8.first && byte(1) == symbol.utf8.last {
      index += 2
      return token(.symbol, from: start)
    }
    if "()[]{}.,+-*/&|<>=~%$".utf8.contains(first) {
      index += 1
      return token(.symbol, from: start)
    }
    throw FHIRPathError(.syntax, "unexpected character", at: start)
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, text: String(decoding: bytes[start..<index], as: UTF8.self), offset: start)
  }

  private mutating func skipBlanks() throws(FHIRPathError) {
    while index < bytes.count {
      if at("/"), at("/", 1) {
        while index < bytes.count, !at("\n") { index += 1 }
      } else if at("/"), at("*", 1) {
        let start = index
        index += 2
        while index < bytes.count, !(at("*") && at("/", 1)) { index += 1 }
        guard index < bytes.count else { throw FHIRPathError(.syntax, "unterminated comment", at: start) }
        index += 2
      } else if byte() <= 0x20 || byte() == 0xC2 && byte(1) == 0xA0 {
        index += byte() == 0xC2 ? 2 : 1
      } else {
        return
      }
    }
  }

  private mutating func quoted(_ kind: Token.Kind) throws(FHIRPathError) -> Token {
    let start = index
    let quote = byte()
    index += 1
    var text: [UInt8] = []
    while index < bytes.count, byte() != quote {
      if at("\\") {
        index += 1
        try appendEscape(to: &text)
      } else {
        text.append(byte())
        index += 1
      }
    }
    guard index < bytes.count else { throw FHIRPathError(.syntax, "unterminated string", at: start) }
    index += 1
    return Token(kind: kind, text: String(decoding: text, as: UTF8.self), offset: start)
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(FHIRPathError) {
    let escape = byte()
    index += 1
    switch escape {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[min(index, bytes.count)..<min(index + 4, bytes.count)], as: UTF8.self)
      guard digits.utf8.count == 4, let value = UInt32(digits, radix: 16) else {
        throw FHIRPathError(.syntax, "expected four hexadecimal digits after \\u", at: index)
      }
      text += String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8
      index += 4
    default: text.append(escape)
    }
  }

  private mutating func date() -> Token {
    let start = index
    index += 1
    func isDatePart() -> Bool { byte().isDigit || at("-") || at(":") || at("T") || at("Z") || at("+") }
    // A dot belongs to the literal in a time if a digit follows, a minus sign if two digits follow, and a plus sign in a time if
    // a zone follows.
    var hasTime = at("T")
    while isDatePart() || at(".") && byte(1).isDigit && hasTime {
      if at("T") { hasTime = true }
      if at("-") && !(byte(1).isDigit && byte(2).isDigit) { break }
      if at("+") && !(hasTime && byte(1).isDigit && byte(2).isDigit && byte(3) == UInt8(ascii: ":")) { break }
      index += 1
    }
    return Token(kind: .date, text: String(decoding: bytes[start + 1..<index], as: UTF8.self), offset: start)
  }

  private static func beginsName(_ byte: UInt8) -> Bool { byte.isLetter || byte == UInt8(ascii: "_") }
}
