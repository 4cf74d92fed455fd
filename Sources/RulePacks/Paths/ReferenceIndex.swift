import FHIRSyntax

/// What references inside one payload refer to: contained resources by `#id`, bundle entries by fullUrl or type and id.
///
/// It never changes once it is built: a class only so that handing it on costs one reference count.
final class ReferenceIndex {
  private let document: Document
  /// Contained resources by the resource that holds them.
  private let contained: [Node: [Node]]
  /// The resources in the entries of bundles, by bundle.
  private let entries: [Node: [Node]]
  private let byFullUrl: [String: Node]
  private let byTypeAndId: [String: Node]
  /// The fullUrl of each resource in an entry.
  private let fullUrls: [Node: String]

  init(_ document: Document) {
    var contained: [Node: [Node]] = [:]
    var entries: [Node: [Node]] = [:]
    var byFullUrl: [String: Node] = [:]
    var byTypeAndId: [String: Node] = [:]
    var fullUrls: [Node: String] = [:]
    for mark in document.resources where mark.node.index != 0 {
      let name = document.record(mark.node).name
      guard let parent = document.parent(of: mark.node), let holder = document.resource(holding: parent) else { continue }
      if name == .contained {
        contained[Self.container(of: holder, in: document), default: []].append(mark.node)
      } else if name == .resource, document.record(parent).name == .entry {
        entries[holder, default: []].append(mark.node)
        if let url = document.value(.fullUrl, of: parent) {
          fullUrls[mark.node] = url
          if byFullUrl[url] == nil { byFullUrl[url] = mark.node }
        }
        if let id = document.value(.id, of: mark.node) {
          let key = document.name(mark.type) + "/" + id
          if byTypeAndId[key] == nil { byTypeAndId[key] = mark.node }
        }
      }
    }
    self.document = document
    self.contained = contained
    self.entries = entries
    self.byFullUrl = byFullUrl
    self.byTypeAndId = byTypeAndId
    self.fullUrls = fullUrls
  }

  /// The resources directly inside a resource: contained in it, or in its entries.
  func resources(inside resource: Node) -> [Node] {
    contained[resource] ?? entries[resource] ?? []
  }

  /// The contained resources of the container that a node stands in.
  func containedBeside(_ node: Node) -> [Node] {
    document.resource(holding: node).flatMap { contained[Self.container(of: $0, in: document)] } ?? []
  }

  /// The resource that contained resources around a node belong to.
  func container(holding node: Node) -> Node? {
    document.resource(holding: node).map { Self.container(of: $0, in: document) }
  }

  /// The resource outside of all `contained` that a resource belongs to.
  private static func container(of resource: Node, in document: Document) -> Node {
    var resource = resource
    while resource.index != 0, document.record(resource).name == .contained, let parent = document.parent(of: resource), let holder = document.resource(holding: parent) {
      resource = holder
    }
    return resource
  }

  /// What the reference in a Reference element refers to, within the payload.
  func target(of element: Node) -> Node? {
    let text = document.value(of: element) ?? document.value(.reference, of: element)
    return text.flatMap { target(of: $0, from: element) }
  }

  /// What a reference in a node refers to, within the payload.
  func target(of reference: String, from node: Node) -> Node? {
    if reference.hasPrefix("#") {
      let id = reference.dropFirst()
      if id.isEmpty { return container(holding: node) }
      return containedBeside(node).first { document.value(.id, of: $0).map { $0 == id } ?? false }
    }
    if let target = byFullUrl[reference] { return target }
    let plain = reference.range(of: "/_history/").map { String(reference[..<$0]) } ?? reference
    if let target = byFullUrl[plain] { return target }
    if reference.contains(":") { return nil }
    // A relative reference is completed with the base of the entry's own fullUrl.
    if let holder = container(holding: node), let own = fullUrls[holder], let base = Self.base(of: own) {
      if let target = byFullUrl[base + plain] { return target }
    }
    return byTypeAndId[plain]
  }

  /// The service base of `[base]/Type/id`, with its slash.
  private static func base(of url: String) -> String? {
    guard url.hasPrefix("http") else { return nil }
    let parts = url.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 4 else { return nil }
    return parts.dropLast(2).joined(separator: "/") + "/"
  }
}

extension String {
  /// Where a text first stands in this one: everything before it is `self[..<index]`.
  fileprivate func range(of text: String) -> String.Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index }
      index = self.index(after: index)
    }
    return nil
  }
}
