import FHIRSyntax
import Findings
import Foundation

/// The changes that break a JSON document: each element without its value, with other values, and each item twice.
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

  /// The changed documents.
  var all: [String] {
    guard let root = document.root else { return [] }
    var mutants: [String] = []
    var nodes = Array(document.children(of: root))
    while let node = nodes.popLast() {
      nodes += document.children(of: node)
      mutants += self.mutants(of: node)
    }
    return mutants
  }

  /// The documents with one change of a node.
  func mutants(of node: Node) -> [String] {
    guard let root = document.root else { return [] }
    return changes(of: node).map { text(of: root, node, $0) ?? "{}" }
  }

  /// The values to write in place of one; nil to remove it.
  private func changes(of node: Node) -> [String?] {
    let source = document.source.string(document.valueRange(of: node))
    switch document.record(node).form {
    case .string:
      let value = String(source.dropFirst().dropLast())
      if document.name(of: node) == "resourceType" { return ["\"Basic\"", "\"Bundle\""] }
      return [nil] + Self.texts(insteadOf: value).map { "\"\($0)\"" } + (arrays[node] != nil ? ["\(source), \(source)"] : [])
    case .number: return [nil, "77", "\"77\""]
    case .true: return [nil, "false"]
    case .false: return [nil, "true"]
    case .object where arrays[node] != nil: return [nil, "\(source), \(source)"]
    case .object: return [nil]
    case .array: return [nil]
    default: return []
    }
  }

  /// Other texts than one, wrong in different ways.
  static func texts(insteadOf value: String) -> [String] {
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

  /// A node as text with one change in it; nil if nothing remains.
  private func text(of node: Node, _ changed: Node, _ change: String?) -> String? {
    if node == changed { return change }
    switch document.record(node).form {
    case .object:
      let members = document.children(of: node).compactMap { child in
        text(of: child, changed, change).map { "\"\(document.name(of: child))\": \($0)" }
      }
      return members.isEmpty ? nil : "{ " + members.joined(separator: ", ") + " }"
    case .array:
      let items = document.children(of: node).compactMap { text(of: $0, changed, change) }
      return items.isEmpty ? nil : "[" + items.joined(separator: ", ") + "]"
    default: return document.source.string(document.valueRange(of: node))
    }
  }
}
