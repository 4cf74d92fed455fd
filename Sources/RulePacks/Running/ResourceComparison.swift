import FHIRSyntax

/// Compares two versions of a resource by what they say, not by how it is written.
///
/// No difference are: JSON against XML, the order of elements of different names, the order in which equal items of a list
/// stand, blanks, escapes, and times that are the same moment. A decimal of another precision is a difference, as FHIR has
/// it, and so is an item too few or too many.
struct ResourceComparison {
  /// One thing that differs.
  enum Difference {
    /// An element of the earlier version that the later one lacks; where it would stand.
    case removed(Node, from: Node)
    /// An element that only the later version has.
    case added(Node)
    /// A value that is another now.
    case changed(Node, to: Node)
  }

  private let document: Document
  /// Elements that may differ, as names from the outermost resource on.
  private let except: [[String]]
  private let limit: Int
  private var differences: [Difference] = []
  /// Deeper than any resource nests; what stands deeper is not compared.
  private static let deepest = 400

  /// All differences between two nodes of one document, but for a few more than anybody reads.
  static func differences(
    from earlier: Node, to later: Node, in document: Document, except: [[String]]
  ) -> [Difference] {
    var comparison = ResourceComparison(document: document, except: except, limit: 200)
    comparison.compare(earlier, later, path: [])
    return comparison.differences
  }

  private init(document: Document, except: [[String]], limit: Int) {
    self.document = document
    self.except = except
    self.limit = limit
  }

  private mutating func compare(_ earlier: Node, _ later: Node, path: [String]) {
    guard differences.count < limit, path.count < Self.deepest else { return }
    let isTypeSame =
      document.resourceType(of: earlier).map { document.name($0) } == document.resourceType(of: later).map { document.name($0) }
    guard isTypeSame, says(earlier) == says(later) else {
      differences.append(.changed(earlier, to: later))
      return
    }
    if document.isNarrative(earlier) && document.isNarrative(later) { return }
    let before = children(of: earlier)
    let after = children(of: later)
    for name in before.order + after.order.filter({ before.byName[$0] == nil }) {
      let path = path + [name]
      if except.contains(path) { continue }
      compare(before.byName[name] ?? [], after.byName[name] ?? [], in: later, path: path)
    }
  }

  /// Compares the elements of one name: equal ones are paired first, wherever they stand, the others by their order.
  private mutating func compare(_ earlier: [Node], _ later: [Node], in parent: Node, path: [String]) {
    if earlier.count == 1 && later.count == 1 {
      compare(earlier[0], later[0], path: path)
      return
    }
    var unpaired: [Int: [Node]] = [:]
    for node in later { unpaired[fingerprint(node), default: []].append(node) }
    var left: [Node] = []
    for node in earlier {
      let key = fingerprint(node)
      if unpaired[key]?.isEmpty ?? true { left.append(node) } else { unpaired[key]?.removeFirst() }
    }
    var right = unpaired.values.flatMap { $0 }.sorted()[...]
    for node in left {
      if let other = right.popFirst() {
        compare(node, other, path: path)
      } else {
        differences.append(.removed(node, from: parent))
      }
    }
    differences += right.map { .added($0) }
  }

  // MARK: What an element says

  private func children(of node: Node) -> (order: [String], byName: [String: [Node]]) {
    var order: [String] = []
    var byName: [String: [Node]] = [:]
    for child in document.elements(of: node) {
      let record = document.record(child)
      // Null holds the place of an item, and white space of XML says nothing.
      if record.form == .null || record.form == .instruction || record.form == .text { continue }
      let name = document.name(of: child)
      if byName[name] == nil { order.append(name) }
      byName[name, default: []].append(child)
    }
    return (order, byName)
  }

  /// What the value of an element says, whatever way it is written.
  private func says(_ node: Node) -> String? {
    if document.isNarrative(node) { return document.narrativeText(node) }
    guard let text = document.value(of: node) else { return nil }
    if let moment = FHIRDateTime(text), moment.precision == .second, moment.offset != nil {
      return "\(moment.seconds).\(Substring(moment.significantFraction))"
    }
    return text
  }

  private func fingerprint(_ node: Node) -> Int {
    var hasher = Hasher()
    hash(node, depth: 0, into: &hasher)
    return hasher.finalize()
  }

  private func hash(_ node: Node, depth: Int, into hasher: inout Hasher) {
    hasher.combine(document.resourceType(of: node).map { document.name($0) })
    hasher.combine(says(node))
    if document.isNarrative(node) || depth > Self.deepest { return }
    let children = children(of: node)
    for name in children.order.sorted() {
      hasher.combine(name)
      let items = children.byName[name] ?? []
      hasher.combine(items.count)
      for item in items { hash(item, depth: depth + 1, into: &hasher) }
    }
  }
}

extension Document {
  /// Whether a node is the XHTML of a narrative, as markup or as a string.
  fileprivate func isNarrative(_ node: Node) -> Bool { record(node).name == .div || record(node).flags.contains(.xhtml) }

  /// The words of a narrative without markup, each blank one.
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
