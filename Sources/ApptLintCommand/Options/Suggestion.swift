/// What somebody meant who wrote something else.
enum Suggestion {
  /// The candidate that takes the fewest slips (a letter left out, put in, exchanged or swapped with its neighbour) to
  /// turn into the word; nil where none is near.
  private static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = max(1, word.count / 3)
    let distances = candidates.map { (distance(Array(word.lowercased()), Array($0.lowercased())), $0) }
    return distances.min { $0.0 < $1.0 }.flatMap { $0.0 <= limit ? $0.1 : nil }
  }

  /// The end of a sentence about an unknown word: `; did you mean --format?`, or what to say where nothing is near.
  static func words(for word: String, among candidates: [String], otherwise: String = "") -> String {
    nearest(to: word, among: candidates).map { "; did you mean \($0)?" } ?? otherwise
  }

  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var rows = [Array(0...right.count)]
    for row in 0..<left.count {
      var next = [row + 1]
      for column in 0..<right.count {
        let change = rows[row][column] + (left[row] == right[column] ? 0 : 1)
        var best = min(change, next[column] + 1, rows[row][column + 1] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, rows[row - 1][column - 1] + 1)
        }
        next.append(best)
      }
      rows.append(next)
    }
    return rows[left.count][right.count]
  }
}
