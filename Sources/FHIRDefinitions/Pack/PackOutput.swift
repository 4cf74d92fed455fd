extension [UInt8] {
  /// Appends words of the pack: 32 bits, little-endian.
  mutating func append(words: UInt32...) {
    for word in words {
      for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
  }
}

extension Int {
  /// The next multiple of eight.
  var roundedUp: Int { (self + 7) & ~7 }
}
