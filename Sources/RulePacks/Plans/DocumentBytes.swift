import FHIRSyntax
import Findings

/// The nodes and the text of a document during one walk.
///
/// The arrays are borrowed for the duration of a closure; every access is bounds-checked.
@safe struct DocumentBytes {
  private let records: UnsafePointer<NodeRecord>
  private let text: UnsafePointer<UInt8>
  let recordCount: UInt32
  private let textCount: Int

  /// Calls `body` with the nodes and the text of a document that has both.
  static func with<Result>(_ document: Document, _ body: (DocumentBytes) -> Result) -> Result? {
    unsafe document.nodes.withUnsafeBufferPointer { records in
      unsafe document.source.storage.withUnsafeBufferPointer { text in
        guard let first = records.baseAddress, let start = text.baseAddress else { return nil }
        // Safe: the functions below do not let the pointers escape from `body`.
        return unsafe body(DocumentBytes(first, start, records.count, text.count))
      }
    }
  }

  private init(_ records: UnsafePointer<NodeRecord>, _ text: UnsafePointer<UInt8>, _ recordCount: Int, _ textCount: Int) {
    unsafe self.records = records
    unsafe self.text = text
    self.recordCount = UInt32(truncatingIfNeeded: recordCount)
    self.textCount = textCount
  }

  @inline(__always)
  func record(_ index: UInt32) -> NodeRecord {
    precondition(index < recordCount)
    // Safe: the index has been checked.
    return unsafe records[Int(index)]
  }

  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    precondition(index >= 0 && index < textCount)
    // Safe: the index has been checked.
    return unsafe text[index]
  }

  /// The first element with a given name directly inside a node, with or without content; 0 if there is none.
  func first(_ name: UInt32, of node: UInt32, _ document: Document) -> UInt32 {
    let child = first(name, from: node &+ 1, to: record(node).next)
    if child != 0 || !record(node).has(Flag.hasCompanion) { return child }
    guard let companion = document.companion(of: Node(index: node))?.index else { return 0 }
    return first(name, from: companion &+ 1, to: record(companion).next)
  }

  /// The first element with a given name among sibling nodes and the items of arrays among them; 0 if there is none.
  private func first(_ name: UInt32, from start: UInt32, to end: UInt32) -> UInt32 {
    var index = start
    while index < end {
      let node = index
      index = record(node).next
      if record(node).name.rawValue != name || record(node).has(Flag.paired) { continue }
      if !record(node).isArray { return node }
      var item = node &+ 1
      while item < index {
        if !record(item).has(Flag.paired) { return item }
        item = record(item).next
      }
    }
    return 0
  }

  /// The value of the first element with a given name directly inside a node; nil if there is none.
  @inline(__always)
  func value(_ name: UInt32, of node: UInt32, _ document: Document) -> ValueBytes? {
    let child = first(name, of: node, document)
    return child != 0 && record(child).hasOwnValue ? record(child).valueBytes : nil
  }

  /// Eight bytes, the first in the lowest bits. The text of every document is followed by padding.
  @inline(__always)
  func word(_ index: Int) -> UInt64 {
    precondition(index >= 0 && index &+ 8 <= textCount)
    // Safe: the range has been checked.
    return UInt64(littleEndian: unsafe UnsafeRawPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// The parent element of an element, skipping arrays. `Document.parent(of:)` handles companions.
  @inline(__always)
  func parent(of record: NodeRecord, _ index: UInt32, _ document: Document) -> UInt32 {
    var parent = record.parent
    while parent != 0, self.record(parent).isArray { parent = self.record(parent).parent }
    return self.record(parent).has(Flag.paired) ? document.parent(of: Node(index: index))?.index ?? 0 : parent
  }

  /// Whether `count` bytes at `start` equal those at `other`. Compares backwards, because most URLs differ at their ends.
  @inline(__always)
  func isEqual(_ start: Int, _ other: Int, count: Int) -> Bool {
    if count < 8 { return (word(start) ^ word(other)) & PlanBytes.mask(count) == 0 }
    var left = count &- 8
    while word(start &+ left) == word(other &+ left) {
      if left == 0 { return true }
      left = max(0, left &- 8)
    }
    return false
  }

  /// The position of the first occurrence of an ASCII character in a value; the value's end if there is none.
  func firstIndex(of character: UInt8, in value: ValueBytes) -> Int {
    var index = value.start
    while index < value.end {
      let matches = PlanBytes.matches(of: character, in: word(index))
      if matches != 0 { return min(index &+ matches.trailingZeroBitCount &>> 3, value.end) }
      index &+= 8
    }
    return max(value.start, value.end)
  }

  /// Whether all bytes of a value are ASCII.
  @inline(__always)
  func isASCII(_ value: ValueBytes) -> Bool {
    var index = value.start
    while index &+ 8 <= value.end {
      if word(index) & 0x8080_8080_8080_8080 != 0 { return false }
      index &+= 8
    }
    return index >= value.end || word(index) & PlanBytes.mask(value.end &- index) & 0x8080_8080_8080_8080 == 0
  }

  /// A key that distinguishes a value from most others: see `PlanBytes.key`.
  @inline(__always)
  func key(_ value: ValueBytes) -> UInt64 {
    value.count < 8
      ? PlanBytes.key(word(value.start) & PlanBytes.mask(value.count), 0, value.count)
      : PlanBytes.key(word(value.start), word(value.end &- 8), value.count)
  }
}

/// Masks of `NodeFlags`.
enum Flag {
  @inline(__always) static var escaped: UInt16 { NodeFlags.escaped.rawValue }
  @inline(__always) static var unquoted: UInt16 { NodeFlags.unquoted.rawValue }
  @inline(__always) static var paired: UInt16 { NodeFlags.paired.rawValue }
  @inline(__always) static var hasCompanion: UInt16 { NodeFlags.hasCompanion.rawValue }
  @inline(__always) static var duplicate: UInt16 { NodeFlags.duplicate.rawValue }
  @inline(__always) static var resource: UInt16 { NodeFlags.resource.rawValue }
  @inline(__always) static var xhtml: UInt16 { NodeFlags.xhtml.rawValue }
}

/// The numbers of well-known symbols.
enum WellKnown {
  @inline(__always) static var resourceType: UInt32 { Symbol.resourceType.rawValue }
  @inline(__always) static var id: UInt32 { Symbol.id.rawValue }
  @inline(__always) static var value: UInt32 { Symbol.value.rawValue }
  @inline(__always) static var extensions: UInt32 { Symbol.extension.rawValue }
  @inline(__always) static var modifierExtension: UInt32 { Symbol.modifierExtension.rawValue }
  @inline(__always) static var contained: UInt32 { Symbol.contained.rawValue }
  @inline(__always) static var resource: UInt32 { Symbol.resource.rawValue }
  @inline(__always) static var entry: UInt32 { Symbol.entry.rawValue }
  @inline(__always) static var fullUrl: UInt32 { Symbol.fullUrl.rawValue }
  @inline(__always) static var reference: UInt32 { Symbol.reference.rawValue }
  @inline(__always) static var div: UInt32 { Symbol.div.rawValue }
  @inline(__always) static var meta: UInt32 { Symbol.meta.rawValue }
  @inline(__always) static var profile: UInt32 { Symbol.profile.rawValue }
  @inline(__always) static var system: UInt32 { Symbol.system.rawValue }
  @inline(__always) static var code: UInt32 { Symbol.code.rawValue }
  @inline(__always) static var display: UInt32 { Symbol.display.rawValue }
  @inline(__always) static var identifier: UInt32 { Symbol.identifier.rawValue }
}

extension NodeRecord {
  @inline(__always)
  func has(_ flag: UInt16) -> Bool { flags.rawValue & flag != 0 }

  @inline(__always)
  var isArray: Bool {
    switch form {
    case .array: true
    default: false
    }
  }

  /// Whether the node itself has a value.
  @inline(__always)
  var hasOwnValue: Bool {
    switch form {
    case .string, .number, .true, .false, .attribute, .text: true
    case .object, .array, .null, .missing, .instruction: false
    }
  }

  /// Whether the value equals its source text, apart from escapes: `True` is read as true.
  @inline(__always)
  var isTextual: Bool {
    switch form {
    case .true, .false: false
    default: true
    }
  }

  /// The bytes of the value as written, without quotes.
  @inline(__always)
  var valueBytes: ValueBytes {
    let quote: Int
    switch form {
    case .string: quote = has(Flag.unquoted) ? 0 : 1
    default: quote = 0
    }
    return ValueBytes(start: Int(valueStart) &+ quote, end: Int(valueEnd) &- quote, isPlain: !has(Flag.escaped))
  }
}

/// The bytes of a value.
struct ValueBytes {
  var start: Int
  var end: Int
  /// Whether the value equals its source text, that is, has no escapes.
  var isPlain: Bool

  @inline(__always) var count: Int { max(0, end &- start) }
}

/// Walks over the FHIR elements inside a node, as `Elements` does.
struct ElementCursor {
  private var index: UInt32
  private var end: UInt32
  private var afterArray: UInt32 = 0
  private var endAfterArray: UInt32 = 0
  private var companion: UInt32 = 0

  @inline(__always)
  init(_ node: UInt32, _ record: NodeRecord, _ document: Document) {
    index = node &+ 1
    end = record.next
    if record.has(Flag.hasCompanion) { companion = document.companion(of: Node(index: node))?.index ?? 0 }
  }

  /// The next element whose name may be one of those in `names`, which has a bit for each name: the lower six bits of a name's
  /// symbol are the number of its bit. 0 if there are no more elements. JSON's `resourceType` is included.
  @inline(__always)
  mutating func next(_ bytes: DocumentBytes, _ names: UInt64) -> UInt32 {
    while true {
      if index >= end {
        if afterArray != 0 {
          (index, end, afterArray) = (afterArray, endAfterArray, 0)
        } else if companion != 0 {
          index = companion &+ 1
          end = bytes.record(companion).next
          companion = 0
        } else {
          return 0
        }
        continue
      }
      let node = index
      let record = bytes.record(node)
      index = record.next
      if names & (1 &<< UInt64(record.name.rawValue & 63)) == 0 || record.has(Flag.paired) { continue }
      if record.isArray && afterArray == 0 {
        (afterArray, endAfterArray) = (index, end)
        index = node &+ 1
        end = record.next
        continue
      }
      return node
    }
  }
}
