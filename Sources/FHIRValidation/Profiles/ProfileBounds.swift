import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings

/// The minimum and maximum value that a profile allows: of numbers, dates and times, and of quantities, whose units are
/// converted. Values that cannot be compared are not checked.
extension ProfileWalk {
  func checkBounds(of node: Node, _ element: ProfileElement, _ profile: Profile, into validation: inout Validation) {
    let range = document.hasValue(node) ? document.valueRange(of: node) : document.headRange(of: node)
    let shown = document.value(of: node) ?? document.text("value", of: node) ?? ""
    if let least = element.minValue, let order = order(of: node, to: least), order < 0 {
      validation.report(
        ProfileRules.range.finding(
          range,
          "expected at least \(code: least.summary), as profile \(code: profile.canonical) requires, found \(payload: shown)",
          node: node))
    }
    if let greatest = element.maxValue, let order = order(of: node, to: greatest), order > 0 {
      validation.report(
        ProfileRules.range.finding(
          range,
          "expected at most \(code: greatest.summary), as profile \(code: profile.canonical) requires, found \(payload: shown)",
          node: node))
    }
  }

  /// -1, 0 or 1 for a value less than, equal to or greater than a bound; nil if the two cannot be compared.
  private func order(of node: Node, to bound: ValueSchema) -> Int? {
    switch bound {
    case .text(let text):
      guard document.hasValue(node), let value = document.value(of: node) else { return nil }
      return ValueOrder.order(value, text)
    case .list: return nil
    case .object:
      // If the bound has a code, it determines the unit, and the human-readable unit does not matter.
      let name = bound.text("code") == nil ? "unit" : "code"
      guard let value = quantity(document.text("value", of: node), document.text(name, of: node)),
        let wanted = quantity(bound.text("value"), bound.text(name))
      else { return nil }
      // Units of systems other than UCUM are compared by name.
      if document.text("system", of: node) != bound.text("system"), value.unit != wanted.unit { return nil }
      return Quantity.compare(value, wanted)
    }
  }

  private func quantity(_ value: String?, _ unit: String?) -> Quantity? {
    value.flatMap { Decimal($0) }.map { Quantity($0, .code(unit ?? "")) }
  }
}

extension Document {
  /// The value of the child element with the given name.
  fileprivate func text(_ name: String, of node: Node) -> String? {
    symbol(name).flatMap { element($0, of: node) }.flatMap { hasValue($0) ? value(of: $0) : nil }
  }
}

extension ValueSchema {
  /// The text of a member.
  fileprivate func text(_ name: String) -> String? {
    guard case .text(let text)? = member(name).first else { return nil }
    return text
  }
}

/// The order of values by their text.
private enum ValueOrder {
  /// -1, 0 or 1; nil if the two cannot be compared.
  static func order(_ left: String, _ right: String) -> Int? {
    if let left = FHIRDateTime(left), let right = FHIRDateTime(right), left.precision > .year || right.precision > .year {
      if left.isComparable(to: right) { return left.isBefore(right) ? -1 : right.isBefore(left) ? 1 : 0 }
      // Parts that one of the two lacks are not compared.
      let isToDay = left.precision >= .day && right.precision >= .day
      let isToMonth = left.precision >= .month && right.precision >= .month
      let one = [left.year, isToMonth ? left.month : 0, isToDay ? left.day : 0]
      let other = [right.year, isToMonth ? right.month : 0, isToDay ? right.day : 0]
      return one == other ? left.precision == right.precision ? 0 : nil : one.lexicographicallyPrecedes(other) ? -1 : 1
    }
    if left.utf8.contains(UInt8(ascii: ":")) {
      guard let left = PartialTime(left), let right = PartialTime(right) else { return nil }
      return PartialTime.compare(left, right)
    }
    guard let left = Decimal(left), let right = Decimal(right) else { return nil }
    return Decimal.compare(left, right)
  }
}
