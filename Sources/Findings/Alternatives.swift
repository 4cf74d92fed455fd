/// Alternatives as text: `a, b or c`.
package enum Alternatives {
  /// All the names: `a, b or c`.
  package static func text(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  /// All the names or, if there are more than eight, the first eight and the number of the others: `a, b, … or 7 more`.
  package static func shortText(_ names: [String]) -> String {
    let limit = 8
    return names.count > limit
      ? names.prefix(limit).joined(separator: ", ") + " or \(names.count - limit) more" : text(names)
  }

  /// A message with the values as codes, and `conjunction` before the last of them.
  package static func codes(_ values: [String], _ conjunction: String = "or") -> Message {
    var message: Message = ""
    for (index, value) in values.enumerated() {
      let separator = index == values.count - 1 ? " \(conjunction) " : ", "
      message = index == 0 ? "\(code: value)" : "\(message)\(text: separator)\(code: value)"
    }
    return message
  }
}
