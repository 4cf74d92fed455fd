import Findings

/// The difference between two lists of lines: lines in both start with ` `, lines only in the first with `-`, and lines only in
/// the second with `+`.
///
/// The number of common lines is maximal if neither list repeats a line. The time is proportional to the number of lines times
/// its logarithm.
enum LineDifference {
  static func lines(from old: [String], to new: [String]) -> [String] {
    var lines: [String] = []
    var (index, newIndex) = (0, 0)
    for (oldCommon, newCommon) in common(old, new) + [(old.count, new.count)] {
      lines += old[index..<oldCommon].map { "-" + $0 } + new[newIndex..<newCommon].map { "+" + $0 }
      if newCommon < new.count { lines.append(" " + new[newCommon]) }
      (index, newIndex) = (oldCommon + 1, newCommon + 1)
    }
    return lines
  }

  /// The indices of lines in both lists, ascending in both.
  private static func common(_ old: [String], _ new: [String]) -> [(old: Int, new: Int)] {
    // The first occurrence of a line in one list is paired with the first in the other, and so on.
    var positions: [String: [Int]] = [:]
    for index in new.indices.reversed() { positions[new[index], default: []].append(index) }
    let pairs = old.indices.compactMap { index in positions[old[index]]?.popLast().map { (old: index, new: $0) } }
    // The longest ascending subsequence: `ends[n]` is the pair with the lowest new line that can end one of n + 1 pairs.
    var ends: [Int] = []
    var previous: [Int?] = []
    for (index, pair) in pairs.enumerated() {
      let length = ends.firstIndex(pastThose: { pairs[$0].new < pair.new })
      previous.append(length > 0 ? ends[length - 1] : nil)
      if length == ends.count { ends.append(index) } else { ends[length] = index }
    }
    var result: [(old: Int, new: Int)] = []
    var next = ends.last
    while let index = next {
      result.append(pairs[index])
      next = previous[index]
    }
    return result.reversed()
  }
}
