/// The grammar of JSON.
struct JSONGrammar: SearchableGrammar {
  enum Next {
    case value
    case firstItem
    case firstName
    case name
    case colon
    case afterValue
    case end
  }

  private(set) var offset: Int
  var judgedEnd = 0
  private(set) var penalty = 0
  var suspect: Int? { nil }
  /// What must follow.
  private var next = Next.value
  /// The open containers: whether each is an object.
  private var containers: [Bool] = []
  /// The maximum number of open containers.
  private let depth: Int
  private let symbols: SymbolTable

  init(offset: Int, depth: Int, symbols: SymbolTable) {
    self.offset = offset
    self.depth = depth
    self.symbols = symbols
  }

  static func candidates(_ text: EditedText) -> EditCandidates {
    EditCandidates(
      bytes: text.bytes, count: text.originalCount, structural: Array("\"',:{}[]".utf8), wanted: Array("\":,{}[]".utf8))
  }

  static func precedes(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

  /// Reads the next token.
  mutating func step(_ text: EditedText) -> GrammarStep {
    while text[offset] == 0x20 || text[offset] == 0x0A || text[offset] == 0x0D || text[offset] == 0x09 { offset += 1 }
    let byte = text[offset]
    switch next {
    case .end: return offset == text.count ? .end : .error
    case .colon:
      guard byte == UInt8(ascii: ":") else { return .error }
      offset += 1
      next = .value
      return .token
    case .afterValue:
      guard let isObject = containers.last else { return .error }
      if byte == UInt8(ascii: ",") {
        offset += 1
        next = isObject ? .name : .value
        return .token
      }
      return close(byte)
    case .name, .firstName:
      if next == .firstName, byte == UInt8(ascii: "}") { return close(byte) }
      guard byte == UInt8(ascii: "\""), readString(text, isName: true) else { return .error }
      next = .colon
      return .token
    case .value, .firstItem: return value(byte, text)
    }
  }

  private mutating func close(_ byte: UInt8) -> GrammarStep {
    guard let isObject = containers.last, byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return .error }
    offset += 1
    containers.removeLast()
    endValue()
    return .token
  }

  private mutating func endValue() { next = containers.isEmpty ? .end : .afterValue }

  private mutating func value(_ byte: UInt8, _ text: EditedText) -> GrammarStep {
    switch byte {
    case UInt8(ascii: "]") where next == .firstItem: return close(byte)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard containers.count < depth else { return .error }
      let isObject = byte == UInt8(ascii: "{")
      containers.append(isObject)
      offset += 1
      next = isObject ? .firstName : .firstItem
      return .token
    case UInt8(ascii: "\""):
      guard readString(text, isName: false) else { return .error }
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      let literal: StaticString = byte == UInt8(ascii: "t") ? "true" : byte == UInt8(ascii: "f") ? "false" : "null"
      let isRead = literal.withUTF8Buffer { letters in
        for index in 0..<letters.count {
          guard unsafe text[offset] == letters[index] else { return false }
          offset += 1
        }
        return true
      }
      guard isRead, !EditCandidates.isWord(text[offset]) else { return .error }
    default: guard readNumber(text) else { return .error }
    }
    endValue()
    return .token
  }

  private mutating func readNumber(_ text: EditedText) -> Bool {
    if text[offset] == UInt8(ascii: "-") { offset += 1 }
    let isZero = text[offset] == UInt8(ascii: "0")
    let start = offset
    guard readDigits(text), !isZero || offset == start + 1 else { return false }
    if text[offset] == UInt8(ascii: ".") {
      offset += 1
      guard readDigits(text) else { return false }
    }
    if text[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") { offset += 1 }
      guard readDigits(text) else { return false }
    }
    return true
  }

  private mutating func readDigits(_ text: EditedText) -> Bool {
    guard text[offset].isDigit else { return false }
    while text[offset].isDigit { offset += 1 }
    return true
  }

  private mutating func readString(_ text: EditedText, isName: Bool) -> Bool {
    let start = offset
    offset += 1
    while true {
      let byte = text[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        if start < judgedEnd { judge(start + 1..<offset - 1, isName: isName, text) }
        return true
      }
      // The end of the text is a zero byte.
      guard byte >= 0x20 else { return false }
      offset += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      let escape = text[offset]
      if JSONEscapes.plain(escape) != nil {
        offset += 1
      } else {
        guard escape == UInt8(ascii: "u") else { return false }
        offset += 1
        for _ in 0..<4 {
          guard text[offset].isHexadecimal else { return false }
          offset += 1
        }
      }
    }
  }

  private mutating func judge(_ content: Range<Int>, isName: Bool, _ text: EditedText) {
    guard let first = content.first, let last = content.last else {
      penalty += isName ? 8 : 2
      return
    }
    if isName {
      let isCompanion = text[first] == UInt8(ascii: "_")
      if symbols.symbol(text.string(isCompanion ? first + 1..<content.upperBound : content)) == nil { penalty += 4 }
      return
    }
    for byte in [text[first], text[last]] where byte <= 0x20 || ",:{}[]".utf8.contains(byte) { penalty += 2 }
  }
}
