/// Brace expansion: `{a,b}c` means `ac` and `bc`.
enum Braces {
  /// The maximum number of expansions, which every group multiplies.
  static let limit = 10_000
  /// The maximum total size of the expansions, in bytes.
  private static let maxBytes = 1 << 22

  /// The distinct expansions of a text; the text itself if it has no braces that contain a comma. Nil if there are more than
  /// the limit.
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
      // Each of them yields at least one expansion.
      guard open.count + done.count <= limit, size <= maxBytes else { return nil }
    }
    var seen: Set<[UInt8]> = []
    return done.filter { seen.insert($0).inserted }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first innermost pair of braces that contains a comma.
  private static func group(in text: [UInt8]) -> (range: Range<Int>, choices: [ArraySlice<UInt8>])? {
    var start: Int?
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "{") { start = index }
      guard byte == UInt8(ascii: "}"), let open = start else { continue }
      let choices = text[(open + 1)..<index].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      if choices.count > 1 { return (open..<index + 1, choices) }
      start = nil
    }
    return nil
  }
}
