/// Functions whose argument is evaluated for each item.
enum PerItemFunction: String, Sendable {
  case exists, all, `where`, select, `repeat`, repeatAll, aggregate, sort, trace

  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .exists, .all: 0...1
    case .where, .select, .repeat, .repeatAll: 1...1
    case .trace, .aggregate: 1...2
    case .sort: 0...16
    }
  }
}

/// Evaluates the input of function calls, and dispatches each call to the file that implements the function.
extension Evaluator {
  mutating func call(
    _ function: Function, on base: Syntax, _ arguments: [Syntax], _ frame: Frame, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    let items = try operand(base, of: function, arguments, frame)
    switch function {
    case .iif: return try iif(items, arguments, base, frame, at: offset)
    case .perItem(let function): return try perItem(function, items, arguments, frame, at: offset)
    case .collection(let function):
      return try collections(function, items, try values(of: arguments, frame), at: offset)
    case .fhir(let function): return try fhir(function, items, try values(of: arguments, frame), at: offset)
    case .conversion, .string, .stringArgument, .boundary, .part, .number: break
    // The parser turns these calls into type tests and type filters.
    case .type: return .none
    }
    let values = try values(of: arguments, frame)
    guard let item = try single(items, at: offset) else { return .none }
    return switch function {
    case .conversion(let function): try conversion(function, item, values, at: offset)
    case .string(let function): try strings(function, item, values, at: offset)
    case .stringArgument(let function): try strings(function, item, values, at: offset)
    case .boundary(let function): try boundaries(function, item, values, at: offset)
    case .part(let part): self.part(part, of: item)
    case .number(let function): try mathematics(function, item, values, at: offset)
    case .perItem, .collection, .fhir, .type, .iif: .none
    }
  }

  private mutating func values(of arguments: [Syntax], _ frame: Frame) throws(FHIRPathError) -> [Collection] {
    var values: [Collection] = []
    for argument in arguments { values.append(try evaluate(argument, frame)) }
    return values
  }

  /// The input of a function; only the first element if the function needs no more.
  private mutating func operand(
    _ base: Syntax, of function: Function, _ arguments: [Syntax], _ frame: Frame
  ) throws(FHIRPathError) -> Collection {
    guard arguments.isEmpty, case .member(let parent, let name) = base else { return try evaluate(base, frame) }
    switch function {
    case .collection(.empty), .perItem(.exists): break
    case .collection(.first) where !requiresContent: break
    default: return try evaluate(base, frame)
    }
    return try member(name, of: try evaluate(parent, frame), upTo: 1)
  }

  /// `iif` evaluates only the branch that it takes.
  private mutating func iif(
    _ items: Collection, _ arguments: [Syntax], _ base: Syntax, _ frame: Frame, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    var inner = frame
    if case .this = base {
    } else {
      _ = try single(items, at: offset)
      inner.focus = items
    }
    let criterion = valued(try evaluate(arguments[0], inner))
    guard criterion.count <= 1 else { throw FHIRPathError(.semantic, "the criterion of 'iif' must be one boolean", at: offset) }
    if let item = criterion.first {
      guard case .boolean(let value) = system(item) else {
        throw FHIRPathError(.semantic, "the criterion of 'iif' must be a boolean", at: offset)
      }
      if value { return try evaluate(arguments[1], inner) }
    }
    return arguments.count > 2 ? try evaluate(arguments[2], inner) : .none
  }

  // MARK: Functions whose argument is evaluated for each item

  private mutating func perItem(
    _ function: PerItemFunction, _ items: Collection, _ arguments: [Syntax], _ frame: Frame, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    guard let criterion = arguments.first else { return try withoutCriterion(function, items, at: offset) }
    switch function {
    case .where: return try filter(items, by: criterion, frame, at: offset)
    case .exists, .all:
      // For `exists` the first item that meets the criterion decides, for `all` the first that does not.
      let isDecisive = function == .exists
      for (index, item) in present(items).enumerated() {
        let verdict = try boolean(try evaluate(criterion, inner(item, index, frame)), at: offset) ?? false
        if verdict == isDecisive { return .one(.boolean(isDecisive)) }
      }
      return .one(.boolean(!isDecisive))
    case .select:
      var result: [Item] = []
      for (index, item) in items.enumerated() { result += try evaluate(criterion, inner(item, index, frame)).items }
      return Collection(result)
    case .repeat, .repeatAll: return try repeated(items, criterion, frame, distinct: function == .repeat, at: offset)
    case .aggregate:
      var total = arguments.count > 1 ? try evaluate(arguments[1], frame) : Collection.none
      for (index, item) in items.enumerated() {
        var inner = inner(item, index, frame)
        inner.total = total
        total = try evaluate(criterion, inner)
      }
      return total
    case .trace:
      let name = try string(try evaluate(criterion, frame), at: offset) ?? ""
      var shown = items
      if arguments.count > 1 {
        shown = .none
        for (index, item) in items.enumerated() {
          for part in try evaluate(arguments[1], inner(item, index, frame)) { shown.append(part) }
        }
      }
      recordTrace(name, shown)
      return items
    case .sort: return try sorted(items, by: arguments, frame, at: offset)
    }
  }

  private func inner(_ item: Item, _ index: Int, _ frame: Frame) -> Frame {
    Frame(focus: .one(item), index: index, total: frame.total)
  }

  private mutating func withoutCriterion(
    _ function: PerItemFunction, _ items: Collection, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    switch function {
    case .exists: return .one(.boolean(isPresent(items)))
    case .all:
      guard dialect.allowsAllWithoutCriterion else { throw FHIRPathError(.semantic, "'all' requires a criterion", at: offset) }
      return .one(.boolean(try booleans(items, at: offset).allSatisfy { $0 }))
    case .sort: return try sorted(items, by: [], Frame(focus: items), at: offset)
    // The parser rejects calls of these without an argument.
    case .where, .select, .repeat, .repeatAll, .aggregate, .trace: return .none
    }
  }

  private mutating func filter(
    _ items: Collection, by criterion: Syntax, _ frame: Frame, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    var kept = Collection.none
    for (index, item) in items.enumerated() {
      if try boolean(try evaluate(criterion, inner(item, index, frame)), at: offset) ?? false { kept.append(item) }
    }
    return kept
  }

  /// Applies a projection to the items, to the results, and so on, and returns all results; `repeat` returns each item once.
  private mutating func repeated(
    _ items: Collection, _ projection: Syntax, _ frame: Frame, distinct isDistinct: Bool, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    var result: [Item] = []
    var seen: Set<Item> = []
    var queue = items.items
    var next = 0
    while next < queue.count {
      let found = try evaluate(projection, inner(queue[next], next, frame))
      next += 1
      for item in found {
        try charge(at: offset)
        // Nodes are compared by identity, values by content.
        if isDistinct, !seen.insert(item).inserted { continue }
        result.append(item)
        queue.append(item)
      }
    }
    return Collection(result)
  }

  /// Sorts by the keys, or by the items themselves if there are none; a minus sign before a key means descending order. Items
  /// without a key always come first.
  private mutating func sorted(
    _ items: Collection, by keys: [Syntax], _ frame: Frame, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    var rows: [(keys: [Item?], item: Item)] = []
    var isDescending: [Bool] = []
    for key in keys { if case .negation = key { isDescending.append(true) } else { isDescending.append(false) } }
    if keys.isEmpty { isDescending = [false] }
    for (index, item) in items.enumerated() {
      var values: [Item?] = keys.isEmpty ? [valued(.one(item)).first] : []
      for key in keys {
        var syntax = key
        if case .negation(let operand, _) = key { syntax = operand }
        values.append(try single(try evaluate(syntax, inner(item, index, frame)), at: offset))
      }
      rows.append((values, item))
    }
    // Binary insertion: comparing can throw, and the standard library's sort does not support typed errors.
    var result: [(keys: [Item?], item: Item)] = []
    for row in rows {
      var low = 0
      var high = result.count
      while low < high {
        try charge(at: offset)
        let middle = (low + high) / 2
        if try precedes(row.keys, result[middle].keys, isDescending, at: offset) { high = middle } else { low = middle + 1 }
      }
      result.insert(row, at: low)
    }
    return Collection(result.map(\.item))
  }

  private mutating func precedes(_ left: [Item?], _ right: [Item?], _ isDescending: [Bool], at offset: Int) throws(FHIRPathError)
    -> Bool
  {
    for index in left.indices where index < right.count {
      let order: Int
      switch (left[index], right[index]) {
      case (nil, nil): order = 0
      case (nil, _?): return true
      case (_?, nil): return false
      case (let a?, let b?): order = try compare(a, b, at: offset) ?? 0
      }
      if order != 0 { return isDescending[index] ? order > 0 : order < 0 }
    }
    return false
  }

  /// The items as booleans; throws if any item is not a boolean.
  mutating func booleans(_ items: Collection, at offset: Int) throws(FHIRPathError) -> [Bool] {
    var result: [Bool] = []
    for item in present(items) {
      guard case .boolean(let value) = system(item) else { throw FHIRPathError(.evaluation, "expected booleans", at: offset) }
      result.append(value)
    }
    return result
  }
}
