import FHIRSyntax

/// The binary operators.
extension Evaluator {
  mutating func binary(
    _ operation: Operator, _ left: Syntax, _ right: Syntax, _ frame: Frame, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    switch operation {
    case .and, .or, .implies, .xor: return Collection(try logic(operation, left, right, frame, at: offset))
    case .union:
      var items = try evaluate(left, frame).items
      items += try evaluate(right, frame).items
      return try distinct(Collection(items), at: offset)
    default: break
    }
    let one = try evaluate(left, frame)
    let other = try evaluate(right, frame)
    if !invalidCodes.isEmpty, hasInvalidCode(one) || hasInvalidCode(other) { hasReadGap = true }
    switch operation {
    case .equal: return Collection(try equal(one, other, at: offset))
    case .notEqual: return Collection(try equal(one, other, at: offset).map { !$0 })
    case .equivalent: return .one(.boolean(try equivalent(one, other, at: offset)))
    case .notEquivalent: return .one(.boolean(try !equivalent(one, other, at: offset)))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let order = try compare(one, other, at: offset) else { return .none }
      switch operation {
      case .less: return .one(.boolean(order < 0))
      case .lessOrEqual: return .one(.boolean(order <= 0))
      case .greater: return .one(.boolean(order > 0))
      default: return .one(.boolean(order >= 0))
      }
    case .in: return try membership(of: one, in: other, at: offset)
    case .contains: return try membership(of: other, in: one, at: offset)
    case .concatenated:
      let text = try concatenable(one, at: offset)
      return .one(.string(text + (try concatenable(other, at: offset))))
    default: return try arithmetic(operation, one, other, at: offset)
    }
  }

  private func hasInvalidCode(_ operand: Collection) -> Bool {
    operand.contains { item in
      if case .node(let node) = item { invalidCodes.contains(node) } else { false }
    }
  }

  /// The text of an operand of `&`: an empty collection is the empty string.
  private mutating func concatenable(_ items: Collection, at offset: Int) throws(FHIRPathError) -> String {
    guard dialect.concatenatesAll else { return try string(items, at: offset) ?? "" }
    return valued(items).items.map { system($0).flatMap(Self.string) ?? "" }.joined(separator: ",")
  }

  /// Three-valued logic; the right side is not evaluated if the left side decides the result.
  private mutating func logic(
    _ operation: Operator, _ left: Syntax, _ right: Syntax, _ frame: Frame, at offset: Int
  ) throws(FHIRPathError) -> Bool? {
    let one = try boolean(try evaluate(left, frame), at: offset)
    switch (operation, one) {
    case (.and, false): return false
    case (.or, true): return true
    case (.implies, false): return true
    case (.implies, nil) where dialect.emptyImpliesAll: return true
    default: break
    }
    let other = try boolean(try evaluate(right, frame), at: offset)
    switch operation {
    case .and: return other == false ? false : one == true ? other : nil
    case .or: return other == true ? true : one == false ? other : nil
    case .implies: return other == true ? true : one == true ? other : nil
    default:
      guard let one, let other else { return nil }
      return one != other
    }
  }

  private mutating func membership(of item: Collection, in items: Collection, at offset: Int) throws(FHIRPathError) -> Collection
  {
    guard let item = try single(item, at: offset) else { return .none }
    return .one(.boolean(try contains(item, among: items, at: offset)))
  }

  /// The order of two items: -1, 0 or 1; nil if it cannot be determined.
  mutating func compare(_ left: Collection, _ right: Collection, at offset: Int) throws(FHIRPathError) -> Int? {
    guard let one = try single(left, at: offset), let other = try single(right, at: offset) else { return nil }
    return try compare(one, other, at: offset)
  }

  mutating func compare(_ left: Item, _ right: Item, at offset: Int) throws(FHIRPathError) -> Int? {
    switch aligned(left, right) {
    case (.integer(let a), .integer(let b))?: return a < b ? -1 : a > b ? 1 : 0
    case (.decimal(let a), .decimal(let b))?: return Decimal.compare(a, b)
    case (.string(let a), .string(let b))?:
      try charge(bytes: min(a.utf8.count, b.utf8.count), at: offset)
      return a.unicodeScalars.elementsEqual(b.unicodeScalars)
        ? 0 : a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? -1 : 1
    case (.date(let a), .date(let b))?: return PartialDate.compare(a, b)
    case (.time(let a), .time(let b))?: return PartialTime.compare(a, b)
    case (.quantity(let a), .quantity(let b))?: return a.mixesCalendarAndUCUM(b) ? nil : Quantity.compare(a, b)
    default:
      let error = FHIRPathError(
        .evaluation, "\(typeName(of: left).name) and \(typeName(of: right).name) cannot be ordered", at: offset)
      guard dialect.incomparableIsEmpty else { throw error }
      if hasContent(left), hasContent(right) { incomparability = error }
      return nil
    }
  }

  /// Whether an item is a FHIRPath value, or an element with content.
  private func hasContent(_ item: Item) -> Bool { if case .node(let node) = item { document.hasContent(node) } else { true } }
}
