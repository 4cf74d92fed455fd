package import FHIRSyntax
import Findings

/// Invariants of every tree that a reader builds, whatever the input.
///
/// Each test returns a sentence for the first violation it finds. Together, they take time proportional to the size of the
/// document. Checks of companions and parents in JSON could take longer, so only the first are made.
package struct TreeInvariants {
  private let document: Document
  private let count: Int

  /// The violations; empty for every document of a correct reader.
  package static func violations(in document: Document) -> [String] {
    let invariants = TreeInvariants(document: document, count: document.nodes.count)
    let tests = [
      invariants.shape, invariants.ranges, invariants.children, invariants.elements, invariants.names, invariants.values,
      invariants.resources, invariants.companions, invariants.findings,
    ]
    // An invalid tree must not be walked.
    if let violation = invariants.shape() { return [violation] }
    return tests.compactMap { $0() }
  }

  /// The difference between two readings of one text; nil if there is none.
  package static func difference(between first: Document, and second: Document) -> String? {
    if first.findings != second.findings { return "two readings produce different findings" }
    if first.nodes.count != second.nodes.count {
      return "two readings produce \(first.nodes.count) and \(second.nodes.count) nodes"
    }
    for (left, right) in zip(first.nodes, second.nodes) {
      let isSame =
        left.parent == right.parent && left.next == right.next && left.name == right.name && left.form == right.form
        && left.flags == right.flags && left.nameStart == right.nameStart && left.nameEnd == right.nameEnd
        && left.valueStart == right.valueStart && left.valueEnd == right.valueEnd
      if !isSame { return "two readings produce different nodes" }
    }
    return nil
  }

  // MARK: The array

  private func shape() -> String? {
    for index in 0..<count {
      let record = document.nodes[index]
      if record.next <= index || record.next > count { return "node \(index) ends at node \(record.next) of \(count)" }
      if index == 0 {
        if record.parent != 0 || record.next != count {
          return "the root has parent \(record.parent) and ends at \(record.next) of \(count)"
        }
        continue
      }
      if record.parent >= index { return "node \(index) has parent \(record.parent)" }
      if record.next > document.nodes[Int(record.parent)].next { return "node \(index) ends after its parent" }
    }
    return nil
  }

  private func ranges() -> String? {
    let size = document.source.count
    for index in 0..<count {
      let record = document.nodes[index]
      let isOrdered =
        record.nameStart <= record.nameEnd && record.nameEnd <= size && record.valueStart <= record.valueEnd
        && record.valueEnd <= size
      if !isOrdered {
        return
          "node \(index) has name \(record.nameStart)..<\(record.nameEnd) and value \(record.valueStart)..<\(record.valueEnd) of \(size)"
      }
      if record.nameStart < record.nameEnd, record.nameEnd > record.valueStart, document.format == .json {
        return "node \(index) has its value before the end of its name"
      }
      let parent = document.nodes[Int(record.parent)]
      if document.format == .json, index > 0, record.valueStart < parent.valueStart || record.valueEnd > parent.valueEnd {
        return
          "node \(index) at \(record.valueStart)..<\(record.valueEnd) leaves its parent at \(parent.valueStart)..<\(parent.valueEnd)"
      }
      let node = Node(index: UInt32(index))
      let head = document.headRange(of: node)
      if head.upperBound > size { return "the head of node \(index) leaves the source" }
      if document.textRange(of: node).upperBound > size { return "the text of node \(index) leaves the source" }
    }
    return nil
  }

  // MARK: Walks

  /// Every node is a child of its parent exactly once, in order of position.
  private func children() -> String? {
    var seen = 0
    for index in 0..<count {
      var end = 0
      let node = Node(index: UInt32(index))
      for child in document.children(of: node) {
        seen += 1
        let record = document.record(child)
        if record.parent != node.index { return "child \(child.index) of node \(index) has parent \(record.parent)" }
        if Int(record.valueStart) < end && document.format == .json {
          return "child \(child.index) of node \(index) starts before its sibling's end"
        }
        end = Int(record.valueEnd)
      }
      let form = document.record(node).form
      if document.format == .json, form != .object, form != .array, document.record(node).next != node.index + 1 {
        return "node \(index), a primitive of JSON, has children"
      }
    }
    return count > 0 && seen != count - 1 ? "\(seen) of \(count - 1) nodes are children" : nil
  }

  /// No element is visited twice, no companion or resourceType is visited as an element, and parents match children.
  private func elements() -> String? {
    guard let root = document.root else { return nil }
    var isSeen = [Bool](repeating: false, count: count)
    var open = [root]
    var pairs = 0
    while let node = open.popLast() {
      for element in document.elements(of: node) {
        let record = document.record(element)
        if isSeen[Int(element.index)] { return "element \(element.index) is visited twice" }
        isSeen[Int(element.index)] = true
        open.append(element)
        if record.flags.contains(.paired) { return "element \(element.index) is a companion" }
        if document.format == .json, record.name == .resourceType, document.record(node).flags.contains(.resource) {
          return "element \(element.index) is a resourceType"
        }
        if document.element(record.name, of: node) == nil { return "element \(element.index) is not found by its name" }
        // Finding a parent through a companion takes time proportional to the number of companions.
        pairs += document.record(node).flags.contains(.hasCompanion) ? 1 : 0
        let parent = pairs > 100 ? node : document.parent(of: element)
        let isItemOfItem = document.record(node).form == .array && node.index != 0
        if parent != node && !isItemOfItem {
          return "element \(element.index) of \(node.index) says its parent is \(parent?.index ?? 0)"
        }
      }
    }
    return nil
  }

  // MARK: Contents of nodes

  private func names() -> String? {
    for index in 0..<count {
      let symbol = document.nodes[index].name
      if symbol != .none, document.symbol(document.name(symbol)) != symbol {
        return "the name of node \(index) has another symbol"
      }
    }
    return nil
  }

  private func values() -> String? {
    for index in 0..<count {
      let node = Node(index: UInt32(index))
      let value = document.value(of: node)
      if (value != nil) != document.hasValue(node) { return "value(of:) and hasValue(_:) disagree on node \(index)" }
      if let value, !document.value(of: node, is: value) { return "value(of:is:) denies the value of node \(index)" }
    }
    return nil
  }

  private func resources() -> String? {
    var marked = 0
    for index in 0..<count where document.nodes[index].flags.contains(.resource) {
      marked += 1
      let node = Node(index: UInt32(index))
      if document.resourceType(of: node) == nil { return "resource \(index) has no type" }
      if document.resource(containing: node) != node { return "resource(containing:) does not return resource \(index) itself" }
    }
    if marked != document.resources.count { return "\(marked) nodes are marked as the \(document.resources.count) resources" }
    for (resource, next) in zip(document.resources, document.resources.dropFirst()) where resource.node >= next.node {
      return "the resources are out of order"
    }
    return nil
  }

  private func companions() -> String? {
    var checked = 0
    for index in 0..<count where document.nodes[index].flags.contains(.hasCompanion) {
      let node = Node(index: UInt32(index))
      guard let companion = document.companion(of: node) else { return "node \(index) is flagged hasCompanion, but has none" }
      let record = document.record(companion)
      if !record.flags.contains(.paired) { return "the companion of node \(index) is not paired" }
      if record.name != document.nodes[index].name { return "the companion of node \(index) has another name" }
      checked += 1
      // Finding the primitive of a companion takes linear time.
      if checked < 100, document.primitive(of: companion) != node { return "the companion of node \(index) belongs to another" }
    }
    return nil
  }

  private func findings() -> String? {
    for finding in document.findings {
      if finding.range.upperBound > document.source.count { return "\(finding.code) at \(finding.range) is outside the source" }
      if finding.code.isEmpty || finding.message.parts.isEmpty { return "a finding has no code or no message" }
      if let node = finding.node, node.index >= count { return "\(finding.code) is about node \(node.index) of \(count)" }
    }
    return nil
  }
}
