import Findings

/// A change to a text: the bytes that replace a range.
struct TextChange {
  let range: Range<Int>
  let bytes: [UInt8]

  init(_ range: Range<Int>, _ text: String) { self.init(range, bytes: Array(text.utf8)) }

  init(_ range: Range<Int>, bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }

  /// The changed text.
  func applied(to text: ArraySlice<UInt8>) -> [UInt8] {
    var changed: [UInt8] = []
    changed.reserveCapacity(text.count + bytes.count)
    changed += text.prefix(range.lowerBound)
    changed += bytes
    changed += text.dropFirst(range.upperBound)
    return changed
  }

  /// The same change in a text that contains this one, starting at `offset`.
  func moved(by offset: Int) -> TextChange {
    TextChange(range.lowerBound + offset..<range.upperBound + offset, bytes: bytes)
  }
}
