/// The names shared by all documents, as an open-addressed hash table that is mapped, never built, at start-up.
///
/// The bytes, all integers little-endian and 32 bits wide:
///
///     +-------+-----------+------------------------+--------------------------+--------------+
///     | count | slotCount | slots: (hash, id) ...  | text offsets: count + 1  | names, UTF-8 |
///     +-------+-----------+------------------------+--------------------------+--------------+
///
/// `slotCount` is a power of two; a slot with id 0 is empty, since symbol 0 is the empty name and never looked up.
@safe package struct SymbolTable: @unchecked Sendable {
  // Unchecked: the bytes are immutable and outlive every table (see `init(immortal:)`).
  private let slots: UnsafeRawPointer
  private let offsets: UnsafeRawPointer
  private let names: UnsafeRawPointer
  private let mask: UInt32
  /// The number of shared names.
  package let count: UInt32

  /// A table over bytes made by `serialized(names:)`. They must be 4-byte aligned and never change or be freed: static data of
  /// the program, or memory that is never released.
  package init(immortal bytes: UnsafeRawBufferPointer) {
    // Safe: `serialized(names:)` is the only writer of the format, and a test reads every name back.
    guard let start = bytes.baseAddress else {
      self = .wellKnown
      return
    }
    count = unsafe start.load(as: UInt32.self)
    let slotCount = unsafe start.load(fromByteOffset: 4, as: UInt32.self)
    mask = slotCount &- 1
    unsafe slots = start + 8
    unsafe offsets = slots + Int(slotCount) * 8
    unsafe names = offsets + (Int(count) + 1) * 4
  }

  /// The table with only the well-known names.
  package static let wellKnown: SymbolTable = {
    let bytes = serialized(names: Symbol.wellKnownNames)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    // Safe: the memory is exactly as long as the bytes and is never freed.
    unsafe memory.copyBytes(from: bytes)
    return unsafe SymbolTable(immortal: UnsafeRawBufferPointer(memory))
  }()

  /// The spelling of a shared symbol.
  package func name(_ symbol: Symbol) -> String {
    // Safe: the offsets of a shared symbol lie inside the text of the table.
    unsafe String(decoding: bytes(of: symbol), as: UTF8.self)
  }

  /// The symbol of a name; nil if it is not a shared name.
  package func symbol(_ name: String) -> Symbol? {
    let count = name.utf8.count
    return unsafe withUnsafeTemporaryAllocation(byteCount: count + 8, alignment: 8) { buffer in
      // Safe: the buffer contains the name and eight bytes after it, all of them written here.
      var name = name
      name.withUTF8 { unsafe buffer.copyBytes(from: $0) }
      for index in count..<count + 8 { unsafe buffer[index] = 0 }
      return unsafe buffer.baseAddress.flatMap { unsafe find(UnsafeRawPointer($0), count: count) }
    }
  }

  /// The symbol of the name in `count` bytes, which must be followed by eight readable bytes.
  @inline(__always)
  func find(_ start: UnsafeRawPointer, count: Int) -> Symbol? { unsafe find(start, count, Self.hash(start, count: count)) }

  /// The symbol of a name of one to seven bytes, which `word` contains in little-endian order, padded with zeros.
  @inline(__always)
  func find(_ start: UnsafeRawPointer, short word: UInt64, _ count: Int) -> Symbol? {
    unsafe find(start, count, Self.hash(word, after: UInt64(truncatingIfNeeded: count) &* Self.factor))
  }

  @inline(__always)
  private func find(_ start: UnsafeRawPointer, _ count: Int, _ hash: UInt64) -> Symbol? {
    let hash = UInt32(truncatingIfNeeded: hash &>> 17)
    var slot = hash & mask
    while true {
      // Safe: `mask` keeps the slot inside the table, and at least half of the slots are empty.
      let id = unsafe slots.load(fromByteOffset: Int(slot) * 8 + 4, as: UInt32.self)
      if id == 0 { return nil }
      if unsafe slots.load(fromByteOffset: Int(slot) * 8, as: UInt32.self) == hash {
        let name = unsafe bytes(of: Symbol(rawValue: id))
        if name.count == count, unsafe Self.equal(name.baseAddress, start, count: count) {
          return Symbol(rawValue: id)
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private func bytes(of symbol: Symbol) -> UnsafeRawBufferPointer {
    let start = unsafe offsets.load(fromByteOffset: Int(symbol.rawValue) * 4, as: UInt32.self)
    let end = unsafe offsets.load(fromByteOffset: Int(symbol.rawValue) * 4 + 4, as: UInt32.self)
    return unsafe UnsafeRawBufferPointer(start: names + Int(start), count: Int(end &- start))
  }

  /// Whether `count` bytes at two addresses are equal. Compares whole words; the last word overlaps the previous one if `count`
  /// is not a multiple of the word size.
  @inline(__always)
  private static func equal(_ left: UnsafeRawPointer?, _ right: UnsafeRawPointer, count: Int) -> Bool {
    guard let left = unsafe left else { return count == 0 }
    // Safe: in each case the words are among the `count` bytes.
    switch count {
    case 8...:
      var index = 0
      while index &+ 8 <= count {
        if unsafe differ(left, right, at: index, as: UInt64.self) { return false }
        index &+= 8
      }
      return unsafe !differ(left, right, at: count &- 8, as: UInt64.self)
    case 4...7:
      return unsafe !differ(left, right, at: 0, as: UInt32.self) && !differ(left, right, at: count &- 4, as: UInt32.self)
    case 2...3:
      return unsafe !differ(left, right, at: 0, as: UInt16.self) && !differ(left, right, at: count &- 2, as: UInt16.self)
    case 1: return unsafe !differ(left, right, at: 0, as: UInt8.self)
    default: return true
    }
  }

  @inline(__always)
  private static func differ<Word: FixedWidthInteger & BitwiseCopyable>(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, at offset: Int, as: Word.Type
  ) -> Bool {
    unsafe left.loadUnaligned(fromByteOffset: offset, as: Word.self) != right.loadUnaligned(fromByteOffset: offset, as: Word.self)
  }

  /// A hash of `count` bytes, eight at a time; reads up to seven bytes beyond them and masks those.
  @inline(__always)
  private static func hash(_ start: UnsafeRawPointer, count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &* factor
    var index = 0
    while index < count {
      var word = unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let left = count &- index
      if left < 8 { word &= (1 &<< UInt64(truncatingIfNeeded: left &* 8)) &- 1 }
      hash = Self.hash(word, after: hash)
      index &+= 8
    }
    return hash
  }

  @inline(__always)
  private static func hash(_ word: UInt64, after hash: UInt64) -> UInt64 {
    let product = (hash ^ word) &* factor
    return product ^ product &>> 29
  }

  private static var factor: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// The bytes of a table of these names, which must start with the well-known names and have no duplicates.
  package static func serialized(names: [String]) -> [UInt8] {
    var slotCount = 16
    while slotCount < names.count * 2 { slotCount *= 2 }
    var slots = [(hash: UInt32, id: UInt32)](repeating: (0, 0), count: slotCount)
    var text: [UInt8] = []
    var offsets: [UInt32] = [0]
    for (id, name) in names.enumerated() {
      let utf8 = Array(name.utf8)
      text += utf8
      offsets.append(UInt32(text.count))
      if id == 0 { continue }
      let padded = utf8 + [UInt8](repeating: 0, count: 8)
      // Safe: eight bytes follow the name.
      let whole = unsafe padded.withUnsafeBytes { unsafe Self.hash($0.baseAddress.unsafelyUnwrapped, count: utf8.count) }
      let hash = UInt32(truncatingIfNeeded: whole &>> 17)
      var slot = Int(hash) & (slotCount - 1)
      while slots[slot].id != 0 { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = (hash, UInt32(id))
    }
    var bytes: [UInt8] = []
    func append(_ value: UInt32) {
      for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    append(UInt32(names.count))
    append(UInt32(slotCount))
    for slot in slots {
      append(slot.hash)
      append(slot.id)
    }
    for offset in offsets { append(offset) }
    return bytes + text
  }
}
