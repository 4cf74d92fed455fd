/// Suggests the intended spelling of a mistyped name.
package enum Nearest {
  /// The candidate with the lowest edit distance (a letter omitted, inserted, replaced, in the other case or swapped with its
  /// neighbour) from the word, or the first of several such candidates; nil if none is close.
  package static func text(to word: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(word.utf8)
    guard word.count <= longestWord else { return nil }
    let limit = max(1, word.count / 3) * editCost
    var nearest: String?
    var lowestCost = limit + 1
    for candidate in candidates where abs(candidate.utf8.count - word.count) * editCost < lowestCost {
      let cost = distance(word, Array(candidate.utf8))
      if cost < lowestCost { (nearest, lowestCost) = (candidate, cost) }
    }
    return nearest
  }

  /// Whether a word is a name, or differs from it in one letter that is omitted, inserted, replaced or swapped with its
  /// neighbour.
  package static func isMisspelling(_ word: String, of name: String) -> Bool {
    abs(word.utf8.count - name.utf8.count) <= 1 && distance(Array(word.utf8), Array(name.utf8)) <= editCost
  }

  /// Whether a word can be nothing but a mistyped name: it has only letters, and differs from the name in case and at most two
  /// edits. Longer words may contain another value, such as the name of a person.
  package static func isMistyped(_ word: String, for name: String) -> Bool {
    word.utf8.allSatisfy(\.isLetter) && abs(word.utf8.count - name.utf8.count) <= 2
      && distance(Array(word.lowercased().utf8), Array(name.lowercased().utf8)) <= 2 * editCost
  }

  /// The cost of an edit; a letter in the other case is cheaper.
  private static let editCost = 4
  /// A longer word is not a misspelling of a known name.
  private static let longestWord = 80

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var row = (0...right.count).map { $0 * editCost }
    for (index, letter) in left.enumerated() {
      var next = [(index + 1) * editCost]
      for (column, other) in right.enumerated() {
        var best = min(row[column] + replacementCost(letter, other), next[column] + editCost, row[column + 1] + editCost)
        if index > 0, column > 0, letter == right[column - 1], left[index - 1] == other {
          best = min(best, before[column - 1] + editCost)
        }
        next.append(best)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }

  private static func replacementCost(_ left: UInt8, _ right: UInt8) -> Int {
    if left == right { return 0 }
    // Letters differ from their other case only in this bit.
    return left.isLetter && left | 0x20 == right | 0x20 ? 1 : editCost
  }
}
