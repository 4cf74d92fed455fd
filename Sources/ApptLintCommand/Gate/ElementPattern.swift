/// A pattern of element paths: `Appointment.contained[*].name` matches the names of all contained resources and their children.
///
/// An index `*` or a missing index matches any index; a name `*` matches any single name. A name that is not an identifier is in
/// backticks, as in reports: ``Patient.`xsi:schemaLocation` ``.
struct ElementPattern: Sendable {
  struct Part: Sendable {
    var name: Substring
    /// One index for each array around the element: several only if JSON arrays are nested.
    var indices: [Substring]
  }

  private let parts: [Part]

  /// nil if the text is not a valid pattern.
  init?(_ text: String) {
    let parts = Self.parts(of: text)
    guard parts.allSatisfy(Self.isValid) else { return nil }
    self.parts = parts
  }

  private static func isValid(_ part: Part) -> Bool {
    let isName =
      part.name == "*" || part.name.hasPrefix("`") && isDelimited(part.name)
      || !part.name.isEmpty && part.name.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) }
    return isName && part.indices.allSatisfy { $0 == "*" || Int($0) != nil }
  }

  /// Whether the pattern matches an element, given as its parts, or an ancestor of it.
  func matches(_ element: [Part]) -> Bool {
    element.count >= parts.count && zip(parts, element).allSatisfy { Self.matches($0, $1) }
  }

  private static func matches(_ part: Part, _ element: Part) -> Bool {
    (part.name == "*" || part.name == element.name) && part.indices.count <= max(element.indices.count, 1)
      && part.indices.enumerated().allSatisfy { $1 == "*" || $0 < element.indices.count && $1 == element.indices[$0] }
  }

  /// The longest prefix of an element's path that is a valid pattern; nil if there is none.
  static func longestPattern(of element: String) -> String? {
    let valid = parts(of: element).prefix { isValid($0) }
    guard let last = valid.last else { return nil }
    let end = last.indices.last.map { element.index(after: $0.endIndex) } ?? last.name.endIndex
    return String(element[..<end])
  }

  /// The parts of an element's path, each a name with its indices.
  static func parts(of element: String) -> [Part] {
    guard element.utf8.contains(UInt8(ascii: "`")) else {
      return element.split(separator: ".", omittingEmptySubsequences: false).map { part($0) }
    }
    var parts: [Part] = []
    var start = element.startIndex
    while true {
      let end = end(of: element[start...])
      parts.append(part(element[start..<end]))
      if end == element.endIndex { return parts }
      start = element.index(after: end)
    }
  }

  /// The end of the first part of a path: a dot outside of backticks, or the end of the path.
  private static func end(of path: Substring) -> String.Index {
    let nameEnd = delimitedEnd(of: path) ?? path.startIndex
    return path[nameEnd...].firstIndex(of: ".") ?? path.endIndex
  }

  private static func part(_ text: Substring) -> Part {
    let nameEnd = delimitedEnd(of: text) ?? text.firstIndex(of: "[") ?? text.endIndex
    var indices: [Substring] = []
    var rest = text[nameEnd...]
    while rest.first == "[", let close = rest.firstIndex(of: "]") {
      indices.append(rest[..<close].dropFirst())
      rest = rest[close...].dropFirst()
    }
    // With other text after the name or indices, the whole text becomes the name, which is invalid.
    return rest.isEmpty ? Part(name: text[..<nameEnd], indices: indices) : Part(name: text, indices: [])
  }

  private static func isDelimited(_ name: Substring) -> Bool { delimitedEnd(of: name) == name.endIndex }

  /// The end of the name in backticks at the start of a text, in which a backslash escapes a backtick; nil if there is no such
  /// name.
  private static func delimitedEnd(of text: Substring) -> String.Index? {
    guard text.first == "`" else { return nil }
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character == "`" { return rest.startIndex }
      if character == "\\" { _ = rest.popFirst() }
    }
    return nil
  }
}
