import Findings

/// The FHIR elements directly inside a node, in document order, independent of the format.
///
/// Array items replace their array, a primitive's `_name` companion is part of the primitive, and the `resourceType` of a JSON
/// resource is not an element. A `_name` without its primitive represents the primitive.
package struct Elements: Sequence, IteratorProtocol {
  private let document: Document
  private let name: Symbol?
  /// Whether to skip `resourceType`, which is not an element in a JSON resource.
  private let hidesResourceType: Bool
  private var index: UInt32
  private var end: UInt32
  /// Where to continue after the current array; 0 outside arrays.
  private var afterArray: UInt32 = 0
  private var endAfterArray: UInt32 = 0
  /// The node's companion, whose children come last; nil if there is none, or once they have been reached.
  private var companion: Node?

  init(of node: Node, in document: Document, named name: Symbol?) {
    self.document = document
    self.name = name
    let record = document.record(node)
    index = node.index + 1
    end = record.next
    hidesResourceType = document.format == .json && record.flags.contains(.resource)
    companion = record.flags.contains(.hasCompanion) ? document.companion(of: node) : nil
  }

  package mutating func next() -> Node? {
    while true {
      if index >= end {
        if afterArray != 0 {
          index = afterArray
          end = endAfterArray
          afterArray = 0
        } else if let companion {
          index = companion.index + 1
          end = document.record(companion).next
          self.companion = nil
        } else {
          return nil
        }
        continue
      }
      let node = Node(index: index)
      let record = document.record(node)
      index = record.next
      if let name, record.name != name { continue }
      if record.flags.contains(.paired) || record.name == .resourceType && hidesResourceType { continue }
      if record.form == .array && afterArray == 0 {
        afterArray = index
        endAfterArray = end
        index = node.index + 1
        end = record.next
        continue
      }
      return node
    }
  }
}

extension Document {
  /// The FHIR elements directly inside a node.
  package func elements(of node: Node) -> Elements { Elements(of: node, in: self, named: nil) }

  /// The child elements with the given name.
  package func elements(of node: Node, named name: Symbol) -> Elements { Elements(of: node, in: self, named: name) }

  /// Whether a node has no child elements.
  package func isLeaf(_ node: Node) -> Bool {
    let record = nodes[Int(node.index)]
    return record.next == node.index + 1 && !record.flags.contains(.hasCompanion)
  }

  /// The first child element with the given name.
  package func element(_ name: Symbol, of node: Node) -> Node? {
    var elements = elements(of: node, named: name)
    return elements.next()
  }

  /// The nodes directly inside a node as written, including arrays, companions and `resourceType`.
  package func children(of node: Node) -> Children {
    Children(document: self, index: node.index + 1, end: record(node).next)
  }

  /// The parent element, skipping the arrays and companions of JSON. Nil for the root.
  package func parent(of node: Node) -> Node? {
    guard node.index != 0 else { return nil }
    var parent = Node(index: record(node).parent)
    while parent.index != 0, record(parent).form == .array { parent = Node(index: record(parent).parent) }
    return record(parent).flags.contains(.paired) ? primitive(of: parent) ?? parent : parent
  }
}

/// The nodes directly inside a node as written.
package struct Children: Sequence, IteratorProtocol {
  fileprivate let document: Document
  fileprivate var index: UInt32
  fileprivate let end: UInt32

  package mutating func next() -> Node? {
    guard index < end else { return nil }
    let node = Node(index: index)
    index = document.record(node).next
    return node
  }
}
