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

  /// What a pattern leaves open. Patterns with the same shape differ only in names and indices.
  fileprivate struct Shape: Hashable {
    struct Part: Hashable {
      var hasName: Bool
      /// For each index, whether it is a number.
      var indices: [Bool]
    }

    var parts: [Part]
  }

  fileprivate var shape: Shape {
    Shape(parts: parts.map { Shape.Part(hasName: $0.name != "*", indices: $0.indices.map { $0 != "*" }) })
  }

  /// The names and numbers of the pattern or, given the shape of a pattern, those at the same positions of an element; nil if the
  /// element has no such positions.
  fileprivate static func key(of element: [Part], _ shape: Shape) -> [Substring]? {
    guard element.count >= shape.parts.count else { return nil }
    var key: [Substring] = []
    for (part, open) in zip(element, shape.parts) {
      if open.hasName { key.append(part.name) }
      guard open.indices.count <= max(part.indices.count, 1) else { return nil }
      for (index, isNumber) in open.indices.enumerated() where isNumber {
        guard index < part.indices.count else { return nil }
        key.append(part.indices[index])
      }
    }
    return key
  }

  fileprivate var key: [Substring] { Self.key(of: parts, shape) ?? [] }

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

/// Patterns with numbers, found by the elements that they match. The time depends on the number of shapes, not of patterns.
struct ElementPatternIndex: Sendable {
  /// The index of the group of equal patterns with a shape and a key.
  private var indices: [ElementPattern.Shape: [[Substring]: Int]] = [:]
  /// The numbers of the patterns in each group.
  private(set) var groups: [[Int]] = []

  mutating func add(_ pattern: ElementPattern, number: Int) {
    let (shape, key) = (pattern.shape, pattern.key)
    if let index = indices[shape]?[key] { return groups[index].append(number) }
    indices[shape, default: [:]][key] = groups.count
    groups.append([number])
  }

  /// The indices of the groups of patterns that match an element, given as its parts, or an ancestor of it.
  func groups(matching element: [ElementPattern.Part]) -> [Int] {
    indices.compactMap { shape, indices in ElementPattern.key(of: element, shape).flatMap { indices[$0] } }
  }
}
