/// Finds texts wherever they occur, however many there are and whatever they have in common: one look-up at each byte.
///
/// A text is looked for by its first bytes. The keys are sorted, and none is the beginning of another; so the last one that is not
/// behind the bytes at a place is the only one that can be there.
struct SecretSearch: Sendable {
  private let keys: [[UInt8]]
  /// For each pair of bytes where its keys begin; one more for the end.
  private let starts: [Int32]

  /// What is shorter occurs by chance.
  static let shortest = 6
  /// As much of a text as it is looked for by, in bytes.
  static let longest = 64

  init(_ texts: Set<ArraySlice<UInt8>>) {
    var keys: [[UInt8]] = []
    let sorted = texts.filter { $0.count >= Self.shortest }.map { Array($0.prefix(Self.longest)) }.sorted {
      $0.lexicographicallyPrecedes($1)
    }
    for key in sorted where keys.last.map({ !key.starts(with: $0) }) ?? true { keys.append(key) }
    self.keys = keys
    guard !keys.isEmpty else {
      starts = []
      return
    }
    var starts = [Int32](repeating: 0, count: 1 << 16 + 1)
    for key in keys { starts[(Int(key[0]) << 8 | Int(key[1])) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    self.starts = starts
  }

  /// Where the texts occur, each with what else belongs to the same word.
  func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    if keys.isEmpty { return [] }
    var ranges: [Range<Int>] = []
    var index = bytes.startIndex
    while index + Self.shortest <= bytes.endIndex {
      guard let count = match(bytes[index...].prefix(Self.longest)) else {
        index += 1
        continue
      }
      let end = bytes[(index + count)...].firstIndex { $0 <= 0x20 || "\"'<>\\,;&(){}[]".utf8.contains($0) } ?? bytes.endIndex
      ranges.append(index..<end)
      index = end
    }
    return ranges
  }

  /// The length of the key that a text begins with.
  private func match(_ text: ArraySlice<UInt8>) -> Int? {
    let bucket = Int(text[text.startIndex]) << 8 | Int(text[text.startIndex + 1])
    var (low, high) = (Int(starts[bucket]), Int(starts[bucket + 1]))
    while low < high {
      let middle = (low + high) / 2
      if text.lexicographicallyPrecedes(keys[middle]) { high = middle } else { low = middle + 1 }
    }
    guard low > Int(starts[bucket]), text.starts(with: keys[low - 1]) else { return nil }
    return keys[low - 1].count
  }
}
