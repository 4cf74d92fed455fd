import FHIRDefinitions
import FHIRSyntax
import Findings

/// One walk over a payload that proves nodes clean: for each node and check it decides whether the check can be skipped because
/// it would report nothing. It never calls a node clean that a check reports; a node that it cannot decide is suspect.
///
/// The content of an element is checked with the element, in one pass over its children. Nothing is allocated unless something is
/// suspect.
///
/// Memory-safe because all indices come from the document: nodes refer to nodes of the same array, slots to the tables that the
/// document was typed with, and text is read only through `WalkText`.
@safe struct PayloadWalk {
  let document: Document
  let isXML: Bool
  let isSTU3: Bool
  private let nodes: UnsafePointer<NodeRecord>
  private let nodeTypes: UnsafePointer<TypedDocument.NodeType>
  private let types: UnsafePointer<TypePlan>
  private let slots: UnsafePointer<ElementSlot>
  let text: WalkText
  private let count: UInt32
  var suspects = Suspects()
  /// Whether something is written in a form that the walk does not handle.
  var isUndecidable = false
  /// Unknown systems, as positions in the text: a report lists each once.
  var notedSystems = InlineArray<8, TextRange>(repeating: TextRange())
  var notedCount = 0
  /// The last coding checked.
  var lastCoding = CodingParts()
  /// The number of elements with an id.
  var elementIdCount = 0
  let typed: TypedDocument
  let storage: [UInt8]
  let invariants: InvariantCache
  let names: WalkNames
  let bits = WalkBits()
  let codes: CodeTables
  let externalCodes: ExternalCodeNumbers
  /// Whether users loaded code systems or value sets, so that codes are looked up by text.
  let hasLoadedCodes: Bool
  /// The bits of the elements present in the node checked last.
  var present: UInt64 = 0
  /// Whether any resource is in an element named `resource`, as in the entries of bundles.
  let hasEntries: Bool
  /// The addresses of the entries of bundles; nil if they are not checked here.
  let addresses: EntryAddresses?
  /// The fullUrl of the entry that contains the last relative reference, and the type of its bundle: cached, since many
  /// references need them.
  var lastFullUrl: (entry: UInt32, value: Value) = (.max, .none)
  var lastBundleType: (bundle: UInt32, value: Value) = (.max, .none)
  /// The contained resources that are referenced: bit n for the resource n of the document.
  var referredTo: UInt64 = 0

  static func suspects(of typed: TypedDocument, _ references: ReferenceIndex, _ plan: WalkPlan) -> Suspects {
    let document = typed.document
    // A value that the reader had to guess gets the full checks.
    guard document.findings.isEmpty, document.root != nil else { return .everything }
    let (nodes, nodeTypes, types, slots) = (document.nodes, typed.nodeTypes, typed.tables.types, typed.tables.slots)
    return unsafe nodes.withUnsafeBufferPointer { nodes in
      unsafe nodeTypes.withUnsafeBufferPointer { nodeTypes in
        unsafe types.withUnsafeBufferPointer { types in
          unsafe document.source.storage.withUnsafeBytes { text in
            // Safe: the buffers are valid inside these closures, the slots outlive them, and the walk ends with them.
            guard let nodes = nodes.baseAddress, let nodeTypes = nodeTypes.baseAddress, let types = types.baseAddress,
              let text = text.baseAddress
            else { return .everything }
            return withExtendedLifetime(slots) {
              var walk = unsafe PayloadWalk(typed, references, plan, nodes, nodeTypes, types, slots.start, text)
              walk.run()
              return walk.isUndecidable ? .everything : walk.suspects
            }
          }
        }
      }
    }
  }

  private init(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ plan: WalkPlan, _ nodes: UnsafePointer<NodeRecord>,
    _ nodeTypes: UnsafePointer<TypedDocument.NodeType>, _ types: UnsafePointer<TypePlan>, _ slots: UnsafePointer<ElementSlot>,
    _ text: UnsafeRawPointer
  ) {
    document = typed.document
    isXML = typed.document.format == .xml
    isSTU3 = typed.release.release == .stu3
    unsafe (self.nodes, self.nodeTypes, self.types, self.slots) = (nodes, nodeTypes, types, slots)
    self.text = unsafe WalkText(text)
    count = UInt32(truncatingIfNeeded: typed.document.nodes.count)
    self.typed = typed
    storage = typed.document.source.storage
    invariants = plan.invariants
    names = plan.names
    codes = typed.release.terminology.pack
    externalCodes = plan.externalCodes
    hasLoadedCodes = typed.release.terminology.isExtended
    hasEntries = typed.document.resources.contains { typed.document.record($0.node).name.rawValue == plan.names.resource }
    let addresses = hasEntries ? references.addresses : nil
    self.addresses = addresses.flatMap { $0.isComplete ? $0 : nil }
  }

  // MARK: Reading

  @inline(__always)
  func record(_ index: UInt32) -> NodeRecord { unsafe nodes[Int(index)] }

  /// The slot of a node's element.
  @inline(__always)
  func slot(_ index: UInt32) -> SlotReference? {
    let slot = unsafe nodeTypes[Int(index)].slot
    return slot > 0 ? unsafe SlotReference(slots + Int(slot) - 1) : nil
  }

  @inline(__always)
  func type(_ index: UInt32) -> TypePlan? {
    let type = unsafe nodeTypes[Int(index)].type
    return type > 0 ? unsafe types[Int(type) - 1] : nil
  }

  /// One more than the row of a node's type; 0 for no type.
  @inline(__always)
  func typeNumber(_ index: UInt32) -> UInt32 { unsafe nodeTypes[Int(index)].type }

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { text.byte(offset) }

  @inline(__always)
  func word(_ offset: Int) -> UInt64 { text.word(offset) }

  /// Whether the root is a resource in the FHIR namespace with a type of the release: see `RepresentationCheck`.
  private mutating func isResource(_ root: NodeRecord) -> Bool {
    let flags = root.flags.rawValue
    return flags & bits.resource != 0 && typeNumber(0) > 0
      && flags & (bits.foreignNamespace | bits.xhtml) == 0
  }

  // MARK: Walking

  private mutating func run() {
    if !isResource(record(0)) {
      isUndecidable = true
      return
    }
    if isXML, !isCleanOutsideRoot() { suspects.outsideRoot = true }
    if isXML {
      visitXML()
      if isUndecidable { return }
    } else {
      var index: UInt32 = 0
      while index < count {
        if case .object = record(index).form { visit(index) }
        index &+= 1
      }
    }
    if elementIdCount > 1 { suspects.elementIds = true }
    if document.resources.count > 1, !areContainedClean() { suspects.contained = true }
    suspects.bundles = !areBundlesClean()
    suspects.sort()
  }

  private mutating func visitXML() {
    var index: UInt32 = 0
    while index < count {
      let record = record(index)
      let flags = record.flags.rawValue
      if flags & bits.duplicate != 0 { suspects.representation = true }
      let isOutsideXHTML = flags & bits.xhtml == 0
      if !isOutsideXHTML || slot(index)?.form == .xhtml || flags & bits.foreignNamespace != 0 {
        // The walk handles narrative only in its proper place and namespace.
        if isOutsideXHTML || slot(index)?.form != .xhtml {
          isUndecidable = true
          return
        }
        if !isCleanNarrative(index, record) {
          suspects.narrative = nil
          // Attributes that were not inspected may be duplicates.
          suspects.representation = true
        }
        index = max(record.next, index &+ 1)
        continue
      }
      switch record.form {
      case .object: visit(index)
      case .attribute: if flags & bits.xmlAttribute == 0 { visit(index) }
      default: break
      }
      index &+= 1
    }
  }
}
