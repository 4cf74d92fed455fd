/// The FHIR elements directly inside a node, in document order, as if JSON and XML were one language.
///
/// Array items take the place of their array, a primitive's `_name` companion is part of the primitive, and the
/// `resourceType` of a JSON resource is no element. An `_name` without its primitive stands for the primitive.
package struct Elements: Sequence, IteratorProtocol {
  private let document: Document
  private let name: Symbol?
  /// Whether a `resourceType` is no element: in JSON's resources.
  private let hidesResourceType: Bool
  private var index: UInt32
  private var end: UInt32
  /// Where to go on behind the array that is being walked; 0 outside arrays.
  private var behindArray: UInt32 = 0
  private var endBehindArray: UInt32 = 0
  /// The companion whose children come last; index 0 where there is none.
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
        if behindArray != 0 {
          index = behindArray
          end = endBehindArray
          behindArray = 0
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
      if record.form == .array && behindArray == 0 {
        behindArray = index
        endBehindArray = end
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

  /// The FHIR elements of one name directly inside a node.
  package func elements(of node: Node, named name: Symbol) -> Elements { Elements(of: node, in: self, named: name) }

  /// Whether no element stands inside a node.
  package func isLeaf(_ node: Node) -> Bool {
    let record = nodes[Int(node.index)]
    return record.next == node.index + 1 && !record.flags.contains(.hasCompanion)
  }

  /// The first FHIR element of a name directly inside a node.
  package func element(_ name: Symbol, of node: Node) -> Node? {
    var elements = elements(of: node, named: name)
    return elements.next()
  }

  /// Appends the FHIR elements inside a node at any depth, in document order: contained resources too, but not the
  /// narrative's markup.
  package func appendDescendants(of node: Node, to result: inout [Node]) {
    let end = nodes[Int(node.index)].next
    var index = node.index + 1
    while index < end {
      let record = nodes[Int(index)]
      if record.name == .div || record.flags.contains(.xhtml) {
        index = record.next
        continue
      }
      let isSpelling =
        record.form == .array || record.form == .text || record.form == .instruction || record.flags.contains(.paired)
        || record.name == .resourceType && format == .json && nodes[Int(record.parent)].flags.contains(.resource)
      if !isSpelling { result.append(Node(index: index)) }
      index += 1
    }
  }

  /// Of the elements at any depth those, and maybe a few more, that have a child of a name: one look along the array.
  package func appendDescendants(of node: Node, having name: Symbol, to result: inout [Node]) {
    let first = result.count
    var isSorted = true
    let end = nodes[Int(node.index)].next
    var index = node.index + 1
    while index < end {
      let record = nodes[Int(index)]
      if record.name == .div || record.flags.contains(.xhtml) {
        index = record.next
        continue
      }
      // Items of an array have its name: the first item stands for all.
      if record.name == name, let parent = parent(of: Node(index: index)), parent > node,
        result.count == first || parent != result[result.count - 1]
      {
        isSorted = isSorted && (result.count == first || parent > result[result.count - 1])
        result.append(parent)
      }
      index += 1
    }
    if isSorted { return }
    // A child behind the last of a nested element.
    let sorted = result[first...].sorted()
    result.removeSubrange(first...)
    for node in sorted where result.count == first || node != result[result.count - 1] { result.append(node) }
  }

  /// The nodes directly inside a node as they are written: arrays, companions and `resourceType` too.
  package func children(of node: Node) -> Children {
    Children(document: self, index: node.index + 1, end: record(node).next)
  }

  /// The element that an element stands in: past the array and the companion that only JSON has. Nil for the root.
  package func parent(of node: Node) -> Node? {
    guard node.index != 0 else { return nil }
    var parent = Node(index: record(node).parent)
    while parent.index != 0, record(parent).form == .array { parent = Node(index: record(parent).parent) }
    return record(parent).flags.contains(.paired) ? primitive(of: parent) ?? parent : parent
  }
}

/// The nodes directly inside a node as they are written.
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
