/// A small regular expression, matched from end to end: characters, `.`, `\d`, `[...]` classes, `(...|...)`, and the
/// quantifiers `?`, `*`, `+`, `{n}`, `{m,n}`.
struct Pattern: Sendable {
  struct Failure: Error {
    var problem: String
  }

  private indirect enum Atom: Sendable {
    case any
    case classes([Scalars], isNegated: Bool)
    case group([[Piece]])
  }

  /// A range of characters, both ends included.
  private struct Scalars: Sendable {
    var first: Unicode.Scalar
    var last: Unicode.Scalar

    func contains(_ scalar: Unicode.Scalar) -> Bool { first <= scalar && scalar <= last }
  }

  private struct Piece: Sendable {
    var atom: Atom
    var range: ClosedRange<Int>
  }

  private let alternatives: [[Piece]]
  /// How many attempts one match may take; patterns of rule files need a few hundred.
  private static let steps = 10_000
  /// The longest text that can match, in characters: identifiers are shorter, and matching takes stack by the character.
  private static let longest = 256

  /// The longest pattern, in characters: a bound on how deeply groups can be nested.
  private static let longestPattern = 1_000

  init(_ text: String) throws(Failure) {
    guard text.utf8.count <= Self.longestPattern else {
      throw Failure(problem: "the pattern has more than \(Self.longestPattern) characters")
    }
    var scan = Scan(text: Array(text.unicodeScalars))
    alternatives = try scan.alternatives()
    guard scan.isAtEnd else { throw Failure(problem: "a ')' too many") }
  }

  func matches(_ text: String) -> Bool {
    let text = Array(text.unicodeScalars.prefix(Self.longest + 1))
    guard text.count <= Self.longest else { return false }
    var steps = Self.steps
    return Self.match(alternatives, text, 0, &steps) { end, _ in end == text.count }
  }

  /// Sequences of ASCII characters that match what they can match, as far as they can say: optional groups are left out. None
  /// where the pattern needs more than that.
  var sequences: [[BytePiece]] { Self.sequences(alternatives, depth: 0) }

  private static func sequences(_ alternatives: [[Piece]], depth: Int) -> [[BytePiece]] {
    let most = 16
    var result: [[BytePiece]] = []
    guard depth < 4 else { return [] }
    for pieces in alternatives {
      var heads: [[BytePiece]] = [[]]
      for piece in pieces {
        if let bytes = bytes(of: piece) {
          for index in heads.indices { heads[index].append(bytes) }
        } else if case .group(let inner) = piece.atom, piece.range.lowerBound <= 1 {
          // Without the group, and with it once.
          let once = sequences(inner, depth: depth + 1)
          heads = (piece.range.lowerBound == 0 ? heads : []) + heads.flatMap { head in once.map { head + $0 } }
        } else {
          heads = []
        }
        if heads.count > most { return [] }
      }
      result += heads
    }
    return result.count > most ? [] : result
  }

  private static func bytes(of piece: Piece) -> BytePiece? {
    var bytes = BytePiece(low: 0, high: 0, minimum: piece.range.lowerBound, maximum: piece.range.upperBound)
    for byte in UInt8(0)..<128 {
      let scalar = Unicode.Scalar(byte)
      let isIn: Bool
      switch piece.atom {
      case .any: isIn = true
      case .classes(let ranges, let isNegated): isIn = ranges.contains { $0.contains(scalar) } != isNegated
      case .group: return nil
      }
      guard isIn else { continue }
      if byte < 64 { bytes.low |= 1 << UInt64(byte) } else { bytes.high |= 1 << UInt64(byte & 63) }
    }
    return bytes
  }

  private typealias Next = (Int, inout Int) -> Bool

  private static func match(_ alternatives: [[Piece]], _ text: [Unicode.Scalar], _ start: Int, _ steps: inout Int, _ next: Next)
    -> Bool
  {
    for pieces in alternatives where match(pieces[...], text, start, &steps, next) { return true }
    return false
  }

  private static func match(_ pieces: ArraySlice<Piece>, _ text: [Unicode.Scalar], _ start: Int, _ steps: inout Int, _ next: Next)
    -> Bool
  {
    guard let piece = pieces.first else { return next(start, &steps) }
    return repeated(piece, 0, text, start, &steps) { end, steps in match(pieces.dropFirst(), text, end, &steps, next) }
  }

  private static func repeated(
    _ piece: Piece, _ count: Int, _ text: [Unicode.Scalar], _ start: Int, _ steps: inout Int, _ next: Next
  ) -> Bool {
    steps -= 1
    guard steps > 0 else { return false }
    if count < piece.range.upperBound {
      func goOn(_ end: Int, _ steps: inout Int) -> Bool { end > start && repeated(piece, count + 1, text, end, &steps, next) }
      switch piece.atom {
      case .any: if start < text.count, goOn(start + 1, &steps) { return true }
      case .classes(let ranges, let isNegated):
        if start < text.count, ranges.contains(where: { $0.contains(text[start]) }) != isNegated, goOn(start + 1, &steps) {
          return true
        }
      case .group(let alternatives): if match(alternatives, text, start, &steps, goOn) { return true }
      }
    }
    return count >= piece.range.lowerBound && next(start, &steps)
  }

  private struct Scan {
    let text: [Unicode.Scalar]
    var index = 0

    var isAtEnd: Bool { index == text.count }

    mutating func alternatives() throws(Failure) -> [[Piece]] {
      var alternatives: [[Piece]] = [[]]
      while index < text.count, text[index] != ")" {
        if text[index] == "|" {
          index += 1
          alternatives.append([])
          continue
        }
        let atom = try atom()
        alternatives[alternatives.count - 1].append(Piece(atom: atom, range: try quantifier()))
      }
      return alternatives
    }

    private mutating func atom() throws(Failure) -> Atom {
      let scalar = text[index]
      index += 1
      switch scalar {
      case ".": return .any
      case "\\": return .classes([try escaped()], isNegated: false)
      case "[": return try classes()
      case "(":
        let inner = try alternatives()
        guard index < text.count else { throw Failure(problem: "a ')' is missing") }
        index += 1
        return .group(inner)
      case "?", "*", "+", "{": throw Failure(problem: "a quantifier without anything before it")
      default: return .classes([Scalars(first: scalar, last: scalar)], isNegated: false)
      }
    }

    private mutating func escaped() throws(Failure) -> Scalars {
      guard index < text.count else { throw Failure(problem: "nothing stands behind the last '\\'") }
      let scalar = text[index]
      index += 1
      return scalar == "d" ? Scalars(first: "0", last: "9") : Scalars(first: scalar, last: scalar)
    }

    private mutating func classes() throws(Failure) -> Atom {
      var ranges: [Scalars] = []
      let isNegated = index < text.count && text[index] == "^"
      if isNegated { index += 1 }
      while index < text.count, text[index] != "]" {
        let scalar = text[index]
        index += 1
        if scalar == "\\" {
          ranges.append(try escaped())
        } else if index + 1 < text.count, text[index] == "-", text[index + 1] != "]" {
          guard scalar <= text[index + 1] else { throw Failure(problem: "a range of characters runs backwards") }
          ranges.append(Scalars(first: scalar, last: text[index + 1]))
          index += 2
        } else {
          ranges.append(Scalars(first: scalar, last: scalar))
        }
      }
      guard index < text.count else { throw Failure(problem: "a ']' is missing") }
      index += 1
      return .classes(ranges, isNegated: isNegated)
    }

    private mutating func quantifier() throws(Failure) -> ClosedRange<Int> {
      guard index < text.count else { return 1...1 }
      switch text[index] {
      case "?":
        index += 1
        return 0...1
      case "*":
        index += 1
        return 0...Int.max
      case "+":
        index += 1
        return 1...Int.max
      case "{":
        index += 1
        let minimum = try number()
        var maximum = minimum
        if index < text.count, text[index] == "," {
          index += 1
          maximum = index < text.count && text[index] == "}" ? Int.max : try number()
        }
        guard index < text.count, text[index] == "}", minimum <= maximum else { throw Failure(problem: "expected '{m,n}'") }
        index += 1
        return minimum...maximum
      default: return 1...1
      }
    }

    private mutating func number() throws(Failure) -> Int {
      let start = index
      while index < text.count, "0"..."9" ~= text[index], index - start < 6 { index += 1 }
      guard index > start else { throw Failure(problem: "expected a number in '{m,n}'") }
      return text[start..<index].reduce(0) { $0 * 10 + Int($1.value - ("0" as Unicode.Scalar).value) }
    }
  }
}
