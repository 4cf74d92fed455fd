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
  let release: ReleaseDefinitions
  let storage: [UInt8]
  /// Codes that were found to be right before.
  let learned: LearnedCodes
  let codingName: Symbol?
  /// `Reference.type`, which R4 has.
  let typeName: Symbol?
  let versionIdName: Symbol?
  let lastUpdatedName: Symbol?
  let securityName: Symbol?
  let sizeName: Symbol?
  let hashName: Symbol?
  let hasBundle: Bool
  /// The entries of bundles; nil where they are not judged here.
  private(set) var entries: [Entry]?
  /// The contained resources that something refers to: bit n for the resource n of the document.
  var referredTo: UInt64 = 0

  static func suspects(of typed: TypedDocument, _ learned: LearnedCodes) -> Suspects {
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
              var walk = unsafe PayloadWalk(typed, learned, nodes, places, types, slots, text)
              walk.run()
              return walk.isStrange ? .everything : walk.suspects
            }
          }
        }
      }
    }
  }

  private init(
    _ typed: TypedDocument, _ learned: LearnedCodes, _ nodes: UnsafePointer<NodeRecord>, _ places: UnsafePointer<TypedDocument.Place>,
    _ types: UnsafePointer<TypePlan>, _ slots: UnsafePointer<ElementSlot>, _ text: UnsafeRawPointer
  ) {
    document = typed.document
    isXML = typed.document.format == .xml
    isSTU3 = typed.release.release == .stu3
    unsafe (self.nodes, self.places, self.types, self.slots, self.text) = (nodes, places, types, slots, text)
    count = UInt32(truncatingIfNeeded: typed.document.nodes.count)
    release = typed.release
    storage = typed.document.source.storage
    self.learned = learned
    let symbols = typed.document.symbols
    codingName = symbols.symbol("coding")
    typeName = symbols.symbol("type")
    versionIdName = symbols.symbol("versionId")
    lastUpdatedName = symbols.symbol("lastUpdated")
    securityName = symbols.symbol("security")
    sizeName = symbols.symbol("size")
    hashName = symbols.symbol("hash")
    hasBundle = typed.document.resources.contains { $0.type == .bundle }
    entries = nil
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
    if !RepresentationCheck.isResource(Node(index: 0), in: document) { return isStrange = true }
    if hasBundle { entries = bundleEntries() }
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
    if document.resources.count > 1, !areContainedClean() { suspects.contained = true }
    suspects.bundles = hasBundle
    suspects.sort()
  }

  /// Narrative in XML, whose markup is part of the tree.
  private mutating func visitNarrative(_ index: UInt32, _ record: NodeRecord) {
    suspects.narrative?.append(Node(index: index))
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
    // In XML a primitive without anything inside.
    if case .attribute = record.form, record.next == index &+ 1, let slot = slot(index), slot.isPrimitive {
      if slot.hasInvariants { suspects.invariants?.append(Node(index: index)) }
      return judgeValue(index, record)
    }
    // Nothing of a type that was never looked into is known.
    guard type.isCompiled else {
      suspectAll(index)
      if isXML { judgeValue(index, record) }
      return
    }
    judgeElement(index, record, type, isResource)
  }

  private mutating func judgeElement(_ index: UInt32, _ record: NodeRecord, _ type: TypePlan, _ isResource: Bool) {
    if type.hasInvariants || slot(index)?.hasInvariants ?? false { suspects.invariants?.append(Node(index: index)) }
    if case .object = record.form { judge(index, type.role) }
    if isXML {
      judgeValue(index, record)
      if !isCleanXML(index, record, type, isResource) { suspects.structure?.append(Node(index: index)) }
    } else if !isCleanJSON(index, record, type, isResource) {
      suspects.structure?.append(Node(index: index))
    }
  }

  /// An element of which nothing is known but its type.
  private mutating func suspectAll(_ index: UInt32) {
    let node = Node(index: index)
    suspects.structure?.append(node)
    suspects.attachments?.append(node)
    suspectCode(index)
    suspects.references?.append(node)
    suspects.extensions?.append(node)
    suspects.invariants?.append(node)
  }

  /// What checks of certain types make of an element.
  @inline(__always)
  private mutating func judge(_ index: UInt32, _ role: TypeRole) {
    switch role {
    case .none, .code: break
    case .coding, .concept, .quantity: judgeCodes(of: index, role)
    case .reference: if !isCleanReference(index) { suspects.references?.append(Node(index: index)) }
    case .extension: if !isCleanExtension(index) { suspects.extensions?.append(Node(index: index)) }
    case .attachment: if !isCleanAttachment(index) { suspects.attachments?.append(Node(index: index)) }
    }
  }

  /// An attachment whose size and hash are not stated.
  private func isCleanAttachment(_ index: UInt32) -> Bool {
    guard let sizeName, let hashName, case .none = value(sizeName, of: index), case .none = value(hashName, of: index) else {
      return false
    }
    return true
  }

  /// An extension with the URL of its definition, or inside of another one, and with a value or extensions.
  private func isCleanExtension(_ index: UInt32) -> Bool {
    switch value(.url, of: index) {
    case .none: break
    case .strange: return false
    case .text(let start, let end):
      var parent = record(index).parent
      if case .array = record(parent).form { parent = record(parent).parent }
      var isNested = false
      if let around = type(parent)?.role, case .extension = around { isNested = true }
      guard isNested || hasScheme(start, end) else { return false }
      for offset in start..<max(start, end) where byte(offset) == UInt8(ascii: "|") { return false }
    }
    var hasValue = false
    var hasExtensions = false
    var child = index &+ 1
    while child < record(index).next {
      let inner = record(child)
      if inner.name == .extension { hasExtensions = true }
      if let slot = slot(child) { if slot.isChoice { hasValue = true } } else { return false }
      child = inner.next
    }
    return hasValue != hasExtensions
  }

  private mutating func judgeValue(_ index: UInt32, _ record: NodeRecord) {
    guard case .attribute = record.form, let slot = slot(index) else { return }
    if !isCleanValue(record, slot) { suspectValue(index) }
    judgeMeaning(index, record, slot)
  }

  /// Judges what a value says, beside its form.
  @inline(__always)
  private mutating func judgeMeaning(_ index: UInt32, _ record: NodeRecord, _ slot: ElementSlot) {
    if slot.strength > 0, case .code = slot.role { judgeCode(index, record, slot) }
    switch slot.form {
    case .canonical, .system:
      // A fragment, or one behind an escape.
      if byte(Int(record.valueStart) &+ 1) == UInt8(ascii: "#") || byte(Int(record.valueStart)) == UInt8(ascii: "#")
        || record.flags.rawValue & NodeFlags.escaped.rawValue != 0
      {
        suspects.references?.append(Node(index: index))
      }
    case .xhtml: if !isXML { suspects.narrative?.append(Node(index: index)) }
    default: break
    }
  }

  mutating func note(_ outcome: Int, _ index: UInt32) {
    if outcome > 0 { suspects.notes.append(Suspects.Note(node: Node(index: index), outcome: outcome)) }
  }

  mutating func suspectCode(_ index: UInt32, _ key: CodeKey? = nil) {
    suspects.bindings?.append(Suspects.Code(node: Node(index: index), key: key))
  }

  mutating func suspectValue(_ index: UInt32) { suspects.primitives?.append(Node(index: index)) }

  /// Notes a value that is a member or an attribute.
  @inline(__always)
  mutating func visitValue(_ index: UInt32, _ record: NodeRecord, _ slot: ElementSlot, parentIsResource: Bool) {
    if !isCleanValue(record, slot) { suspectValue(index) }
    judgeMeaning(index, record, slot)
    if slot.hasInvariants { suspects.invariants?.append(Node(index: index)) }
    if record.name == .id, !parentIsResource { elementIdCount &+= 1 }
  }

  mutating func suspectRepresentation() { suspects.representation = true }
}
