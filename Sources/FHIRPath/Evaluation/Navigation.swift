import FHIRDefinitions
import FHIRSyntax

/// Navigation from nodes to other nodes.
extension Evaluator {
  /// The children with the given name of all items, at most `limit`. A name at the start of a path that is the type of an item
  /// selects the item itself.
  mutating func member(
    _ name: Syntax.Name, of items: Collection, upTo limit: Int = .max
  ) throws(FHIRPathError) -> Collection {
    var result = Collection.none
    for item in items {
      if result.count >= limit { break }
      switch item {
      case .node(let node):
        if name.isLeading, isType(node, called: name) {
          result.append(item)
        } else {
          try appendMembers(name, of: node, upTo: limit, to: &result)
        }
      case .type(let type):
        if name.text == "namespace" { result.append(.string(type.namespace ?? "")) }
        if name.text == "name" { result.append(.string(type.name)) }
      case .quantity(let quantity):
        if name.text == "value" { result.append(.decimal(quantity.value)) }
        if name.text == "unit" || name.text == "code", let code = quantity.code { result.append(.string(code)) }
      default: break
      }
    }
    return result
  }

  private func isType(_ node: Node, called name: Syntax.Name) -> Bool {
    guard let symbol = name.symbol, let first = name.text.utf8.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first,
      let type = typed.type(of: node)
    else { return false }
    return release.isType(type, symbol)
  }

  private mutating func appendMembers(
    _ name: Syntax.Name, of node: Node, upTo limit: Int, to result: inout Collection
  ) throws(FHIRPathError) {
    guard let symbol = name.symbol ?? document.symbol(name.text) else { return }
    try charge(at: name.offset)
    if !gaps.isEmpty, gaps.contains(ElementGap(parent: node, name: symbol)) { hasReadGap = true }
    if let shape = typed.type(of: node).flatMap({ release.child(symbol, of: $0) }), !shape.isChoice {
      // An invariant that reads only `type` of a Bundle with 100,000 entries, once per entry, must not iterate over the entries.
      for child in document.elements(of: node, named: symbol) {
        if limit != .max, !isPresent(.node(child)) { continue }
        result.append(.node(child))
        if !shape.repeats || result.count >= limit { break }
      }
      return
    }
    for child in document.elements(of: node) {
      let record = document.record(child)
      if record.name == symbol {
        if let element = typed.element(of: child), element.isChoice {
          throw FHIRPathError(
            .semantic,
            "'\(name.text)' names one type of a choice: write \(document.symbols.name(element.baseName)).ofType(\(document.symbols.name(element.typeName)))",
            at: name.offset)
        }
        result.append(.node(child))
      } else if let element = typed.element(of: child), element.isChoice, element.baseName == symbol {
        result.append(.node(child))
      }
    }
    // The value of a primitive, which is not an element in either format.
    if symbol == .value, result.isEmpty, document.hasValue(node), let value = system(.node(node)) { result.append(value) }
  }

  /// All children of all items.
  mutating func children(of items: Collection, at offset: Int) throws(FHIRPathError) -> Collection {
    var result: [Item] = []
    for case .node(let node) in items {
      try charge(at: offset)
      for child in document.elements(of: node) where !isMarkup(child) { result.append(.node(child)) }
    }
    try charge(result.count, at: offset)
    return Collection(result)
  }

  /// All elements inside all items, at any depth.
  mutating func descendants(of items: Collection, at offset: Int) throws(FHIRPathError) -> Collection {
    var nodes: [Node] = []
    for case .node(let node) in items {
      let known = nodes.count
      document.appendDescendants(of: node, to: &nodes)
      try charge(nodes.count - known, at: offset)
    }
    return Collection(nodes.map { .node($0) })
  }

  /// Whether a node is content of narrative or text between XML tags, and therefore not a FHIR element.
  private func isMarkup(_ node: Node) -> Bool {
    let record = document.record(node)
    if record.form == .text || record.form == .instruction { return true }
    return record.flags.contains(.xhtml) && record.name != .div
  }

  /// The targets of references within the payload. Throws for other targets, unless `ignoresUnresolved`.
  mutating func resolve(_ items: Collection, at offset: Int) throws(FHIRPathError) -> Collection {
    var result = Collection.none
    for item in items {
      try charge(at: offset)
      let target: Node?
      switch item {
      case .node(let node):
        guard let text = document.value(of: node) ?? document.value(.reference, of: node) else { continue }
        target = references.target(of: text, from: node)
      case .string(let text): target = references.target(of: text, from: environment.context)
      default: continue
      }
      if let target {
        result.append(.node(target))
      } else if !ignoresUnresolved {
        throw FHIRPathError(.unknowable, "the reference is to a resource outside the payload", at: offset)
      }
    }
    return result
  }

  /// The extensions with the given URL.
  mutating func extensions(_ url: String, of items: Collection, at offset: Int) throws(FHIRPathError) -> Collection {
    var result = Collection.none
    for case .node(let node) in items {
      try charge(at: offset)
      for child in document.elements(of: node, named: .extension) {
        if let text = document.element(.url, of: child), document.value(of: text, is: url) { result.append(.node(child)) }
      }
    }
    return result
  }
}
