import FHIRSyntax

/// Resolves references within a bundle (FHIR, Bundle: resolving references in bundles).
struct BundleResolution {
  /// An entry of a bundle.
  struct Entry {
    var node: Node
    var bundle: Kind
  }

  /// The properties that a bundle has because of its type.
  struct Kind {
    /// Whether each entry needs a fullUrl: in all bundles but transactions, batches and their responses.
    var needsFullUrls: Bool
    /// Whether it is a document or message, which must contain the resources that it refers to.
    var isDocumentOrMessage: Bool
    var isTransaction: Bool
    /// Whether the type is invalid, which was reported: its requirements are not checked.
    var isInvalid: Bool
  }

  private let document: Document
  private let references: ReferenceIndex
  private let kinds: [Node: Kind]

  init(_ document: Document, _ references: ReferenceIndex, _ validation: Validation) {
    self.document = document
    self.references = references
    let type = document.symbols.symbol("type")
    var kinds: [Node: Kind] = [:]
    for mark in document.resources where mark.type == .bundle {
      kinds[mark.node] = Self.kind(of: mark.node, type, document, validation)
    }
    self.kinds = kinds
  }

  private static func kind(of bundle: Node, _ type: Symbol?, _ document: Document, _ validation: Validation) -> Kind {
    let element = type.flatMap { document.element($0, of: bundle) }
    let text = element.flatMap { document.value(of: $0) }
    let isInvalid =
      type.map { validation.hasGap($0, of: bundle) } ?? false || element.map { validation.invalidCodes.contains($0) } ?? false
    let isTransactionOrBatch =
      text.map { ["transaction", "batch", "transaction-response", "batch-response"].contains($0) } ?? false
    return Kind(
      needsFullUrls: !isInvalid && !isTransactionOrBatch, isDocumentOrMessage: text == "document" || text == "message",
      isTransaction: text == "transaction", isInvalid: isInvalid)
  }

  /// The properties of a bundle; nil if the node is not a bundle.
  func kind(of bundle: Node) -> Kind? { kinds[bundle] }

  /// The entry that contains a node.
  func entry(containing node: Node) -> Entry? {
    guard let resource = references.container(of: node), resource.index != 0, document.record(resource).name == .resource,
      let entry = document.parent(of: resource), document.record(entry).name == .entry, let bundle = document.parent(of: entry),
      let kind = kinds[bundle]
    else { return nil }
    return Entry(node: entry, bundle: kind)
  }

  /// The entry that a reference of any form within an entry resolves to; contained resources are not considered.
  func target(of text: String, from entry: Node) -> Node? {
    if let target = references.entry(at: text) { return target }
    return references.fullUrl(of: entry).flatMap { references.entry(at: text, relativeTo: $0) }
  }
}
