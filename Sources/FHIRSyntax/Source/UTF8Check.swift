import Findings

/// Finds bytes that are not UTF-8.
enum UTF8Check {
  /// The ill-formed ranges of a text, at most `limit`; empty for nearly every payload.
  static func invalidRanges(of source: SourceText, limit: Int) -> [Range<Int>] {
    unsafe source.storage.withUnsafeBytes { buffer in
      // Safe: the text is padded with 64 zero bytes, so that 32 can be loaded at every offset below `count`.
      let start = unsafe buffer.baseAddress.unsafelyUnwrapped
      func word(_ offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) & 0x8080_8080_8080_8080
      }
      let count = source.count
      var invalid: [Range<Int>] = []
      var index = 0
      while index < count {
        let first = word(index)
        if first == 0 {
          // Nearly all text is ASCII.
          index += word(index + 8) | word(index + 16) | word(index + 24) == 0 ? 32 : 8
          continue
        }
        index += first.trailingZeroBitCount >> 3
        let length = unsafe sequenceLength(start + index)
        if length > 0 {
          index += length
        } else {
          if let last = invalid.last, last.upperBound == index {
            invalid[invalid.count - 1] = last.lowerBound..<index + 1
          } else if invalid.count < limit {
            invalid.append(index..<index + 1)
          }
          index += 1
        }
      }
      return invalid
    }
  }

  /// The length of the well-formed sequence that starts here (Unicode standard, table 3-7), or 0.
  private static func sequenceLength(_ start: UnsafeRawPointer) -> Int {
    // Safe: at most four bytes are read, and the text is padded. A zero of the padding is not a continuation byte.
    func byte(_ offset: Int) -> UInt8 { unsafe start.load(fromByteOffset: offset, as: UInt8.self) }
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool { range.contains(byte(offset)) }
    switch byte(0) {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }
}
