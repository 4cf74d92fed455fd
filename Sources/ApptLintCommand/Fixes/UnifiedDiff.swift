import Reporting

/// The difference between two texts in the format of `diff -u`, which `patch -p0` can apply.
struct UnifiedDiff {
  private typealias Line = ArraySlice<UInt8>

  private struct Row {
    /// ` `, `-` or `+`.
    var mark: Unicode.Scalar
    var line: Line
  }

  /// The number of unchanged lines shown around a change.
  private static let context = 3

  private let path: String
  private let rows: [Row]
  /// Where the texts start.
  private let starts: (old: Int, new: Int)

  init(path: String, from old: ArraySlice<UInt8>, to new: ArraySlice<UInt8>) {
    self.path = path
    starts = (old.startIndex, new.startIndex)
    rows = Self.rows(Self.lines(old), Self.lines(new))
  }

  private static func lines(_ text: ArraySlice<UInt8>) -> [Line] {
    var lines: [Line] = []
    var rest = text
    while let end = rest.firstIndex(of: 0x0A) {
      lines.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    if !rest.isEmpty { lines.append(rest) }
    return lines
  }

  private static func rows(_ old: [Line], _ new: [Line]) -> [Row] {
    // Nearly all lines are before the first change or after the last.
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    let oldMiddle = Array(old[head..<old.count - tail])
    let newMiddle = Array(new[head..<new.count - tail])
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    if oldMiddle.count == newMiddle.count {
      // Most fixes change lines without adding or removing any. The lines then correspond one to one, and no search is needed.
      let changed = oldMiddle.indices.filter { oldMiddle[$0] != newMiddle[$0] }
      removed.formUnion(changed)
      inserted.formUnion(changed)
    } else {
      // The search takes time proportional to the number of lines times the number of changes.
      for change in newMiddle.difference(from: oldMiddle) {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
      }
    }
    var rows = old[..<head].map { Row(mark: " ", line: $0) }
    var index = 0
    for (newIndex, line) in newMiddle.enumerated() {
      while removed.contains(index) {
        rows.append(Row(mark: "-", line: oldMiddle[index]))
        index += 1
      }
      if !inserted.contains(newIndex) { index += 1 }
      rows.append(Row(mark: inserted.contains(newIndex) ? "+" : " ", line: line))
    }
    rows += oldMiddle[index...].map { Row(mark: "-", line: $0) }
    return rows + old[(old.count - tail)...].map { Row(mark: " ", line: $0) }
  }

  /// Writes the difference; nothing if the texts are equal.
  func write(into output: inout OutputBuffer) {
    let changes = rows.indices.filter { rows[$0].mark != " " }
    guard let first = changes.first else { return }
    // `patch` reads the name up to the first space, or up to a tab if there is one.
    let end = path.contains { $0.isWhitespace } ? "\t\n" : "\n"
    output.append("--- ")
    output.append(path: path)
    output.append(end + "+++ ")
    output.append(path: path)
    output.append(end)
    var start = first
    // The number of rows of the old and the new text before the hunk.
    var before = (row: 0, old: 0, new: 0)
    for (change, next) in zip(changes, changes.dropFirst() + [Int.max]) where next - change > 2 * Self.context {
      let hunk = max(0, start - Self.context)..<min(rows.count, change + Self.context + 1)
      before.old += count(of: before.row..<hunk.lowerBound, without: "+")
      before.new += count(of: before.row..<hunk.lowerBound, without: "-")
      before.row = hunk.lowerBound
      write(hunk, before.old, before.new, into: &output)
      start = next
    }
  }

  private func count(of range: Range<Int>, without mark: Unicode.Scalar) -> Int { rows[range].count { $0.mark != mark } }

  private func write(_ hunk: Range<Int>, _ old: Int, _ new: Int, into output: inout OutputBuffer) {
    func lines(_ before: Int, without mark: Unicode.Scalar) -> String {
      let count = count(of: hunk, without: mark)
      return "\(count == 0 ? before : before + 1),\(count)"
    }
    output.append("@@ -\(lines(old, without: "+")) +\(lines(new, without: "-")) @@\n")
    for row in rows[hunk] {
      output.append(String(row.mark))
      var line = row.line
      if line.startIndex == (row.mark == "+" ? starts.new : starts.old), line.starts(with: Self.byteOrderMark) {
        line.removeFirst(Self.byteOrderMark.count)
        output.append(String(decoding: Self.byteOrderMark, as: UTF8.self))
      }
      write(line, into: &output)
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Writes a line: tabs and the line end verbatim, other control characters and invisible formatting characters escaped.
  private func write(_ line: Line, into output: inout OutputBuffer) {
    let end = line.hasSuffix([0x0D, 0x0A]) ? 2 : line.hasSuffix([0x0A]) ? 1 : 0
    for (index, piece) in line.dropLast(end).split(separator: 0x09, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { output.append("\t") }
      output.append(untrusted: String(decoding: piece, as: UTF8.self))
    }
    output.append(end == 2 ? "\r\n" : end == 1 ? "\n" : "\n\\ No newline at end of file\n")
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}
