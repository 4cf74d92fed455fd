import Findings

extension ReferenceIndex {
  /// What the text of a reference refers to, as far as its bytes tell.
  package enum PlainTarget {
    case resource(Node)
    /// Nothing within the payload.
    case none
    /// That is for `target(of:from:)` to find out.
    case unknown
  }

  /// What the reference in a range of the source, which a node has as its text, refers to within the payload.
  package func plainTarget(of range: Range<Int>, from node: Node) -> PlainTarget {
    guard let first = range.first, let document = documentOfFewContained else { return .unknown }
    if document.source.storage[first] == UInt8(ascii: "#") {
      // A mark behind the sign would be one character with it.
      if document.source.storage[first + 1] >= 0x80 { return .unknown }
      return plainContained(range.dropFirst(), beside: node, document)
    }
    guard mayHaveEntries else { return .none }
    let addresses = addresses
    guard addresses.isComplete else { return .unknown }
    if let found = addresses.resource(at: range, document) { return .resource(found) }
    // What is relative depends on where it is.
    guard document.source.storage[range].contains(UInt8(ascii: ":")), EntryAddresses.isPlain(range, document) else {
      return .unknown
    }
    return .none
  }

  private func plainContained(_ id: Range<Int>, beside node: Node, _ document: Document) -> PlainTarget {
    if id.isEmpty { return container(holding: node).map { .resource($0) } ?? .none }
    guard let container = container(holding: node) else { return .none }
    let storage = document.source.storage
    for mark in document.resources where mark.node > container && document.record(mark.node).name == .contained {
      if mark.node.index >= document.record(container).next { return .none }
      guard let text = document.element(.id, of: mark.node), document.hasValue(text) else { continue }
      let own = document.textRange(of: text)
      if document.record(text).flags.contains(.escaped) { return .unknown }
      // Texts with other characters than ASCII may be the same with other bytes.
      guard own.count == id.count else {
        if storage[own].contains(where: { $0 >= 0x80 }) || storage[id].contains(where: { $0 >= 0x80 }) { return .unknown }
        continue
      }
      var offset = 0
      while offset < own.count, storage[own.lowerBound + offset] == storage[id.lowerBound + offset] { offset += 1 }
      if offset == own.count {
        if self.container(holding: mark.node) == container { return .resource(mark.node) }
      } else if storage[own].contains(where: { $0 >= 0x80 }) || storage[id].contains(where: { $0 >= 0x80 }) {
        return .unknown
      }
    }
    return .none
  }
}
