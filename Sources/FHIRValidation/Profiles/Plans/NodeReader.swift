import FHIRDefinitions
import FHIRSyntax
import Findings

/// The nodes of a typed document and their text, read without bounds checks and reference counting.
///
/// Memory-safe because all indices come from the document: nodes refer to nodes of the same array, slots to the tables that the
/// document was typed with, and text is read only within the ranges of nodes and the padding after the text.
@safe struct NodeReader {
  let document: Document
  let count: UInt32
  private let nodes: UnsafePointer<NodeRecord>
  private let nodeTypes: UnsafePointer<TypedDocument.NodeType>
  private let slots: UnsafePointer<ElementSlot>
  private let text: UnsafeRawPointer
  private let isJSON: Bool

  /// Passes a reader to a closure; nil if the document is empty.
  static func read<Result>(_ typed: TypedDocument, _ body: (NodeReader) -> Result) -> Result? {
    let document = typed.document
    let (nodes, nodeTypes, slots) = (document.nodes, typed.nodeTypes, typed.tables.slots)
    return unsafe nodes.withUnsafeBufferPointer { nodes in
      unsafe nodeTypes.withUnsafeBufferPointer { nodeTypes in
        unsafe document.source.storage.withUnsafeBytes { text in
          // Safe: the buffers are valid inside these closures, the slots outlive them, and the reader ends with them.
          guard let nodes = nodes.baseAddress, let nodeTypes = nodeTypes.baseAddress, let text = text.baseAddress else {
            return nil
          }
          return withExtendedLifetime(slots) { body(unsafe NodeReader(document, nodes, nodeTypes, slots.start, text)) }
        }
      }
    }
  }

  private init(
    _ document: Document, _ nodes: UnsafePointer<NodeRecord>, _ nodeTypes: UnsafePointer<TypedDocument.NodeType>,
    _ slots: UnsafePointer<ElementSlot>, _ text: UnsafeRawPointer
  ) {
    self.document = document
    count = UInt32(truncatingIfNeeded: document.nodes.count)
    unsafe (self.nodes, self.nodeTypes, self.slots, self.text) = (nodes, nodeTypes, slots, text)
    isJSON = document.format == .json
  }

  // MARK: Nodes

  @inline(__always)
  func record(_ index: UInt32) -> NodeRecord { unsafe nodes[Int(index)] }

  @inline(__always)
  func name(_ index: UInt32) -> UInt32 { unsafe nodes[Int(index)].name.rawValue }

  /// One more than the row of a node's type; 0 for no type.
  @inline(__always)
  func typeNumber(_ index: UInt32) -> UInt32 { unsafe nodeTypes[Int(index)].type }

  /// The slot of a node's element.
  @inline(__always)
  func slot(_ index: UInt32) -> ElementSlot? {
    let slot = unsafe nodeTypes[Int(index)].slot
    return slot > 0 ? unsafe slots[Int(slot) - 1] : nil
  }

  /// The base name of the choice that a node belongs to; `ElementSlot.noName` for other nodes.
  @inline(__always)
  func choiceName(_ index: UInt32) -> UInt32 {
    let slot = unsafe nodeTypes[Int(index)].slot
    guard unsafe slot > 0 && slots[Int(slot) - 1].isChoice else { return ElementSlot.noName }
    return unsafe slots[Int(slot) - 1].baseName
  }

  /// Whether FHIR itself requires a profile for the type of a node's element.
  @inline(__always)
  func hasTypeProfile(_ index: UInt32) -> Bool {
    let slot = unsafe nodeTypes[Int(index)].slot
    return unsafe slot > 0 && slots[Int(slot) - 1].hasTypeProfile
  }

  @inline(__always)
  static func has(_ record: NodeRecord, _ flag: NodeFlags) -> Bool { record.flags.rawValue & flag.rawValue != 0 }

  /// Whether a node has a value: see `Document.hasValue`.
  @inline(__always)
  static func hasValue(_ record: NodeRecord) -> Bool {
    switch record.form {
    case .string, .number, .true, .false, .attribute, .text: true
    case .object, .array, .null, .missing, .instruction: false
    }
  }

  @inline(__always)
  static func isObject(_ record: NodeRecord) -> Bool { if case .object = record.form { true } else { false } }

  @inline(__always)
  static func isArray(_ record: NodeRecord) -> Bool { if case .array = record.form { true } else { false } }

  // MARK: Elements

  /// The FHIR elements directly inside a node, like `Elements`.
  struct Items {
    fileprivate var index: UInt32
    fileprivate var end: UInt32
    /// Where to continue after the current array; 0 outside arrays.
    fileprivate var afterArray: UInt32 = 0
    fileprivate var endAfterArray: UInt32 = 0
    /// The companion whose children come last; 0 if there is none.
    fileprivate var companion: UInt32
    /// The name of the property that is not an element: `resourceType` in JSON resources.
    fileprivate let hidden: UInt32
  }

  @inline(__always)
  func items(of index: UInt32) -> Items {
    let record = record(index)
    let companion = Self.has(record, .hasCompanion) ? document.companion(of: Node(index: index))?.index ?? 0 : 0
    return Items(
      index: index &+ 1, end: record.next, companion: companion,
      hidden: isJSON && Self.has(record, .resource) ? Symbol.resourceType.rawValue : ElementSlot.noName)
  }

  @inline(__always)
  func next(_ items: inout Items) -> UInt32? {
    while true {
      while items.index < items.end {
        let index = items.index
        let record = record(index)
        items.index = record.next
        if Self.has(record, .paired) || record.name.rawValue == items.hidden { continue }
        if Self.isArray(record) && items.afterArray == 0 {
          items.afterArray = items.index
          items.endAfterArray = items.end
          items.index = index &+ 1
          items.end = record.next
          continue
        }
        return index
      }
      if items.afterArray != 0 {
        items.index = items.afterArray
        items.end = items.endAfterArray
        items.afterArray = 0
      } else if items.companion != 0 {
        items.index = items.companion &+ 1
        items.end = record(items.companion).next
        items.companion = 0
      } else {
        return nil
      }
    }
  }

  @inline(__always)
  func next(_ items: inout Items, named name: UInt32) -> UInt32? {
    while let item = next(&items) { if self.name(item) == name { return item } }
    return nil
  }

  /// The first child element with the given name.
  func element(_ name: UInt32, of index: UInt32) -> UInt32? {
    var items = items(of: index)
    return next(&items, named: name)
  }

  // MARK: Text

  /// The bytes of a primitive's text as written, without quotes and with escapes undecoded.
  @inline(__always)
  static func text(_ record: NodeRecord) -> (start: Int, end: Int) {
    var quotes = 0
    if case .string = record.form, !has(record, .unquoted) { quotes = 1 }
    return (Int(record.valueStart) &+ quotes, Int(record.valueEnd) &- quotes)
  }

  /// The byte at an offset of the text, or of its padding.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { unsafe text.load(fromByteOffset: offset, as: UInt8.self) }

  /// Whether a range of the text equals a range of other bytes.
  @inline(__always)
  func isEqual(_ start: Int, _ end: Int, _ others: [UInt8], _ rows: Rows) -> Bool {
    guard end &- start == rows.count else { return false }
    return unsafe others.withUnsafeBytes { bytes in
      // Safe: the rows lie inside the list, and the text has as many bytes.
      guard let base = bytes.baseAddress, Int(rows.end) <= bytes.count else { return rows.isEmpty }
      return unsafe ByteWords.areEqual(text + start, base + Int(rows.first), rows.count)
    }
  }

  /// The bytes in a range of the text; valid only as long as the reader.
  @inline(__always)
  func bytes(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: text + start, count: max(0, end &- start))
  }

  /// A hash of the text between two offsets.
  func hash(_ start: Int, _ end: Int) -> UInt64 { unsafe ByteWords.hash(text + start, max(0, end &- start)) }
}

/// Bytes compared and hashed eight at a time.
enum ByteWords {
  @inline(__always)
  static func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    var offset = 0
    while offset &+ 8 <= count {
      // Safe: the words lie inside the bytes.
      let (one, other) = unsafe (
        left.loadUnaligned(fromByteOffset: offset, as: UInt64.self), right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      )
      if one != other { return false }
      offset &+= 8
    }
    while offset < count {
      if unsafe left.load(fromByteOffset: offset, as: UInt8.self) != right.load(fromByteOffset: offset, as: UInt8.self) {
        return false
      }
      offset &+= 1
    }
    return true
  }

  static func hash(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(truncatingIfNeeded: count) &* factor
    var offset = 0
    while offset &+ 8 <= count {
      // Safe: the word lies inside the bytes.
      hash = unsafe (hash ^ UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))) &* factor
      hash ^= hash &>> 29
      offset &+= 8
    }
    var last: UInt64 = 0
    while offset < count {
      last = unsafe last &<< 8 | UInt64(start.load(fromByteOffset: offset, as: UInt8.self))
      offset &+= 1
    }
    hash = (hash ^ last) &* factor
    return hash ^ hash &>> 32
  }
}
