/// A regular expression that must match a whole text.
package struct TextPattern: Sendable {
  private let text: String
  private let expression: RegularExpression

  /// Throws if the expression is invalid.
  package init(_ text: String) throws(FHIRPathError) {
    self.text = text
    expression = try RegularExpression(text)
  }

  /// Sequences of ASCII characters that match only what the expression matches; optional groups occur at most once. Empty if the
  /// expression cannot be represented this way. Computed on each access, since only plans use them.
  package var sequences: [[BytePiece]] {
    guard let tree = try? RegularExpressionParser.tree(of: text) else { return [] }
    return BytePiece.sequences(of: tree, depth: 0) ?? []
  }

  package func matches(_ text: String) -> Bool {
    // A match takes time linear in the text.
    var budget = RegularExpression.Budget(limit: .max)
    return (try? expression.matchesWhole(text, &budget)) ?? false
  }
}

/// A run of characters in a pattern: between `minimum` and `maximum` bytes of a set of ASCII characters.
package struct BytePiece: Sendable, BitwiseCopyable {
  /// A bit for each of the characters 0 to 63 (`low`) and 64 to 127 (`high`).
  package var low: UInt64 = 0
  package var high: UInt64 = 0
  package var minimum = 1
  package var maximum = 1

  package init(low: UInt64, high: UInt64, minimum: Int, maximum: Int) {
    (self.low, self.high, self.minimum, self.maximum) = (low, high, minimum, maximum)
  }

  /// The maximum number of sequences for one expression, and the maximum depth of groups.
  private static let maxSequences = 32
  private static let maxDepth = 8

  /// The ASCII characters for which `isIn` is true.
  private init(where isIn: (Unicode.Scalar) -> Bool) {
    for byte in UInt8(0)..<128 where isIn(Unicode.Scalar(byte)) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
  }

  /// Sequences that match only what part of an expression matches, but not necessarily all of it; nil if there would be too many,
  /// or if the part cannot be represented this way.
  fileprivate static func sequences(of tree: RegularExpressionTree, depth: Int) -> [[BytePiece]]? {
    guard depth < maxDepth else { return nil }
    func inside(_ tree: RegularExpressionTree) -> [[BytePiece]]? { sequences(of: tree, depth: depth + 1) }
    var result: [[BytePiece]] = []
    switch tree {
    case .character(let scalar): result = scalar.isASCII ? [[BytePiece { $0 == scalar }]] : []
    case .any: result = [[BytePiece { _ in true }]]
    case .set(let set): result = [[BytePiece(where: set.contains)]]
    case .start, .end, .wordBoundary: return nil
    case .group(let tree, number: _): return inside(tree)
    case .alternatives(let list): for part in list { result += inside(part) ?? [] }
    case .sequence(let list):
      result = [[]]
      for part in list {
        guard let tails = inside(part) else { return nil }
        result = result.flatMap { head in tails.map { head + $0 } }
        if result.count > maxSequences { return nil }
      }
    case .repetition(let tree, let minimum, let maximum, isLazy: _):
      guard let once = inside(tree) else { return nil }
      if once.count == 1, once[0].count == 1, once[0][0].minimum == 1, once[0][0].maximum == 1 {
        var piece = once[0][0]
        (piece.minimum, piece.maximum) = (minimum, maximum ?? .max)
        return [[piece]]
      }
      if minimum > 1 { return nil }
      // The group zero times, and once.
      result = (minimum == 0 ? [[]] : []) + (maximum == 0 ? [] : once)
    }
    return result.count > maxSequences ? nil : result
  }
}
