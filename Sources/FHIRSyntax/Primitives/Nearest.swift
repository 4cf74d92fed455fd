/// What somebody meant who wrote something else.
package enum Nearest {
  /// The candidate that takes the fewest slips (a letter left out, put in, exchanged, in the other case or swapped with its
  /// neighbour) to turn into the word; the first of several; nil where none is near.
  package static func text(to word: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(word.utf8)
    guard word.count <= longestWord else { return nil }
    let limit = max(1, word.count / 3) * slip
    var nearest: String?
    var fewest = limit + 1
    for candidate in candidates where abs(candidate.utf8.count - word.count) * slip < fewest {
      let slips = distance(word, Array(candidate.utf8))
      if slips < fewest { (nearest, fewest) = (candidate, slips) }
    }
    return nearest
  }

  /// The price of a slip; a letter in the other case is cheaper.
  private static let slip = 4
  /// Nobody means a known name by a longer word.
  private static let longestWord = 80

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var row = (0...right.count).map { $0 * slip }
    for (index, letter) in left.enumerated() {
      var next = [(index + 1) * slip]
      for (column, other) in right.enumerated() {
        var best = min(row[column] + price(letter, other), next[column] + slip, row[column + 1] + slip)
        if index > 0, column > 0, letter == right[column - 1], left[index - 1] == other {
          best = min(best, before[column - 1] + slip)
        }
        next.append(best)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }

  private static func price(_ left: UInt8, _ right: UInt8) -> Int {
    if left == right { return 0 }
    // Letters differ from their other case in this bit alone.
    let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= left | 0x20
    return isLetter && left | 0x20 == right | 0x20 ? 1 : slip
  }
}
