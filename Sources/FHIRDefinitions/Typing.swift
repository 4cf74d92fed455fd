import FHIRSyntax
import Findings

/// The walk that determines the element and type of each node of a document. Each run continues where the previous run stopped.
///
/// Memory-safe because all indices come from the document: nodes refer to earlier nodes, whose entries are written, and entries
/// refer to the tables in which they were found.
@safe struct Typing {
  private let isJSON: Bool
  private let resources: [Document.ResourceMark]
  private let count: Int
  private var index = 0
  private var nextMark = 0

  init(_ document: Document) {
    isJSON = document.format == .json
    resources = document.resources
    count = document.nodes.count
  }

  /// Continues to the end, or to a node inside a type that is not compiled yet; returns this type. `nodeTypes` must have room for
  /// all nodes.
  mutating func run(
    _ document: Document, _ release: ReleaseDefinitions, _ tables: StructureTables,
    _ nodeTypes: UnsafeMutablePointer<TypedDocument.NodeType>?
  ) -> UInt32? {
    let (nodes, types) = (document.nodes, tables.types)
    return unsafe nodes.withUnsafeBufferPointer { nodes in
      unsafe types.withUnsafeBufferPointer { types in
        // Safe: the buffers are valid inside these closures, and the tables outlive them. Without a node there is nothing to do.
        guard let nodes = nodes.baseAddress, let types = types.baseAddress, let nodeTypes = unsafe nodeTypes else { return nil }
        return withExtendedLifetime(tables) { unsafe run(nodes, nodeTypes, types, tables.slots.keys, release) }
      }
    }
  }

  /// The properties of a node's parent that determine the node's definition.
  private struct Parent {
    var index = UInt32.max
    var isArray = false
    /// Whether it is a JSON resource, whose `resourceType` is not an element.
    var isResource = false
    var nodeType = TypedDocument.NodeType()
    var isCompiled = false
    var firstSlot: UInt32 = 0
    var mask: UInt32 = 0
  }

  private mutating func run(
    _ nodes: UnsafePointer<NodeRecord>, _ nodeTypes: UnsafeMutablePointer<TypedDocument.NodeType>,
    _ types: UnsafePointer<TypePlan>,
    _ keys: UnsafePointer<SlotTable.Key>, _ release: ReleaseDefinitions
  ) -> UInt32? {
    let resource = NodeFlags.resource.rawValue
    let xhtml = NodeFlags.xhtml.rawValue
    let excluded = NodeFlags.foreignNamespace.rawValue | NodeFlags.surplusResource.rawValue
    let resourceType = Symbol.resourceType.rawValue
    let isJSON = isJSON
    let count = count
    var index = index
    var parent = Parent()
    while index < count {
      let record = unsafe nodes[index]
      let flags = record.flags.rawValue
      var nodeType = TypedDocument.NodeType()
      if index > 0, flags & excluded == 0, Self.canBeElement(record.form) {
        if record.parent != parent.index {
          parent = unsafe Self.parent(record.parent, nodes, nodeTypes, types, isJSON, resource)
        }
        if parent.isArray {
          // An item has the definition of its array; FHIR has no nested arrays.
          if case .array = record.form {} else { nodeType = parent.nodeType }
        } else if parent.nodeType.type > 0, !(parent.isResource && record.name.rawValue == resourceType) {
          if !parent.isCompiled {
            self.index = index
            return parent.nodeType.type &- 1
          }
          let name = record.name.rawValue
          var number = ElementSlot.bucket(of: name, parent.mask)
          while true {
            // At least half of the slots are empty, so the search terminates.
            let found = unsafe keys[Int(parent.firstSlot &+ number)]
            if found.name == name {
              nodeType = TypedDocument.NodeType(slot: parent.firstSlot &+ number &+ 1, type: found.type &+ 1)
              break
            }
            if found.name == ElementSlot.noName { break }
            number = (number &+ 1) & parent.mask
          }
        }
      }
      if flags & (resource | xhtml) == 0 {
        unsafe nodeTypes[index] = nodeType
        index &+= 1
        continue
      }
      if flags & resource != 0 { nodeType.type = typeOfResource(index, release) }
      unsafe nodeTypes[index] = nodeType
      let next = flags & xhtml != 0 ? max(Int(record.next), index &+ 1) : index &+ 1
      // The content of narrative has no type.
      index &+= 1
      while index < min(next, count) {
        unsafe nodeTypes[index] = TypedDocument.NodeType()
        index &+= 1
      }
    }
    self.index = index
    return nil
  }

  @inline(__always)
  private static func parent(
    _ index: UInt32, _ nodes: UnsafePointer<NodeRecord>, _ nodeTypes: UnsafeMutablePointer<TypedDocument.NodeType>,
    _ types: UnsafePointer<TypePlan>, _ isJSON: Bool, _ resource: UInt16
  ) -> Parent {
    var parent = Parent()
    parent.index = index
    if case .array = unsafe nodes[Int(index)].form { parent.isArray = true }
    parent.isResource = unsafe isJSON && nodes[Int(index)].flags.rawValue & resource != 0
    parent.nodeType = unsafe nodeTypes[Int(index)]
    if parent.nodeType.type > 0, !parent.isArray {
      let type = unsafe types[Int(parent.nodeType.type) - 1]
      (parent.isCompiled, parent.firstSlot, parent.mask) = (type.isCompiled, type.firstSlot, type.slotMask)
    }
    return parent
  }

  /// 1 more than the row of the type of a resource; 0 if no resource can have this type.
  private mutating func typeOfResource(_ index: Int, _ release: ReleaseDefinitions) -> UInt32 {
    while nextMark < resources.count, Int(resources[nextMark].node.index) < index { nextMark += 1 }
    guard nextMark < resources.count, Int(resources[nextMark].node.index) == index,
      let type = release.type(resources[nextMark].type), type.kind == .resource, !type.isAbstract
    else { return 0 }
    return type.index &+ 1
  }

  @inline(__always)
  private static func canBeElement(_ form: Form) -> Bool {
    switch form {
    case .text, .instruction: false
    default: true
    }
  }
}
