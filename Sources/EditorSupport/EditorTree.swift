package import FHIRDefinitions
package import FHIRSyntax
import Findings
package import HTTPExchange
import Synchronization

/// The tree of a payload in an open text: the whole text, or a body in recorded HTTP messages.
package final class EditorTree: Sendable {
  package let document: Document
  package let references: ReferenceIndex
  package let release: ReleaseDefinitions
  /// The range of the open text that contains the tree's text.
  package let place: Range<Int>
  /// Whether the tree's text occurs verbatim in the open text, so that edits can be made there.
  package let isVerbatim: Bool
  /// Whether the tree's text is legible in the open text.
  package let isReadable: Bool
  private let sourceMap: SourceMap
  private let credentials: MaskedText?
  private let lazyTypes = Guarded<TypedDocument?>(nil)

  /// The tree of a whole text.
  package init(_ document: Document, _ release: ReleaseDefinitions) {
    self.document = document
    self.release = release
    place = 0..<document.source.count
    sourceMap = .shifted(by: 0)
    credentials = nil
    (isVerbatim, isReadable) = (true, true)
    references = ReferenceIndex(document)
  }

  /// The tree of a body; in a HAR file, the body is a JSON string.
  package init(
    _ document: Document, _ release: ReleaseDefinitions, in body: MessageBody, isInString: Bool, _ credentials: MaskedText
  ) {
    self.document = document
    self.release = release
    self.credentials = credentials
    place = body.range
    sourceMap = body.sourceMap
    isVerbatim = !isInString && body.sourceMap.shift != nil
    isReadable = body.sourceMap.isText
    references = ReferenceIndex(document)
  }

  /// The bytes of the open text for a range of the tree's text.
  func placed(_ range: Range<Int>) -> Range<Int> { sourceMap.fileRange(of: range) }

  /// The offset in the tree's text for an offset in the open text.
  func inner(_ offset: Int) -> Int { min(sourceMap.decodedOffset(of: offset) ?? 0, document.source.count) }

  /// Whether a range of the tree's text contains a credential, or a part of a recording that may be one.
  func isHidden(_ range: Range<Int>) -> Bool { credentials?.hides(placed(range)) ?? false }

  /// The value of a node, masked if it may be a credential. In base64, only names that FHIR defines are shown.
  func shownValue(of node: Node) -> String? {
    guard document.hasValue(node), let value = document.value(of: node) else { return nil }
    return document.symbols.symbol(value) == nil && isHidden(document.textRange(of: node)) ? MaskedText.mark : value
  }

  /// The name of a node; a name unknown to FHIR is masked if it may be a credential.
  func shownName(of node: Node) -> String {
    let isKnown = document.record(node).name.rawValue < document.symbols.count
    if !isKnown, let range = document.nameRange(of: node), isHidden(range) { return MaskedText.mark }
    return document.name(of: node)
  }

  /// The types of the nodes, determined on first use.
  package var typed: TypedDocument {
    lazyTypes.withLock { types in
      if let types { return types }
      let new = TypedDocument(document, release)
      types = new
      return new
    }
  }

  /// The end of a node, including its children.
  package func end(of node: Node) -> Int {
    let record = document.record(node)
    var end = Int(record.valueEnd)
    // In XML an element with a value may have children after it.
    if record.form == .attribute, record.next > node.index + 1 {
      end = max(end, Int(document.nodes[Int(record.next) - 1].valueEnd))
    }
    return max(end, Int(record.nameEnd))
  }

  /// The start of a node, including its name.
  package func start(of node: Node) -> Int {
    let record = document.record(node)
    return record.nameStart < record.nameEnd ? min(Int(record.nameStart), Int(record.valueStart)) : Int(record.valueStart)
  }

  /// The range of a node, including its name and children.
  package func extent(of node: Node) -> Range<Int> {
    let start = start(of: node)
    return start..<max(start, end(of: node))
  }

  /// The innermost node at an offset of the tree's text.
  package func node(at offset: Int) -> Node? {
    guard var found = document.root, extent(of: found).contains(offset) || end(of: found) == offset else { return nil }
    while true {
      var next: Node?
      for child in document.children(of: found) {
        let start = start(of: child)
        if start > offset { break }
        if end(of: child) >= offset { next = child }
      }
      guard let next else { return found }
      found = next
    }
  }

  /// The resource that contains a node, and the element names from it to the node, as written, without array indices.
  package func path(of node: Node) -> (resource: Node, names: [String])? {
    var names: [String] = []
    var node = node
    while true {
      if document.record(node).flags.contains(.resource) { return (node, names.reversed()) }
      guard node.index != 0 else { return nil }
      let parent = Node(index: document.record(node).parent)
      if document.record(parent).form != .array {
        let name = document.name(of: node)
        names.append(
          document.record(node).flags.contains(.companion) ? String(name.dropFirst(name.hasPrefix("_") ? 1 : 0)) : name)
      }
      node = parent
    }
  }

  /// The name of a resource's type.
  package func typeName(ofResource node: Node) -> String? { document.resourceType(of: node).map { document.name($0) } }

  /// The canonical URLs of the profiles that a resource claims.
  package func claimedProfiles(of resource: Node) -> [String] {
    guard let meta = document.element(.meta, of: resource) else { return [] }
    return document.elements(of: meta, named: .profile).compactMap { document.value(of: $0) }
  }
}
