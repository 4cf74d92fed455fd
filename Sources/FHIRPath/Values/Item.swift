package import FHIRSyntax

/// An item of a collection: an element of the payload, or a FHIRPath value.
package enum Item: Sendable, Hashable {
  case node(Node)
  case boolean(Bool)
  case integer(Int)
  indirect case decimal(Decimal)
  case string(String)
  /// A date, or a dateTime.
  indirect case date(PartialDate)
  indirect case time(PartialTime)
  indirect case quantity(Quantity)
  /// A type, the result of `type()`.
  indirect case type(TypeName)
}

/// The result of an expression: an ordered collection. `none` and `one` need no array.
package enum Collection: Sendable, Sequence {
  case none
  case one(Item)
  case many([Item])

  package init(_ items: [Item]) {
    switch items.count {
    case 0: self = .none
    case 1: self = .one(items[0])
    default: self = .many(items)
    }
  }

  package init(_ item: Item?) {
    self = item.map { .one($0) } ?? .none
  }

  package init(_ boolean: Bool?) {
    self = boolean.map { .one(.boolean($0)) } ?? .none
  }

  package var count: Int {
    switch self {
    case .none: 0
    case .one: 1
    case .many(let items): items.count
    }
  }

  package var isEmpty: Bool { if case .none = self { true } else { false } }

  package var items: [Item] {
    switch self {
    case .none: []
    case .one(let item): [item]
    case .many(let items): items
    }
  }

  package var first: Item? {
    switch self {
    case .none: nil
    case .one(let item): item
    case .many(let items): items.first
    }
  }

  package subscript(index: Int) -> Item? {
    switch self {
    case .none: nil
    case .one(let item): index == 0 ? item : nil
    case .many(let items): items.indices.contains(index) ? items[index] : nil
    }
  }

  /// The cost, in steps, of creating this collection from its input: long texts and many items cost more.
  var cost: Int {
    switch self {
    case .one(.string(let text)): text.utf8.count / Evaluator.bytesPerStep
    case .none, .one: 0
    case .many(let items): items.count / 4
    }
  }

  package mutating func append(_ item: Item) {
    switch self {
    case .none: self = .one(item)
    case .one(let first): self = .many([first, item])
    case .many(var items):
      self = .none
      items.append(item)
      self = .many(items)
    }
  }

  package struct Iterator: IteratorProtocol {
    let collection: Collection
    var index = 0

    package mutating func next() -> Item? {
      defer { index += 1 }
      return collection[index]
    }
  }

  package func makeIterator() -> Iterator { Iterator(collection: self) }
}

extension Item {
  /// A number or quantity with the opposite sign.
  var negated: Item? {
    switch self {
    case .integer(let value): value == .min ? nil : .integer(-value)
    case .decimal(let value): .decimal(value.negated)
    case .quantity(let value): .quantity(Quantity(value.value.negated, value.unit))
    default: nil
    }
  }
}
