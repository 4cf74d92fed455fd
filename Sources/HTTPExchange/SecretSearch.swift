/// Finds all occurrences of any number of patterns, with one lookup per byte.
///
/// A pattern is searched for by its first bytes, its key. The keys are sorted, and none is a prefix of another, so the last key
/// that is not greater than the bytes at a position is the only possible match.
struct SecretSearch: Sendable {
  private let keys: [[UInt8]]
  /// For each pair of bytes, the index of the first key that starts with it; the last item is the number of keys.
  private let starts: [Int32]

  /// The minimum length of a pattern, in bytes: shorter patterns occur by chance.
  static let shortest = 6
  /// The maximum length of a key, in bytes.
  static let longest = 64

  init(_ patterns: Set<ArraySlice<UInt8>>) {
    var keys: [[UInt8]] = []
    let sorted = patterns.filter { $0.count >= Self.shortest }.map { Array($0.prefix(Self.longest)) }.sorted {
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

  /// The occurrences of the patterns, each extended to the end of its word.
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

  /// The length of the key with which a text starts; nil if there is none.
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
