import FHIRSyntax

/// `=` and `~`, and set operations.
extension Evaluator {
  /// Whether two collections are equal, item by item in order; nil if this cannot be determined.
  mutating func equal(_ left: Collection, _ right: Collection, at offset: Int) throws(FHIRPathError) -> Bool? {
    if case .one(let one) = left, case .one(let other) = right, isValued(one), isValued(other) {
      return try equal(one, other, at: offset)
    }
    let (left, right) = (valued(left), valued(right))
    if left.isEmpty || right.isEmpty {
      return dialect.comparesEmpty ? left.isEmpty && right.isEmpty : nil
    }
    guard left.count == right.count else { return false }
    for (one, other) in zip(left, right) {
      guard let verdict = try equal(one, other, at: offset) else { return nil }
      if !verdict { return false }
    }
    return true
  }

  /// Whether two items are equal; nil if this cannot be determined, for example for dates of different precision.
  mutating func equal(_ left: Item, _ right: Item, at offset: Int) throws(FHIRPathError) -> Bool? {
    try charge(at: offset)
    if case .node(let one) = left, case .node(let other) = right {
      if one == other { return true }
      if !document.hasValue(one) || !document.hasValue(other) { return try areAlike(one, other, at: offset) }
    }
    if dialect.comparesDecimalsAsWritten, let verdict = areSameNumber(left, right) { return verdict }
    guard let (one, other) = aligned(left, right) else { return false }
    switch (one, other) {
    case (.string(let a), .string(let b)):
      try charge(bytes: a.utf8.count, at: offset)
      return a == b
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.integer(let a), .integer(let b)): return a == b
    case (.decimal(let a), .decimal(let b)): return a == b
    case (.date(let a), .date(let b)):
      return PartialDate.compare(a, b).map { $0 == 0 } ?? (dialect.comparesDatesAsWritten ? false : nil)
    case (.time(let a), .time(let b)): return PartialTime.compare(a, b).map { $0 == 0 }
    case (.quantity(let a), .quantity(let b)):
      if a.mixesCalendarAndUCUM(b) { return nil }
      return Quantity.compare(a, b).map { $0 == 0 }
    case (.type(let a), .type(let b)): return a == b
    default: return false
    }
  }

  /// Whether two numbers are written with the same digits; nil unless both are numbers and at least one is a decimal.
  private mutating func areSameNumber(_ left: Item, _ right: Item) -> Bool? {
    switch (system(left), system(right)) {
    case (.decimal(let a), .decimal(let b)): a.digits == b.digits && a.scale == b.scale
    case (.decimal(let a), .integer(let b)), (.integer(let b), .decimal(let a)): a.scale == 0 && a.digits == Int128(b)
    default: nil
    }
  }

  /// Whether two elements have the same children, in order.
  private mutating func areAlike(_ left: Node, _ right: Node, at offset: Int) throws(FHIRPathError) -> Bool? {
    if document.hasValue(left) != document.hasValue(right) { return false }
    var one = document.elements(of: left)
    var other = document.elements(of: right)
    while true {
      switch (one.next(), other.next()) {
      case (nil, nil): return true
      case (let a?, let b?):
        guard document.record(a).name == document.record(b).name else { return false }
        guard let verdict = try equal(.node(a), .node(b), at: offset) else { return nil }
        if !verdict { return false }
      default: return false
      }
    }
  }

  /// Whether two collections are equivalent, in any order.
  mutating func equivalent(_ left: Collection, _ right: Collection, at offset: Int) throws(FHIRPathError) -> Bool {
    let (left, right) = (valued(left), valued(right))
    guard left.count == right.count else { return false }
    return try areMatched(left.items, right.items) { evaluator, one, other throws(FHIRPathError) in
      try evaluator.equivalent(one, other, at: offset)
    }
  }

  /// Whether the items of two lists of the same length can be paired one to one.
  private mutating func areMatched<Element>(
    _ left: [Element], _ right: [Element], _ isMatch: (inout Self, Element, Element) throws(FHIRPathError) -> Bool
  ) throws(FHIRPathError) -> Bool {
    var isTaken = Array(repeating: false, count: right.count)
    // All items of `right` before this index are paired.
    var start = 0
    for one in left {
      var match: Int?
      for index in start..<right.count where !isTaken[index] {
        guard try isMatch(&self, one, right[index]) else { continue }
        match = index
        break
      }
      guard let match else { return false }
      isTaken[match] = true
      while start < right.count, isTaken[start] { start += 1 }
    }
    return true
  }

  /// Whether two items are equivalent: text ignoring case and the amount of whitespace, numbers at the lower precision of the
  /// two.
  mutating func equivalent(_ left: Item, _ right: Item, at offset: Int) throws(FHIRPathError) -> Bool {
    try charge(at: offset)
    if case .node(let one) = left, case .node(let other) = right {
      if one == other { return true }
      if !document.hasValue(one) || !document.hasValue(other) { return try areEquivalent(one, other, at: offset) }
    }
    guard let (one, other) = aligned(left, right) else { return false }
    switch (one, other) {
    case (.string(let a), .string(let b)):
      try charge(bytes: a.utf8.count, at: offset)
      try charge(bytes: b.utf8.count, at: offset)
      return Self.folded(a) == Self.folded(b)
    case (.decimal(let a), .decimal(let b)):
      let scale = min(a.reduced.scale, b.reduced.scale)
      return a.rounded(to: scale) == b.rounded(to: scale)
    case (.date(let a), .date(let b)):
      if a.precision != b.precision { return dialect.comparesDatesAsWritten && PartialDate.compare(a, b) == nil }
      return PartialDate.compare(a, b) == 0
    case (.time(let a), .time(let b)): return PartialTime.compare(a, b) == 0
    case (.quantity(let a), .quantity(let b)): return Quantity.areEquivalent(a, b)
    default: return try equal(one, other, at: offset) ?? false
    }
  }

  /// Whether two elements have equivalent children, in any order; `id` is ignored.
  private mutating func areEquivalent(_ left: Node, _ right: Node, at offset: Int) throws(FHIRPathError) -> Bool {
    if document.hasValue(left) != document.hasValue(right) { return false }
    let one = document.elements(of: left).filter { document.record($0).name != .id }
    let other = document.elements(of: right).filter { document.record($0).name != .id }
    guard one.count == other.count else { return false }
    return try areMatched(one, other) { evaluator, one, other throws(FHIRPathError) in
      try evaluator.charge(at: offset)
      guard evaluator.document.record(one).name == evaluator.document.record(other).name else { return false }
      return try evaluator.equivalent(.node(one), .node(other), at: offset)
    }
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: Sets

  /// The items without duplicates.
  mutating func distinct(_ items: Collection, at offset: Int) throws(FHIRPathError) -> Collection {
    guard case .many(let all) = items else { return items }
    var result: [Item] = []
    var seen: [EqualityKey: [Item]] = [:]
    for item in all {
      let key = key(of: item)
      if try contains(item, among: seen[key] ?? [], at: offset) { continue }
      seen[key, default: []].append(item)
      result.append(item)
    }
    return Collection(result)
  }

  mutating func contains(_ item: Item, among items: some Sequence<Item>, at offset: Int) throws(FHIRPathError) -> Bool {
    for other in items where try equal(item, other, at: offset) == true { return true }
    return false
  }

  /// A hash key shared by equal items, so that few need to be compared.
  private enum EqualityKey: Hashable {
    case string(String)
    case boolean(Bool)
    case number(Decimal)
    case other
  }

  private mutating func key(of item: Item) -> EqualityKey {
    switch system(item) {
    case .string(let text): .string(text)
    case .boolean(let value): .boolean(value)
    case .integer(let value): .number(Decimal(value))
    case .decimal(let value): .number(value)
    default: .other
    }
  }
}
