import FHIRDefinitions
import FHIRSyntax

/// What a check of codes depends on: the texts of a node, beside the binding of its element.
///
/// The texts are ranges of the payload; a text that is missing is told from an empty one.
struct CodeKey {
  /// What is checked: nodes of one kind under one binding.
  struct Scope: Equatable {
    enum Kind: UInt32 {
      /// A system whose codes are not known, whatever the code.
      case system
      case coding
      case concept
      case quantity
      case code
      /// A binding that no code breaks.
      case looseCode
    }

    let number: UInt32

    init(_ kind: Kind, _ slot: ElementSlot?) {
      number = kind.rawValue | UInt32(slot?.strength ?? 0) << 3 | (slot.map { $0.strength > 0 ? $0.valueSet : 0 } ?? 0) << 5
    }
  }

  let scope: Scope
  private(set) var count = 0
  private(set) var starts = InlineArray<8, UInt32>(repeating: 0)
  /// `missing` for no text.
  private(set) var lengths = InlineArray<8, UInt16>(repeating: 0)
  /// Whether all that matters is in the key.
  private(set) var isWhole = true

  static var missing: UInt16 { .max }
  /// Longer texts are no codes.
  static let longest = 1_000

  init(_ scope: Scope) { self.scope = scope }

  /// The first texts alone, under another scope.
  func first(of scope: Scope, count: Int) -> CodeKey {
    var key = CodeKey(scope)
    key.isWhole = isWhole
    for part in 0..<min(count, self.count) {
      key.starts[part] = starts[part]
      key.lengths[part] = lengths[part]
      key.count += 1
    }
    return key
  }

  mutating func append(_ value: PayloadWalk.Value) {
    guard count < 8 else {
      isWhole = false
      return
    }
    switch value {
    case .none: lengths[count] = Self.missing
    case .text(let start, let end):
      guard end - start <= Self.longest else {
        isWhole = false
        return
      }
      starts[count] = UInt32(truncatingIfNeeded: start)
      lengths[count] = UInt16(truncatingIfNeeded: end - start)
    case .strange: isWhole = false
    }
    count += 1
  }

  /// The texts, each behind its length.
  func bytes(in storage: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in 0..<count {
      let length = lengths[part]
      bytes += [UInt8(truncatingIfNeeded: length), UInt8(truncatingIfNeeded: length >> 8)]
      if length != Self.missing { bytes += storage[Int(starts[part])..<Int(starts[part]) + Int(length)] }
    }
    return bytes
  }

  func hash(in storage: [UInt8]) -> UInt32 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(scope.number) &* factor
    for part in 0..<count {
      let length = lengths[part]
      hash = (hash ^ UInt64(length)) &* factor
      if length == Self.missing { continue }
      var offset = Int(starts[part])
      let end = offset + Int(length)
      while offset < end {
        hash = (hash ^ UInt64(storage[offset])) &* factor
        offset &+= 1
      }
      hash ^= hash &>> 29
    }
    return UInt32(truncatingIfNeeded: hash &>> 31)
  }
}

/// Codes that were checked before and found to be right: what the check depends on, beside what could not be checked.
///
/// It grows up to a limit, so that no payloads can make it large.
struct LearnedCodes: Sendable {
  private struct Entry: Sendable {
    var hash: UInt32 = 0
    var scope: UInt32 = 0
    var start: UInt32 = 0
    var length: UInt32 = 0
    /// 1 more than the number of the outcome; 0 for an empty entry.
    var outcome: UInt32 = 0
  }

  private var entries = [Entry](repeating: Entry(), count: 256)
  private var texts: [UInt8] = []
  private(set) var count = 0
  /// What could not be checked; the first is nothing.
  private(set) var outcomes: [[Unchecked]] = [[]]

  private static let most = 4_096
  private static let mostBytes = 1 << 19

  /// The number of the outcome of a key; nil where it was not met yet.
  func outcome(of key: CodeKey, in storage: [UInt8]) -> Int? {
    let hash = key.hash(in: storage)
    var place = Int(hash) & (entries.count - 1)
    // Half of all entries are empty, so the search ends.
    while entries[place].outcome != 0 {
      let entry = entries[place]
      if entry.hash == hash, entry.scope == key.scope.number, has(entry, key, storage) { return Int(entry.outcome) - 1 }
      place = (place + 1) & (entries.count - 1)
    }
    return nil
  }

  private func has(_ entry: Entry, _ key: CodeKey, _ storage: [UInt8]) -> Bool {
    var at = Int(entry.start)
    let end = at + Int(entry.length)
    for part in 0..<key.count {
      let length = key.lengths[part]
      guard at + 2 <= end, UInt16(texts[at]) | UInt16(texts[at + 1]) << 8 == length else { return false }
      at += 2
      if length == CodeKey.missing { continue }
      guard at + Int(length) <= end else { return false }
      var offset = Int(key.starts[part])
      let last = at + Int(length)
      while at < last {
        if texts[at] != storage[offset] { return false }
        at &+= 1
        offset &+= 1
      }
    }
    return at == end
  }

  /// Adds what a check came to, unless there is too much already.
  mutating func learn(_ key: CodeKey, _ unchecked: [Unchecked], in storage: [UInt8]) {
    guard key.isWhole, count < Self.most, texts.count < Self.mostBytes, outcome(of: key, in: storage) == nil else { return }
    let outcome: Int
    if let known = outcomes.firstIndex(of: unchecked) {
      outcome = known
    } else {
      outcomes.append(unchecked)
      outcome = outcomes.count - 1
    }
    if (count + 1) * 2 > entries.count { grow() }
    let bytes = key.bytes(in: storage)
    insert(
      Entry(
        hash: key.hash(in: storage), scope: key.scope.number, start: UInt32(texts.count), length: UInt32(bytes.count),
        outcome: UInt32(outcome + 1)))
    texts += bytes
    count += 1
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 2)
    for entry in old where entry.outcome != 0 { insert(entry) }
  }

  private mutating func insert(_ entry: Entry) {
    var place = Int(entry.hash) & (entries.count - 1)
    while entries[place].outcome != 0 { place = (place + 1) & (entries.count - 1) }
    entries[place] = entry
  }
}
