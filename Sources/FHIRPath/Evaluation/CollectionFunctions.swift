/// Functions on whole collections, and functions without input.
enum CollectionFunction: String, Sendable {
  // Existence
  case empty, not, count, allTrue, anyTrue, allFalse, anyFalse, subsetOf, supersetOf, distinct, isDistinct
  // Parts and combinations
  case single, first, last, tail, skip, take, intersect, exclude, union, combine, coalesce, join
  // Navigation, the clock and variables
  case children, descendants, now, today, timeOfDay, defineVariable

  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .empty, .not, .count, .allTrue, .anyTrue, .allFalse, .anyFalse, .distinct, .isDistinct, .single, .first, .last, .tail,
      .children, .descendants, .now, .today, .timeOfDay:
      0...0
    case .join: 0...1
    case .subsetOf, .supersetOf, .skip, .take, .intersect, .exclude, .union, .combine: 1...1
    case .defineVariable: 1...2
    case .coalesce: 0...16
    }
  }
}

extension Evaluator {
  mutating func collections(
    _ function: CollectionFunction, _ items: Collection, _ values: [Collection], at offset: Int
  ) throws(FHIRPathError) -> Collection {
    switch function {
    case .empty: return .one(.boolean(!isPresent(items)))
    case .not: return Collection(try boolean(items, at: offset).map { !$0 })
    case .count: return .one(.integer(present(items).count))
    case .allTrue: return .one(.boolean(try booleans(items, at: offset).allSatisfy { $0 }))
    case .anyTrue: return .one(.boolean(try booleans(items, at: offset).contains(true)))
    case .allFalse: return .one(.boolean(try booleans(items, at: offset).allSatisfy { !$0 }))
    case .anyFalse: return .one(.boolean(try booleans(items, at: offset).contains(false)))
    case .subsetOf: return .one(.boolean(try isSubset(items, of: values[0], at: offset)))
    case .supersetOf: return .one(.boolean(try isSubset(values[0], of: items, at: offset)))
    case .distinct: return try distinct(items, at: offset)
    case .isDistinct:
      let items = valued(items)
      return .one(.boolean(try distinct(items, at: offset).count == items.count))
    case .single: return Collection(try single(items, at: offset))
    case .first: return Collection(indexable(items).first)
    case .last:
      let items = indexable(items)
      return Collection(items[items.count - 1])
    case .tail: return Collection(Array(indexable(items).items.dropFirst()))
    case .skip: return Collection(Array(indexable(items).items.dropFirst(max(0, try integer(values[0], at: offset) ?? 0))))
    case .take: return Collection(Array(indexable(items).items.prefix(max(0, try integer(values[0], at: offset) ?? 0))))
    case .intersect: return try distinct(try overlap(items, values[0], isWanted: true, at: offset), at: offset)
    case .exclude: return try overlap(items, values[0], isWanted: false, at: offset)
    case .union: return try distinct(Collection(items.items + values[0].items), at: offset)
    case .combine: return Collection(items.items + values[0].items)
    case .coalesce:
      for value in values where isPresent(value) { return value }
      return .none
    case .children: return try children(of: items, at: offset)
    case .descendants: return try descendants(of: items, at: offset)
    case .now: return .one(.date(evaluationTime))
    case .today: return .one(.date(evaluationTime.date))
    case .timeOfDay: return Collection(evaluationTime.time.map { .time($0) })
    case .defineVariable:
      guard let name = try string(values[0], at: offset) else { return items }
      environment.defined[name] = values.count > 1 ? values[1] : items
      return items
    case .join:
      let separator = try string(values.first ?? .none, at: offset) ?? ""
      return try joined(items, by: separator, at: offset)
    }
  }

  private mutating func isSubset(_ items: Collection, of others: Collection, at offset: Int) throws(FHIRPathError) -> Bool {
    for item in valued(items) where try !contains(item, among: others, at: offset) { return false }
    return true
  }

  /// The items that are in another collection or, with `isWanted` false, those that are not.
  private mutating func overlap(
    _ items: Collection, _ others: Collection, isWanted: Bool, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    var result: [Item] = []
    for item in items where try contains(item, among: others, at: offset) == isWanted { result.append(item) }
    return Collection(result)
  }

  private mutating func joined(_ items: Collection, by separator: String, at offset: Int) throws(FHIRPathError) -> Collection {
    var parts: [String] = []
    for item in items {
      if let text = try string(.one(item), at: offset) { parts.append(text) }
    }
    try charge(bytes: separator.utf8.count, times: parts.count, at: offset)
    return items.isEmpty ? .none : .one(.string(parts.joined(separator: separator)))
  }

  /// The time of the evaluation, in UTC.
  private var evaluationTime: PartialDate {
    let rest = Int(now % 86_400 + 86_400) % 86_400
    let days = (Int(now) - rest) / 86_400
    let date = Calendar.date(ofDay: days + Calendar.dayNumber(1970, 1, 1)) ?? (1970, 1, 1)
    let text =
      Digits.padded(date.year, 4) + "-" + Digits.padded(date.month, 2) + "-" + Digits.padded(date.day, 2) + "T"
      + Digits.padded(rest / 3600, 2) + ":" + Digits.padded(rest / 60 % 60, 2) + ":" + Digits.padded(rest % 60, 2) + ".000Z"
    return PartialDate(text, isDateTime: true) ?? PartialDate(year: 1970)
  }
}
