import FHIRDefinitions
import FHIRSyntax

/// Compares a payload's elements with a release: whether the release has each element, in the form used in the payload.
struct ElementForms {
  /// How an element deviates from a release.
  enum Deviation {
    /// The release has no such element or resource.
    case unknown
    /// It may occur only once, but is repeated or in an array.
    case repeated
    /// It may be repeated, but is not in an array.
    case single
    /// A value instead of an object, or vice versa.
    case form
    /// It is inside an element that the release does not have.
    case inUnknown
  }

  let typed: TypedDocument

  /// The number of elements that deviate from the release. A `value` attribute in place of child elements is not counted: some
  /// codes of STU3 are concepts in R4, and XML payloads mix both forms, so the number of errors under each of these releases
  /// decides. Such an attribute is evidence for unsupported releases only.
  func deviations() -> Int {
    let document = typed.document
    var count = 0
    visit { node, deviation in
      if let deviation, deviation != .inUnknown, deviation != .form || document.record(node).form != .attribute {
        count += weight(of: node)
      }
    }
    return count
  }

  /// The weight of a node's deviation: a resource weighs more, because the deviations inside an unknown resource are not counted.
  func weight(of node: Node) -> Int { typed.document.record(node).flags.contains(.resource) ? 10 : 1 }

  /// Visits the resources and elements in document order, except narrative; the deviation is nil for those that do not deviate.
  ///
  /// This loop runs for each node of every payload that does not claim a release, once for each release that is tried. It is
  /// unsafe, like the inner loops of the engine, to save the bounds checks of three arrays.
  @inline(__always)
  func visit(_ body: (Node, Deviation?) -> Void) {
    let (all, nodeTypes, slots) = (typed.document.nodes, typed.nodeTypes, typed.tables.slots)
    let isJSON = typed.document.format == .json
    // Safe: the nodes and node types are borrowed for the closures, which do not pass the buffers on.
    unsafe all.withUnsafeBufferPointer { nodes in
      unsafe nodeTypes.withUnsafeBufferPointer { nodeTypes in
        withExtendedLifetime(slots) {
          // Safe: the memory belongs to the table, which outlives this closure.
          let slots = unsafe slots.start
          var index = 0
          while index < nodes.count {
            // Safe: the index is inside the nodes, of which each has a node type. Parents and slots, if present, are valid
            // indices, as set by the reader and by `TypedDocument`.
            let record = unsafe nodes[index]
            let flags = record.flags.rawValue
            let node = Node(index: UInt32(truncatingIfNeeded: index))
            if flags & Self.foreign != 0 {
              index = max(Int(record.next), index + 1)
              continue
            }
            let nodeType = unsafe nodeTypes[index]
            index += 1
            if Self.isText(record.form) || flags & NodeFlags.surplusResource.rawValue != 0 { continue }
            if flags & NodeFlags.resource.rawValue != 0 { body(node, nodeType.type == 0 ? .unknown : nil) }
            if node.index == 0 { continue }
            let parentRecord = unsafe nodes[Int(record.parent)]
            if case .array = parentRecord.form {
              if nodeType.slot > 0, !Self.isCompanion(parentRecord),
                unsafe hasWrongForm(node, record, isPrimitive: slots[Int(nodeType.slot) - 1].isPrimitive, isJSON)
              {
                body(node, .form)
              }
              continue
            }
            if isJSON, record.name.rawValue == Symbol.resourceType.rawValue,
              parentRecord.flags.rawValue & NodeFlags.resource.rawValue != 0
            {
              continue
            }
            if unsafe nodeTypes[Int(record.parent)].type == 0 {
              body(node, .inUnknown)
              continue
            }
            if nodeType.slot == 0 {
              // The members of an object that should be a value are not further deviations.
              if parentRecord.form != .object || typed.type(of: Node(index: record.parent))?.kind != .primitive {
                body(node, .unknown)
              }
              continue
            }
            if Self.isCompanion(record) { continue }
            let slot = Int(nodeType.slot) - 1
            let (repeats, isPrimitive) = unsafe (slots[slot].repeats, slots[slot].isPrimitive)
            body(
              node,
              isJSON
                ? jsonDeviation(node, record, repeats: repeats, isPrimitive: isPrimitive)
                : xmlDeviation(node, record, repeats: repeats, isPrimitive: isPrimitive, all))
          }
        }
      }
    }
  }

  private static var foreign: UInt16 { NodeFlags.xhtml.rawValue | NodeFlags.foreignNamespace.rawValue }

  @inline(__always)
  private static func isText(_ form: Form) -> Bool {
    switch form {
    case .text, .instruction: true
    default: false
    }
  }

  @inline(__always)
  private static func isCompanion(_ record: NodeRecord) -> Bool { record.flags.rawValue & NodeFlags.companion.rawValue != 0 }

  @inline(__always)
  private func jsonDeviation(_ node: Node, _ record: NodeRecord, repeats: Bool, isPrimitive: Bool) -> Deviation? {
    switch record.form {
    case .array: repeats ? nil : .repeated
    case .null, .missing: nil
    default: repeats ? .single : hasWrongForm(node, record, isPrimitive: isPrimitive, true) ? .form : nil
    }
  }

  private func xmlDeviation(
    _ node: Node, _ record: NodeRecord, repeats: Bool, isPrimitive: Bool, _ nodes: [NodeRecord]
  ) -> Deviation? {
    if hasWrongForm(node, record, isPrimitive: isPrimitive, false) { return .form }
    guard !repeats, Int(record.next) < nodes.count else { return nil }
    let following = nodes[Int(record.next)]
    return following.parent == record.parent && following.name == record.name ? .repeated : nil
  }

  @inline(__always)
  private func hasWrongForm(_ node: Node, _ record: NodeRecord, isPrimitive: Bool, _ isJSON: Bool) -> Bool {
    switch record.form {
    case .object: isPrimitive && (isJSON || hasElements(node))
    case .string, .number, .true, .false, .attribute: !isPrimitive
    default: false
    }
  }

  /// Whether an XML element without a value has children that primitives cannot have.
  private func hasElements(_ node: Node) -> Bool {
    let document = typed.document
    return document.children(of: node).contains { child in
      let record = document.record(child)
      return record.name != .extension && record.flags.isDisjoint(with: [.xmlAttribute, .foreignNamespace])
        && !Self.isText(record.form)
    }
  }

  // MARK: Keys

  /// The keys under which a table of elements may list a node: the type or path of its parent, such as `Period` or
  /// `Patient.contact`; if the parent has a data type, both the type and the path.
  func keys(of node: Node) -> [String] {
    guard let parent = parent(of: node) else { return [] }
    let first = head(parent, 0)
    guard let type = typed.type(of: parent), type.kind == .complex else { return [first] }
    return [first, path(of: parent, 0)]
  }

  private func head(_ node: Node, _ depth: Int) -> String {
    let document = typed.document
    switch typed.type(of: node)?.kind {
    case .resource, .complex: return typed.type(of: node).map { document.name($0.name) } ?? ""
    case .primitive, .nested, nil: return path(of: node, depth)
    }
  }

  private func path(of node: Node, _ depth: Int) -> String {
    guard depth < Self.longestPath, var parent = parent(of: node) else { return "" }
    // Recursive elements, such as the items of a questionnaire, have one path.
    while let row = typed.typeRow(of: node), typed.typeRow(of: parent) == row, let next = self.parent(of: parent) {
      parent = next
    }
    return head(parent, depth + 1) + "." + typed.document.name(of: node)
  }

  /// The parent element of a node: JSON arrays are not elements.
  private func parent(of node: Node) -> Node? {
    guard node.index > 0 else { return nil }
    let parent = Node(index: typed.document.record(node).parent)
    let record = typed.document.record(parent)
    return record.form == .array && parent.index > 0 ? Node(index: record.parent) : parent
  }

  /// The maximum nesting depth of FHIR types.
  private static let longestPath = 12
}
