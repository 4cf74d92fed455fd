/// Alternatives as text: `a, b or c`.
package enum Alternatives {
  /// The names in this form.
  package static func text(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  /// The names in this form; of more than eight names, the first eight and the number of the rest: `a, b, … or 7 more`.
  package static func shortText(_ names: [String]) -> String {
    let most = 8
    return names.count > most
      ? names.prefix(most).joined(separator: ", ") + " or \(names.count - most) more" : text(names)
  }

  /// A message with the values as codes, and `word` before the last of them.
  package static func codes(_ values: [String], _ word: String = "or") -> Message {
    var message: Message = ""
    for (index, value) in values.enumerated() {
      let separator = index == values.count - 1 ? " \(word) " : ", "
      message = index == 0 ? "\(code: value)" : "\(message)\(text: separator)\(code: value)"
    }
    return message
  }
}
