import Findings

/// The FHIR elements inside a node at any depth, in one pass over the array.
extension Document {
  /// Appends the FHIR elements inside a node at any depth, in document order, including contained resources but not the markup of
  /// narrative.
  package func appendDescendants(of node: Node, to result: inout [Node]) {
    let end = nodes[Int(node.index)].next
    var index = node.index + 1
    while index < end {
      let record = nodes[Int(index)]
      if record.name == .div || record.flags.contains(.xhtml) {
        index = record.next
        continue
      }
      let isNotation =
        record.form == .array || record.form == .text || record.form == .instruction || record.flags.contains(.paired)
        || record.name == .resourceType && format == .json && nodes[Int(record.parent)].flags.contains(.resource)
      if !isNotation { result.append(Node(index: index)) }
      index += 1
    }
  }

  /// Appends the FHIR elements inside a node at any depth that have a child with the given name, and possibly a few other nodes,
  /// in one pass over the array.
  package func appendDescendants(of node: Node, named name: Symbol, to result: inout [Node]) {
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
      // Items of an array have its name: the first item represents all.
      if record.name == name, let parent = parent(of: Node(index: index)), parent > node,
        result.count == first || parent != result[result.count - 1]
      {
        isSorted = isSorted && (result.count == first || parent > result[result.count - 1])
        result.append(parent)
      }
      index += 1
    }
    if isSorted { return }
    // An element whose matching child follows a nested match was appended after the nested element.
    let sorted = result[first...].sorted()
    result.removeSubrange(first...)
    for node in sorted where result.count == first || node != result[result.count - 1] { result.append(node) }
  }
}
