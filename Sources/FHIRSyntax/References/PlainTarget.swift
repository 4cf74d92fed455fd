import Findings

extension ReferenceIndex {
  /// The target of a reference, if its bytes determine it.
  package enum PlainTarget {
    case resource(Node)
    /// The target is not in the payload.
    case none
    /// The bytes are not sufficient: `target(of:from:)` must resolve the reference.
    case unknown
  }

  /// The target, within the payload, of the reference whose text is a range of the source; `node` is the node that has this text.
  package func plainTarget(of range: Range<Int>, from node: Node) -> PlainTarget {
    guard let first = range.first, let document = linearlySearchedDocument else { return .unknown }
    if document.source.storage[first] == UInt8(ascii: "#") {
      // A combining mark after '#' would form one character with it.
      if document.source.storage[first + 1] >= 0x80 { return .unknown }
      return plainContained(range.dropFirst(), inContainerOf: node, document)
    }
    guard mayHaveEntries else { return .none }
    let addresses = addresses
    guard addresses.isComplete else { return .unknown }
    if let found = addresses.resource(at: range, document) { return .resource(found) }
    // The target of a relative reference depends on its position.
    guard document.source.storage[range].contains(UInt8(ascii: ":")), EntryAddresses.isPlain(range, document) else {
      return .unknown
    }
    return .none
  }

  private func plainContained(_ id: Range<Int>, inContainerOf node: Node, _ document: Document) -> PlainTarget {
    if id.isEmpty { return container(of: node).map { .resource($0) } ?? .none }
    guard let container = container(of: node) else { return .none }
    let storage = document.source.storage
    for mark in document.resources where mark.node > container && document.record(mark.node).name == .contained {
      if mark.node.index >= document.record(container).next { return .none }
      guard let text = document.element(.id, of: mark.node), document.hasValue(text) else { continue }
      let own = document.textRange(of: text)
      if document.record(text).flags.contains(.escaped) { return .unknown }
      // Texts with non-ASCII characters may be equal although their bytes differ.
      guard own.count == id.count else {
        if storage[own].contains(where: { $0 >= 0x80 }) || storage[id].contains(where: { $0 >= 0x80 }) { return .unknown }
        continue
      }
      var offset = 0
      while offset < own.count, storage[own.lowerBound + offset] == storage[id.lowerBound + offset] { offset += 1 }
      if offset == own.count {
        if self.container(of: mark.node) == container { return .resource(mark.node) }
      } else if storage[own].contains(where: { $0 >= 0x80 }) || storage[id].contains(where: { $0 >= 0x80 }) {
        return .unknown
      }
    }
    return .none
  }
}
