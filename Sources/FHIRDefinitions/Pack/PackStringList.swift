/// The strings of a pack while it is written: canonical URLs, codes, displays. Collected first, then numbered in byte order.
struct PackStringList {
  private var strings: Set<String> = []
  private var numbers: [String: UInt32] = [:]

  mutating func insert(_ text: String) { strings.insert(text) }

  /// Numbers the strings; after this no more strings can be inserted.
  mutating func number() {
    let sorted = strings.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    numbers = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element, UInt32($0.offset)) })
  }

  /// The number of a string.
  func number(of text: String) throws(DefinitionsError) -> UInt32 {
    guard let number = numbers[text] else { throw DefinitionsError("'\(text)' was not collected") }
    return number
  }

  /// The section `stringIndex`.
  var index: [UInt8] {
    get throws(DefinitionsError) {
      let strings = numbers.sorted { $0.value < $1.value }.map(\.key)
      guard let bytes = PackStringIndex.bytes(for: strings) else { throw DefinitionsError("too many strings") }
      return bytes
    }
  }

  /// The section `strings`: the number of strings, the offset of each and of the end, and their bytes.
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
