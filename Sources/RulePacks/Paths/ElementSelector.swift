import FHIRSyntax

/// Evaluates compiled paths in one document.
///
/// By default, no path selects an element without content: presence means a value. See `Document.hasContent`.
struct ElementSelector {
  let document: Document
  let references: ReferenceIndex
  /// Whether elements without content are selected too, as needed by rules that forbid an element.
  private(set) var includesEmpty = false

  init(document: Document, references: ReferenceIndex) {
    self.document = document
    self.references = references
  }

  /// A selector that also selects elements without content.
  var includingEmpty: ElementSelector {
    var selector = self
    selector.includesEmpty = true
    return selector
  }

  /// The resources at which a path begins, for a resource that a table applies to.
  func heads(of query: ElementQuery, at scope: Node) -> [Node] {
    guard case .type(let name) = query.head else { return [scope] }
    guard let type = symbol(of: name) else { return [] }
    if document.resourceType(of: scope) == type { return [scope] }
    return references.resources(inside: scope).filter { document.resourceType(of: $0) == type }
  }

  /// The contexts of a path, in which presence is counted.
  func contexts(of query: ElementQuery, at scope: Node) -> [Node] {
    select(query.steps[..<query.contextSteps], from: heads(of: query, at: scope))
  }

  /// The elements that a path selects in one of its contexts.
  func elements(of query: ElementQuery, in context: Node) -> [Node] {
    select(query.steps[query.contextSteps...], from: [context])
  }

  /// All the elements that a path selects.
  func elements(of query: ElementQuery, at scope: Node) -> [Node] {
    select(query.steps[...], from: heads(of: query, at: scope))
  }

  /// The elements that a path selects from the outermost resource; none if the path begins with another type.
  func elements(of query: ElementQuery, atRoot root: Node) -> [Node] {
    if case .type(let name) = query.head, symbol(of: name) != document.resourceType(of: root) { return [] }
    return select(query.steps[...], from: [root])
  }

  /// Whether a path selects anything.
  func selectsAny(of query: ElementQuery, at scope: Node) -> Bool {
    if query.takesFirst { return !elements(of: query, at: scope).isEmpty }
    guard case .type(let name) = query.head else { return selectsAny(query.steps[...], at: scope) }
    guard let type = symbol(of: name) else { return false }
    if document.resourceType(of: scope) == type { return selectsAny(query.steps[...], at: scope) }
    // The list includes resources at any depth.
    if !document.resources.contains(where: { $0.type == type }) { return false }
    return !elements(of: query, at: scope).isEmpty
  }

  /// Whether a path selects anything from the outermost resource; false if the path begins with another type.
  func selectsAny(of query: ElementQuery, atRoot root: Node) -> Bool {
    if case .type(let name) = query.head, symbol(of: name) != document.resourceType(of: root) { return false }
    if query.takesFirst { return !elements(of: query, atRoot: root).isEmpty }
    return selectsAny(query.steps[...], at: root)
  }

  private func selectsAny(_ steps: ArraySlice<ElementQuery.Step>, at node: Node) -> Bool {
    guard let step = steps.first else { return true }
    switch step {
    case .child(let name):
      var isFound = false
      each(name, of: node) { isFound = isFound || selectsAny(steps.dropFirst(), at: $0) }
      return isFound
    case .matching(let terms): return terms.allSatisfy { holds($0, for: node) } && selectsAny(steps.dropFirst(), at: node)
    case .ofType(let type):
      guard let symbol = symbol(of: type), document.resourceType(of: node) == symbol else { return false }
      return selectsAny(steps.dropFirst(), at: node)
    case .resolve: return references.target(of: node).map { selectsAny(steps.dropFirst(), at: $0) } ?? false
    case .descendants, .first: return !select(steps, from: [node]).isEmpty
    }
  }

  /// The nodes that the given steps of a path select from other nodes.
  func select(_ steps: ArraySlice<ElementQuery.Step>, from nodes: [Node]) -> [Node] {
    var nodes = nodes
    var steps = steps
    while let step = steps.popFirst(), !nodes.isEmpty {
      var next: [Node] = []
      if case .first = step {
        next = Array(nodes.prefix(1))
      } else if case .descendants = step, let name = steps.first.flatMap(neededChild) {
        // Skip nodes without the child that the next step needs.
        guard let symbol = symbol(of: name) else { return [] }
        for node in nodes { document.appendDescendants(of: node, named: symbol, to: &next) }
      } else {
        for node in nodes { apply(step, to: node, into: &next) }
      }
      nodes = next
    }
    return nodes
  }

  /// The name of a child without which a step selects nothing from a node; nil if there is no such child.
  private func neededChild(_ step: ElementQuery.Step) -> ElementQuery.Name? {
    switch step {
    case .child(let name): return name.isChoice ? nil : name
    case .matching(let terms):
      for term in terms {
        switch term.condition {
        case .equals, .startsWith, .exists: if let name = term.path.first, !name.isChoice { return name }
        case .differs, .absent: continue
        }
      }
      return nil
    case .ofType, .resolve, .descendants, .first: return nil
    }
  }

  private func apply(_ step: ElementQuery.Step, to node: Node, into result: inout [Node]) {
    switch step {
    case .child(let name): each(name, of: node) { result.append($0) }
    case .matching(let terms): if terms.allSatisfy({ holds($0, for: node) }) { result.append(node) }
    case .ofType(let type):
      if let symbol = symbol(of: type), document.resourceType(of: node) == symbol { result.append(node) }
    case .resolve: if let target = references.target(of: node) { result.append(target) }
    case .descendants: document.appendDescendants(of: node, to: &result)
    case .first: result.append(node)
    }
  }

  private func each(_ name: ElementQuery.Name, of node: Node, _ visit: (Node) -> Void) {
    // Most of the nodes that `descendants()` selects are values, which have no children.
    if document.isLeaf(node) { return }
    // An empty header is still a value.
    if name.isHeader {
      for child in document.elements(of: node) where document.name(of: child).lowercased() == name.text.lowercased() {
        visit(child)
      }
      return
    }
    func visitIfPresent(_ child: Node) { if includesEmpty || document.hasContent(child) { visit(child) } }
    if name.isChoice {
      for child in document.elements(of: node) {
        let spelling = document.name(of: child)
        let after = spelling.utf8.dropFirst(name.text.utf8.count).first
        if spelling.hasPrefix(name.text), let after, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= after { visitIfPresent(child) }
      }
    } else if let symbol = symbol(of: name) {
      for child in document.elements(of: node, named: symbol) { visitIfPresent(child) }
    }
  }

  /// The symbol of a name in the document; nil if the name does not occur.
  private func symbol(of name: ElementQuery.Name) -> Symbol? { name.symbol ?? document.symbol(name.text) }

  private func holds(_ term: ElementQuery.Term, for node: Node) -> Bool {
    switch term.condition {
    case .equals(let text):
      if term.path.count == 1, let name = term.path.first?.plainSymbol { return hasChild(name, of: node, with: text) }
      return hasElement(at: term.path[...], of: node) { document.value(of: $0, is: text) }
    case .differs(let text): return !hasElement(at: term.path[...], of: node) { document.value(of: $0, is: text) }
    case .startsWith(let text):
      return hasElement(at: term.path[...], of: node) { document.value(of: $0)?.hasPrefix(text) ?? false }
    case .exists: return hasElement(at: term.path[...], of: node, where: isPresent)
    case .absent: return !hasElement(at: term.path[...], of: node, where: isPresent)
    }
  }

  /// Whether a node has a child with the given name and value.
  private func hasChild(_ name: Symbol, of node: Node, with text: String) -> Bool {
    if document.isLeaf(node) { return false }
    for child in document.elements(of: node, named: name) where document.value(of: child, is: text) { return true }
    return false
  }

  private func isPresent(_ node: Node) -> Bool { includesEmpty || document.hasVisibleContent(node) }

  private func hasElement(at path: ArraySlice<ElementQuery.Name>, of node: Node, where condition: (Node) -> Bool) -> Bool {
    guard let name = path.first else { return condition(node) }
    var isFound = false
    each(name, of: node) { isFound = isFound || hasElement(at: path.dropFirst(), of: $0, where: condition) }
    return isFound
  }
}
