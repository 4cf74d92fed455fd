import FHIRSyntax

/// Builds predicates from expressions.
extension Predicate {
  private mutating func add(_ operation: Operation) -> Int {
    operations.append(operation)
    return operations.count - 1
  }

  /// Appends the last operation of a branch, wrapped in `careful` if the branch needs this; `general` for nil.
  private mutating func end(_ operation: Operation?) -> Int {
    guard let operation else { return add(.general) }
    let index = add(operation)
    return isCareful ? add(.careful(index)) : index
  }

  mutating func append(_ syntax: Syntax, _ isChoice: (Symbol) -> Bool) -> Int {
    isCareful = false
    switch syntax {
    case .binary(let operation, let left, let right, _):
      switch operation {
      case .and, .or, .xor, .implies, .equal:
        if operation == .equal, let comparison = equality(left, right, isChoice) { return end(comparison) }
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
          return end(.isOneOf(path, texts: texts, isPlain: false))
        }
      case .notEqual:
        if let comparison = equality(left, right, isChoice) {
          isCareful = true
          return add(.not(end(comparison)))
        }
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        if let comparison = comparison(left, operation, right, isChoice) { return end(comparison) }
      default: break
      }
      return add(.general)
    case .typeTest(let base, let type, isTest: true, _):
      guard type.namespace == nil, let path = elementPath(base, isChoice) else { return add(.general) }
      isCareful = true
      texts.append(type.name)
      return end(.isType(path, texts.count - 1))
    case .call(let base, let function, let arguments, _):
      if let argument = arguments.first { return end(call(function, base, argument, isChoice)) }
      switch function {
      case .collection(.not):
        guard Self.isBoolean(base) else { return add(.general) }
        return add(.not(append(base, isChoice)))
      case .perItem(.exists): return end(presence(of: base, isChoice))
      case .collection(.empty):
        guard let presence = presence(of: base, isChoice) else { return add(.general) }
        return add(.not(end(presence)))
      case .fhir(.hasValue): return end(path(base, isChoice).map { .hasValue($0) })
      default: return add(.general)
      }
    default: return add(.general)
    }
  }

  /// Whether the result of an expression is a boolean or empty.
  private static func isBoolean(_ syntax: Syntax) -> Bool {
    switch syntax {
    case .binary(let operation, _, _, _):
      [.and, .or, .xor, .implies, .equal, .notEqual, .in, .contains, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(
        operation)
    case .call(_, .collection(.not), _, _), .call(_, .perItem(.exists), _, _), .call(_, .collection(.empty), _, _),
      .call(_, .fhir(.hasValue), _, _):
      true
    default: false
    }
  }

  private mutating func equality(_ left: Syntax, _ right: Syntax, _ isChoice: (Symbol) -> Bool) -> Operation? {
    if let sum = sum(left, .equal, right, isChoice) { return sum }
    guard case .literal(let literal) = right, let path = path(left, isChoice) else { return nil }
    switch literal {
    case .string(let text):
      texts.append(text)
      return .isOneOf(path, texts: texts.count - 1..<texts.count, isPlain: true)
    case .boolean(let value): return .flag(path, is: value)
    case .integer(let number):
      isCareful = true
      return .number(path, .equal, number)
    default: return nil
    }
  }

  /// The operation for a function call with one argument.
  private mutating func call(
    _ function: Function, _ base: Syntax, _ argument: Syntax, _ isChoice: (Symbol) -> Bool
  ) -> Operation? {
    switch function {
    case .stringArgument(.matches):
      guard case .literal(.string(let pattern)) = argument, !pattern.isEmpty, let path = path(base, isChoice),
        let expression = try? RegularExpression(pattern)
      else { return nil }
      expressions.append(expression)
      isCareful = true
      return .matches(path, expressions.count - 1)
    case .perItem(.all):
      guard Self.isBoolean(argument), let path = elementPath(base, isChoice) else { return nil }
      let inner = append(argument, isChoice)
      isCareful = true
      if case .same(let each, let common) = operations[inner], dependsOnlyOnResource(common) {
        return .allSame(path, each, as: common)
      }
      return .all(path, inner)
    case .perItem(.exists):
      guard Self.isBoolean(argument), let path = elementPath(base, isChoice) else { return nil }
      let inner = append(argument, isChoice)
      isCareful = true
      return .any(path, inner)
    default: return nil
    }
  }

  /// Whether an operation depends on the resource alone: it has the same result for each of its elements.
  private func dependsOnlyOnResource(_ index: Int) -> Bool {
    switch operations[index] {
    case .and(let left, let right), .or(let left, let right), .xor(let left, let right), .implies(let left, let right),
      .same(let left, let right):
      dependsOnlyOnResource(left) && dependsOnlyOnResource(right)
    case .not(let inner), .careful(let inner): dependsOnlyOnResource(inner)
    case .exists(let path), .hasValue(let path), .isOneOf(let path, _, _), .flag(let path, _):
      steps[path].first?.role == .resource
    default: false
    }
  }

  /// The operation for whether a path selects any element, or any element that meets the criterion of `where`.
  private mutating func presence(of syntax: Syntax, _ isChoice: (Symbol) -> Bool) -> Operation? {
    if let path = path(syntax, isChoice) { return .exists(path) }
    guard case .call(let base, .perItem(.where), let arguments, _) = syntax, let criterion = arguments.first,
      let path = elementPath(base, isChoice)
    else { return nil }
    // With an unsupported criterion, the result is still known if there is no element at the path.
    let inner = append(criterion, isChoice)
    isCareful = true
    return .any(path, inner)
  }

  private mutating func comparison(
    _ left: Syntax, _ operation: Operator, _ right: Syntax, _ isChoice: (Symbol) -> Bool
  ) -> Operation? {
    if case .literal(.integer(let number)) = right {
      if case .call(let base, .collection(.count), _, _) = left, let path = path(base, isChoice) {
        return .count(path, operation, number)
      }
      if let sum = sum(left, operation, right, isChoice) { return sum }
      guard let path = path(left, isChoice) else { return nil }
      isCareful = true
      return .number(path, operation, number)
    }
    guard let one = path(left, isChoice), let other = path(right, isChoice) else { return nil }
    isCareful = true
    return .dateTimes(one, operation, other)
  }

  /// The operation that compares a sum of numbers of elements with a number, as in `a.count() + b.count() > 0`.
  private mutating func sum(
    _ left: Syntax, _ operation: Operator, _ right: Syntax, _ isChoice: (Symbol) -> Bool
  ) -> Operation? {
    guard case .literal(.integer(let number)) = right, case .binary(.plus, _, _, _) = left else { return nil }
    var found: [Range<Int>] = []
    var rest = left
    while case .binary(.plus, let sum, let last, _) = rest {
      guard case .call(let base, .collection(.count), let arguments, _) = last, arguments.isEmpty, let path = path(base, isChoice)
      else {
        return nil
      }
      found.append(path)
      rest = sum
    }
    guard case .call(let base, .collection(.count), let arguments, _) = rest, arguments.isEmpty, let path = path(base, isChoice)
    else {
      return nil
    }
    isCareful = true
    let start = paths.count
    paths += found + [path]
    return .sum(paths: start..<paths.count, operation, number)
  }

  /// A path to elements; nil for a path that ends in `value`, since it may select the value of a primitive, which is not an
  /// element: it has a FHIRPath type and no content.
  private mutating func elementPath(_ syntax: Syntax, _ isChoice: (Symbol) -> Bool) -> Range<Int>? {
    guard let path = path(syntax, isChoice), let last = path.last, steps[last].name != .value else { return nil }
    return path
  }

  /// A chain of names, which may start with `%resource` or the type of the node.
  private mutating func path(_ syntax: Syntax, _ isChoice: (Symbol) -> Bool) -> Range<Int>? {
    var found: [Step] = []
    var rest = syntax
    var isFirst = false
    while true {
      switch rest {
      case .call(let base, .perItem(.trace), let arguments, _) where arguments.count == 1 && !isFirst:
        guard case .literal(.string) = arguments[0] else { return nil }
        isCareful = true
        rest = base
      case .call(let base, .collection(.first), let arguments, _) where arguments.isEmpty && !isFirst:
        guard case .member = base else { return nil }
        isFirst = true
        rest = base
      case .member(let base, let name):
        guard let symbol = name.symbol, let first = name.text.utf8.first else { return nil }
        if UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first {
          guard name.isLeading, !isFirst, !found.isEmpty, case .this = base else { return nil }
          found.append(Step(name: symbol, role: .type))
        } else {
          guard UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return nil }
          found.append(Step(name: symbol, isChoice: isChoice(symbol), role: isFirst ? .firstElement : .element))
        }
        isFirst = false
        rest = base
      case .variable("resource", _) where !found.isEmpty:
        found.append(Step(name: .resource, role: .resource))
        rest = .this
      case .this:
        guard !found.isEmpty else { return nil }
        if found.contains(where: { $0.role != .element }) { isCareful = true }
        let start = steps.count
        steps += found.reversed()
        return start..<steps.count
      default: return nil
      }
    }
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
}
