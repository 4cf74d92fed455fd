import FHIRSyntax

/// Resolves references within a bundle (FHIR, Bundle: resolving references in bundles).
struct BundleResolution {
  /// An entry of a bundle.
  struct Entry {
    var node: Node
    /// Whether the bundle's type requires a fullUrl for each entry: all but transactions, batches and their responses.
    var needsFullUrl: Bool
    /// Whether the bundle is a document or message, which is self-contained.
    var isSelfContained: Bool
  }

  private let document: Document
  private let references: ReferenceIndex
  private let type: Symbol?

  init(_ document: Document, _ references: ReferenceIndex) {
    self.document = document
    self.references = references
    type = document.symbols.symbol("type")
  }

  /// The entry that contains a node.
  func entry(around node: Node, _ validation: Validation) -> Entry? {
    guard let resource = references.container(of: node), resource.index != 0, document.record(resource).name == .resource,
      let entry = document.parent(of: resource), document.record(entry).name == .entry, let bundle = document.parent(of: entry),
      document.resourceType(of: bundle) == .bundle
    else { return nil }
    let isSelfContained = ["document", "message"].contains(type.flatMap { document.value($0, of: bundle) })
    return Entry(node: entry, needsFullUrl: needsFullUrls(bundle, validation), isSelfContained: isSelfContained)
  }

  /// Whether the type of a bundle is invalid, which was reported: the requirements of its type are not checked.
  func hasNoValidType(_ bundle: Node, _ validation: Validation) -> Bool {
    guard let type else { return false }
    if validation.hasGap(type, of: bundle) { return true }
    return document.element(type, of: bundle).map { validation.invalidCodes.contains($0) } ?? false
  }

  func needsFullUrls(_ bundle: Node, _ validation: Validation) -> Bool {
    if hasNoValidType(bundle, validation) { return false }
    guard let text = type.flatMap({ document.value($0, of: bundle) }) else { return true }
    return !["transaction", "batch", "transaction-response", "batch-response"].contains(text)
  }

  /// The entry that a reference of any form within an entry resolves to; contained resources are not considered.
  func target(of text: String, from entry: Node) -> Node? {
    if let target = references.entry(at: text) { return target }
    return document.value(.fullUrl, of: entry).flatMap { references.entry(at: text, relativeTo: $0) }
  }
}
