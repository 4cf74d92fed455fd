/// The difference between two lists of lines: lines in both start with ` `, lines only in the first with `-`, and lines only in
/// the second with `+`.
enum LineDifference {
  static func lines(from old: [String], to new: [String]) -> [String] {
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [String] = []
    var index = 0
    var newIndex = 0
    while index < old.count || newIndex < new.count {
      if index < old.count, removed.contains(index) {
        lines.append("-" + old[index])
        index += 1
      } else if newIndex < new.count, inserted.contains(newIndex) {
        lines.append("+" + new[newIndex])
        newIndex += 1
      } else {
        // A line that is neither removed nor inserted is in both.
        if newIndex < new.count { lines.append(" " + new[newIndex]) }
        index += 1
        newIndex += 1
      }
    }
    return lines
  }
}
