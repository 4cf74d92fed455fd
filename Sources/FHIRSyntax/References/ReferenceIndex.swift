import Findings
import Synchronization

/// Resolves references within one payload: contained resources by `#id`, bundle entries by fullUrl or type and id.
///
/// A reference to a version (`Type/id/_history/2`) resolves to the entry with that `meta.versionId`, and to nothing if no entry
/// has it. Other references resolve to the first entry if there are several versions (FHIR, Bundle: resolving references).
///
/// Its tables are built on first use: most payloads have few resources, which are searched linearly.
package final class ReferenceIndex: Sendable {
  private let document: Document
  private let hasContained: Bool
  private let hasEntries: Bool
  private let lazyTables = Guarded<ReferenceTables?>(nil)
  private let lazyAddresses = Guarded<EntryAddresses?>(nil)

  /// Up to this number, resources are searched linearly.
  private static let fewResources = 16

  package init(_ document: Document) {
    self.document = document
    var (hasContained, hasEntries) = (false, false)
    for mark in document.resources where mark.node.index != 0 {
      let name = document.record(mark.node).name
      if name == .contained { hasContained = true } else if name == .resource { hasEntries = true }
    }
    (self.hasContained, self.hasEntries) = (hasContained, hasEntries)
  }

  private var tables: ReferenceTables {
    lazyTables.withLock { tables in
      if let tables { return tables }
      let new = ReferenceTables(document)
      tables = new
      return new
    }
  }

  /// The addresses of entries, by their bytes.
  package var addresses: EntryAddresses {
    lazyAddresses.withLock { addresses in
      if let addresses { return addresses }
      let new = EntryAddresses(document)
      addresses = new
      return new
    }
  }

  var mayHaveEntries: Bool { hasEntries }

  /// The document, if it has so few resources that they are searched linearly, or no contained resources.
  var linearlySearchedDocument: Document? {
    !hasContained || document.resources.count <= Self.fewResources ? document : nil
  }

  /// The resources directly inside a resource: contained in it, or in its entries.
  package func resources(inside resource: Node) -> [Node] {
    hasContained || hasEntries ? tables.resources(inside: resource) : []
  }

  /// The contained resources in a node's container.
  package func containedResources(_ node: Node) -> [Node] { hasContained ? tables.containedResources(node) : [] }

  /// The first contained resource with the given id in a node's container.
  package func contained(withId id: String, inContainerOf node: Node) -> Node? {
    if !hasContained { return nil }
    guard document.resources.count <= Self.fewResources else { return tables.contained(withId: id, inContainerOf: node) }
    guard let container = container(of: node) else { return nil }
    for mark in document.resources where mark.node > container && document.record(mark.node).name == .contained {
      if mark.node.index >= document.record(container).next { return nil }
      if document.value(.id, of: mark.node) == id, self.container(of: mark.node) == container { return mark.node }
    }
    return nil
  }

  /// The contained resource of the given type in a node's container; nil unless there is exactly one.
  package func onlyContained(_ type: String, inContainerOf node: Node) -> Node? {
    hasContained ? tables.onlyContained(type, inContainerOf: node) : nil
  }

  /// The resource of the given type in the entries of bundles; nil unless there is exactly one.
  package func onlyEntry(_ type: String) -> Node? { hasEntries ? tables.onlyEntry(type) : nil }

  /// The container of the resource that a node belongs to: the resource whose `contained` it is in, or, if it is not contained,
  /// the resource itself.
  package func container(of node: Node) -> Node? {
    guard document.resources.count <= Self.fewResources else { return tables.container(of: node) }
    guard var resource = document.resource(containing: node) else { return nil }
    while resource.index != 0, document.record(resource).name == .contained, let parent = document.parent(of: resource),
      let outer = document.resource(containing: parent)
    {
      resource = outer
    }
    return resource
  }

  /// The target, within the payload, of a Reference element.
  package func target(of element: Node) -> Node? {
    let text = document.value(of: element) ?? document.value(.reference, of: element)
    return text.flatMap { target(of: $0, from: element) }
  }

  /// The target, within the payload, of a reference that occurs at a node.
  package func target(of reference: String, from node: Node) -> Node? {
    if reference.hasPrefix("#") {
      let id = reference.dropFirst()
      if id.isEmpty { return container(of: node) }
      return contained(withId: String(id), inContainerOf: node)
    }
    if !hasEntries { return nil }
    if let target = entry(at: reference) { return target }
    if reference.utf8.contains(UInt8(ascii: ":")) { return nil }
    // A relative reference is resolved against the base of its entry's fullUrl.
    if let resource = container(of: node), let entry = document.parent(of: resource), let own = fullUrl(of: entry),
      let target = self.entry(at: reference, relativeTo: own)
    {
      return target
    }
    return entry(withTypeAndId: reference)
  }

  /// The resource of the entry that a reference at a node resolves to. In a document or message Bundle, a relative reference
  /// resolves only against the fullUrl of the entry that contains it.
  package func resolvedEntry(of reference: String, from node: Node) -> Node? {
    if !hasEntries || reference.hasPrefix("#") { return nil }
    if let target = entry(at: reference) { return target }
    guard !reference.utf8.contains(UInt8(ascii: ":")), let resource = container(of: node),
      let entry = document.parent(of: resource)
    else { return nil }
    if let target = fullUrl(of: entry).flatMap({ self.entry(at: reference, relativeTo: $0) }) { return target }
    guard let bundle = document.parent(of: entry), !tables.isDocumentOrMessage(bundle) else { return nil }
    return self.entry(withTypeAndId: reference)
  }

  /// The fullUrl of a bundle entry with a resource; nil if the entry has no fullUrl.
  package func fullUrl(of entry: Node) -> String? { hasEntries ? tables.fullUrl(of: entry) : nil }

  /// The resource of the first bundle entry whose fullUrl, or fullUrl with version, is a given absolute URL.
  package func entry(at url: String) -> Node? { hasEntries ? tables.entry(at: url) : nil }

  /// The resource of the first bundle entry that a relative reference resolves to if the entry that contains the reference has
  /// this fullUrl.
  package func entry(at reference: String, relativeTo fullUrl: String) -> Node? {
    hasEntries ? tables.entry(at: reference, relativeTo: fullUrl) : nil
  }

  /// The resource of the first bundle entry with the type, id and version of a relative reference, regardless of its fullUrl.
  package func entry(withTypeAndId reference: String) -> Node? {
    hasEntries ? tables.entry(withTypeAndId: reference) : nil
  }

  /// The `meta.versionId` of a resource.
  package static func version(of resource: Node, in document: Document) -> String? {
    guard let symbol = document.symbols.symbol("versionId"), let meta = document.element(.meta, of: resource) else { return nil }
    return document.value(symbol, of: meta)
  }

  /// The service base of `[base]/Type/id`, with its slash.
  package static func base(of url: String) -> String? {
    guard url.utf8.starts(with: "http".utf8) else { return nil }
    // The positions of the last two slashes.
    var (last, previous) = (url.utf8.startIndex, url.utf8.startIndex)
    var slashes = 0
    for position in url.utf8.indices where url.utf8[position] == UInt8(ascii: "/") {
      slashes += 1
      (previous, last) = (last, position)
    }
    return slashes > 3 ? String(url[...previous]) : nil
  }
}
