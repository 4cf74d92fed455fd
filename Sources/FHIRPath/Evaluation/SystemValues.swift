import FHIRDefinitions
import FHIRSyntax

/// The FHIRPath values of elements.
extension Evaluator {
  /// An item as a FHIRPath value; nil for an element that has none. Reading a long value costs steps.
  mutating func system(_ item: Item) -> Item? {
    guard case .node(let node) = item else { return item }
    guard document.hasValue(node) else { return quantity(node).map { .quantity($0) } }
    guard let text = document.value(of: node) else { return nil }
    spend(text.utf8.count / Self.bytesPerStep)
    guard let type = typed.type(of: node) else {
      switch document.record(node).form {
      case .true, .false: return .boolean(text == "true")
      case .number: return number(text)
      default: return .string(text)
      }
    }
    switch kinds.kind(of: type.name) {
    case .boolean: return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : .string(text)
    case .integer: return Int(text).map { .integer($0) } ?? .string(text)
    case .decimal: return Decimal(text).map { .decimal($0) } ?? .string(text)
    case .date: return PartialDate(text, isDateTime: false).map { .date($0) } ?? .string(text)
    case .dateTime: return PartialDate(text, isDateTime: true).map { .date($0) } ?? .string(text)
    case .time: return PartialTime(text).map { .time($0) } ?? .string(text)
    case .string: return .string(text)
    }
  }

  private func number(_ text: String) -> Item {
    if let integer = Int(text) { return .integer(integer) }
    return Decimal(text).map { .decimal($0) } ?? .string(text)
  }

  /// The quantity of an element of type Quantity, if its unit is from UCUM.
  func quantity(_ node: Node) -> Quantity? {
    guard let name = kinds.quantity, let type = typed.type(of: node), type.kind == .complex, release.isType(type, name),
      let value = document.value(.value, of: node).flatMap({ Decimal($0) })
    else { return nil }
    guard let code = document.element(.code, of: node).flatMap({ document.value(of: $0) }) else { return nil }
    guard let system = document.element(.system, of: node), document.value(of: system, is: "http://unitsofmeasure.org") else {
      return nil
    }
    return Quantity(value, .code(code))
  }

  /// Two items as values, of the same kind if possible: an integer becomes a decimal if the other is a decimal, and a number
  /// becomes a quantity if the other is a quantity. Nil if either item has no value.
  mutating func aligned(_ left: Item, _ right: Item) -> (Item, Item)? {
    guard let left = system(left), let right = system(right) else { return nil }
    switch (left, right) {
    case (.integer(let a), .decimal): return (.decimal(Decimal(a)), right)
    case (.decimal, .integer(let b)): return (left, .decimal(Decimal(b)))
    case (.integer(let a), .quantity): return (.quantity(Quantity(Decimal(a), .code("1"))), right)
    case (.decimal(let a), .quantity): return (.quantity(Quantity(a, .code("1"))), right)
    case (.quantity, .integer(let b)): return (left, .quantity(Quantity(Decimal(b), .code("1"))))
    case (.quantity, .decimal(let b)): return (left, .quantity(Quantity(b, .code("1"))))
    // A string that is compared with a date or dateTime may itself be one.
    case (.string(let a), .date(let b)): return (PartialDate(a, isDateTime: b.isDateTime).map { .date($0) } ?? left, right)
    case (.date(let a), .string(let b)): return (left, PartialDate(b, isDateTime: a.isDateTime).map { .date($0) } ?? right)
    default: return (left, right)
    }
  }
}
