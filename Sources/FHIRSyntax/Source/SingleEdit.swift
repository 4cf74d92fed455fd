import Findings

/// The replacement of up to two bytes of a text by up to two others: the correction of a single mistake.
struct SingleEdit {
  /// The offset of the bytes to replace.
  let offset: Int
  /// How many bytes are replaced.
  let removed: Int
  /// The bytes in their place.
  let inserted: [UInt8]

  static let none = SingleEdit(offset: 0, removed: 0, inserted: [])

  var range: Range<Int> { offset..<offset + removed }

  /// The original range of a range of the corrected text. Inserted bytes map to the replaced ones.
  func original(_ range: Range<Int>) -> Range<Int> {
    if inserted.count == removed { return range }
    let end = offset + inserted.count
    func map(_ position: Int, isEnd: Bool) -> Int {
      if position < offset || isEnd && position == offset { return position }
      return position >= end ? position - inserted.count + removed : offset
    }
    let start = map(range.lowerBound, isEnd: false)
    return start..<max(start, map(range.upperBound, isEnd: true))
  }

  /// What to report: what is expected and found, and how to fix it. Letters and digits may be part of a value, and are not shown.
  func description(in bytes: [UInt8]) -> (message: Message, help: String?) {
    func shown(_ bytes: [UInt8]) -> Message {
      bytes == [0x20]
        ? "a space" : bytes == [UInt8(ascii: "\"")] ? "a double quote" : "\(code: String(decoding: bytes, as: UTF8.self))"
    }
    func isShown(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 > 0x20 && !EditCandidates.isWord($0) } }
    let old = Array(bytes[range])
    if inserted.isEmpty {
      return (
        isShown(old) ? "\(shown(old)) is not expected here" : "this character is not expected here", "Remove this character."
      )
    }
    if old.count == 2 {
      let message: Message =
        isShown(old) ? "expected \(shown(inserted)) here, found \(shown(old))" : "expected these two characters in reverse order"
      return (message, "Swap the two characters.")
    }
    if old.isEmpty { return ("expected \(shown(inserted)) here", nil) }
    return (
      isShown(old)
        ? "expected \(shown(inserted)) here, found \(shown(old))" : "expected \(shown(inserted)) here, found another character",
      "Replace this character."
    )
  }
}

/// A text with an edit, without a copy of the text.
struct EditedText {
  /// The original text, padded with zero bytes.
  let bytes: [UInt8]
  let originalCount: Int
  let edit: SingleEdit

  var count: Int { originalCount - edit.removed + edit.inserted.count }

  /// The byte at an offset up to `count`; zero at the end.
  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    if offset < edit.offset { return bytes[offset] }
    let index = offset - edit.offset
    return index < edit.inserted.count ? edit.inserted[index] : bytes[offset - edit.inserted.count + edit.removed]
  }

  /// The text of a range.
  func string(_ range: Range<Int>) -> String { String(decoding: range.map { self[$0] }, as: UTF8.self) }

  /// The bytes of the whole text.
  var text: [UInt8] {
    var text = Array(bytes[..<originalCount])
    text.replaceSubrange(edit.range, with: edit.inserted)
    return text
  }
}

/// The possible corrections of a single wrong character.
struct EditCandidates {
  let bytes: [UInt8]
  let count: Int
  /// The characters that may be superfluous.
  let structural: [UInt8]
  /// The characters that may be missing, or replaced by another.
  let wanted: [UInt8]
  /// The characters that may be missing between two letters.
  var wantedInWords: [UInt8] = []

  /// Calls a function with each edit at an offset, and its cost: the higher, the less likely the mistake.
  func forEach(at offset: Int, _ body: (SingleEdit, _ cost: Int) -> Void) {
    let byte = offset < count ? bytes[offset] : 0
    let isStructural = structural.contains(byte)
    let isInWord = offset > 0 && Self.isWord(byte) && Self.isWord(bytes[offset - 1])
    if offset < count {
      if byte > 0x20, byte < 0x80 {
        body(SingleEdit(offset: offset, removed: 1, inserted: []), isStructural ? 2 : 6)
        if !isInWord || !Self.isWord(bytes[offset + 1]) {
          let cost = isStructural ? 3 : Self.isWord(byte) ? 7 : 4
          for new in wanted where new != byte { body(SingleEdit(offset: offset, removed: 1, inserted: [new]), cost) }
        }
      }
      let next = bytes[offset + 1]
      if offset + 1 < count, next != byte, byte < 0x80, next < 0x80, isStructural || structural.contains(next) {
        body(SingleEdit(offset: offset, removed: 2, inserted: [next, byte]), 3)
      }
    }
    for new in isInWord ? wantedInWords : wanted { body(SingleEdit(offset: offset, removed: 0, inserted: [new]), 2) }
  }

  static func isWord(_ byte: UInt8) -> Bool { byte.isDigit || byte.isLetter || byte == UInt8(ascii: "_") || byte >= 0x80 }
}
