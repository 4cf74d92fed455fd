import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks the names, positions and cardinalities of elements, and the form that each format requires.
///
/// Every element is checked with its parent: one pass over the children of each node whose type is known.
struct StructureCheck {
  let typed: TypedDocument
  let document: Document
  let release: ReleaseDefinitions
  /// The definitions of all releases, to detect payloads that mix them.
  let definitions: Definitions
  /// Whether the end of the payload is missing: elements that were open may have had more content.
  private let isTruncated: Bool
  /// Whether content may be missing at any position.
  private let isCutShort: Bool
  let tokens: TokenTypes
  let xhtml: Symbol?

  static func run(
    _ typed: TypedDocument, _ definitions: Definitions, _ suspects: Suspects, into validation: inout Validation
  ) {
    if suspects.structure?.isEmpty ?? false, !suspects.resourceTypes, !suspects.outsideRoot { return }
    StructureCheck(typed, definitions).run(suspects, into: &validation)
  }

  private init(_ typed: TypedDocument, _ definitions: Definitions) {
    self.typed = typed
    document = typed.document
    release = typed.release
    self.definitions = definitions
    isTruncated = document.isTruncated
    isCutShort = document.isCutShort
    tokens = TokenTypes(document.symbols)
    xhtml = document.symbols.symbol("xhtml")
  }

  private func run(_ suspects: Suspects, into validation: inout Validation) {
    if suspects.outsideRoot { checkOutsideRoot(into: &validation) }
    if suspects.resourceTypes { checkResourceTypes(into: &validation) }
    if let nodes = suspects.structure {
      for node in nodes {
        if let type = typed.type(of: node), hasRightForm(node, document.record(node), type) {
          checkContent(of: node, type, into: &validation)
        }
      }
    } else {
      checkAll(into: &validation)
    }
  }

  private func checkAll(into validation: inout Validation) {
    var index = 0
    let nodes = document.nodes
    while index < nodes.count {
      let record = nodes[index]
      if record.flags.contains(.xhtml) || record.flags.contains(.foreignNamespace) {
        index = max(Int(record.next), index + 1)
        continue
      }
      let node = Node(index: UInt32(index))
      if record.form == .object || record.form == .attribute && !record.flags.contains(.xmlAttribute),
        let type = typed.type(of: node), hasRightForm(node, record, type)
      {
        // The markup of narrative is checked separately, even in a wrong namespace.
        if document.format == .xml, type.name == xhtml {
          index = max(Int(record.next), index + 1)
          continue
        }
        checkContent(of: node, type, into: &validation)
      }
      index += 1
    }
  }

  /// Whether the content of a node can be checked: in JSON an object for a primitive, or a `_name` for anything else, is reported
  /// elsewhere.
  private func hasRightForm(_ node: Node, _ record: NodeRecord, _ type: TypeShape) -> Bool {
    document.format == .xml || (type.kind == .primitive) == isCompanion(node, record)
  }

  private func isCompanion(_ node: Node, _ record: NodeRecord) -> Bool {
    if record.flags.contains(.companion) { return true }
    let parent = document.record(Node(index: record.parent))
    return node.index != 0 && parent.form == .array && parent.flags.contains(.companion)
  }

  /// Checks the content of an element: a JSON object, an XML element, or a JSON `_name`.
  private func checkContent(of node: Node, _ type: TypeShape, into validation: inout Validation) {
    let record = document.record(node)
    if type.kind == .resource && !record.flags.contains(.resource) { return }
    if document.format == .xml { checkMarkup(of: node, type, into: &validation) }
    var counts = ChildCounts()
    var index = node.index + 1
    while index < record.next {
      let child = document.nodes[Int(index)]
      defer { index = child.next }
      let childNode = Node(index: index)
      if child.form == .text || child.form == .instruction { continue }
      if child.name == .resourceType, document.format == .json, record.flags.contains(.resource) {
        if child.flags.contains(.companion) { reportCompanion(childNode, into: &validation) }
        continue
      }
      if child.name != .id || type.kind == .resource { counts.hasContent = true }
      if child.flags.contains(.duplicate) { continue }
      guard let element = typed.element(of: childNode) else {
        if !child.flags.contains(.surplusResource) { reportUnknown(childNode, in: type, into: &validation) }
        if child.flags.contains(.foreignNamespace), let meant = release.child(child.name, of: type) {
          counts.stray |= UInt64(1) << UInt64(meant.order & 63)
          validation.markMalformed(childNode, meant, in: document)
        } else if child.flags.contains(.xmlAttribute),
          let name = localName(of: childNode).flatMap({ document.symbols.symbol($0) }),
          let meant = release.child(name, of: type), meant.isXMLAttribute
        {
          counts.stray |= UInt64(1) << UInt64(meant.order & 63)
          validation.markMissing(meant, of: node)
        }
        continue
      }
      switch document.format {
      case .json: checkJSON(childNode, element, into: &validation)
      case .xml: checkXML(childNode, element, &counts, into: &validation)
      }
      if child.flags.contains(.companion) || child.flags.contains(.xmlAttribute) && !element.isXMLAttribute {
        // A `_name` and its primitive are one element, and an attribute in place of an element was reported.
        counts.stray |= UInt64(1) << UInt64(element.order & 63)
      } else {
        checkMaximum(childNode, element, &counts, into: &validation)
      }
    }
    if counts.hasContent || document.hasValue(node) || type.kind == .resource {
      checkMissing(in: node, type, counts, into: &validation)
    } else {
      checkEmpty(node, into: &validation)
    }
  }

  /// The children of an element seen so far.
  struct ChildCounts {
    /// The definition orders of the elements present: bit n for order n.
    var seen: UInt64 = 0
    /// The orders of elements that have a `_name`, are in a foreign namespace, or are wrong attributes: in place of an element, or
    /// with a prefix. They are not counted, and not reported as missing.
    var stray: UInt64 = 0
    /// Whether there is anything other than an id.
    var hasContent = false
    /// The last element in definition order; the following ones must not precede it.
    var last: ElementShape?
    /// The first occurrences of elements that are wrongly repeated, by definition order.
    var first: [Int: Node] = [:]
  }

  // MARK: Cardinality

  private func checkMaximum(
    _ node: Node, _ element: ElementShape, _ counts: inout ChildCounts, into validation: inout Validation
  ) {
    let bit = UInt64(1) << UInt64(element.order & 63)
    defer { counts.seen |= bit }
    guard counts.seen & bit != 0, element.isChoice || !element.repeats,
      let first = counts.first[element.order] ?? first(of: element, in: node)
    else { return }
    counts.first[element.order] = first
    let record = document.record(node)
    let finding: Finding
    if element.isChoice, let other = typed.element(of: first)?.name, other != element.name {
      finding = StructureRules.severalChoices.finding(
        document.headRange(of: node),
        "\(text: name(record.name)) must not occur with \(text: name(other)): \(text: name(element.baseName))[x] allows one type",
        node: node)
    } else if !element.repeats {
      finding = StructureRules.tooMany.finding(
        document.headRange(of: node), "\(text: name(record.name)) occurs more than once; the maximum is 1", node: node)
    } else {
      return
    }
    validation.report(finding.relating(to: document.headRange(of: first), "the first occurrence"))
  }

  /// The first sibling of a node, or the node itself, that is the element or another type of the same choice.
  private func first(of element: ElementShape, in node: Node) -> Node? {
    let parent = Node(index: document.record(node).parent)
    return document.children(of: parent).first { typed.element(of: $0)?.baseName == element.baseName }
  }

  private func checkMissing(
    in node: Node, _ type: TypeShape, _ counts: ChildCounts, into validation: inout Validation
  ) {
    let missing = type.requiredOrders & ~(counts.seen | counts.stray)
    guard missing != 0, type.kind != .primitive, !isCutOff(node) else { return }
    var reported: Set<Symbol> = []
    for element in release.children(of: type) where missing & (UInt64(1) << UInt64(element.order & 63)) != 0 {
      guard reported.insert(element.baseName).inserted else { continue }
      validation.markMissing(element, of: node)
      let name = name(element.baseName) + (element.isChoice ? "[x]" : "")
      validation.report(
        StructureRules.missing.finding(
          document.headRange(of: node), "\(text: name) is missing", help: "Add \(name).", node: node,
          missing: self.name(element.baseName)))
    }
  }

  /// Whether a node may have had more content.
  func isCutOff(_ node: Node) -> Bool {
    isCutShort || isTruncated && document.isTruncated(node)
  }

  private func checkEmpty(_ node: Node, into validation: inout Validation) {
    if isCutOff(node) || belongsToMalformedPair(node) { return }
    if let element = typed.element(of: node) {
      validation.markMalformed(node, element, in: document)
      // A missing or superfluous array was reported.
      if document.format == .json, element.repeats != isItem(node) { return }
    }
    let record = document.record(node)
    let isElement = record.next > node.index + 1
    // Text in place of a value was reported, and so was the missing value.
    if document.format == .xml, document.children(of: node).contains(where: { document.record($0).form == .text }) { return }
    if !isElement {
      reportEmpty(
        node, document.format == .json ? "an object must not be empty" : "an element must not be empty", into: &validation)
    } else if document.primitive(of: node).map({ !document.hasValue($0) }) ?? true {
      reportEmpty(node, "expected a value or child elements, found only an id", into: &validation)
    }
  }

  /// Whether a node is, or belongs to, a companion that does not match its primitive: the wrong form of one of the two was
  /// reported.
  private func belongsToMalformedPair(_ node: Node) -> Bool {
    var member = node
    while document.record(member).form != .array, document.record(Node(index: document.record(member).parent)).form == .array {
      member = Node(index: document.record(member).parent)
    }
    return document.record(member).flags.contains(.malformedPair)
  }

  /// Whether a node is in an array.
  private func isItem(_ node: Node) -> Bool {
    node.index != 0 && document.record(Node(index: document.record(node).parent)).form == .array
  }

  func reportEmpty(_ node: Node, _ message: Message, into validation: inout Validation) {
    validation.report(StructureRules.empty.finding(document.headRange(of: node), message, node: node))
  }

  // MARK: Names

  /// A name in printable form.
  func name(_ symbol: Symbol) -> String { Message.printable(document.name(symbol), limit: 80) }
}
