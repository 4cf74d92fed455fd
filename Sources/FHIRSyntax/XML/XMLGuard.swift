/// Decides whether a text can be passed to libxml2 or must be corrected first.
enum XMLGuard {
  /// Whether a text has no zero bytes, which libxml2 may mistake for the end of the text or for UTF-32, and no tag with more
  /// attributes than the limit.
  static func isReadable(_ bytes: [UInt8], count: Int) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      // Safe: the text is padded, so that 16 bytes can be loaded at every offset below `count`.
      let start = unsafe buffer.baseAddress.unsafelyUnwrapped
      var index = 0
      while index + 16 <= count {
        if unsafe start.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self).min() == 0 { return false }
        index += 16
      }
      while index < count {
        if unsafe start.load(fromByteOffset: index, as: UInt8.self) == 0 { return false }
        index += 1
      }
      return unsafe !hasLongTag(start.assumingMemoryBound(to: UInt8.self), count: count)
    }
  }

  /// Whether a tag seems to have more attributes than the limit; a comment that contains a tag can match as well.
  ///
  /// A tag does not contain `<`, and an attribute takes at least five bytes, so such a tag fills a whole block of 512 bytes
  /// without `<`. It is enough to look back from the end of each block, usually over a few bytes.
  private static func hasLongTag(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
    // Safe: every offset is below `count`.
    let less = UInt8(ascii: "<")
    var blockStart = 0
    while blockStart + 512 <= count {
      var offset = blockStart + 511
      while offset >= blockStart, unsafe text[offset] != less { offset -= 1 }
      if offset >= blockStart {
        blockStart += 512
        continue
      }
      while offset > 0, unsafe text[offset] != less { offset -= 1 }
      var end = blockStart + 512
      while end < count, unsafe text[end] != less { end += 1 }
      var nameEnd = min(max(offset, 0) + 1, end)
      let first = unsafe text[nameEnd]
      guard first != UInt8(ascii: "!"), first != UInt8(ascii: "?"), first != UInt8(ascii: "/") else {
        blockStart = end
        continue
      }
      while nameEnd < end, unsafe text[nameEnd] > 0x20, unsafe text[nameEnd] != UInt8(ascii: ">") { nameEnd += 1 }
      var cursor = unsafe AttributeCursor(text: text, from: nameEnd, to: end)
      var attributes = 0
      while cursor.next() {
        attributes += 1
        if attributes > XMLReader.attributeLimit { return true }
      }
      blockStart = end
    }
    return false
  }
}
