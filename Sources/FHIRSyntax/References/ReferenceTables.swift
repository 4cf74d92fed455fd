import Findings

/// The tables of a `ReferenceIndex`, immutable once built.
final class ReferenceTables: Sendable {
  private let document: Document
  /// Contained resources with their containers, in the order of the containers.
  private let contained: [OwnedResource]
  /// The resources in the entries of bundles with their bundles, in the order of the bundles.
  private let entries: [OwnedResource]
  /// The container of each contained resource: the resource around it that is not itself contained.
  private let containers: [Node: Node]
  /// The contained resources sorted by container and id, and by container and type; empty unless there are many.
  private let containedById: [LabelledResource]
  private let containedByType: [LabelledResource]
  /// The resources of entries by fullUrl, and by `Type/id`, each also with the version.
  private let byFullUrl: [String: Node]
  private let byTypeAndId: [String: Node]
  /// The fullUrls of entries that have a resource.
  private let fullUrls: [Node: String]
  /// The bundles that are documents or messages.
  private let documentsAndMessages: Set<Node>
  /// The only resource of each type in the entries of bundles; nil for a type with several resources.
  private let soleEntries: [Symbol: Node?]

  /// A resource, and the container or bundle that it belongs to.
  private struct OwnedResource: Sendable {
    var owner: Node
    var resource: Node
  }

  /// A contained resource, its container, and the property by which it is searched for.
  private struct LabelledResource: Sendable {
    var owner: Node
    /// An id or a type.
    var label: String
    var resource: Node

    static func < (left: LabelledResource, right: LabelledResource) -> Bool {
      (left.owner, left.label, left.resource) < (right.owner, right.label, right.resource)
    }
  }

  /// Up to this number, contained resources are searched linearly.
  private static let fewResources = 32

  init(_ document: Document) {
    let containers = Self.containers(in: document)
    var contained: [OwnedResource] = []
    var entries: [OwnedResource] = []
    var byFullUrl: [String: Node] = [:]
    var byTypeAndId: [String: Node] = [:]
    var fullUrls: [Node: String] = [:]
    var soleEntries: [Symbol: Node?] = [:]
    for mark in document.resources where mark.node.index != 0 {
      let name = document.record(mark.node).name
      guard let parent = document.parent(of: mark.node), let owner = document.resource(containing: parent) else { continue }
      if name == .contained {
        contained.append(OwnedResource(owner: containers[owner] ?? owner, resource: mark.node))
      } else if name == .resource, document.record(parent).name == .entry {
        entries.append(OwnedResource(owner: owner, resource: mark.node))
        soleEntries[mark.type] = .some(soleEntries[mark.type] == nil ? mark.node : nil)
        let version = ReferenceIndex.version(of: mark.node, in: document)
        if let url = document.value(.fullUrl, of: parent) {
          fullUrls[parent] = url
          byFullUrl.add(mark.node, at: url, version: version)
        }
        if let id = document.value(.id, of: mark.node) {
          byTypeAndId.add(mark.node, at: document.name(mark.type) + "/" + id, version: version)
        }
      }
    }
    self.document = document
    self.containers = containers
    self.contained = contained.sorted { ($0.owner, $0.resource) < ($1.owner, $1.resource) }
    let many = contained.count <= Self.fewResources ? [] : contained
    containedById = many.compactMap { owned in
      document.value(.id, of: owned.resource).map { LabelledResource(owner: owned.owner, label: $0, resource: owned.resource) }
    }.sorted(by: <)
    containedByType = many.compactMap { owned in
      document.resourceType(of: owned.resource).map {
        LabelledResource(owner: owned.owner, label: document.name($0), resource: owned.resource)
      }
    }.sorted(by: <)
    self.entries = entries.sorted { ($0.owner, $0.resource) < ($1.owner, $1.resource) }
    self.byFullUrl = byFullUrl
    self.byTypeAndId = byTypeAndId
    self.fullUrls = fullUrls
    let type = document.symbols.symbol("type")
    documentsAndMessages = Set(
      document.resources.filter { $0.type == .bundle }.map(\.node).filter { bundle in
        let text = type.flatMap { document.value($0, of: bundle) }
        return text == "document" || text == "message"
      })
    self.soleEntries = soleEntries
  }

  /// The fullUrl of an entry with a resource; nil if the entry has no fullUrl.
  func fullUrl(of entry: Node) -> String? { fullUrls[entry] }

  /// Whether a node is a bundle that is a document or message.
  func isDocumentOrMessage(_ node: Node) -> Bool { documentsAndMessages.contains(node) }

  /// The resources directly inside a resource: contained in it, or in its entries.
  func resources(inside resource: Node) -> [Node] {
    let inside = Self.resources(in: contained, of: resource)
    return inside.isEmpty ? Self.resources(in: entries, of: resource) : inside
  }

  private static func resources(in list: [OwnedResource], of owner: Node) -> [Node] {
    list[list.firstIndex(pastThose: { $0.owner < owner })...].prefix { $0.owner == owner }.map(\.resource)
  }

  /// The contained resources of a node's container.
  func containedResources(_ node: Node) -> [Node] {
    container(of: node).map { Self.resources(in: contained, of: $0) } ?? []
  }

  /// The first contained resource with the given id in a node's container.
  func contained(withId id: String, inContainerOf node: Node) -> Node? {
    if contained.count <= Self.fewResources { return containedResources(node).first { document.value(.id, of: $0) == id } }
    return container(of: node).flatMap { Self.labelled(id, in: containedById, of: $0).first }
  }

  /// The contained resource of the given type in a node's container; nil unless there is exactly one.
  func onlyContained(_ type: String, inContainerOf node: Node) -> Node? {
    let found: [Node]
    if contained.count <= Self.fewResources {
      found = containedResources(node).filter { document.resourceType(of: $0).map { document.name($0) == type } ?? false }
    } else {
      found = container(of: node).map { Self.labelled(type, in: containedByType, of: $0) } ?? []
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The resource of the given type in the entries of bundles; nil unless there is exactly one.
  func onlyEntry(_ type: String) -> Node? { document.symbol(type).flatMap { soleEntries[$0] ?? nil } }

  /// The first two resources with the given label and container.
  private static func labelled(_ label: String, in list: [LabelledResource], of owner: Node) -> [Node] {
    let wanted = LabelledResource(owner: owner, label: label, resource: Node(index: 0))
    let low = list.firstIndex(pastThose: { $0 < wanted })
    return list[low...].prefix(2).filter { $0.owner == owner && $0.label == label }.map(\.resource)
  }

  /// The container of the resource that a node belongs to: the resource whose `contained` it is in, or, if it is not contained,
  /// the resource itself.
  func container(of node: Node) -> Node? {
    document.resource(containing: node).map { containers[$0] ?? $0 }
  }

  private static func containers(in document: Document) -> [Node: Node] {
    var containers: [Node: Node] = [:]
    // A container comes before its content.
    for mark in document.resources where mark.node.index != 0 {
      guard document.record(mark.node).name == .contained, let parent = document.parent(of: mark.node),
        let owner = document.resource(containing: parent)
      else { continue }
      containers[mark.node] = containers[owner] ?? owner
    }
    return containers
  }

  /// The resource of the first bundle entry whose fullUrl, or fullUrl with version, is a given absolute URL.
  func entry(at url: String) -> Node? { byFullUrl[url] }

  /// The resource of the first bundle entry that a relative reference resolves to if the entry that contains the reference has
  /// this fullUrl.
  func entry(at reference: String, relativeTo fullUrl: String) -> Node? {
    ReferenceIndex.base(of: fullUrl).flatMap { byFullUrl[$0 + reference] }
  }

  /// The resource of the first bundle entry with the type, id and version of a relative reference, regardless of its fullUrl.
  func entry(withTypeAndId reference: String) -> Node? { byTypeAndId[reference] }
}

extension [String: Node] {
  /// Adds a resource at its address and its versioned address, unless they are taken. A URN has no versions.
  fileprivate mutating func add(_ resource: Node, at address: String, version: String?) {
    if self[address] == nil { self[address] = resource }
    guard let version, !address.hasPrefix("urn:") else { return }
    let versioned = address + "/_history/" + version
    if self[versioned] == nil { self[versioned] = resource }
  }
}
