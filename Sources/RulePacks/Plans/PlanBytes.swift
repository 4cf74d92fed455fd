/// Compares texts eight bytes at a time; for this, the bytes of plans and documents are followed by padding.
enum PlanBytes {
  /// The number of padding bytes after the bytes of a plan.
  static let padding = 8

  /// A mask for the first `count` bytes of a word, where `count` is less than eight.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 { (1 &<< UInt64(truncatingIfNeeded: max(0, count) &* 8)) &- 1 }

  /// A key that distinguishes a text from most others, made of its first eight bytes, its last eight and its length. For a
  /// shorter text, `first` has all its bytes, and `last` is 0.
  @inline(__always)
  static func key(_ first: UInt64, _ last: UInt64, _ count: Int) -> UInt64 {
    let mixed = (first ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15 ^ last &* 0xC2B2_AE3D_27D4_EB4F
    return mixed ^ mixed &>> 32
  }

  /// Whether all bytes of a word are hexadecimal digits.
  @inline(__always)
  static func isHexadecimal(_ word: UInt64) -> Bool {
    let digits = word ^ 0x3030_3030_3030_3030
    let letters = (word | 0x2020_2020_2020_2020) ^ 0x6060_6060_6060_6060
    // The highest bit of each byte: whether the byte is not a digit; whether it is a letter from a to f, which is 1 to 6 here.
    let isNotDigit = digits &+ 0x7676_7676_7676_7676
    let isLetter = (letters &+ 0x7F7F_7F7F_7F7F_7F7F) & ~(letters &+ 0x7979_7979_7979_7979)
    return (isNotDigit & ~isLetter | digits | letters) & 0x8080_8080_8080_8080 == 0
  }

  /// A mask with the highest bit of each byte that equals a character; bytes after the first match may be marked by mistake.
  @inline(__always)
  static func matches(of character: UInt8, in word: UInt64) -> UInt64 {
    let rest = word ^ UInt64(character) &* 0x0101_0101_0101_0101
    return (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
  }

  /// A mask with the highest bit of each byte that is not an ASCII letter.
  @inline(__always)
  static func nonletters(_ word: UInt64) -> UInt64 {
    let folded = (word | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = folded &+ 0x1F1F_1F1F_1F1F_1F1F
    let afterZ = folded &+ 0x0505_0505_0505_0505
    return (~fromA | afterZ | word) & 0x8080_8080_8080_8080
  }
}

extension PlanTable<UInt8> {
  /// Whether a text equals the bytes of a document at `other`.
  @inline(__always)
  func isEqual(_ text: RulePlan.Slice, _ bytes: DocumentBytes, _ other: Int) -> Bool {
    let count = Int(text.end &- text.first)
    if count < 8 { return (word(text.first) ^ bytes.word(other)) & PlanBytes.mask(count) == 0 }
    // URLs mostly differ at their ends.
    var left = count &- 8
    while word(text.first &+ Int32(truncatingIfNeeded: left)) == bytes.word(other &+ left) {
      if left == 0 { return true }
      left = max(0, left &- 8)
    }
    return false
  }

  /// The key of a text, which is equal to the key of a value with the same bytes.
  func key(_ text: RulePlan.Slice) -> UInt64 {
    let count = Int(text.end &- text.first)
    return count < 8
      ? PlanBytes.key(word(text.first) & PlanBytes.mask(count), 0, count)
      : PlanBytes.key(word(text.first), word(text.end &- 8), count)
  }
}
