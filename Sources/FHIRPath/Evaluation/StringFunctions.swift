/// Functions on one string. Positions are in Unicode scalars, from 0.
enum StringFunction: String, Sendable {
  case upper, lower, length, toChars, trim, substring, replace, replaceMatches

  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .upper, .lower, .length, .toChars, .trim: 0...0
    case .substring: 1...2
    case .replace, .replaceMatches: 2...2
    }
  }
}

/// Functions on one string with a string argument.
enum StringArgumentFunction: String, Sendable {
  case indexOf, lastIndexOf, startsWith, endsWith, contains, matches, matchesFull, split, encode, decode, escape, unescape
}

extension Evaluator {
  mutating func strings(
    _ function: StringFunction, _ item: Item, _ values: [Collection], at offset: Int
  ) throws(FHIRPathError) -> Collection {
    switch function {
    case .replace, .replaceMatches:
      let text = try text(item, at: offset)
      guard let pattern = try string(values[0], at: offset), let substitute = try string(values[1], at: offset) else {
        return .none
      }
      if function == .replace { return .one(.string(try replaced(text, pattern, substitute, at: offset))) }
      if pattern.isEmpty { return .one(.string(text)) }
      let regex = try compiled(pattern, at: offset)
      return .one(
        .string(try matched { budget throws(FHIRPathError) in try regex.replacing(in: text, with: substitute, &budget) }))
    case .substring:
      let text = try text(item, at: offset)
      guard let start = try integer(values[0], at: offset) else { return .none }
      let length = values.count > 1 ? try integer(values[1], at: offset) : nil
      let scalars = Array(text.unicodeScalars)
      guard scalars.indices.contains(start) else { return .none }
      return .one(.string(String(String.UnicodeScalarView(scalars[start...].prefix(max(0, length ?? scalars.count))))))
    case .upper: return .one(.string(try text(item, at: offset).uppercased()))
    case .lower: return .one(.string(try text(item, at: offset).lowercased()))
    case .length: return .one(.integer(try text(item, at: offset).unicodeScalars.count))
    case .toChars: return Collection(try text(item, at: offset).unicodeScalars.map { .string(String($0)) })
    case .trim:
      let scalars = try text(item, at: offset).unicodeScalars
      let start = scalars.drop { $0.properties.isWhitespace }
      let end = start.lastIndex { !$0.properties.isWhitespace }
      return .one(.string(end.map { String(start[...$0]) } ?? ""))
    }
  }

  private mutating func text(_ item: Item, at offset: Int) throws(FHIRPathError) -> String {
    guard case .string(let text) = system(item) else {
      throw FHIRPathError(.semantic, "expected a string, found \(typeName(of: item).name)", at: offset)
    }
    try charge(bytes: text.utf8.count, at: offset)
    return text
  }

  mutating func strings(
    _ function: StringArgumentFunction, _ item: Item, _ values: [Collection], at offset: Int
  ) throws(FHIRPathError) -> Collection {
    let text = try text(item, at: offset)
    guard let argument = try string(values[0], at: offset) else { return .none }
    try charge(bytes: argument.utf8.count, at: offset)
    if argument.isEmpty, dialect.findsNoEmptyText, [.startsWith, .endsWith, .contains].contains(function) {
      return .one(.boolean(false))
    }
    switch function {
    case .startsWith: return .one(.boolean(text.utf8.starts(with: argument.utf8)))
    case .endsWith: return .one(.boolean(text.utf8.suffix(argument.utf8.count).elementsEqual(argument.utf8)))
    case .contains: return .one(.boolean(TextSearch(argument).first(in: text) != nil))
    case .indexOf: return .one(.integer(TextSearch(argument).first(in: text) ?? -1))
    case .lastIndexOf:
      return .one(.integer(TextSearch(argument).matches(in: Array(text.unicodeScalars)).reduce(-1) { $1 }))
    case .matches, .matchesFull:
      let regex = try compiled(argument, at: offset)
      return .one(
        .boolean(
          try matched { budget throws(FHIRPathError) in
            try function == .matches ? regex.isFound(in: text, &budget) : regex.matchesWhole(text, &budget)
          }))
    case .split:
      if argument.isEmpty { return Collection(text.unicodeScalars.map { .string(String($0)) }) }
      return Collection(Self.parts(of: text, between: argument).map { .string($0) })
    case .encode: return Collection(TextCoding(rawValue: argument).map { .string($0.encoded(text)) })
    case .decode: return Collection(TextCoding(rawValue: argument).flatMap { $0.decoded(text) }.map { .string($0) })
    case .escape: return Collection(TextEscaping(rawValue: argument).map { .string($0.escaped(text)) })
    case .unescape: return Collection(TextEscaping(rawValue: argument).map { .string($0.unescaped(text)) })
    }
  }

  private static func parts(of text: String, between separator: String) -> [String] {
    let whole = Array(text.unicodeScalars)
    let length = separator.unicodeScalars.count
    var parts: [String] = []
    var start = 0
    for position in TextSearch(separator).matches(in: whole) where position >= start {
      parts.append(String(String.UnicodeScalarView(whole[start..<position])))
      start = position + length
    }
    return parts + [String(String.UnicodeScalarView(whole[start...]))]
  }

  /// An empty pattern matches before, between and after all characters.
  private mutating func replaced(
    _ text: String, _ pattern: String, _ substitute: String, at offset: Int
  ) throws(FHIRPathError) -> String {
    let parts = pattern.isEmpty ? [""] + text.unicodeScalars.map { String($0) } + [""] : Self.parts(of: text, between: pattern)
    try charge(bytes: substitute.utf8.count, times: parts.count, at: offset)
    return parts.joined(separator: substitute)
  }

  // MARK: Regular expressions

  private mutating func compiled(_ pattern: String, at offset: Int) throws(FHIRPathError) -> RegularExpression {
    do {
      let regex = try RegularExpression(pattern)
      try charge(pattern.utf8.count + regex.instructions.count, at: offset)
      return regex
    } catch  where error.kind == .evaluation {
      throw FHIRPathError(.evaluation, error.problem, at: offset)
    }
  }

  /// Runs a match, and charges one step for every four steps of the match.
  private mutating func matched<Result>(
    _ body: (inout RegularExpression.Budget) throws(FHIRPathError) -> Result
  ) throws(FHIRPathError) -> Result {
    var budget = RegularExpression.Budget(limit: remainingSteps * 4)
    let result = try body(&budget)
    try charge(budget.spent / 4)
    return result
  }
}
