import EditorSupport
import Findings
import Testing

/// Conversion of the positions that clients send, and changes to texts.
struct TextPositionsTests {
  /// A text with every kind of line break, and with characters of one to four bytes.
  private static let text = "{\"a\": \"é\"}\r\n\"€𝄞x\"\ry\n\n𝄞"

  private static func lines(_ text: String) -> [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = [[]]
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\n" {
        lines.append([])
      } else if scalar == "\r" {
        if index + 1 < scalars.count, scalars[index + 1] == "\n" { continue }
        lines.append([])
      } else {
        lines[lines.count - 1].append(scalar)
      }
    }
    return lines
  }

  private static func units(_ scalars: some Sequence<Unicode.Scalar>, _ encoding: PositionEncoding) -> Int {
    scalars.reduce(0) { sum, scalar in
      switch encoding {
      case .utf8: sum + UTF8.width(scalar)
      case .utf16: sum + UTF16.width(scalar)
      case .utf32: sum + 1
      }
    }
  }

  /// Each character of each line is found at its offset, and vice versa.
  @Test(arguments: PositionEncoding.allCases) func everyCharacterHasItsPosition(encoding: PositionEncoding) {
    // Long enough for several blocks.
    let text = Self.text + String(repeating: "é𝄞 ", count: 3000) + "\n" + Self.text
    let source = SourceText(name: "a.json", text: text)
    let positions = TextPositions(source, encoding)
    var offset = 0
    for (number, line) in Self.lines(text).enumerated() {
      for count in stride(from: 0, through: line.count, by: line.count > 100 ? 97 : 1) {
        let position = TextPosition(line: number, character: Self.units(line.prefix(count), encoding))
        let expected = offset + Self.units(line.prefix(count), .utf8)
        #expect(positions.offset(of: position) == expected)
        #expect(positions.position(of: expected) == position)
      }
      offset += Self.units(line, .utf8)
      let rest = source.bytes.dropFirst(offset)
      offset += rest.starts(with: "\r\n".utf8) ? 2 : 1
    }
    #expect(positions.lineCount == Self.lines(text).count)
  }

  /// Positions outside the text or inside a character are moved to a valid position: negative numbers to 0, others backwards.
  @Test(arguments: [
    (PositionEncoding.utf16, 0, 99, 11), (.utf16, 1, 3, 17), (.utf8, 0, 8, 7), (.utf8, 1, 6, 17), (.utf32, 99, 0, 31),
    (.utf16, -1, 0, 0), (.utf16, 1, -5, 13), (.utf16, 0, .max, 11),
  ]) func invalidPositionsAreMoved(encoding: PositionEncoding, line: Int, character: Int, offset: Int) {
    let positions = TextPositions(SourceText(name: "a.json", text: Self.text), encoding)
    #expect(positions.offset(of: TextPosition(line: line, character: character)) == offset)
  }

  /// The byte order mark is a character of the first line.
  @Test func theByteOrderMarkIsACharacter() {
    let positions = TextPositions(SourceText(name: "a.json", text: "\u{FEFF}{}"), .utf16)
    #expect(positions.position(of: 3) == TextPosition(line: 0, character: 1))
    #expect(positions.offset(of: TextPosition(line: 0, character: 1)) == 3)
  }

  /// Random changes by position produce the same text as changes to an array of scalars.
  @Test(arguments: PositionEncoding.allCases) func changesByPositionAgreeWithChangesByCharacter(encoding: PositionEncoding) {
    var random = Random(seed: 20_261_130)
    let pieces = ["", "a", "é", "𝄞", "\n", "\r\n", "\r", "{\"a\": 1}", "\n\n\"€\"", "text of a line\n"]
    var model = Array(Self.text.unicodeScalars)
    var source = SourceText(name: "a.json", text: Self.text)
    for step in 0..<10_000 {
      let first = random.below(model.count + 1)
      let last = min(model.count, first + random.below(random.below(8) == 0 ? 40 : 4))
      // Between the characters of a line break there is no position.
      let (start, end) = (Self.outsideBreak(first, in: model), Self.outsideBreak(last, in: model))
      let piece = pieces[random.below(pieces.count)]
      let positions = TextPositions(source, encoding)
      let range =
        positions.offset(
          of: Self.position(of: start, in: model, encoding))..<positions.offset(of: Self.position(of: end, in: model, encoding))
      source = source.replacing(range, with: piece)
      model.replaceSubrange(start..<end, with: piece.unicodeScalars)
      if model.count > 400 { model.removeLast(model.count - 300) }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: model)
      if source.count > String(text).utf8.count { source = SourceText(name: "a.json", text: String(text)) }
      guard source.bytes.elementsEqual(String(text).utf8) else {
        Issue.record("step \(step): the texts differ")
        return
      }
    }
  }

  private static func outsideBreak(_ index: Int, in text: [Unicode.Scalar]) -> Int {
    index > 0 && index < text.count && text[index] == "\n" && text[index - 1] == "\r" ? index - 1 : index
  }

  private static func position(of index: Int, in text: [Unicode.Scalar], _ encoding: PositionEncoding) -> TextPosition {
    var (line, start) = (0, 0)
    for place in 0..<index
    where text[place] == "\n" || text[place] == "\r" && !(place + 1 < text.count && text[place + 1] == "\n") {
      line += 1
      start = place + 1
    }
    return TextPosition(line: line, character: units(text[start..<index], encoding))
  }
}

/// A random sequence that is the same in each run (SplitMix64).
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number that is at least 0 and less than `limit`, which is at least 1.
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(limit))
  }
}
