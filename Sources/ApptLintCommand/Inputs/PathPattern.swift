/// A path pattern: `*` matches anything but a slash, `?` one character, `[a-z]` and `[!a-z]` one character in or not in a set,
/// `\` the following character, and `**` between slashes any number of folders.
struct PathPattern: Sendable {
  private enum Part: Sendable {
    case folders
    case name([Token])
  }

  private enum Token: Sendable {
    case scalar(Unicode.Scalar)
    /// `?`.
    case anyScalar
    /// `*`.
    case anyText
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let parts: [Part]

  init(_ pattern: some StringProtocol) {
    parts = pattern.split(separator: "/").map { $0 == "**" ? .folders : .name(Self.tokens(Substring($0).unicodeScalars)) }
  }

  /// The patterns that a text with braces expands to: `*.{json,xml}` is `*.json` and `*.xml`. Nil if there are too many.
  static func all(of text: String) -> [PathPattern]? { Braces.expanded(text).map { texts in texts.map { PathPattern($0) } } }

  /// Escapes text so that, as a pattern that may have braces, it matches only itself.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if "*?[{\\".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Whether text contains wildcards.
  static func isPattern(_ text: some StringProtocol) -> Bool { text.contains { "*?[".contains($0) } }

  /// Whether text has neither wildcards, braces nor escapes.
  static func isPlain(_ text: String) -> Bool { !isPattern(text) && !text.utf8.contains { "{\\".utf8.contains($0) } }

  /// A path as the names of its folders and its own name.
  typealias Names = [[Unicode.Scalar]]

  /// Whether the pattern matches a whole path, given as its parts. A `**` at the end matches only what is inside the folder.
  func matches(_ path: some Collection<Substring>) -> Bool { matches(path.map { Array($0.unicodeScalars) }) }

  fileprivate func matches(_ names: Names) -> Bool {
    // reachable[n]: the parts so far match the first n names.
    var reachable = [true] + Array(repeating: false, count: names.count)
    for (index, part) in parts.enumerated() {
      var next = Array(repeating: false, count: names.count + 1)
      switch part {
      case .folders:
        guard let first = reachable.firstIndex(of: true) else { return false }
        let start = index == parts.count - 1 ? first + 1 : first
        for end in next.indices where end >= start { next[end] = true }
      case .name(let tokens):
        for end in 1..<next.count where reachable[end - 1] { next[end] = Self.matches(tokens, names[end - 1]) }
      }
      reachable = next
    }
    return reachable[names.count]
  }

  /// Whether tokens match a whole name: the last `*` takes one more character whenever the rest does not match.
  private static func matches(_ tokens: [Token], _ name: [Unicode.Scalar]) -> Bool {
    var token = 0
    var index = 0
    var retry: (token: Int, index: Int)?
    while index < name.count {
      if token < tokens.count, case .anyText = tokens[token] {
        retry = (token + 1, index)
        token += 1
      } else if token < tokens.count, fits(tokens[token], name[index]) {
        token += 1
        index += 1
      } else if let last = retry {
        retry = (last.token, last.index + 1)
        token = last.token
        index = last.index + 1
      } else {
        return false
      }
    }
    return tokens[token...].allSatisfy { if case .anyText = $0 { true } else { false } }
  }

  private static func fits(_ token: Token, _ scalar: Unicode.Scalar) -> Bool {
    switch token {
    case .scalar(let other): scalar == other
    case .anyScalar: true
    case .anyText: false
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  private static func tokens(_ text: Substring.UnicodeScalarView) -> [Token] {
    var tokens: [Token] = []
    var rest = text
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": tokens.append(.anyText)
      case "?": tokens.append(.anyScalar)
      case "\\": tokens.append(.scalar(rest.popFirst() ?? scalar))
      case "[":
        if let (set, after) = set(rest) {
          tokens.append(set)
          rest = after
        } else {
          tokens.append(.scalar(scalar))
        }
      default: tokens.append(.scalar(scalar))
      }
    }
    return tokens
  }

  /// The set after an opening bracket, and the rest of the text; nil without a closing bracket.
  private static func set(_ text: Substring.UnicodeScalarView) -> (Token, Substring.UnicodeScalarView)? {
    var rest = text
    let isNegated = rest.first == "!" || rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let scalar = rest.popFirst() {
      if scalar == "]" && !ranges.isEmpty { return (.set(ranges, isNegated: isNegated), rest) }
      if scalar == "[", let (members, after) = characterClass(rest) {
        ranges += members
        rest = after
        continue
      }
      let after = rest.dropFirst()
      if rest.first == "-", let end = after.first, end != "]", end >= scalar {
        ranges.append(scalar...end)
        rest = after.dropFirst()
      } else {
        ranges.append(scalar...scalar)
      }
    }
    return nil
  }

  /// The members of a class such as `[:digit:]`, and the rest of the text; nil if the text does not start with a class.
  private static func characterClass(
    _ text: Substring.UnicodeScalarView
  ) -> ([ClosedRange<Unicode.Scalar>], Substring.UnicodeScalarView)? {
    guard text.first == ":", let end = text.dropFirst().firstIndex(of: ":") else { return nil }
    let after = text[end...].dropFirst()
    guard after.first == "]", let members = classes[String(text[..<end].dropFirst())] else { return nil }
    return (members, after.dropFirst())
  }

  private static let classes: [String: [ClosedRange<Unicode.Scalar>]] = [
    "alpha": ["a"..."z", "A"..."Z"], "digit": ["0"..."9"], "alnum": ["a"..."z", "A"..."Z", "0"..."9"], "lower": ["a"..."z"],
    "upper": ["A"..."Z"], "space": [" "..." ", "\t"..."\r"], "blank": [" "..." ", "\t"..."\t"],
    "xdigit": ["0"..."9", "a"..."f", "A"..."F"], "punct": ["!"..."/", ":"..."@", "["..."`", "{"..."~"],
  ]
}

// MARK: Finding patterns by path

extension PathPattern {
  /// Where a pattern has text without wildcards. Patterns with the same shape differ only in this text and in their wildcards.
  fileprivate struct Shape: Hashable {
    enum Part: Hashable {
      case text
      /// Text of a number of characters, wildcards, and text again.
      case ends(Int, Int)
    }

    /// The parts before the first `**`.
    var first: [Part]
    /// The parts after the last `**`; nil without `**`.
    var last: [Part]?
  }

  fileprivate var shape: Shape {
    func shape(_ parts: some Sequence<Part>) -> [Shape.Part] {
      parts.compactMap { part in
        guard case .name(let tokens) = part else { return nil }
        let start = Self.text(tokens).count
        return start == tokens.count ? .text : .ends(start, Self.text(tokens.reversed()).count)
      }
    }
    func isFolders(_ part: Part) -> Bool { if case .folders = part { true } else { false } }
    guard let first = parts.firstIndex(where: isFolders), let last = parts.lastIndex(where: isFolders) else {
      return Shape(first: shape(parts), last: nil)
    }
    return Shape(first: shape(parts[..<first]), last: shape(parts[(last + 1)...]))
  }

  /// The text at the start of tokens.
  private static func text(_ tokens: some Sequence<Token>) -> [Unicode.Scalar] {
    var text: [Unicode.Scalar] = []
    for case .scalar(let scalar) in tokens.prefix(while: { if case .scalar = $0 { true } else { false } }) { text.append(scalar) }
    return text
  }

  /// The text of a pattern, which must be in a path that it matches.
  fileprivate func key(_ shape: Shape) -> Names {
    let names = parts.compactMap { part in if case .name(let tokens) = part { tokens } else { nil } }
    let count = shape.last?.count ?? 0
    return zip(shape.first + (shape.last ?? []), names.prefix(shape.first.count) + names.suffix(count)).flatMap { part, tokens in
      switch part {
      case .text: [Self.text(tokens)]
      case .ends: [Self.text(tokens), Self.text(tokens.reversed()).reversed()]
      }
    }
  }

  /// The text of a path at the positions where a shape has text; nil if no pattern with the shape matches it.
  fileprivate static func key(of path: Names, _ shape: Shape) -> Names? {
    let (first, last) = (shape.first, shape.last ?? [])
    guard path.count == first.count || shape.last != nil && path.count >= first.count + last.count else { return nil }
    var key: Names = []
    for (part, name) in zip(first + last, path.prefix(first.count) + path.suffix(last.count)) {
      switch part {
      case .text: key.append(name)
      case .ends(let start, let end):
        guard name.count >= start + end else { return nil }
        key += [Array(name.prefix(start)), Array(name.suffix(end))]
      }
    }
    return key
  }
}

/// Path patterns with numbers, found by the paths that they match. The time depends on the number of shapes, not of patterns.
struct PathPatternIndex: Sendable {
  private var patterns: [PathPattern.Shape: [PathPattern.Names: [(pattern: PathPattern, number: Int)]]] = [:]

  mutating func add(_ pattern: PathPattern, number: Int) {
    let shape = pattern.shape
    patterns[shape, default: [:]][pattern.key(shape), default: []].append((pattern, number))
  }

  /// The numbers of the patterns that match a whole path, given as its parts.
  func numbers(matching path: some Collection<Substring>) -> Set<Int> {
    if patterns.isEmpty { return [] }
    let names = path.map { Array($0.unicodeScalars) }
    var numbers: Set<Int> = []
    for (shape, patterns) in patterns {
      for (pattern, number) in PathPattern.key(of: names, shape).flatMap({ patterns[$0] }) ?? [] where pattern.matches(names) {
        numbers.insert(number)
      }
    }
    return numbers
  }
}
