import FHIRSyntax
import Findings

/// Compares the content of two versions of a resource, regardless of its serialization.
///
/// The following are not differences: JSON versus XML, the order of elements with different names, the order of the items of a
/// list, whitespace, escapes, different spellings of the same moment, and the URL versus the path of the same resource on the
/// servers that the versions are from. A decimal with a different precision is a difference, as in FHIR, and so is a missing or
/// an additional item.
struct ResourceComparison {
  enum Difference {
    /// An element of the earlier version that the later one lacks, and the parent that it is missing from.
    case removed(Node, from: Node)
    /// An element that only the later version has.
    case added(Node)
    /// A changed value.
    case changed(Node, to: Node)
  }

  let document: Document
  private let servers: ServerAddresses
  /// The id elements of the resources contained in the two versions, to which `renamed` applies.
  private var ids: Set<Node> = []
  /// Maps ids of contained resources in the earlier version to their ids in the later version.
  private var renamed: [String: String] = [:]
  /// Whether all ids of contained resources, and all references to contained resources, are treated as equal.
  private var ignoresIDs = false
  private var fingerprints: [Node: Int] = [:]
  private var differences: [Difference] = []

  /// After this many differences, no more elements are compared.
  private static let limit = 200
  /// The maximum depth, which no resource reaches; deeper elements are not compared.
  private static let maxDepth = 400

  /// The differences between two nodes of one payload, up to a limit. With `mayRename`, contained resources may have different
  /// ids as long as the references to them match.
  static func differences(
    from earlier: Node, to later: Node, in payload: PayloadContext, except: ComparisonExceptions, mayRename: Bool = false
  ) -> [Difference] {
    var comparison = ResourceComparison(document: payload.document, servers: ServerAddresses(of: payload))
    if mayRename { comparison.findRenamed(earlier, later, except) }
    comparison.compare(earlier, later, except, depth: 0)
    return comparison.differences
  }

  private init(document: Document, servers: ServerAddresses) {
    self.document = document
    self.servers = servers
  }

  private mutating func compare(_ earlier: Node, _ later: Node, _ except: ComparisonExceptions, depth: Int) {
    guard differences.count < Self.limit, depth < Self.maxDepth else { return }
    guard document.typeName(of: earlier) == document.typeName(of: later), haveSameValue(earlier, later) else {
      differences.append(.changed(earlier, to: later))
      return
    }
    if document.isNarrative(earlier) && document.isNarrative(later) { return }
    let before = children(of: earlier, except)
    let after = children(of: later, except)
    for name in before.order + after.order.filter({ before.byName[$0] == nil }) {
      compare(before.byName[name] ?? [], after.byName[name] ?? [], in: later, depth: depth + 1)
    }
  }

  private mutating func compare(_ earlier: [Item], _ later: [Item], in parent: Node, depth: Int) {
    let (pairs, added) = paired(earlier, later)
    for (item, other) in pairs {
      if let other {
        compare(item.node, other.node, item.except, depth: depth)
      } else {
        differences.append(.removed(item.node, from: parent))
      }
    }
    differences += added.map { .added($0.node) }
  }

  // MARK: Pairs

  /// An element, and the exceptions inside it.
  private struct Item {
    var node: Node
    var except: ComparisonExceptions
  }

  /// Pairs elements with the same name: equal elements first, in any position, then those with the most in common, then the rest
  /// in order. Pairs of equal elements are omitted from the result. If each side has only one element, the two are paired without
  /// being compared.
  private mutating func paired(_ earlier: [Item], _ later: [Item]) -> (pairs: [(Item, Item?)], added: [Item]) {
    if let first = earlier.first, let other = later.first, earlier.count == 1, later.count == 1 { return ([(first, other)], []) }
    var equal: [Int: [Int]] = [:]
    for index in later.indices.reversed() { equal[fingerprint(later[index], isEarlier: false), default: []].append(index) }
    var isTaken = [Bool](repeating: false, count: later.count)
    var unpaired: [Item] = []
    for item in earlier {
      if let index = equal[fingerprint(item, isEarlier: true)]?.popLast() { isTaken[index] = true } else { unpaired.append(item) }
    }
    var candidates = UnpairedItems(
      later.indices.filter { !isTaken[$0] }.map { (later[$0], parts(of: later[$0], isEarlier: false)) })
    var pairs: [(Item, Item?)] = []
    for item in unpaired { pairs.append((item, candidates.take(like: item, parts(of: item, isEarlier: true), in: document))) }
    return (pairs, candidates.rest)
  }

  /// The remaining items of a list, to be paired with other items by their common content.
  private struct UnpairedItems {
    private let items: [Item]
    private var isTaken: [Bool]
    private var byPart: [Int: [Int]] = [:]
    /// The index before which all items are taken.
    private var firstUntaken = 0
    /// A part shared by more items than this does not identify an item.
    private static let maxSharing = 8

    init(_ items: [(item: Item, parts: [Int])]) {
      self.items = items.map(\.item)
      isTaken = [Bool](repeating: false, count: items.count)
      for (index, item) in items.enumerated() {
        for part in Set(item.parts) { byPart[part, default: []].append(index) }
      }
    }

    var rest: [Item] { items.indices.filter { !isTaken[$0] }.map { items[$0] } }

    mutating func take(like item: Item, _ parts: [Int], in document: Document) -> Item? {
      let type = document.typeName(of: item.node)
      var votes: [Int: Int] = [:]
      for part in parts {
        guard let indices = byPart[part], indices.count <= Self.maxSharing else { continue }
        for index in indices where !isTaken[index] && document.typeName(of: items[index].node) == type {
          votes[index, default: 0] += 1
        }
      }
      while firstUntaken < items.count, isTaken[firstUntaken] { firstUntaken += 1 }
      let best = votes.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
      // If no item has anything in common with it: the next item of the same type or, if there is none, the next item.
      let next =
        best
        ?? items.indices[firstUntaken...].prefix(64).first { !isTaken[$0] && document.typeName(of: items[$0].node) == type }
        ?? firstUntaken
      guard next < items.count, !isTaken[next] else { return nil }
      isTaken[next] = true
      return items[next]
    }
  }

  // MARK: Contained resources with different ids

  /// Matches the contained resources of the earlier version with those of the later one.
  private mutating func findRenamed(_ earlier: Node, _ later: Node, _ except: ComparisonExceptions) {
    let before = children(of: earlier, except).byName["contained"] ?? []
    let after = children(of: later, except).byName["contained"] ?? []
    if before.isEmpty || after.isEmpty { return }
    let document = document
    func id(_ item: Item) -> Node? { document.elements(of: item.node).first { document.name(of: $0) == "id" } }
    func text(_ item: Item) -> String? { id(item).flatMap { document.value(of: $0) } }
    ids = Set((before + after).compactMap(id))
    ignoresIDs = true
    // Resources with the same id are matched first: a resource that is equal except for its id may match several.
    var isUnpaired = [Bool](repeating: true, count: after.count)
    var others: [Item] = []
    let byID = Dictionary(after.indices.compactMap { index in text(after[index]).map { ($0, index) } }) { first, _ in first }
    for item in before {
      if let index = text(item).flatMap({ byID[$0] }), isUnpaired[index],
        fingerprint(item, isEarlier: true) == fingerprint(after[index], isEarlier: false)
      {
        isUnpaired[index] = false
      } else {
        others.append(item)
      }
    }
    var pairs: [(Item, Item)] = []
    var byFingerprint: [Int: [Int]] = [:]
    for index in after.indices.reversed() where isUnpaired[index] {
      byFingerprint[fingerprint(after[index], isEarlier: false), default: []].append(index)
    }
    var unequal: [Item] = []
    for item in others {
      if let index = byFingerprint[fingerprint(item, isEarlier: true)]?.popLast() {
        isUnpaired[index] = false
        pairs.append((item, after[index]))
      } else {
        unequal.append(item)
      }
    }
    let (similar, _) = paired(unequal, after.indices.filter { isUnpaired[$0] }.map { after[$0] })
    for (item, other) in similar {
      if let other, document.typeName(of: item.node) == document.typeName(of: other.node) { pairs.append((item, other)) }
    }
    for (item, other) in pairs { if let old = text(item), let new = text(other) { renamed[old] = new } }
    ignoresIDs = false
    fingerprints = [:]
  }

  // MARK: Content of elements

  private func children(of node: Node, _ except: ComparisonExceptions) -> (order: [String], byName: [String: [Item]]) {
    var order: [String] = []
    var byName: [String: [Item]] = [:]
    for child in document.elements(of: node) {
      let record = document.record(child)
      // Null is a placeholder for an item, and whitespace in XML has no meaning.
      if record.form == .null || record.form == .instruction || record.form == .text { continue }
      let name = document.name(of: child)
      guard let inner = except.inside(child, named: name, in: document) else { continue }
      if byName[name] == nil { order.append(name) }
      byName[name, default: []].append(Item(node: child, except: inner))
    }
    return (order, byName)
  }

  /// Whether two elements have the same value, or may have it because they are references to an unknown server.
  private func haveSameValue(_ earlier: Node, _ later: Node) -> Bool {
    let (before, after) = (normalizedValue(earlier, isEarlier: true), normalizedValue(later))
    if before == after { return true }
    guard let before, let after, document.name(of: later) == "reference" else { return false }
    return servers.mayBeSame(before, after)
  }

  /// The normalized value of an element.
  private func normalizedValue(_ node: Node, isEarlier: Bool = false) -> String? {
    if document.isNarrative(node) { return document.narrativeText(node) }
    guard let text = document.value(of: node) else { return nil }
    if ids.contains(node) { return ignoresIDs ? "" : isEarlier ? renamed[text] ?? text : text }
    if text.hasPrefix("#"), !ids.isEmpty, document.name(of: node) == "reference" {
      return ignoresIDs ? "#" : isEarlier ? renamed[String(text.dropFirst())].map { "#" + $0 } ?? text : text
    }
    if document.name(of: node) == "reference" { return servers.relative(text) }
    if let moment = FHIRDateTime(text), moment.precision == .second, moment.offset != nil {
      return "\(moment.seconds).\(Substring(moment.significantFraction))"
    }
    return text
  }

  /// The fingerprints of the children of an element, with their names.
  private mutating func parts(of item: Item, isEarlier: Bool) -> [Int] {
    let children = children(of: item.node, item.except)
    return children.order.flatMap { name in
      (children.byName[name] ?? []).map { child in
        var hasher = Hasher()
        hasher.combine(name)
        hasher.combine(fingerprint(child, isEarlier: isEarlier))
        return hasher.finalize()
      }
    }
  }

  /// A hash that is equal for elements with the same content, computed once for each element.
  private mutating func fingerprint(_ item: Item, isEarlier: Bool, depth: Int = 0) -> Int {
    if let known = fingerprints[item.node] { return known }
    var hasher = Hasher()
    hasher.combine(document.typeName(of: item.node))
    hasher.combine(normalizedValue(item.node, isEarlier: isEarlier))
    if !document.isNarrative(item.node) && depth < Self.maxDepth {
      let children = children(of: item.node, item.except)
      for name in children.order.sorted() {
        hasher.combine(name)
        let items = children.byName[name] ?? []
        hasher.combine(items.count)
        for item in items { hasher.combine(fingerprint(item, isEarlier: isEarlier, depth: depth + 1)) }
      }
    }
    let fingerprint = hasher.finalize()
    fingerprints[item.node] = fingerprint
    return fingerprint
  }
}

extension Document {
  /// The name of the type of a resource; nil for other elements.
  fileprivate func typeName(of node: Node) -> String? { resourceType(of: node).map { name($0) } }

  /// Whether a node is the XHTML of a narrative, as markup or as a string.
  fileprivate func isNarrative(_ node: Node) -> Bool { record(node).name == .div || record(node).flags.contains(.xhtml) }

  /// The text of a narrative without markup, with whitespace collapsed.
  fileprivate func narrativeText(_ node: Node) -> String {
    let text = record(node).form == .string ? value(of: node) ?? "" : source.string(valueRange(of: node))
    var words: [UInt8] = []
    var isMarkup = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") { isMarkup = true }
      let isBlank = isMarkup || byte <= 0x20
      if !isBlank { words.append(byte) } else if words.last != 0x20 { words.append(0x20) }
      if byte == UInt8(ascii: ">") { isMarkup = false }
    }
    return String(decoding: words, as: UTF8.self)
  }
}
