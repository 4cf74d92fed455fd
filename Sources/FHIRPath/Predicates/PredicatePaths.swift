import FHIRDefinitions
import FHIRSyntax
import Findings

/// Finds the elements at the paths of a predicate.
extension Predicate {
  func hasText(_ node: Node, in document: Document) -> Bool {
    let form = document.record(node).form
    return form == .string || form == .attribute
  }

  // MARK: Paths

  /// The node where a path starts, and the rest of the path; nil if the path starts with a type that the node does not have.
  private func start(_ path: Range<Int>, _ context: Context, _ typed: TypedDocument) -> (node: Node, path: Range<Int>)? {
    let first = steps[path.lowerBound]
    let rest = path.lowerBound + 1..<path.upperBound
    switch first.role {
    case .element, .firstElement: return (context.node, path)
    case .resource: return typed.document.resource(containing: context.origin).map { ($0, rest) }
    case .type:
      guard let type = typed.type(of: context.node), typed.release.isType(type, first.name) else { return nil }
      return (context.node, rest)
    }
  }

  /// Whether there is an element at a path; nil if the path starts with a type that the node does not have.
  func exists(_ path: Range<Int>, _ context: Context, _ typed: TypedDocument) -> Bool? {
    count(path, context, typed, upTo: 1).map { $0 > 0 }
  }

  func count(_ path: Range<Int>, _ context: Context, _ typed: TypedDocument, upTo limit: Int) -> Int? {
    var found: Node?
    return count(path, context, typed, upTo: limit, &found)
  }

  /// The number of elements at a path, at most `limit`; sets `found` to the last of them. Nil if the path starts with a type that
  /// the node does not have.
  func count(
    _ path: Range<Int>, _ context: Context, _ typed: TypedDocument, upTo limit: Int, _ found: inout Node?
  ) -> Int? {
    guard let (node, path) = start(path, context, typed) else { return nil }
    return count(path, from: node, typed, upTo: limit, &found)
  }

  private func count(_ path: Range<Int>, from node: Node, _ typed: TypedDocument, upTo limit: Int, _ found: inout Node?) -> Int {
    var total = 0
    var last: Node?
    _ = visit(path, from: node, typed) { child in
      total += 1
      last = child
      return total < limit
    }
    if let last { found = last }
    return total
  }

  /// Calls a closure for the elements at a path until it returns false; returns false if the path starts with a type that the
  /// node does not have.
  func visit(_ path: Range<Int>, _ context: Context, _ typed: TypedDocument, _ body: (Node) -> Bool) -> Bool {
    guard let (node, path) = start(path, context, typed) else { return false }
    _ = visit(path, from: node, typed, body)
    return true
  }

  /// Returns false if the closure did.
  private func visit(_ path: Range<Int>, from node: Node, _ typed: TypedDocument, _ body: (Node) -> Bool) -> Bool {
    let step = steps[path.lowerBound]
    let rest = path.lowerBound + 1..<path.upperBound
    let document = typed.document
    if step.name == .value, document.hasValue(node) {
      // The value of a primitive, which is not an element in either format.
      return rest.isEmpty ? body(node) : true
    }
    // The elements of a choice have other names than the step. After an element that cannot repeat, the search stops.
    let shape = step.isChoice ? nil : typed.type(of: node).flatMap { typed.release.child(step.name, of: $0) }
    let isSingle = step.role == .firstElement || rest.isEmpty && !(shape.map { $0.repeats } ?? true)
    for child in step.isChoice ? document.elements(of: node) : document.elements(of: node, named: step.name) {
      if document.record(child).name != step.name {
        guard step.isChoice, let element = typed.element(of: child), element.isChoice, element.baseName == step.name else {
          continue
        }
      }
      guard rest.isEmpty ? body(child) : visit(rest, from: child, typed, body) else { return false }
      if isSingle { return true }
    }
    return true
  }

  // MARK: Values

  /// The integer value of an element; nil if it is not an integer of at most nine digits.
  func integer(_ node: Node, in typed: TypedDocument) -> Int? {
    guard typed.document.record(node).form == .number, let slot = typed.slot(of: node) else { return nil }
    switch slot.form {
    case .integer, .unsignedInt, .positiveInt, .decimal: break
    default: return nil
    }
    var digits = typed.document.source.storage[typed.document.textRange(of: node)]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits.removeFirst() }
    guard 1...9 ~= digits.count, digits.first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
    var number = 0
    for digit in digits {
      guard digit.isDigit else { return nil }
      number = number * 10 + Int(digit & 0x0F)
    }
    return isNegative ? -number : number
  }

  /// -1, 0 or 1 for the order of two dates or two points in time of equal precision; nil if only the evaluator can compare them.
  func order(_ left: Node, _ right: Node, in typed: TypedDocument) -> Int? {
    guard let one = moment(left, in: typed), let other = moment(right, in: typed), one.precision == other.precision else {
      return nil
    }
    switch one.precision {
    case .year, .month, .day:
      let (a, b) = ((one.year, one.month, one.day), (other.year, other.month, other.day))
      return a == b ? 0 : a < b ? -1 : 1
    case .minute: return nil
    case .second:
      guard one.isInstant, other.isInstant, one.second < 60, other.second < 60 else { return nil }
      let (a, b) = (one.seconds, other.seconds)
      if a != b { return a < b ? -1 : 1 }
      return one.fraction.isEmpty && other.fraction.isEmpty ? 0 : nil
    }
  }

  private func moment(_ node: Node, in typed: TypedDocument) -> FHIRDateTime? {
    guard isPlainText(node, in: typed.document), let slot = typed.slot(of: node) else { return nil }
    switch slot.form {
    case .date, .dateTime, .instant: return FHIRDateTime(typed.document.source.storage[typed.document.textRange(of: node)])
    default: return nil
    }
  }

  /// Whether any part of the text of an element matches an expression.
  func matches(_ node: Node, _ expression: RegularExpression, in typed: TypedDocument) -> Verdict {
    guard isPlainText(node, in: typed.document), let slot = typed.slot(of: node) else { return .general }
    switch slot.form {
    case .string, .code, .id: break
    default: return .general
    }
    let range = typed.document.textRange(of: node)
    guard range.count <= 1000 else { return .general }
    var budget = RegularExpression.Budget(limit: 1_000_000)
    guard let isFound = try? expression.isFound(in: typed.document.source.string(range), &budget) else { return .general }
    return Verdict(isFound)
  }

  /// Whether an element has a text that is quoted and has no escapes.
  private func isPlainText(_ node: Node, in document: Document) -> Bool {
    hasText(node, in: document) && document.record(node).flags.isDisjoint(with: [.escaped, .unquoted])
  }
}
