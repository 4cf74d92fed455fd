/// The texts of a pack by number: canonical URLs, codes, displays. Numbers rise with the texts' bytes.
package struct PackStrings: Sendable {
  private let bytes: PackBytes
  /// How many texts there are.
  package let count: Int
  private let index = StringIndex()

  /// Over the section `strings`; a wrong offset in it gives wrong texts, never a read outside.
  init(_ bytes: PackBytes) {
    self.bytes = bytes
    count = min(Int(bytes[0]), max(0, bytes.count / 4 - 2))
  }

  /// A text; empty for a number that there is not.
  package func text(_ number: UInt32) -> String {
    guard let range = range(number) else { return "" }
    // Safe: `range` lies inside of the bytes.
    return unsafe String(decoding: UnsafeRawBufferPointer(rebasing: bytes.buffer[range]), as: UTF8.self)
  }

  /// The number of a text, given as its bytes.
  package func number(of text: some Collection<UInt8>) -> UInt32? {
    // Safe: the buffer is lent for the closure.
    unsafe text.withContiguousStorageIfAvailable { unsafe search($0) }
      ?? Array(text).withUnsafeBufferPointer { unsafe search($0) }
  }

  private func search(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    // Safe: the buffers are lent for these calls.
    switch unsafe index.number(of: text, equals: { unsafe equals($0, text) }) {
    case .number(let number): return number
    case .none: return nil
    case .unknown: break
    }
    // Safe: the buffers are lent for this call, and `range` lies inside of the bytes.
    unsafe index.countSearch(of: count) { number, body in
      guard let range = range(number) else { return }
      unsafe bytes.buffer[range].withMemoryRebound(to: UInt8.self) { unsafe body($0) }
    }
    var low: UInt32 = 0
    var high = UInt32(count)
    while low < high {
      let middle = low + (high - low) / 2
      // Safe: the buffer is read inside of its bounds.
      if unsafe precedes(middle, text) { low = middle + 1 } else { high = middle }
    }
    return unsafe low < count && equals(low, text) ? low : nil
  }

  /// The number of a text.
  package func number(of text: String) -> UInt32? { number(of: text.utf8) }

  /// Whether the text of a number is this one.
  package func equals(_ number: UInt32, _ text: some Collection<UInt8>) -> Bool {
    guard let range = range(number) else { return false }
    // Safe: `range` lies inside of the bytes.
    return unsafe bytes.buffer[range].elementsEqual(text)
  }

  /// Whether the text of a number comes before another by its bytes.
  package func precedes(_ number: UInt32, _ text: some Collection<UInt8>) -> Bool {
    guard let range = range(number) else { return false }
    // Safe: `range` lies inside of the bytes.
    return unsafe bytes.buffer[range].lexicographicallyPrecedes(text)
  }

  private func range(_ number: UInt32) -> Range<Int>? {
    guard number < count else { return nil }
    let start = 4 + (count + 1) * 4
    let low = start + Int(bytes[4 + Int(number) * 4])
    let high = start + Int(bytes[8 + Int(number) * 4])
    return low <= high && high <= bytes.count ? low..<high : nil
  }
}
