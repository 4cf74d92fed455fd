import Findings

/// The fullUrls of the entries of a payload's bundles, by their bytes: an open-addressed table.
///
/// Only plain addresses are supported: if any address has escapes, non-ASCII characters or a version, `isComplete` is false, and
/// references must be resolved by their decoded text.
package struct EntryAddresses: Sendable {
  private struct Entry {
    var start: UInt32
    var count: UInt32
    var resource: UInt32
  }

  private var entries: [Entry] = []
  /// The row of an entry plus 1; 0 for an empty slot. At most half of the slots are used.
  private var slots: [UInt32] = []
  package private(set) var isComplete = true
  /// Whether two entries, of the same bundle or of different ones, have the same address.
  package private(set) var hasDuplicates = false

  /// The maximum number of slots searched for one address: payloads could choose addresses with the same hash.
  private static let maxProbes = 64

  init(_ document: Document) {
    for mark in document.resources where mark.node.index != 0 {
      guard document.record(mark.node).name == .resource, let parent = document.parent(of: mark.node),
        document.record(parent).name == .entry, document.resource(containing: parent) != nil,
        let url = document.element(.fullUrl, of: parent), document.hasValue(url)
      else { continue }
      let range = document.textRange(of: url)
      if document.record(url).flags.contains(.escaped) || !Self.isPlain(range, document) {
        isComplete = false
        break
      }
      entries.append(
        Entry(
          start: UInt32(truncatingIfNeeded: range.lowerBound), count: UInt32(truncatingIfNeeded: range.count),
          resource: mark.node.index))
    }
    if !isComplete || entries.isEmpty { return }
    var size = 4
    while size < entries.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (row, entry) in entries.enumerated() {
      let range = Int(entry.start)..<Int(entry.start) + Int(entry.count)
      var slot = Self.firstSlot(range, 0..<0, document) & (size - 1)
      var probes = 0
      while slots[slot] > 0, probes < Self.maxProbes {
        if !hasDuplicates { hasDuplicates = has(range, 0..<0, slots[slot], document) }
        slot = (slot + 1) & (size - 1)
        probes += 1
      }
      if probes == Self.maxProbes {
        isComplete = false
        return
      }
      slots[slot] = UInt32(truncatingIfNeeded: row) + 1
    }
  }

  /// The resource of the first entry whose fullUrl is the text in `range` followed by the text in `rest`.
  package func resource(at range: Range<Int>, then rest: Range<Int> = 0..<0, _ document: Document) -> Node? {
    if slots.isEmpty { return nil }
    var slot = Self.firstSlot(range, rest, document) & (slots.count - 1)
    while slots[slot] > 0 {
      if has(range, rest, slots[slot], document) { return Node(index: entries[Int(slots[slot]) - 1].resource) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Whether the address of a slot's entry is the text in two ranges.
  private func has(_ range: Range<Int>, _ rest: Range<Int>, _ slot: UInt32, _ document: Document) -> Bool {
    let entry = entries[Int(slot) - 1]
    return Int(entry.count) == range.count + rest.count
      && Self.areEqual(Int(entry.start) + range.count, rest, document) && Self.areEqual(Int(entry.start), range, document)
  }

  /// Whether a text is ASCII and has no version.
  static func isPlain(_ range: Range<Int>, _ document: Document) -> Bool {
    unsafe document.source.storage.withUnsafeBytes { bytes in
      // Safe: the range lies inside the text, which is followed by padding.
      for offset in range {
        if unsafe bytes[offset] >= 0x80 { return false }
        if unsafe bytes[offset] == UInt8(ascii: "/") && bytes[offset + 1] == UInt8(ascii: "_") { return false }
      }
      return true
    }
  }

  private static func areEqual(_ start: Int, _ range: Range<Int>, _ document: Document) -> Bool {
    unsafe document.source.storage.withUnsafeBytes { bytes in
      // Safe: both ranges lie inside the text; eight bytes are compared at a time while that many are left. Different texts
      // usually differ near the end.
      var offset = range.count
      while offset >= 8 {
        let left = unsafe bytes.loadUnaligned(fromByteOffset: start + offset - 8, as: UInt64.self)
        let right = unsafe bytes.loadUnaligned(fromByteOffset: range.lowerBound + offset - 8, as: UInt64.self)
        if left != right { return false }
        offset -= 8
      }
      while offset > 0, unsafe bytes[start + offset - 1] == bytes[range.lowerBound + offset - 1] { offset -= 1 }
      return offset == 0
    }
  }

  /// The slot where the search for the text in two ranges starts. It does not depend on where the text is divided.
  private static func firstSlot(_ range: Range<Int>, _ rest: Range<Int>, _ document: Document) -> Int {
    unsafe document.source.storage.withUnsafeBytes { bytes in
      // Safe: the ranges lie inside the text.
      var hash: UInt64 = 0
      for offset in range { hash = unsafe (hash ^ UInt64(bytes[offset])) &* 0x9E37_79B9_7F4A_7C15 }
      for offset in rest { hash = unsafe (hash ^ UInt64(bytes[offset])) &* 0x9E37_79B9_7F4A_7C15 }
      return Int(truncatingIfNeeded: hash &>> 32)
    }
  }
}
