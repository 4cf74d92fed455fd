/// A name of up to 16 bytes.
struct NarrativeName: Equatable {
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0

  init() {}

  init(_ text: String) {
    for (index, byte) in text.utf8.enumerated() where index < 16 { append(byte, at: index) }
  }

  @inline(__always)
  mutating func append(_ byte: UInt8, at index: Int) {
    if index < 8 {
      low |= UInt64(byte) &<< UInt64(truncatingIfNeeded: index &* 8)
    } else {
      high |= UInt64(byte) &<< UInt64(truncatingIfNeeded: (index &- 8) &* 8)
    }
  }

  private init(short bytes: UInt64) { low = bytes }

  // The first byte is the least significant.
  static var div: NarrativeName { NarrativeName(short: 0x76_6964) }
  static var img: NarrativeName { NarrativeName(short: 0x67_6D69) }
  static var id: NarrativeName { NarrativeName(short: 0x6469) }
  static var href: NarrativeName { NarrativeName(short: 0x6665_7268) }
  static var src: NarrativeName { NarrativeName(short: 0x63_7273) }
  static var xmlns: NarrativeName { NarrativeName(short: 0x73_6E6C_6D78) }

  /// The name in a range of bytes; the empty name if it is too long.
  init(_ start: Int, _ end: Int, byte: (Int) -> UInt8) {
    guard end &- start <= 16 else { return }
    for offset in start..<max(start, end) { append(byte(offset), at: offset &- start) }
  }

  @inline(__always)
  static func == (left: NarrativeName, right: NarrativeName) -> Bool { left.low == right.low && left.high == right.high }
}

/// The names allowed in narrative.
struct NarrativeNames: Sendable {
  private var table = [NarrativeName](repeating: NarrativeName(), count: 256)

  init(_ names: [String]) {
    for name in names where name.utf8.count <= 16 {
      let name = NarrativeName(name)
      var bucket = Self.bucket(of: name)
      while table[bucket] != NarrativeName() { bucket = (bucket + 1) & 255 }
      table[bucket] = name
    }
  }

  @inline(__always)
  func has(_ name: NarrativeName) -> Bool {
    var bucket = Self.bucket(of: name)
    // Most slots are empty, so the search terminates.
    while table[bucket] != NarrativeName() {
      if table[bucket] == name { return true }
      bucket = (bucket + 1) & 255
    }
    return false
  }

  @inline(__always)
  private static func bucket(of name: NarrativeName) -> Int {
    Int(truncatingIfNeeded: ((name.low ^ name.high) &* 0x9E37_79B9_7F4A_7C15) &>> 56)
  }

  /// All names allowed in narrative.
  final class Known: Sendable {
    let elements = NarrativeNames(NarrativeMarkup.elements)
    let attributes = NarrativeNames(NarrativeMarkup.attributes)
    let entities = NarrativeNames(["amp", "lt", "gt", "quot", "apos"])
  }

  static let known = Known()
}
