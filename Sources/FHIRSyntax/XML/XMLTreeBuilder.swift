import CLibXML2
import Findings

/// Builds nodes from the events that libxml2 reports while it reads a text.
///
/// libxml2 reports how far it has read, which is the only position information used: `<` cannot occur inside a tag, so a tag
/// starts at the last `<` before that offset, and the content between two tags is text, comments and processing instructions.
///
///     <status value="booked"/>   start of status: libxml2 has read up to    '/'
///     ^tagStart             ^^   end of status:   libxml2 has read past         '>', where the last tag ended too
///
/// The text is what libxml2 reads: for a corrected payload, `map` maps it back to the original.
@safe struct XMLTreeBuilder: ~Copyable {
  var builder: DocumentBuilder
  /// The text that libxml2 reads, with `SourceText.padding` zero bytes after `count` bytes of text.
  let text: UnsafePointer<UInt8>
  let count: Int
  /// The offset in the text at which libxml2 starts: after the byte order mark.
  private let start: Int
  let map: OffsetMap
  private let library: XMLLibrary
  private let parser: xmlParserCtxtPtr
  /// Whether to continue after an error; otherwise the first one ends the reading.
  private let recovers: Bool
  /// The open elements, the root first.
  var open: [OpenElement] = []
  /// The end of the last tag.
  var markupEnd: Int
  private var namespaceCount = 0
  private var hasNamespaceError = false
  var undefinedPrefixes: Set<String> = []
  /// The names that libxml2 stores and `builder.symbols` does not know: prefixes, namespaces, targets of processing
  /// instructions.
  private var otherNames: Set<UInt> = []
  var localNameCount = 0
  /// The offset, in the text, of the first error that makes the document not well-formed.
  private(set) var errorOffset: Int?
  /// Whether a limit was exceeded, which was reported, and reading ended.
  private(set) var hasStopped = false

  /// The maximum number of namespace declarations in scope: libxml2 searches them one by one.
  static let namespaceLimit = 1_000
  /// The maximum number of names unknown to `DocumentBuilder.symbols`: libxml2 2.9 stores all names in a few hundred lists.
  static let nameLimit = 10_000

  /// The vocabulary of an element, by its namespace.
  enum Language: UInt8 {
    case fhir
    case xhtml
    case foreign
  }

  /// An element between its start tag and its end tag.
  @safe struct OpenElement {
    let node: UInt32
    let language: Language
    /// Whether the name starts with a capital letter, like the names of resources.
    let isCapital: Bool
    /// Whether the element is a resource that is read as part of its parent element.
    let isFolded: Bool
    /// Whether a resource is read as part of this element.
    var containsResource = false
    let namespaceCount: Int
    /// The namespace as stored by libxml2, which is in scope, and so not freed, while the element is open.
    let uri: UnsafePointer<UInt8>?
  }

  init(
    builder: consuming DocumentBuilder, text: UnsafePointer<UInt8>, count: Int, start: Int, map: OffsetMap,
    library: XMLLibrary, parser: xmlParserCtxtPtr, recovers: Bool
  ) {
    self.builder = builder
    unsafe self.text = text
    self.count = count
    self.start = start
    self.map = map
    self.library = library
    unsafe self.parser = parser
    self.recovers = recovers
    markupEnd = start
    open.reserveCapacity(32)
  }

  /// How far libxml2 has read.
  @inline(__always)
  private var position: Int {
    // Safe: the parser is alive during its callbacks. Clamped, so that its values cannot point outside the text.
    min(max(start + Int(unsafe library.byteConsumed(parser)), start), count)
  }

  @inline(__always)
  func sourceRange(_ range: Range<Int>) -> Range<Int> { map.original(range) }

  // MARK: Events

  /// A start tag has been read up to its `>` or `/>`.
  mutating func startElement(
    prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?, namespaceCount newNamespaces: Int,
    namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributeCount: Int,
    attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard !hasStopped else { return }
    let tagEnd = position
    let tagStart = lastTagStart(before: tagEnd)
    readContent(to: tagStart)
    markupEnd = min(unsafe text[tagEnd] == UInt8(ascii: "/") ? tagEnd + 2 : tagEnd + 1, count)

    // The name, up to whitespace, '/' or '>'.
    let nameStart = min(tagStart + 1, tagEnd)
    var nameEnd = nameStart
    var localStart = nameStart
    while nameEnd < tagEnd {
      let byte = unsafe text[nameEnd]
      if byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") { break }
      if byte == UInt8(ascii: ":"), localStart == nameStart, unsafe prefix != nil { localStart = nameEnd + 1 }
      nameEnd += 1
    }
    let nameRange = sourceRange(nameStart..<nameEnd)
    guard open.count < builder.limits.depth else {
      return stop(
        XMLRules.tooDeep.finding(nameRange, "elements are nested deeper than the limit of \(builder.limits.depth)"))
    }
    namespaceCount += newNamespaces
    guard namespaceCount <= Self.namespaceLimit else {
      return stop(
        XMLRules.tooManyAttributes.finding(nameRange, "more than \(Self.namespaceLimit) namespaces are in scope here"))
    }
    unsafe note(prefix)
    // Safe: libxml2 passes two pointers for each declaration.
    for index in 0..<2 * newNamespaces { unsafe note(namespaces?[index]) }
    if unsafe prefix != nil && uri == nil { reportUndefinedPrefix(nameStart..<max(nameStart, localStart - 1)) }
    if hasNamespaceError {
      hasNamespaceError = false
      builder.report(XMLRules.badNamespace.finding(nameRange, "invalid namespace declaration or qualified name"))
    }

    let language = unsafe language(of: uri)
    let isCapital = unsafe (0x41...0x5A).contains(text[localStart])
    let name = symbol(localStart..<nameEnd)
    let node = append(name, isCapital: isCapital, language: language, nameRange: nameRange, tagStart: tagStart)
    unsafe open.append(
      OpenElement(
        node: node.index, language: language, isCapital: isCapital, isFolded: node.isFolded, namespaceCount: newNamespaces,
        uri: uri))
    unsafe readAttributes(
      in: nameEnd..<tagEnd, of: node.index, language: language, isFolded: node.isFolded, count: attributeCount, attributes)
  }

  /// An element has ended: libxml2 has read its end tag, or all of its empty tag.
  mutating func endElement() {
    guard !hasStopped, !open.isEmpty else { return }
    let end = position
    if end > markupEnd { readContent(to: lastTagStart(before: end)) }
    markupEnd = max(markupEnd, end)
    close(at: end)
  }

  /// libxml2 has stored a name. Equal names have the same pointer.
  mutating func note(_ name: UnsafePointer<UInt8>?) {
    guard let name = unsafe name, otherNames.insert(UInt(bitPattern: name)).inserted else { return }
    checkNameCount()
  }

  mutating func checkNameCount() {
    guard otherNames.count + localNameCount > Self.nameLimit, !hasStopped else { return }
    let range = sourceRange(markupEnd..<markupEnd)
    stop(XMLRules.tooManyNames.finding(range, "the document has more than \(Self.nameLimit) names unknown to FHIR"))
  }

  /// libxml2 has reported an error here.
  mutating func note(isFatal: Bool, isNamespaceError: Bool) {
    if isNamespaceError { hasNamespaceError = true }
    guard isFatal, errorOffset == nil, !hasStopped else { return }
    errorOffset = position
    // Safe: the parser is alive during its callbacks.
    if !recovers { unsafe apptlint_halt(parser) }
  }

  /// Closes the elements that a malformed document has left open.
  mutating func finish() {
    while !open.isEmpty { close(at: hasStopped ? markupEnd : count) }
  }

  private mutating func stop(_ finding: Finding) {
    builder.report(finding)
    hasStopped = true
    // Safe: the parser is alive during its callbacks.
    unsafe apptlint_halt(parser)
  }

  // MARK: Elements

  /// Appends a node for an element, unless it is the resource inside `contained`, `resource` and so on: such a resource shares
  /// the node of its parent element, as in JSON.
  private mutating func append(
    _ name: Symbol, isCapital: Bool, language: Language, nameRange: Range<Int>, tagStart: Int
  ) -> (index: UInt32, isFolded: Bool) {
    var flags: NodeFlags =
      switch language {
      case .fhir: []
      case .xhtml: .xhtml
      case .foreign: .foreignNamespace
      }
    let parent = open.last
    var isResource = builder.nodes.isEmpty
    if let parent, isCapital, language != .xhtml, canContainResource(parent) {
      if !parent.containsResource {
        open[open.count - 1].containsResource = true
        builder.nodes[Int(parent.node)].flags.formUnion(flags)
        builder.mark(parent.node, asResource: name)
        return (parent.node, true)
      }
      flags.insert(.surplusResource)
      isResource = true
    }
    let range = sourceRange(tagStart..<tagStart)
    let node = builder.append(.object, named: name, in: parent?.node ?? 0, flags: flags, nameRange: nameRange, valueRange: range)
    if isResource { builder.mark(node, asResource: name) }
    return (node, false)
  }

  /// Whether an element may contain a resource, judging by its name. The root may not: it is itself read as a resource.
  private func canContainResource(_ element: OpenElement) -> Bool {
    element.node != 0 && !element.isCapital && element.language != .xhtml && builder.canContainResource(element.node)
  }

  private mutating func readAttributes(
    in range: Range<Int>, of node: UInt32, language: Language, isFolded: Bool, count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    // Safe: the range was clamped to the text.
    var cursor = unsafe AttributeCursor(text: text, from: range.lowerBound, to: range.upperBound)
    var index = 0
    while cursor.next() {
      if cursor.isNamespaceDeclaration { continue }
      if let colon = cursor.colon, index < count {
        // Safe: libxml2 passes five pointers for each of `count` attributes, in the tag's order: name, prefix, namespace ...
        if unsafe attributes?[5 * index + 2] == nil, unsafe attributes?[5 * index + 1] != nil {
          reportUndefinedPrefix(cursor.name.lowerBound..<colon)
        }
      }
      index += 1
      // FHIR's attributes have no namespace: an attribute with a prefix is not one of them.
      let name = symbol(cursor.name)
      let value = sourceRange(cursor.value)
      if name == .value, language != .xhtml, !isFolded {
        builder.nodes[Int(node)].form = .attribute
        if cursor.isEscaped { builder.nodes[Int(node)].flags.insert(.escaped) }
        builder.nodes[Int(node)].valueStart = UInt32(truncatingIfNeeded: value.lowerBound)
        builder.nodes[Int(node)].valueEnd = UInt32(truncatingIfNeeded: value.upperBound)
      } else {
        _ = builder.append(
          .attribute, named: name, in: node, flags: cursor.isEscaped ? [.xmlAttribute, .escaped] : .xmlAttribute,
          nameRange: sourceRange(cursor.name), valueRange: value)
      }
    }
  }

  private mutating func close(at end: Int) {
    guard let element = open.popLast() else { return }
    namespaceCount -= element.namespaceCount
    if element.isFolded { return }
    let record = builder.nodes[Int(element.node)]
    // The range of a value attribute was set at the start tag.
    builder.close(element.node, at: record.form == .attribute ? Int(record.valueEnd) : sourceRange(end..<end).lowerBound)
  }

  /// The `<` of the tag that libxml2 has read up to `end`.
  private func lastTagStart(before end: Int) -> Int {
    // Safe: both ends are clamped to the text.
    var offset = end
    while offset > markupEnd {
      offset -= 1
      if unsafe text[offset] == UInt8(ascii: "<") { return offset }
    }
    return min(markupEnd, end)
  }
}
