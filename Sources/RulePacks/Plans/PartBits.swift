extension [UInt64] {
  /// Calls back for the places of the bits that are set, by rising place.
  func forEachBit(_ body: (Int) -> Void) {
    for (index, word) in enumerated() where word != 0 {
      var word = word
      while word != 0 {
        body(index * 64 + word.trailingZeroBitCount)
        word &= word &- 1
      }
    }
  }

  /// The places of the bits that are set, by rising place.
  var bits: [Int] {
    var bits: [Int] = []
    forEachBit { bits.append($0) }
    return bits
  }
}
