import FHIRDefinitions
import FHIRSyntax

/// The least and the greatest value that a profile allows: of numbers, dates and times, and of quantities in the unit of the
/// bound. Values that cannot be compared are not judged.
extension ProfileWalk {
  func checkBounds(of node: Node, _ element: ProfileElement, _ profile: Profile, into validation: inout Validation) {
    let range = document.hasValue(node) ? document.valueRange(of: node) : document.headRange(of: node)
    if let least = element.minValue, let (value, bound) = comparable(node, least), ValueOrder.precedes(value, bound) {
      validation.report(
        ProfileRules.range.finding(
          range, "\(code: least.summary) is the least by the profile \(code: profile.canonical), found \(payload: value)",
          node: node))
    }
    if let greatest = element.maxValue, let (value, bound) = comparable(node, greatest), ValueOrder.precedes(bound, value) {
      validation.report(
        ProfileRules.range.finding(
          range, "\(code: greatest.summary) is the most by the profile \(code: profile.canonical), found \(payload: value)",
          node: node))
    }
  }

  /// What is to be compared of a node and of a bound: their texts, or the numbers of quantities of one unit.
  private func comparable(_ node: Node, _ bound: ValueSchema) -> (value: String, bound: String)? {
    switch bound {
    case .text(let text): return document.hasValue(node) ? document.value(of: node).map { ($0, text) } : nil
    case .list: return nil
    case .object(let members):
      for member in members where ["system", "code", "unit"].contains(member.name) {
        // The code tells the unit where there is one; its spelling does not matter then.
        if member.name == "unit", members.contains(where: { $0.name == "code" }) { continue }
        guard case .text(let text) = member.value, document.value(member.name, of: node) == text else { return nil }
      }
      guard case .text(let text)? = bound.member("value").first else { return nil }
      return document.value("value", of: node).map { ($0, text) }
    }
  }
}

extension Document {
  /// The value of the element of a name directly inside a node.
  fileprivate func value(_ name: String, of node: Node) -> String? {
    symbol(name).flatMap { element($0, of: node) }.flatMap { hasValue($0) ? value(of: $0) : nil }
  }
}

/// The order of values by their text.
enum ValueOrder {
  /// Whether a value comes before another; no for what cannot be compared.
  static func precedes(_ left: String, _ right: String) -> Bool {
    if let left = FHIRDateTime(left), let right = FHIRDateTime(right) {
      if left.isComparable(to: right) { return left.isBefore(right) }
      guard left.precision == right.precision, left.precision <= .day, left.precision >= .month else {
        return NumberText.precedes("\(left.year)", "\(right.year)")
      }
      return (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
    return NumberText.precedes(left, right)
  }
}

/// Decimal numbers by their text.
enum NumberText {
  /// Whether a number is less than another; no for what are not two plain numbers.
  static func precedes(_ left: String, _ right: String) -> Bool {
    guard let left = parts(left), let right = parts(right) else { return false }
    if left.isNegative != right.isNegative { return left.isNegative && !(left.isZero && right.isZero) }
    let isLess = (left.whole.count, left.whole, left.fraction) < (right.whole.count, right.whole, right.fraction)
    let isSame = left.whole == right.whole && left.fraction == right.fraction
    return isSame ? false : isLess != left.isNegative
  }

  private static func parts(_ text: String) -> (isNegative: Bool, whole: String, fraction: String, isZero: Bool)? {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    let halves = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, !first.isEmpty, halves.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }) else { return nil }
    let whole = String(first.drop { $0 == "0" })
    var fraction = halves.count > 1 ? String(halves[1]) : ""
    while fraction.last == "0" { fraction.removeLast() }
    return (isNegative, whole, fraction, whole.isEmpty && fraction.isEmpty)
  }
}
