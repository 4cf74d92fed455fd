import FHIRSyntax

/// Presence as rule packs define it: an element without a value is treated as missing (see `Document.hasContent`).
///
/// Elements without content are not removed when an expression selects them, so that their extensions can be found; they are
/// ignored where presence, counts and values are determined. Unless `requiresContent` is set, all items count as present and
/// valued.
extension Evaluator {
  /// Whether there is an item that is not blank.
  mutating func isPresent(_ items: Collection) -> Bool {
    if !requiresContent { return !items.isEmpty }
    if case .one(let item) = items, case .node = item { return isPresent(item) }
    for item in items {
      if case .string(let text) = item, text.isBlank { continue }
      if isPresent(item) { return true }
    }
    return false
  }

  /// Whether an item is anything other than a blank element.
  mutating func isPresent(_ item: Item) -> Bool {
    guard requiresContent, case .node(let node) = item, !document.hasVisibleContent(node) else { return true }
    spendSize(of: node)
    return false
  }

  /// Whether an item is a FHIRPath value, or an element with content.
  mutating func isValued(_ item: Item) -> Bool {
    guard requiresContent, case .node(let node) = item, !document.hasContent(node) else { return true }
    spendSize(of: node)
    return false
  }

  private mutating func spendSize(of node: Node) { spend(Int(document.record(node).next - node.index)) }

  /// The items that are not blank elements.
  mutating func present(_ items: Collection) -> Collection { kept(items) { $0.isPresent($1) } }

  /// The FHIRPath values, and the elements with content.
  mutating func valued(_ items: Collection) -> Collection { kept(items) { $0.isValued($1) } }

  private mutating func kept(_ items: Collection, _ isKept: (inout Evaluator, Item) -> Bool) -> Collection {
    if !requiresContent { return items }
    switch items {
    case .none: return items
    case .one(let item): return isKept(&self, item) ? items : .none
    case .many(let all):
      var kept: [Item] = []
      for item in all where isKept(&self, item) { kept.append(item) }
      return Collection(kept)
    }
  }

  /// The items that positions refer to: those with content, or all items if none has content.
  mutating func indexable(_ items: Collection) -> Collection {
    let valued = valued(items)
    return valued.isEmpty ? items : valued
  }
}
