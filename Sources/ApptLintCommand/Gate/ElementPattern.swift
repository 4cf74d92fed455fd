/// A pattern of element paths: `Appointment.contained[*].name` matches the names of all contained resources and their children.
///
/// An index `*` or a missing index matches any index; a name `*` matches any single name.
struct ElementPattern: Sendable {
  struct Part: Sendable {
    var name: Substring
    /// nil if any index matches, or if there is none.
    var index: Substring?
  }

  private let parts: [Part]

  /// nil if the text is not a valid pattern.
  init?(_ text: String) {
    let parts = Self.parts(of: text)
    let isValid = parts.allSatisfy { part in
      let isName =
        part.name == "*" || !part.name.isEmpty && part.name.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) }
      return isName && (part.index.map { $0 == "*" || Int($0) != nil } ?? true)
    }
    guard isValid else { return nil }
    self.parts = parts.map { Part(name: $0.name, index: $0.index == "*" ? nil : $0.index) }
  }

  /// Whether the pattern matches an element, given as its parts, or an ancestor of it.
  func matches(_ element: [Part]) -> Bool {
    element.count >= parts.count
      && zip(parts, element).allSatisfy { part, other in
        (part.name == "*" || part.name == other.name) && (part.index == nil || part.index == other.index)
      }
  }

  /// The parts of an element's path, each a name with an optional index.
  static func parts(of element: String) -> [Part] {
    element.split(separator: ".", omittingEmptySubsequences: false).map { part($0) }
  }

  private static func part(_ text: Substring) -> Part {
    guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") else { return Part(name: text, index: nil) }
    return Part(name: text[..<bracket], index: text[text.index(after: bracket)...].dropLast())
  }
}
