package import Findings

/// Assembles a document from ranges of a text and the trees of other documents, for example an HTTP exchange with its bodies, or
/// two versions of a resource.
///
/// The text contains everything that the nodes refer to. For an adopted tree, `offset` is where its text starts in the whole
/// text:
///
///     text      POST /Appointment HTTP/1.1 ...   {"resourceType":"Appointment", ...}
///     nodes     Exchange / request / method      resource with its content
package struct DocumentAssembler: ~Copyable {
  private var builder: DocumentBuilder
  private var open: [UInt32] = []

  /// An assembler whose outermost node is a resource of a type unknown to FHIR, over a range of the text.
  package init(_ type: String, at range: Range<Int>, of source: SourceText, symbols: SymbolTable) {
    builder = DocumentBuilder(source: source, format: .json, symbols: symbols, limits: Limits())
    builder.nodes = []
    open.append(builder.append(.object, named: .none, in: 0, nameRange: 0..<0, valueRange: range))
    builder.mark(0, asResource: builder.intern(type))
  }

  /// Opens an object; nodes added until `close` are inside it.
  package mutating func open(_ name: String, nameRange: Range<Int> = 0..<0, valueRange: Range<Int>) {
    let symbol = builder.intern(name)
    open.append(builder.append(.object, named: symbol, in: parent, nameRange: nameRange, valueRange: valueRange))
  }

  /// Closes the object opened last.
  package mutating func close() {
    guard open.count > 1, let index = open.popLast() else { return }
    builder.nodes[Int(index)].next = UInt32(builder.nodes.count)
  }

  /// Adds a value: the plain text of a range, or a JSON string or number as `form` and `flags` specify.
  package mutating func add(
    _ name: String, nameRange: Range<Int> = 0..<0, valueRange: Range<Int>, form: Form = .string, flags: NodeFlags = .unquoted
  ) {
    let symbol = builder.intern(name)
    _ = builder.append(form, named: symbol, in: parent, flags: flags, nameRange: nameRange, valueRange: valueRange)
  }

  /// Adds another document's outermost resource under the given name; its text starts at `offset` in the whole text.
  package mutating func add(_ document: Document, named name: String, offset: Int) {
    guard let root = document.root, document.record(root).flags.contains(.resource) else { return }
    add(object: document, named: name, offset: offset)
  }

  /// Adds any object of another document, by default its outermost value, under the given name.
  package mutating func add(object document: Document, at object: Node? = nil, named name: String, offset: Int) {
    guard let root = object ?? document.root, document.record(root).form == .object else { return }
    let (first, end) = (Int(root.index), Int(document.record(root).next))
    // The difference between a node's index here and its index in `document`.
    let base = UInt32(builder.nodes.count) &- root.index
    let shift = UInt32(truncatingIfNeeded: offset)
    var symbols: [Symbol: Symbol] = [:]
    func imported(_ symbol: Symbol) -> Symbol {
      if symbol.rawValue < builder.symbols.count { return symbol }
      if let known = symbols[symbol] { return known }
      let interned = builder.intern(document.name(symbol))
      symbols[symbol] = interned
      return interned
    }
    for index in first..<end {
      var record = document.nodes[index]
      record.name = index == first ? builder.intern(name) : imported(record.name)
      record.parent = index == first ? parent : record.parent &+ base
      record.next &+= base
      record.nameStart &+= shift
      record.nameEnd &+= shift
      record.valueStart &+= shift
      record.valueEnd &+= shift
      builder.nodes.append(record)
    }
    if document.isTruncated(root) {
      builder.truncatedTrees.append((root.index &+ base)..<UInt32(clamping: builder.nodes.count))
    }
    func moved(_ node: Node) -> Node { Node(index: node.index &+ base) }
    func isAdded(_ node: Node) -> Bool { first..<end ~= Int(node.index) }
    builder.resources += document.resources.filter { isAdded($0.node) }.map {
      .init(node: moved($0.node), type: imported($0.type))
    }
    builder.companions += document.companions.filter { isAdded($0.value) }.map {
      .init(value: moved($0.value), companion: moved($0.companion))
    }
  }

  package consuming func finished() -> Document {
    while open.count > 1 { close() }
    builder.nodes[0].next = UInt32(builder.nodes.count)
    return Document(builder)
  }

  private var parent: UInt32 { open.last ?? 0 }
}
