package import FHIRDefinitions
package import FHIRSyntax

/// The part of an expression that most constraints are made of, in a form that is evaluated without allocating anything: what is
/// there, what is not, what equals a code, and how these go together.
///
///     (start.exists() and end.exists()) or (status in ('proposed' | 'cancelled'))
///
///     0 exists start   1 exists end   2 and 0 1   3 status is one of 0..<2   4 or 2 3
///
/// What it does not know stands in it as `general`. Where that decides, the whole expression has to be evaluated.
package struct Predicate: Sendable {
  enum Operation: Sendable {
    case and(Int, Int)
    case or(Int, Int)
    case xor(Int, Int)
    case implies(Int, Int)
    case same(Int, Int)
    case not(Int)
    case exists(Range<Int>)
    case hasValue(Range<Int>)
    /// Whether the one element at a path has one of several texts; `isPlain` for `=`, which knows nothing of what is not there.
    case isOneOf(Range<Int>, texts: Range<Int>, isPlain: Bool)
    case flag(Range<Int>, is: Bool)
    case count(Range<Int>, Operator, Int)
    case general
  }

  struct Step: Sendable {
    var name: Symbol
    /// Whether some type has a choice of this name, whose elements have other names.
    var isChoice: Bool
  }

  enum Verdict {
    case yes, no, nothing, general

    init(_ value: Bool) { self = value ? .yes : .no }
  }

  private(set) var operations: [Operation] = []
  private(set) var steps: [Step] = []
  private(set) var texts: [String] = []
  let dialect: Dialect

  /// Nil where nothing of the expression can be told this way.
  package init?(_ expression: Expression, isChoice: (Symbol) -> Bool) {
    dialect = expression.dialect
    let last = append(expression.syntax, isChoice)
    if case .general = operations[last] { return nil }
  }

  /// Whether a node keeps the expression; nil where that has to be evaluated in general.
  package func holds(on node: Node, in typed: TypedDocument) -> Bool? {
    switch verdict(operations.count - 1, node, typed) {
    case .yes, .nothing: true
    case .no: false
    case .general: nil
    }
  }

  // MARK: Building

  private mutating func add(_ operation: Operation) -> Int {
    operations.append(operation)
    return operations.count - 1
  }

  private mutating func append(_ syntax: Syntax, _ isChoice: (Symbol) -> Bool) -> Int {
    switch syntax {
    case .binary(let operation, let left, let right, _):
      switch operation {
      case .and, .or, .xor, .implies, .equal:
        if operation == .equal, let comparison = equality(left, right, isChoice) { return add(comparison) }
        if operation == .equal, !Self.isBoolean(left) || !Self.isBoolean(right) { return add(.general) }
        let one = append(left, isChoice)
        let other = append(right, isChoice)
        switch operation {
        case .and: return add(.and(one, other))
        case .or: return add(.or(one, other))
        case .xor: return add(.xor(one, other))
        case .implies: return add(.implies(one, other))
        default: return add(.same(one, other))
        }
      case .in:
        if let path = path(left, isChoice), let texts = texts(of: right) {
          return add(.isOneOf(path, texts: texts, isPlain: false))
        }
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        if case .call(let base, .count, _, _) = left, case .literal(.integer(let number)) = right, let path = path(base, isChoice)
        {
          return add(.count(path, operation, number))
        }
      default: break
      }
      return add(.general)
    case .call(let base, let function, let arguments, _):
      guard arguments.isEmpty else { return add(.general) }
      switch function {
      case .not:
        guard Self.isBoolean(base) else { return add(.general) }
        return add(.not(append(base, isChoice)))
      case .exists: return add(path(base, isChoice).map { .exists($0) } ?? .general)
      case .empty:
        guard let path = path(base, isChoice) else { return add(.general) }
        return add(.not(add(.exists(path))))
      case .hasValue: return add(path(base, isChoice).map { .hasValue($0) } ?? .general)
      default: return add(.general)
      }
    default: return add(.general)
    }
  }

  /// Whether what an expression gives is a boolean or nothing.
  private static func isBoolean(_ syntax: Syntax) -> Bool {
    switch syntax {
    case .binary(let operation, _, _, _):
      [.and, .or, .xor, .implies, .equal, .notEqual, .in, .contains, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(
        operation)
    case .call(_, let function, _, _): [.not, .exists, .empty, .hasValue].contains(function)
    default: false
    }
  }

  private mutating func equality(_ left: Syntax, _ right: Syntax, _ isChoice: (Symbol) -> Bool) -> Operation? {
    guard case .literal(let literal) = right, let path = path(left, isChoice) else { return nil }
    switch literal {
    case .string(let text):
      texts.append(text)
      return .isOneOf(path, texts: texts.count - 1..<texts.count, isPlain: true)
    case .boolean(let value): return .flag(path, is: value)
    default: return nil
    }
  }

  /// Names behind each other, the first of which is no type.
  private mutating func path(_ syntax: Syntax, _ isChoice: (Symbol) -> Bool) -> Range<Int>? {
    var names: [Step] = []
    var rest = syntax
    while case .member(let base, let name) = rest {
      guard let symbol = name.symbol, let first = name.text.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else {
        return nil
      }
      names.append(Step(name: symbol, isChoice: isChoice(symbol)))
      rest = base
    }
    guard case .this = rest, !names.isEmpty else { return nil }
    let start = steps.count
    steps += names.reversed()
    return start..<steps.count
  }

  private mutating func texts(of syntax: Syntax) -> Range<Int>? {
    var found: [String] = []
    var rest = syntax
    while case .binary(.union, let left, .literal(.string(let text)), _) = rest {
      found.append(text)
      rest = left
    }
    guard case .literal(.string(let text)) = rest else { return nil }
    let start = texts.count
    texts += found + [text]
    return start..<texts.count
  }

  // MARK: Evaluating

  private func verdict(_ index: Int, _ node: Node, _ typed: TypedDocument) -> Verdict {
    switch operations[index] {
    case .general: return .general
    case .exists(let path): return Verdict(count(path, from: node, typed, upTo: 1) > 0)
    case .not(let inner):
      switch verdict(inner, node, typed) {
      case .yes: return .no
      case .no: return .yes
      case let other: return other
      }
    case .and(let left, let right):
      let one = verdict(left, node, typed)
      if one == .no { return .no }
      let other = verdict(right, node, typed)
      if other == .no { return .no }
      return one == .yes ? other : one == .general || other == .general ? .general : .nothing
    case .or(let left, let right):
      let one = verdict(left, node, typed)
      if one == .yes { return .yes }
      let other = verdict(right, node, typed)
      if other == .yes { return .yes }
      return one == .no ? other : one == .general || other == .general ? .general : .nothing
    case .implies(let left, let right):
      let one = verdict(left, node, typed)
      if one == .no || one == .nothing && dialect.emptyImpliesAll { return .yes }
      let other = verdict(right, node, typed)
      if other == .yes { return .yes }
      return one == .yes ? other : one == .general || other == .general ? .general : .nothing
    case .xor(let left, let right), .same(let left, let right):
      let one = verdict(left, node, typed)
      let other = verdict(right, node, typed)
      if one == .general || other == .general { return .general }
      guard one != .nothing, other != .nothing else { return .general }
      if case .xor = operations[index] { return Verdict(one != other) }
      return Verdict(one == other)
    case .hasValue(let path):
      var found: Node?
      guard count(path, from: node, typed, upTo: 2, &found) == 1, let found else { return .no }
      return Verdict(typed.document.hasValue(found))
    case .isOneOf(let path, let range, let isPlain):
      var found: Node?
      switch count(path, from: node, typed, upTo: 2, &found) {
      case 0: return isPlain && dialect.comparesEmpty ? .no : .nothing
      case 1:
        guard let found, isText(found, in: typed.document) else { return .general }
        for index in range where typed.document.value(of: found, is: texts[index]) { return .yes }
        return .no
      default: return isPlain ? .no : .general
      }
    case .flag(let path, let wanted):
      var found: Node?
      switch count(path, from: node, typed, upTo: 2, &found) {
      case 0: return dialect.comparesEmpty ? .no : .nothing
      case 1:
        guard let found, typed.document.value(of: found, is: "true") || typed.document.value(of: found, is: "false") else {
          return .general
        }
        return Verdict(typed.document.value(of: found, is: "true") == wanted)
      default: return .no
      }
    case .count(let path, let operation, let number):
      let count = count(path, from: node, typed, upTo: number == .max ? .max : number + 1)
      switch operation {
      case .less: return Verdict(count < number)
      case .lessOrEqual: return Verdict(count <= number)
      case .greater: return Verdict(count > number)
      default: return Verdict(count >= number)
      }
    }
  }

  private func isText(_ node: Node, in document: Document) -> Bool {
    let form = document.record(node).form
    return form == .string || form == .attribute
  }

  private func count(_ path: Range<Int>, from node: Node, _ typed: TypedDocument, upTo most: Int) -> Int {
    var found: Node?
    return count(path, from: node, typed, upTo: most, &found)
  }

  /// How many elements there are at a path, and the last of them; no more than `most` are counted.
  private func count(_ path: Range<Int>, from node: Node, _ typed: TypedDocument, upTo most: Int, _ found: inout Node?) -> Int {
    let step = steps[path.lowerBound]
    let rest = path.lowerBound + 1..<path.upperBound
    let document = typed.document
    if step.name == .value, document.hasValue(node) {
      // The value of a primitive, which neither format writes as an element.
      guard rest.isEmpty else { return 0 }
      found = node
      return 1
    }
    var total = 0
    // A choice has other names; past what cannot repeat, nothing else is looked for.
    let shape = step.isChoice ? nil : typed.type(of: node).flatMap { typed.release.child(step.name, of: $0) }
    let most = shape.map { $0.repeats || !rest.isEmpty } ?? true ? most : min(most, 1)
    for child in step.isChoice ? document.elements(of: node) : document.elements(of: node, named: step.name) {
      if document.record(child).name != step.name {
        guard step.isChoice, let element = typed.element(of: child), element.isChoice, element.baseName == step.name else {
          continue
        }
      }
      if rest.isEmpty {
        total += 1
        found = child
      } else {
        total += count(rest, from: child, typed, upTo: most - total, &found)
      }
      if total >= most { return total }
    }
    return total
  }
}
