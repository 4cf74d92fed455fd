/// Maps offsets in the decoded text of a JSON string to offsets in the string as written.
///
/// Built in one pass over the string; each lookup takes logarithmic time.
package struct EscapedOffsets {
  private let bytes: ArraySlice<UInt8>
  /// Where each escape starts, in the decoded text and as written; both ascend.
  private var escapes: [(decoded: Int, written: Int)] = []

  /// `bytes` is the content between the quotes of the string.
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

  /// The written offset of a byte of the decoded text: within a decoded escape, the end of the escape; after the text, the end of
  /// the string.
  package func written(_ wanted: Int) -> Int {
    var (low, high) = (0, escapes.count)
    while low < high {
      let middle = (low + high) / 2
      if escapes[middle].decoded < wanted { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return min(bytes.startIndex + max(0, wanted), bytes.endIndex) }
    let (decoded, written) = escapes[low - 1]
    let end = JSONEscapes.end(ofEscapeAt: written, in: bytes)
    let after = wanted - decoded - JSONEscapes.decoded(bytes[written..<end]).utf8.count
    return min(end + max(0, after), bytes.endIndex)
  }
}
