/// The strings of a pack by number: canonical URLs, codes, displays. Numbers follow the byte order of the strings, and are found
/// by a hash: see `PackStringIndex`.
package struct PackStrings: Sendable {
  private let bytes: PackBytes
  private let index: PackStringIndex
  /// The number of strings.
  package let count: Int

  /// Uses the sections `strings` and `stringIndex`; a wrong offset in them causes wrong strings, but never an out-of-bounds
  /// read. Nil if the size of the index is invalid.
  init?(_ bytes: PackBytes, index: PackBytes) {
    guard let index = PackStringIndex(index) else { return nil }
    self.bytes = bytes
    self.index = index
    count = min(Int(bytes[0]), max(0, bytes.count / 4 - 2))
  }

  /// The string with the given number; empty for an invalid number.
  package func text(_ number: UInt32) -> String {
    guard let (start, count) = bounds(number) else { return "" }
    // Safe: `bounds(_:)` returns only ranges inside the bytes.
    return unsafe String(decoding: UnsafeRawBufferPointer(rebasing: bytes.buffer[start..<start + count]), as: UTF8.self)
  }

  /// The number of a string, given as its bytes; nil if the pack does not have it.
  package func number(of text: UnsafeRawBufferPointer) -> UInt32? {
    guard let start = text.baseAddress, text.count > 0 else {
      return if let (_, count) = bounds(0), count == 0 { 0 } else { nil }
    }
    // Safe: the buffer is read within its bounds.
    let hash = unsafe PackStringIndex.hash(start, text.count)
    var probe = index.probe(hash)
    while let number = index.next(&probe) {
      if unsafe equals(number, text) { return number }
    }
    return nil
  }

  /// The number of a string, given as its bytes; nil if the pack does not have it.
  package func number(of text: some Collection<UInt8>) -> UInt32? {
    // Safe: the buffer is valid inside the closure.
    unsafe text.withContiguousStorageIfAvailable { unsafe number(of: UnsafeRawBufferPointer($0)) }
      ?? Array(text).withUnsafeBytes { unsafe number(of: $0) }
  }

  /// The number of a string; nil if the pack does not have it.
  package func number(of text: String) -> UInt32? { number(of: text.utf8) }

  /// Whether the string with the given number has these bytes.
  package func equals(_ number: UInt32, _ text: UnsafeRawBufferPointer) -> Bool {
    guard let (start, count) = bounds(number), count == text.count else { return false }
    guard let other = text.baseAddress else { return count == 0 }
    return unsafe bytes.has(other, count, at: start)
  }

  /// Whether the string with the given number has these bytes.
  package func equals(_ number: UInt32, _ text: some Collection<UInt8>) -> Bool {
    // Safe: the buffer is valid inside the closure.
    unsafe text.withContiguousStorageIfAvailable { unsafe equals(number, UnsafeRawBufferPointer($0)) }
      ?? Array(text).withUnsafeBytes { unsafe equals(number, $0) }
  }

  /// The range, within the bytes, of the string with the given number.
  @inline(__always)
  private func bounds(_ number: UInt32) -> (start: Int, count: Int)? {
    guard number < count else { return nil }
    let start = 4 &+ (count &+ 1) &* 4
    let low = start &+ Int(bytes[4 &+ Int(number) &* 4])
    let high = start &+ Int(bytes[8 &+ Int(number) &* 4])
    return low <= high && high <= bytes.count ? (low, high &- low) : nil
  }
}
