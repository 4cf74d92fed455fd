import FHIRDefinitions
import FHIRSyntax

/// One walk over a payload that proves what is clean: for each node and check it decides that the check would report nothing,
/// or that it has to look. It never calls clean what a check reports; what it cannot judge is suspect.
///
/// What is inside an element is judged where the element is: one look along its children. Nothing is allocated unless
/// something is suspect.
///
/// Memory-safe because all numbers are the document's own: nodes lead to nodes of the same array, places to the tables that
/// the document was typed with, and text is read through `byte(_:)` and `word(_:)` alone.
@safe struct PayloadWalk {
  let document: Document
  let isXML: Bool
  let isSTU3: Bool
  private let nodes: UnsafePointer<NodeRecord>
  private let places: UnsafePointer<TypedDocument.Place>
  private let types: UnsafePointer<TypePlan>
  private let slots: UnsafePointer<ElementSlot>
  private let text: UnsafeRawPointer
  private let count: UInt32
  private(set) var suspects = Suspects()
  /// Whether something is written in a way that no walk needs to know.
  var isStrange = false
  /// How many elements have an id of their own.
  private var elementIdCount = 0

  static func suspects(of typed: TypedDocument) -> Suspects {
    let document = typed.document
    // What the reader had to guess at is judged with care.
    guard document.findings.isEmpty, document.root != nil, !Validator.suspectsEverything else { return .everything }
    let (nodes, places, types, slots) = (document.nodes, typed.places, typed.tables.types, typed.tables.slots)
    return unsafe nodes.withUnsafeBufferPointer { nodes in
      unsafe places.withUnsafeBufferPointer { places in
        unsafe types.withUnsafeBufferPointer { types in
          unsafe slots.withUnsafeBufferPointer { slots in
            unsafe document.source.storage.withUnsafeBytes { text in
              // Safe: the buffers are lent for these closures, and the walk ends with them.
              guard let nodes = nodes.baseAddress, let places = places.baseAddress, let types = types.baseAddress,
                let slots = slots.baseAddress, let text = text.baseAddress
              else { return .everything }
              var walk = unsafe PayloadWalk(typed, nodes, places, types, slots, text)
              walk.run()
              return walk.isStrange ? .everything : walk.suspects
            }
          }
        }
      }
    }
  }

  private init(
    _ typed: TypedDocument, _ nodes: UnsafePointer<NodeRecord>, _ places: UnsafePointer<TypedDocument.Place>,
    _ types: UnsafePointer<TypePlan>, _ slots: UnsafePointer<ElementSlot>, _ text: UnsafeRawPointer
  ) {
    document = typed.document
    isXML = typed.document.format == .xml
    isSTU3 = typed.release.release == .stu3
    unsafe (self.nodes, self.places, self.types, self.slots, self.text) = (nodes, places, types, slots, text)
    count = UInt32(truncatingIfNeeded: typed.document.nodes.count)
  }

  // MARK: Reading

  @inline(__always)
  func record(_ index: UInt32) -> NodeRecord { unsafe nodes[Int(index)] }

  /// The slot of the element that a node is.
  @inline(__always)
  func slot(_ index: UInt32) -> ElementSlot? {
    let slot = unsafe places[Int(index)].slot
    return slot > 0 ? unsafe slots[Int(slot) - 1] : nil
  }

  @inline(__always)
  func type(_ index: UInt32) -> TypePlan? {
    let type = unsafe places[Int(index)].type
    return type > 0 ? unsafe types[Int(type) - 1] : nil
  }

  /// The byte at an offset of the text, or of its padding.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { unsafe text.load(fromByteOffset: offset, as: UInt8.self) }

  /// Eight bytes from an offset of the text on, which is padded by more; the first is the lowest.
  @inline(__always)
  func word(_ offset: Int) -> UInt64 { unsafe UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }

  // MARK: Walking

  private mutating func run() {
    if !RepresentationCheck.isResource(Node(index: 0), in: document) { suspects.representation = true }
    var index: UInt32 = 0
    while index < count {
      let record = record(index)
      let flags = record.flags.rawValue
      if isXML {
        if flags & NodeFlags.duplicate.rawValue != 0 { suspects.representation = true }
        let isHome = flags & NodeFlags.xhtml.rawValue == 0
        if !isHome || slot(index)?.form == .xhtml || flags & NodeFlags.foreignNamespace.rawValue != 0 {
          // Narrative stands where it belongs, in its own namespace.
          if isHome || slot(index)?.form != .xhtml { return isStrange = true }
          visitNarrative(index, record)
          index = max(record.next, index &+ 1)
          continue
        }
      }
      switch record.form {
      case .object: visit(index, record)
      case .attribute: if flags & NodeFlags.xmlAttribute.rawValue == 0 { visit(index, record) }
      default: break
      }
      index &+= 1
    }
    if elementIdCount > 1 { suspects.elementIds = true }
    // Not judged by the walk.
    suspects.attachments = nil
    suspects.bindings = nil
    suspects.references = nil
    suspects.narrative = nil
    suspects.extensions = nil
    suspects.invariants = nil
    suspects.contained = true
    suspects.bundles = true
    suspects.sort()
  }

  /// Narrative in XML, whose markup is part of the tree.
  private mutating func visitNarrative(_ index: UInt32, _ record: NodeRecord) {
    var inner = index
    while inner < record.next {
      if self.record(inner).flags.rawValue & NodeFlags.duplicate.rawValue != 0 { suspects.representation = true }
      inner &+= 1
    }
  }

  /// Judges an element and what is directly inside.
  private mutating func visit(_ index: UInt32, _ record: NodeRecord) {
    let isResource = record.flags.rawValue & NodeFlags.resource.rawValue != 0
    guard let type = type(index) else {
      if isResource { suspects.resourceTypes = true }
      return
    }
    // Nothing of a type that was never looked into is known.
    guard type.isCompiled else {
      suspects.structure?.append(Node(index: index))
      if isXML { judgeValue(index, record) }
      return
    }
    if isXML {
      judgeValue(index, record)
      // An element without anything inside has its value.
      if case .attribute = record.form, record.next == index &+ 1 { return }
      if !isCleanXML(index, record, type, isResource) { suspects.structure?.append(Node(index: index)) }
    } else if !isCleanJSON(index, record, type, isResource) {
      suspects.structure?.append(Node(index: index))
    }
  }

  private mutating func judgeValue(_ index: UInt32, _ record: NodeRecord) {
    if case .attribute = record.form, let slot = slot(index), !isCleanValue(record, slot) { suspectValue(index) }
  }

  mutating func suspectValue(_ index: UInt32) { suspects.primitives?.append(Node(index: index)) }

  /// Notes a value that is a member or an attribute.
  @inline(__always)
  mutating func visitValue(_ index: UInt32, _ record: NodeRecord, _ slot: ElementSlot, parentIsResource: Bool) {
    if !isCleanValue(record, slot) { suspectValue(index) }
    if record.name == .id, !parentIsResource { elementIdCount &+= 1 }
  }

  mutating func suspectRepresentation() { suspects.representation = true }
}
