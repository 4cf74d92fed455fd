import Findings

/// Replacements in a text, collected and then applied together.
struct XMLPatches {
  /// The replacement text.
  enum Replacement: UInt8 {
    case nothing
    case blank
    case doubleQuote
    case singleQuote
    case equals
    case slash
    case greater
    case emptyTagEnd
    case lessReference
    case greaterReference
    case ampersandReference
    case doubleQuoteReference
    case singleQuoteReference
    case sectionEnd
    /// Replaces removed markup: it keeps the text before it separate from the text after it.
    case comment
    /// Replaces a character not allowed in XML.
    case questionMark

    var text: StaticString {
      switch self {
      case .nothing: ""
      case .blank: " "
      case .doubleQuote: "\""
      case .singleQuote: "'"
      case .equals: "="
      case .slash: "/"
      case .greater: ">"
      case .emptyTagEnd: "/>"
      case .lessReference: "&lt;"
      case .greaterReference: "&gt;"
      case .ampersandReference: "&amp;"
      case .doubleQuoteReference: "&quot;"
      case .singleQuoteReference: "&apos;"
      case .sectionEnd: "]]>"
      case .comment: "<!---->"
      case .questionMark: "?"
      }
    }
  }

  /// Kept small, since a malformed document can need millions of patches.
  private struct Patch {
    let start: UInt32
    let end: UInt32
    /// The name of the end tag to write; empty if there is none.
    let nameStart: UInt32
    let nameEnd: UInt32
    let order: UInt32
    let replacement: Replacement

    func isOrdered(before other: Patch) -> Bool {
      start == other.start ? order < other.order : start < other.start
    }
  }

  private var patches: [Patch] = []
  private var isSorted = true

  mutating func replace(_ range: Range<Int>, with replacement: Replacement) {
    // Patches inside the range are removed with it, including a quote at its end, but not text inserted before it.
    removePatches(in: range)
    append(range, replacement, name: 0..<0)
  }

  private mutating func removePatches(in range: Range<Int>) {
    while let last = patches.last, last.start >= range.lowerBound {
      let isInsertion = last.start == last.end
      let isInside =
        isInsertion
        ? last.nameStart == last.nameEnd && last.start > range.lowerBound && last.start <= range.upperBound
        : last.start < range.upperBound
      guard isInside else { return }
      patches.removeLast()
    }
  }

  mutating func insert(_ replacement: Replacement, at offset: Int) {
    append(offset..<offset, replacement, name: 0..<0)
  }

  mutating func delete(_ range: Range<Int>) {
    replace(range, with: .nothing)
  }

  /// Inserts an end tag with the name in the range `name`.
  mutating func insertEndTag(_ name: Range<Int>, at offset: Int) {
    append(offset..<offset, .nothing, name: name)
  }

  /// Replaces an end tag with one that has the name in the range `name`; returns the number of the patch.
  mutating func replaceWithEndTag(_ range: Range<Int>, name: Range<Int>) -> Int {
    removePatches(in: range)
    append(range, .nothing, name: name)
    return patches.count - 1
  }

  /// Changes a patch so that it deletes its text instead of replacing it.
  mutating func clear(_ number: Int) {
    let patch = patches[number]
    patches[number] = Patch(
      start: patch.start, end: patch.end, nameStart: 0, nameEnd: 0, order: patch.order, replacement: .nothing)
  }

  private mutating func append(_ range: Range<Int>, _ replacement: Replacement, name: Range<Int>) {
    let patch = Patch(
      start: UInt32(truncatingIfNeeded: range.lowerBound), end: UInt32(truncatingIfNeeded: range.upperBound),
      nameStart: UInt32(truncatingIfNeeded: name.lowerBound), nameEnd: UInt32(truncatingIfNeeded: name.upperBound),
      order: UInt32(truncatingIfNeeded: patches.count), replacement: replacement)
    if let last = patches.last, patch.start < last.start { isSorted = false }
    patches.append(patch)
  }

  /// The corrected text, padded, and the map from it to the original. Of overlapping replacements, the one that starts first is
  /// applied.
  func applied(to bytes: [UInt8], count: Int) -> (text: [UInt8], count: Int, map: OffsetMap) {
    var text: [UInt8] = []
    text.reserveCapacity(count + patches.count * 4 + SourceText.padding)
    var runs: [OffsetMap.Run] = []
    var copied = 0
    func copy(to end: Int) {
      guard end > copied || runs.isEmpty else { return }
      runs.append(.init(corrected: text.count, original: copied, length: end - copied))
      text.append(contentsOf: bytes[copied..<end])
      copied = end
    }
    for patch in isSorted ? patches : patches.sorted(by: { $0.isOrdered(before: $1) }) {
      guard patch.start >= copied else { continue }
      copy(to: Int(patch.start))
      patch.replacement.text.withUTF8Buffer { unsafe text.append(contentsOf: $0) }
      if patch.nameStart < patch.nameEnd {
        text.append(contentsOf: [UInt8(ascii: "<"), UInt8(ascii: "/")])
        text.append(contentsOf: bytes[Int(patch.nameStart)..<Int(patch.nameEnd)])
        text.append(UInt8(ascii: ">"))
      }
      copied = Int(patch.end)
    }
    copy(to: count)
    let length = text.count
    text.append(contentsOf: repeatElement(0, count: SourceText.padding))
    return (text, length, OffsetMap(runs: runs))
  }
}
