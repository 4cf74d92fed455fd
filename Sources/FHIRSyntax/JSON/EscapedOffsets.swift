/// Leads from places in the decoded text of a JSON string to places in the string as it is written.
///
/// Made in one pass over the string; each place is found in logarithmic time.
package struct EscapedOffsets {
  private let bytes: ArraySlice<UInt8>
  /// Where each escape begins, in the decoded text and as written; both rise.
  private var escapes: [(decoded: Int, written: Int)] = []

  /// `bytes` is what is between the quotes of the string.
  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    var index = bytes.startIndex
    var decoded = 0
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex else {
        index += 1
        decoded += 1
        continue
      }
      escapes.append((decoded, index))
      let end = JSONEscapes.end(ofEscapeAt: index, in: bytes)
      decoded += JSONEscapes.decoded(bytes[index..<end]).utf8.count
      index = end
    }
  }

  /// Where a byte of the decoded text is written; inside of what an escape means, the end of the escape, and the end of the string
  /// for what lies behind it.
  package func written(_ wanted: Int) -> Int {
    var (low, high) = (0, escapes.count)
    while low < high {
      let middle = (low + high) / 2
      if escapes[middle].decoded < wanted { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return min(bytes.startIndex + max(0, wanted), bytes.endIndex) }
    let (decoded, written) = escapes[low - 1]
    let end = JSONEscapes.end(ofEscapeAt: written, in: bytes)
    let behind = wanted - decoded - JSONEscapes.decoded(bytes[written..<end]).utf8.count
    return min(end + max(0, behind), bytes.endIndex)
  }
}
