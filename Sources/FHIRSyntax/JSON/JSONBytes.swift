/// The reader accesses its text only through these functions: bytes, words, runs of whitespace and of plain characters.
extension JSONReader {
  /// The byte at an offset up to `count`; zero at the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    // Safe: callers stay within the padded text.
    unsafe text.load(fromByteOffset: offset, as: UInt8.self)
  }

  @inline(__always)
  func word(_ offset: Int) -> UInt64 {
    // Safe: callers stay within the text, which is followed by 64 bytes of padding.
    unsafe UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  mutating func skipBlanks() {
    var byte = byte(at)
    guard byte <= 0x20 else { return }
    while true {
      switch byte {
      case 0x20, 0x0A, 0x0D, 0x09: at &+= 1
      default: return
      }
      // Indentation is a run of spaces, which is skipped eight at a time.
      while true {
        let others = word(at) ^ 0x2020_2020_2020_2020
        if others == 0 {
          at &+= 8
        } else {
          at &+= others.trailingZeroBitCount &>> 3
          break
        }
      }
      byte = self.byte(at)
      if byte > 0x20 { return }
    }
  }

  /// The end of a run of plain characters: the next double quote, backslash or control character, or the end of the text.
  @inline(__always)
  func plainEnd(from start: Int) -> Int {
    var offset = start
    while true {
      let matches = Self.specialBytes(in: word(offset))
      if matches != 0 { return offset &+ matches.trailingZeroBitCount &>> 3 }
      offset &+= 8
    }
  }

  /// Sets the highest bit of each byte of a word that ends a run of plain characters; only the lowest bit set is reliable.
  @inline(__always)
  static func specialBytes(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    // In each term the lowest high bit set marks a true match. The zeros of the padding are treated as control characters.
    return ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- ones &* 0x20) & ~word) & highs
  }

  /// Whether a byte next to digits is punctuation of a number, date or time.
  @inline(__always)
  static func isNumberPunctuation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ":")
  }

  /// Whether a byte can be part of a word: a letter, a digit, an underscore, or non-ASCII other than general punctuation.
  static func isWord(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLetter || byte == UInt8(ascii: "_")
      || byte >= 0x80 && byte != 0xC2 && byte != 0xE2
  }
}
