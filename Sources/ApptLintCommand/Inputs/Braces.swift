/// Brace expansion: `{a,b}c` means `ac` and `bc`. A backslash makes the character after it literal, and stays in the result.
enum Braces {
  /// The maximum number of expansions. Each group multiplies their number.
  static let limit = 10_000
  /// The maximum total size of the expansions, in bytes.
  private static let maxBytes = 1 << 22

  /// The distinct expansions of a text; the text itself if it has no braces that contain a comma. Nil if they exceed a limit.
  static func expanded(_ text: String) -> [String]? {
    var open = [Array(text.utf8)]
    var done: [[UInt8]] = []
    var size = text.utf8.count
    while let next = open.popLast() {
      guard let group = group(in: next) else {
        done.append(next)
        continue
      }
      let texts = group.choices.reversed().map { next[..<group.range.lowerBound] + $0 + next[group.range.upperBound...] }
      open += texts.map { Array($0) }
      size += texts.reduce(0) { $0 + $1.count }
      // Each text in `open` yields at least one expansion.
      guard open.count + done.count <= limit, size <= maxBytes else { return nil }
    }
    var seen: Set<[UInt8]> = []
    return done.filter { seen.insert($0).inserted }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first innermost pair of braces that contains a comma. A character after a backslash is literal.
  private static func group(in text: [UInt8]) -> (range: Range<Int>, choices: [ArraySlice<UInt8>])? {
    var start: Int?
    var commas: [Int] = []
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): (start, commas) = (index, [])
      case UInt8(ascii: ","): commas.append(index)
      case UInt8(ascii: "}"):
        if let open = start, !commas.isEmpty {
          let ends = commas + [index]
          return (open..<index + 1, zip([open] + commas, ends).map { text[$0 + 1..<$1] })
        }
        start = nil
      default: break
      }
      index += 1
    }
    return nil
  }
}
