import ApptLint
import Findings

/// The suppressions that apply to the files of one checker.
struct SuppressionSet: Sendable {
  private struct Row: Sendable {
    /// The number of the suppression, which is the same for all checkers.
    var number: Int
    var rule: String
    /// The folder that `files` is relative to; nil for plain file names.
    var folder: String?
    /// nil for all files.
    var files: [PathPattern]?
    /// nil for all elements.
    var element: ElementPattern?
  }

  /// The rows for one rule.
  private struct RowIndex {
    /// Whether some are for all elements.
    var matchesAll = false
    var elements = ElementPatternIndex()

    /// The index of rows for a rule that has findings; adds the numbers of rows for all elements to `used`.
    init(_ rows: some Sequence<Row>, _ used: inout Set<Int>) {
      for row in rows {
        if let element = row.element {
          elements.add(element, number: row.number)
        } else {
          matchesAll = true
          used.insert(row.number)
        }
      }
    }
  }

  /// The rows for one absolute path or one file name, by path or name.
  private var rowsOfPaths: [String: [Row]] = [:]
  /// The rows for all files, and rows with patterns.
  private var otherRows: [Row] = []
  private let currentFolder: String

  /// The suppressions that have not expired at `now`, in seconds since 1970; `indices` has the index of each.
  init(_ suppressions: [Suppression], indices: [Suppression: Int], now: Int64, currentFolder: String) {
    self.currentFolder = currentFolder
    for suppression in suppressions {
      guard let number = indices[suppression], !suppression.isExpired(at: now) else { continue }
      var row = Row(number: number, rule: suppression.rule)
      row.element = suppression.element.flatMap { ElementPattern($0) }
      guard let files = suppression.files else {
        otherRows.append(row)
        continue
      }
      if files.contains("/") { row.folder = Paths.parent(Paths.absolute(suppression.path, in: currentFolder)) }
      if PathPattern.isPlain(files) {
        let parts = files.split(separator: "/").joined(separator: "/")
        rowsOfPaths[row.folder.map { Paths.join($0, parts) } ?? parts, default: []].append(row)
      } else {
        row.files = PathPattern.all(of: files) ?? []
        otherRows.append(row)
      }
    }
  }

  /// Removes suppressed findings from a report, and returns the numbers of the matching suppressions.
  func apply(to report: inout Report) -> Set<Int> {
    if report.findings.isEmpty { return [] }
    let rowsOfSelectors = Dictionary(grouping: rows(for: Paths.absolute(report.source.name, in: currentFolder)), by: \.rule)
    if rowsOfSelectors.isEmpty { return [] }
    // There may be many findings of few rules, so the rows for a rule are selected once.
    var rowsOfRules: [String: RowIndex] = [:]
    var used: Set<Int> = []
    var suppressed = 0
    report.findings = report.findings.flatMap { finding in
      let left = finding.without { finding in
        let rule = finding.code + " " + finding.name
        let rows =
          rowsOfRules[rule]
          ?? RowIndex(rowsOfSelectors.filter { Linter.isSelected(finding, by: $0.key) }.values.joined(), &used)
        rowsOfRules[rule] = rows
        let matching = finding.element.map { rows.elements.numbers(matching: ElementPattern.parts(of: $0)) } ?? []
        used.formUnion(matching)
        return rows.matchesAll || !matching.isEmpty
      }
      if left.isEmpty { suppressed += 1 }
      return left
    }
    report.suppressed += suppressed
    return used
  }

  private func rows(for path: String) -> [Row] {
    let name = path.split(separator: "/").suffix(1)
    let patterned = otherRows.filter { row in
      guard let files = row.files else { return true }
      guard let folder = row.folder else { return files.contains { $0.matches(name) } }
      guard Paths.isInside(path, folder) else { return false }
      let parts = Paths.relative(path, to: folder)
      return files.contains { $0.matches(parts) }
    }
    return (rowsOfPaths[path] ?? []) + (name.first.flatMap { rowsOfPaths[String($0)] } ?? []) + patterned
  }
}
