/// A set of characters, such as `[a-z_]`, `\d` or `[^\s]`.
struct CharacterSet: Sendable {
  var ranges: [ClosedRange<Unicode.Scalar>] = []
  var isNegated = false
  /// Sets inside the brackets, such as `\S` in `[a\S]`.
  var parts: [CharacterSet] = []

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    (ranges.contains { $0 ~= scalar } || parts.contains { $0.contains(scalar) }) != isNegated
  }

  static let digit = CharacterSet(ranges: ["0"..."9"])
  static let word = CharacterSet(ranges: ["a"..."z", "A"..."Z", "0"..."9", "_"..."_"])
  static let space = CharacterSet(ranges: [" "..." ", "\t"..."\r"])

  var negated: CharacterSet {
    var result = self
    result.isNegated.toggle()
    return result
  }

  /// The set for a letter after a backslash, such as `d` in `\d`.
  init?(escape: Unicode.Scalar) {
    switch escape {
    case "d": self = .digit
    case "D": self = Self.digit.negated
    case "w": self = .word
    case "W": self = Self.word.negated
    case "s": self = .space
    case "S": self = Self.space.negated
    default: return nil
    }
  }

  init(ranges: [ClosedRange<Unicode.Scalar>] = []) {
    self.ranges = ranges
  }
}
