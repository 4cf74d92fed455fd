/// Immortal, immutable bytes, read as little-endian words. A read past the end returns zero, so the content of the bytes cannot
/// cause an out-of-bounds read.
@safe struct PackBytes: @unchecked Sendable {
  // Unchecked: the bytes are immutable and outlive every value (see `init(immortal:)`).
  private let start: UnsafeRawPointer
  /// The number of bytes.
  let count: Int

  /// Nil if there are no bytes, or if they are not aligned to eight. They must never change or be freed.
  init?(immortal bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, UInt(bitPattern: start) % 8 == 0 else { return nil }
    unsafe self.start = start
    count = bytes.count
  }

  private init(start: UnsafeRawPointer, count: Int) {
    unsafe self.start = start
    self.count = count
  }

  /// The word at an offset.
  @inline(__always)
  subscript(offset: Int) -> UInt32 {
    guard offset >= 0, offset <= count &- 4 else { return 0 }
    // Safe: the guard ensures that the four bytes are in bounds.
    return unsafe UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The index of the row whose first word is `number`, among `count` rows of `size` bytes starting at `first`; their first words
  /// ascend.
  @inline(__always)
  func row(of number: UInt32, from first: Int, count: Int, size: Int) -> Int? {
    var left = min(count, self.count / size &- first)
    guard first >= 0, left > 0 else { return nil }
    var low = first
    // Selects one of two numbers instead of branching: the branch would be unpredictable.
    while left > 1 {
      let half = left &>> 1
      low = firstWord(of: low &+ half, size) <= number ? low &+ half : low
      left &-= half
    }
    return firstWord(of: low, size) == number ? low : nil
  }

  @inline(__always)
  private func firstWord(of row: Int, _ size: Int) -> UInt32 {
    // Safe: the guard in `row(of:from:count:size:)` ensures that the row is in bounds.
    unsafe UInt32(littleEndian: start.loadUnaligned(fromByteOffset: row &* size, as: UInt32.self))
  }

  /// Whether the `count` bytes at an offset equal other bytes.
  @inline(__always)
  func has(_ other: UnsafeRawPointer, _ count: Int, at offset: Int) -> Bool {
    guard offset >= 0, count >= 0, count <= self.count, offset <= self.count &- count else { return false }
    var position = 0
    // Safe: the guard ensures that the bytes are in bounds. The last two words may overlap.
    while position &+ 8 <= count {
      if unsafe differ(other, offset, position, UInt64.self) { return false }
      position &+= 8
    }
    if position == count { return true }
    if count >= 8 { return unsafe !differ(other, offset, count &- 8, UInt64.self) }
    if count >= 4 {
      return unsafe !differ(other, offset, 0, UInt32.self) && !differ(other, offset, count &- 4, UInt32.self)
    }
    while position < count {
      if unsafe differ(other, offset, position, UInt8.self) { return false }
      position &+= 1
    }
    return true
  }

  @inline(__always)
  private func differ<Word: FixedWidthInteger & BitwiseCopyable>(
    _ other: UnsafeRawPointer, _ offset: Int, _ position: Int, _: Word.Type
  ) -> Bool {
    unsafe start.loadUnaligned(fromByteOffset: offset &+ position, as: Word.self)
      != other.loadUnaligned(fromByteOffset: position, as: Word.self)
  }

  /// A part of the bytes that starts at a multiple of eight; nil if it is not completely in bounds.
  func part(at offset: Int, count: Int) -> PackBytes? {
    guard offset >= 0, offset % 8 == 0, count >= 0, offset <= self.count, count <= self.count - offset else { return nil }
    // Safe: the guard ensures that the part is in bounds.
    return unsafe PackBytes(start: start + offset, count: count)
  }

  /// The bytes as an immortal buffer, for specialised readers.
  var buffer: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: start, count: count) }
}
