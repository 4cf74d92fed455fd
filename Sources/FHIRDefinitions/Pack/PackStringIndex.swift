/// Finds the numbers of a pack's strings by a hash of their bytes: an open-addressed table that is mapped, never built.
///
/// A slot is one word, 0 if it is empty. Its lower 20 bits are 1 more than the number of a string, the upper 12 bits are part
/// of the string's hash, so that other strings are rarely compared. The search for a string starts at the slot given by the upper
/// bits of its hash, which depend on every byte of the string.
struct PackStringIndex: Sendable {
  private let slots: PackBytes
  private let mask: Int
  /// The number of hash bits below those that select a slot.
  private let shift: UInt64

  /// Nil if the number of slots is not a power of two.
  init?(_ slots: PackBytes) {
    let count = slots.count / 4
    guard count > 0, count & (count - 1) == 0 else { return nil }
    self.slots = slots
    mask = count - 1
    shift = Self.shift(count)
  }

  private static func shift(_ count: Int) -> UInt64 { UInt64(truncatingIfNeeded: 64 - count.trailingZeroBitCount) }

  /// The state of a search: where it continues, and how many more slots it may visit.
  struct Probe {
    fileprivate var bucket: Int
    fileprivate var left: Int
    fileprivate let tag: UInt32
  }

  /// Starts a search for the strings with a hash.
  @inline(__always)
  func probe(_ hash: UInt64) -> Probe {
    Probe(bucket: Int(truncatingIfNeeded: hash &>> shift) & mask, left: mask, tag: Self.tag(hash))
  }

  /// The number of the next string that may have the hash.
  @inline(__always)
  func next(_ probe: inout Probe) -> UInt32? {
    while probe.left >= 0 {
      let slot = slots[probe.bucket &* 4]
      if slot == 0 { return nil }
      probe.bucket = (probe.bucket &+ 1) & mask
      probe.left &-= 1
      if slot & ~Self.numbers == probe.tag { return slot & Self.numbers &- 1 }
    }
    return nil
  }

  private static var numbers: UInt32 { 0xF_FFFF }

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash &>> 16) & ~numbers }

  /// The bytes of the table for strings in the order of their numbers; nil if there are too many.
  static func bytes(for strings: [String]) -> [UInt8]? {
    guard strings.count < numbers else { return nil }
    var count = 16
    while count * 4 < strings.count * 5 { count *= 2 }
    var slots = [UInt32](repeating: 0, count: count)
    for (number, text) in strings.enumerated() where !text.isEmpty {
      let hash = unsafe Array(text.utf8).withUnsafeBytes { bytes in
        // Safe: the buffer is read within its bounds.
        unsafe bytes.baseAddress.map { unsafe Self.hash($0, bytes.count) } ?? 0
      }
      var bucket = Int(truncatingIfNeeded: hash &>> shift(count)) & (count - 1)
      while slots[bucket] != 0 { bucket = (bucket + 1) & (count - 1) }
      slots[bucket] = tag(hash) | UInt32(number + 1)
    }
    var bytes: [UInt8] = []
    for slot in slots { bytes.append(words: slot) }
    return bytes
  }

  /// A hash of one or more bytes, eight at a time; the last word overlaps the previous one if `count` is not a multiple of eight.
  @inline(__always)
  static func hash(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &* factor
    var offset = 0
    while offset &+ 8 <= count {
      // Safe: the eight bytes are in bounds.
      hash = unsafe mix(hash, UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset &+= 8
    }
    if offset < count { hash = unsafe mix(hash, tail(start, count)) }
    // Only the upper bits of a product depend on all bits of the operands.
    return (hash ^ hash &>> 32) &* factor
  }

  /// The last bytes, up to eight.
  @inline(__always)
  private static func tail(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    // Safe: in each case the bytes are among the `count` bytes.
    if count >= 8 { return unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)) }
    if count >= 4 {
      let low = unsafe UInt32(littleEndian: start.loadUnaligned(as: UInt32.self))
      let high = unsafe UInt32(littleEndian: start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      return UInt64(low) | UInt64(high) &<< 32
    }
    let first = unsafe start.load(as: UInt8.self)
    let middle = unsafe start.load(fromByteOffset: count / 2, as: UInt8.self)
    let last = unsafe start.load(fromByteOffset: count &- 1, as: UInt8.self)
    return UInt64(first) | UInt64(middle) &<< 8 | UInt64(last) &<< 16
  }

  private static var factor: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* factor
    return product ^ product &>> 29
  }
}
