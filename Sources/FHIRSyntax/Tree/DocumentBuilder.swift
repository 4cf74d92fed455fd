import Findings

/// Builds a document: a reader appends nodes in document order, and closes each node after its content.
///
/// Not copyable, so that its tables are moved into the document.
struct DocumentBuilder: ~Copyable {
  let source: SourceText
  let format: Document.Format
  let symbols: SymbolTable
  let limits: Limits
  var findings: [Finding] = []
  var localNames = LocalNames()
  var nodes: [NodeRecord] = []
  var companions: [Document.Companion] = []
  var resources: [Document.ResourceMark] = []
  /// The nodes of each truncated document that was assembled into this one.
  var truncatedTrees: [Range<UInt32>] = []

  init(source: SourceText, format: Document.Format, symbols: SymbolTable, limits: Limits) {
    self.source = source
    self.format = format
    self.symbols = symbols
    self.limits = limits
  }

  /// Reserves space for the nodes of the text.
  mutating func reserveNodes() {
    // A node takes about 18 bytes of minified text; the cap limits the cost of one huge string.
    nodes.reserveCapacity(min(source.count / 16 + 8, 1 << 20))
    resources.reserveCapacity(4)
  }

  /// An empty builder for the same text, with the given findings.
  func emptied(findings: [Finding]) -> DocumentBuilder {
    var builder = DocumentBuilder(source: source, format: format, symbols: symbols, limits: limits)
    builder.findings = findings
    return builder
  }

  /// Moves the builder out, for a reader that returns it, and leaves an empty one.
  mutating func take() -> DocumentBuilder {
    var builder = emptied(findings: [])
    swap(&self, &builder)
    return builder
  }

  /// Appends a node; it stays open, as the parent of the following nodes, until `close` is called for it.
  @inline(__always)
  mutating func append(
    _ form: Form, named name: Symbol, in parent: UInt32, flags: NodeFlags = [], nameRange: Range<Int>, valueRange: Range<Int>
  ) -> UInt32 {
    let index = UInt32(truncatingIfNeeded: nodes.count)
    nodes.append(
      NodeRecord(
        parent: parent, next: index &+ 1, name: name, form: form, flags: flags,
        nameStart: UInt32(truncatingIfNeeded: nameRange.lowerBound), nameEnd: UInt32(truncatingIfNeeded: nameRange.upperBound),
        valueStart: UInt32(truncatingIfNeeded: valueRange.lowerBound), valueEnd: UInt32(truncatingIfNeeded: valueRange.upperBound)
      ))
    return index
  }

  /// Closes a node: all nodes appended since are its descendants, and its value ends at `end`.
  @inline(__always)
  mutating func close(_ index: UInt32, at end: Int) {
    nodes[Int(index)].next = UInt32(truncatingIfNeeded: nodes.count)
    nodes[Int(index)].valueEnd = UInt32(truncatingIfNeeded: end)
  }

  /// Puts an open array around a closed node that is the last child of its parent; the node and its descendants move by one.
  mutating func insertArray(around index: UInt32) {
    var array = nodes[Int(index)]
    array.form = .array
    nodes[Int(index)].nameStart = 0
    nodes[Int(index)].nameEnd = 0
    nodes[Int(index)].flags.remove(.companion)
    array.flags.formIntersection(.companion)
    for later in Int(index)..<nodes.count {
      nodes[later].next += 1
      nodes[later].parent = later == Int(index) ? index : nodes[later].parent + 1
    }
    nodes.insert(array, at: Int(index))
    for mark in resources.indices where resources[mark].node.index >= index {
      resources[mark].node = Node(index: resources[mark].node.index + 1)
    }
    for pair in companions.indices where companions[pair].value.index >= index {
      companions[pair].value = Node(index: companions[pair].value.index + 1)
      companions[pair].companion = Node(index: companions[pair].companion.index + 1)
    }
  }

  /// The symbol of a name; `name` must be the decoded spelling.
  mutating func intern(_ name: String) -> Symbol {
    symbols.symbol(name) ?? localNames.intern(name, base: symbols.count)
  }

  /// Whether elements with this name may contain resources: `contained`, the `resource` of entries and parameters, the `outcome`
  /// of responses.
  func canContainResource(_ name: Symbol) -> Bool { name == .contained || name == .resource || name == symbol("outcome") }

  /// Whether an element may contain a resource, judging by its own name and its parent's: the `resource` elements of a
  /// CapabilityStatement or an ImplementationGuide only describe resources.
  func canContainResource(_ node: UInt32) -> Bool {
    let record = nodes[Int(node)]
    guard canContainResource(record.name) else { return false }
    if record.name != .resource { return true }
    let parentName = nodes[Int(record.parent)].name
    return !["rest", "definition", "package"].contains { symbol($0) == parentName }
  }

  /// The symbol of a name; nil if neither the shared names nor the document's names so far have it.
  func symbol(_ name: String) -> Symbol? {
    symbols.symbol(name) ?? localNames.symbol(name, base: symbols.count)
  }

  /// The symbol of a name that the shared table does not have, spelled exactly by these bytes.
  mutating func internLocal(_ range: Range<Int>) -> Symbol {
    localNames.intern(source.storage[range], base: symbols.count)
  }

  /// Marks a node as a resource of the given type.
  mutating func mark(_ index: UInt32, asResource type: Symbol) {
    nodes[Int(index)].flags.insert(.resource)
    resources.append(.init(node: Node(index: index), type: type))
  }

  /// Records a finding unless the limit is reached.
  mutating func report(_ finding: Finding) {
    guard findings.count < limits.findings else { return }
    findings.append(finding)
  }
}
