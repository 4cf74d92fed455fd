/// A parsed regular expression.
indirect enum RegularExpressionTree {
  case character(Unicode.Scalar)
  case any
  case set(CharacterSet)
  case start
  case end
  /// `\b`, or `\B` if false.
  case wordBoundary(Bool)
  case sequence([RegularExpressionTree])
  case alternatives([RegularExpressionTree])
  /// `maximum` is nil if there is no limit.
  case repetition(RegularExpressionTree, minimum: Int, maximum: Int?, isLazy: Bool)
  /// A group with its capture number, from 1; nil if it is not captured.
  case group(RegularExpressionTree, number: Int?)
}

/// Parses a regular expression.
struct RegularExpressionParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var groupCount = 0
  /// The numbers of the named groups.
  private var groupNames: [String: Int] = [:]
  private var depth = 0

  private static let maxDepth = 50
  private static let maxRepetition = 1000
  private static let maxCharacters = 20_000

  static func tree(of pattern: String) throws(FHIRPathError) -> RegularExpressionTree { try parse(pattern).tree }

  /// The tree of an expression, and the numbers of its named groups; if several groups share a name, the number of the first.
  static func parse(_ pattern: String) throws(FHIRPathError) -> (tree: RegularExpressionTree, groupNames: [String: Int]) {
    guard pattern.utf8.count <= maxCharacters else {
      throw FHIRPathError(.tooCostly, "the regular expression is too large")
    }
    var parser = RegularExpressionParser(scalars: Array(pattern.unicodeScalars))
    let tree = try parser.alternatives()
    if parser.index < parser.scalars.count { throw parser.error("an unmatched ')'") }
    return (tree, parser.groupNames)
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func error(_ problem: String) -> FHIRPathError {
    FHIRPathError(.evaluation, "the regular expression has \(problem) at character \(index + 1)")
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func alternatives() throws(FHIRPathError) -> RegularExpressionTree {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.maxDepth else { throw error("groups nested too deeply") }
    var list = [try sequence()]
    while take("|") { list.append(try sequence()) }
    return list.count == 1 ? list[0] : .alternatives(list)
  }

  private mutating func sequence() throws(FHIRPathError) -> RegularExpressionTree {
    var list: [RegularExpressionTree] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      list.append(try repeated(try atom()))
    }
    return .sequence(list)
  }

  private mutating func repeated(_ atom: RegularExpressionTree) throws(FHIRPathError) -> RegularExpressionTree {
    var tree = atom
    var count = 0
    while let scalar = next {
      var minimum = 0
      var maximum: Int?
      switch scalar {
      case "*": index += 1
      case "+":
        index += 1
        minimum = 1
      case "?":
        index += 1
        maximum = 1
      case "{":
        guard let bounds = try bounds() else { return tree }
        (minimum, maximum) = bounds
      default: return tree
      }
      count += 1
      guard count < Self.maxDepth else { throw error("too many repetitions of one part") }
      let isLazy = take("?")
      // A possessive quantifier is treated as a greedy one.
      if !isLazy { _ = take("+") }
      tree = .repetition(tree, minimum: minimum, maximum: maximum, isLazy: isLazy)
    }
    return tree
  }

  /// `{2}`, `{2,}` or `{2,5}`; nil if the brace is an ordinary character.
  private mutating func bounds() throws(FHIRPathError) -> (Int, Int?)? {
    // No allowed bounds are longer than 16 characters.
    guard let end = scalars[index...].prefix(16).firstIndex(of: "}") else { return nil }
    let text = String(String.UnicodeScalarView(scalars[index + 1..<end]))
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let minimum = Int(parts[0]), parts.count <= 2 else { return nil }
    var maximum: Int? = parts.count == 1 ? minimum : nil
    if parts.count == 2, !parts[1].isEmpty {
      guard let number = Int(parts[1]) else { return nil }
      maximum = number
    }
    index = end + 1
    guard 0...Self.maxRepetition ~= minimum, (maximum ?? minimum) >= minimum, (maximum ?? minimum) <= Self.maxRepetition else {
      throw error("a repetition that is too large")
    }
    return (minimum, maximum)
  }

  private mutating func atom() throws(FHIRPathError) -> RegularExpressionTree {
    guard let scalar = next else { throw error("nothing to match") }
    index += 1
    switch scalar {
    case ".": return .any
    case "^": return .start
    case "$": return .end
    case "[": return .set(try set())
    case "(": return try group()
    case "*", "+", "?": throw error("nothing before '\(scalar)'")
    case "\\": return try escape()
    default: return .character(scalar)
    }
  }

  private mutating func group() throws(FHIRPathError) -> RegularExpressionTree {
    var number: Int?
    if take("?") {
      if take("<"), let scalar = next, scalar != "=", scalar != "!" {
        guard let end = scalars[index...].firstIndex(of: ">") else { throw error("a name without '>'") }
        let name = String(String.UnicodeScalarView(scalars[index..<end]))
        index = end + 1
        groupCount += 1
        number = groupCount
        if groupNames[name] == nil { groupNames[name] = groupCount }
      } else if !take(":") {
        throw error("an unsupported look-around or flag")
      }
    } else {
      groupCount += 1
      number = groupCount
    }
    let inside = try alternatives()
    guard take(")") else { throw error("an unmatched '('") }
    return .group(inside, number: number)
  }

  private mutating func escape() throws(FHIRPathError) -> RegularExpressionTree {
    guard let scalar = next else { throw error("nothing after '\\'") }
    if let set = CharacterSet(escape: scalar) {
      index += 1
      return .set(set)
    }
    switch scalar {
    case "b", "B":
      index += 1
      return .wordBoundary(scalar == "b")
    case "A":
      index += 1
      return .start
    case "z", "Z":
      index += 1
      return .end
    default: return .character(try escapedCharacter())
    }
  }

  /// The character after a backslash.
  private mutating func escapedCharacter() throws(FHIRPathError) -> Unicode.Scalar {
    guard let scalar = next else { throw error("nothing after '\\'") }
    index += 1
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "f": return "\u{C}"
    case "u", "x":
      let count = scalar == "u" ? 4 : 2
      let digits = String(String.UnicodeScalarView(scalars[min(index, scalars.count)..<min(index + count, scalars.count)]))
      guard digits.utf8.count == count, let value = UInt32(digits, radix: 16), let result = Unicode.Scalar(value) else {
        throw error("fewer than \(count) hexadecimal digits")
      }
      index += count
      return result
    default:
      guard !scalar.properties.isAlphabetic, !("0"..."9" ~= scalar) else { throw error("an unknown escape '\\\(scalar)'") }
      return scalar
    }
  }

  private mutating func set() throws(FHIRPathError) -> CharacterSet {
    var set = CharacterSet()
    set.isNegated = take("^")
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      index += 1
      var low = scalar
      if scalar == "\\" {
        if let escape = next, let part = CharacterSet(escape: escape) {
          index += 1
          set.parts.append(part)
          continue
        }
        low = try escapedCharacter()
      }
      var high = low
      if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
        index += 1
        high = scalars[index]
        index += 1
        if high == "\\" { high = try escapedCharacter() }
        guard low <= high else { throw error("a range in descending order") }
      }
      set.ranges.append(low...high)
    }
    guard take("]") else { throw error("an unmatched '['") }
    return set
  }
}
