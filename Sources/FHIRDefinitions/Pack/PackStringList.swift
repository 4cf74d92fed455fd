/// The texts of a pack while it is written: canonical URLs, codes, displays. Collected first, then numbered in byte order.
struct PackStringList {
  private var texts: Set<String> = []
  private var numbers: [String: UInt32] = [:]

  mutating func insert(_ text: String) { texts.insert(text) }

  /// Numbers the texts; after this no more texts can be inserted.
  mutating func number() {
    let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    numbers = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element, UInt32($0.offset)) })
  }

  /// The number of a text.
  func number(of text: String) throws(DefinitionsError) -> UInt32 {
    guard let number = numbers[text] else { throw DefinitionsError("'\(text)' was not collected") }
    return number
  }

  /// The section `stringIndex`.
  var index: [UInt8] {
    get throws(DefinitionsError) {
      let texts = numbers.sorted { $0.value < $1.value }.map(\.key)
      guard let bytes = PackStringIndex.bytes(for: texts) else { throw DefinitionsError("too many strings") }
      return bytes
    }
  }

  /// The section `strings`: the number of texts, the offset of each and of the end, and their bytes.
  var bytes: [UInt8] {
    var offsets: [UInt8] = []
    var bytes: [UInt8] = []
    offsets.append(words: UInt32(numbers.count))
    for (text, _) in numbers.sorted(by: { $0.value < $1.value }) {
      offsets.append(words: UInt32(bytes.count))
      bytes += text.utf8
    }
    offsets.append(words: UInt32(bytes.count))
    return offsets + bytes
  }
}
