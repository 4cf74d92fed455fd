extension [UInt64] {
  /// Calls `body` for the positions of the set bits in a range, in ascending order.
  func forEachBit(in range: Range<Int>, _ body: (Int) -> Void) {
    var index = range.lowerBound >> 6
    while index << 6 < range.upperBound {
      var word = self[index]
      while word != 0 {
        let bit = index << 6 + word.trailingZeroBitCount
        if range.contains(bit) { body(bit) }
        word &= word &- 1
      }
      index += 1
    }
  }

  @inline(__always)
  mutating func insertBit(_ bit: Int) { self[bit >> 6] |= 1 << UInt64(bit & 63) }

  func hasBit(_ bit: Int) -> Bool { self[bit >> 6] & (1 << UInt64(bit & 63)) != 0 }

  /// The positions of the set bits, in ascending order.
  var bits: [Int] {
    var bits: [Int] = []
    forEachBit(in: 0..<count * 64) { bits.append($0) }
    return bits
  }
}
