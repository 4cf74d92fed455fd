/// Replacements in a text, collected in any order and made all at once.
struct XMLPatches {
  private struct Patch {
    let range: Range<Int>
    let text: StaticString
    /// A piece of the original to write behind the text: the name for an end tag.
    let copied: Range<Int>
    let end: StaticString
    let order: Int
  }

  private var patches: [Patch] = []

  /// Puts text in the place of a range, and where asked, a copied piece of the original and more text.
  mutating func replace(_ range: Range<Int>, by text: StaticString, copying copied: Range<Int> = 0..<0, _ end: StaticString = "") {
    patches.append(Patch(range: range, text: text, copied: copied, end: end, order: patches.count))
  }

  mutating func insert(_ text: StaticString, at offset: Int) {
    replace(offset..<offset, by: text)
  }

  mutating func delete(_ range: Range<Int>) {
    replace(range, by: "")
  }

  /// The mended text, padded, and the map from it to the original. Of replacements that overlap, the one that begins
  /// first is made.
  func applied(to bytes: [UInt8], count: Int) -> (text: [UInt8], count: Int, map: OffsetMap) {
    var text: [UInt8] = []
    text.reserveCapacity(count + patches.count * 8 + SourceText.padding)
    var runs: [OffsetMap.Run] = []
    var copied = 0
    func copy(to end: Int) {
      guard end > copied || runs.isEmpty else { return }
      runs.append(.init(mended: text.count, original: copied, length: end - copied))
      text.append(contentsOf: bytes[copied..<end])
      copied = end
    }
    for patch in patches.sorted(by: { ($0.range.lowerBound, $0.order) < ($1.range.lowerBound, $1.order) }) {
      guard patch.range.lowerBound >= copied else { continue }
      copy(to: patch.range.lowerBound)
      // Safe: a static string's own bytes.
      patch.text.withUTF8Buffer { unsafe text.append(contentsOf: $0) }
      text.append(contentsOf: bytes[patch.copied])
      patch.end.withUTF8Buffer { unsafe text.append(contentsOf: $0) }
      copied = patch.range.upperBound
    }
    copy(to: count)
    let length = text.count
    text.append(contentsOf: repeatElement(0, count: SourceText.padding))
    return (text, length, OffsetMap(runs: runs))
  }
}
