import FHIRSyntax
import Findings
import Foundation

/// Changes that break a JSON document: each element is removed, values are replaced, and items are repeated.
struct JSONMutants {
  let document: Document
  /// The array of each item.
  let arrays: [Node: Node]

  init(document: Document) {
    self.document = document
    var arrays: [Node: Node] = [:]
    var nodes = document.root.map { [$0] } ?? []
    while let node = nodes.popLast() {
      let children = Array(document.children(of: node))
      if document.record(node).form == .array { for child in children { arrays[child] = node } }
      nodes += children
    }
    self.arrays = arrays
  }

  var all: [TextChange] {
    guard let root = document.root else { return [] }
    var changes: [TextChange] = []
    var nodes = Array(document.children(of: root))
    while let node = nodes.popLast() {
      nodes += document.children(of: node)
      changes += self.changes(of: node)
    }
    return changes
  }

  /// The changes to a node.
  func changes(of node: Node) -> [TextChange] {
    replacements(for: node).map { $0.map { TextChange(document.valueRange(of: node), $0) } ?? removal(of: node) }
  }

  /// The replacements for the value of a node; nil removes the node.
  private func replacements(for node: Node) -> [String?] {
    let source = document.source.string(document.valueRange(of: node))
    switch document.record(node).form {
    case .string:
      let value = String(source.dropFirst().dropLast())
      if document.name(of: node) == "resourceType" { return ["\"Basic\"", "\"Bundle\""] }
      return [nil] + Self.texts(replacing: value).map { "\"\($0)\"" } + (arrays[node] != nil ? ["\(source), \(source)"] : [])
    case .number: return [nil, "77", "\"77\""]
    case .true: return [nil, "false"]
    case .false: return [nil, "true"]
    case .object where arrays[node] != nil: return [nil, "\(source), \(source)"]
    case .object: return [nil]
    case .array: return [nil]
    default: return []
    }
  }

  /// Replacements for a text, each wrong in a different way.
  static func texts(replacing value: String) -> [String] {
    var texts = ["~", " ", value + "x", "Basic/17"]
    // Other times, and other notations of times.
    if value.contains(/^[0-9]{4}-[0-9]{2}-[0-9]{2}/) {
      texts += ["2019" + value.dropFirst(4), "2093" + value.dropFirst(4), String(value.prefix(10)), String(value.prefix(19))]
      texts += [String(value.prefix(16)) + "+05:30", String(value.prefix(19)) + ".12345678901Z", String(value.prefix(4))]
      texts += [String(value.prefix(19)) + "+15:00"]
    }
    if value.contains("urn:uuid:") { texts += ["urn:uuid:00000000-0000-4000-8000-000000000017"] }
    if value.contains("#") { texts += ["#other", String(value.dropFirst())] }
    if value.contains("/") { texts += ["Patient/17", "Slot/17", "http://example.org/Appointment/17/_history/3"] }
    if value.contains(/^[0-9]{10}$/) { texts += ["9990000011", "9999999999", "123"] }
    if value.contains("_history") { texts += [value.replacing(/_history.*/, with: "")] }
    if value.contains(/^[a-z-]+$/) { texts += ["cancelled", "booked", "message", "collection"].filter { $0 != value } }
    return texts
  }

  /// Removes a node with its comma, and each ancestor that would then be empty.
  private func removal(of node: Node) -> TextChange {
    var removed = node
    while removed != document.root {
      let parent = Node(index: document.record(removed).parent)
      let siblings = document.children(of: parent).sorted { start(of: $0) < start(of: $1) }
      let index = siblings.firstIndex(of: removed) ?? 0
      if index + 1 < siblings.count { return TextChange(start(of: removed)..<start(of: siblings[index + 1]), "") }
      if index > 0 { return TextChange(end(of: siblings[index - 1])..<end(of: removed), "") }
      removed = parent
    }
    return TextChange(document.valueRange(of: removed), "{}")
  }

  private func start(of node: Node) -> Int {
    document.nameRange(of: node)?.lowerBound ?? document.valueRange(of: node).lowerBound
  }

  private func end(of node: Node) -> Int { document.valueRange(of: node).upperBound }
}
