/// The alternatives in braces: `{a,b}c` means `ac` and `bc`.
enum Braces {
  /// The most texts that one may stand for: every group multiplies them.
  static let limit = 10_000
  /// The most bytes of all these texts.
  private static let mostBytes = 1 << 22

  /// Every text that a text stands for, each once; the text itself where it has no braces with a comma in them. Nil where
  /// these are more than the limit.
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
      // Each of them is at least one text of the result.
      guard open.count + done.count <= limit, size <= mostBytes else { return nil }
    }
    var seen: Set<[UInt8]> = []
    return done.filter { seen.insert($0).inserted }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first pair of braces that has no other inside, and a comma.
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
