/// A pattern of element paths: `Appointment.contained[*].name` fits the names of everything contained, and all inside.
///
/// An index that is `*` or left out fits any; a name that is `*` fits any one.
struct ElementPattern: Sendable {
  private struct Part: Sendable {
    var name: Substring
    /// nil where any will do, or where there is none.
    var index: Substring?
  }

  private let parts: [Part]

  /// nil where the text is no such pattern.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Self.part($0) }
    let isRight = parts.allSatisfy { part in
      let isName =
        part.name == "*" || !part.name.isEmpty && part.name.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) }
      return isName && (part.index.map { $0 == "*" || Int($0) != nil } ?? true)
    }
    guard isRight else { return nil }
    self.parts = parts.map { Part(name: $0.name, index: $0.index == "*" ? nil : $0.index) }
  }

  /// Whether the pattern fits an element, or one that holds it.
  func matches(_ element: String) -> Bool {
    let others = element.split(separator: ".")
    guard others.count >= parts.count else { return false }
    return zip(parts, others).allSatisfy { part, text in
      let other = Self.part(text)
      return (part.name == "*" || part.name == other.name) && (part.index == nil || part.index == other.index)
    }
  }

  private static func part(_ text: Substring) -> Part {
    guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") else { return Part(name: text, index: nil) }
    return Part(name: text[..<bracket], index: text[text.index(after: bracket)...].dropLast())
  }
}
