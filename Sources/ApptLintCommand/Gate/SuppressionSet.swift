import ApptLint
import Findings

/// The suppressions that apply to the files of one checker.
struct SuppressionSet: Sendable {
  private struct Row: Sendable {
    /// The number of the suppression, which is the same for all checkers.
    var number: Int
    var rule: String
    /// nil for all elements.
    var element: ElementPattern?
  }

  /// Rows with the same rule.
  private struct RowIndex: Sendable {
    /// The numbers of the rows for all elements.
    var numbers: [Int] = []
    var elements = ElementPatternIndex()

    mutating func add(_ row: Row) {
      if let element = row.element { elements.add(element, number: row.number) } else { numbers.append(row.number) }
    }
  }

  /// The rows that apply to the findings of one rule in a report.
  private struct Matcher {
    let matchesAll: Bool
    private let elements: [ElementPatternIndex]
    /// For each index in `elements`, the groups that have matched.
    private var matched: [Set<Int>]

    /// Adds the numbers of rows for all elements to `used`.
    init(_ rows: [RowIndex], _ used: inout Set<Int>) {
      matchesAll = rows.contains { !$0.numbers.isEmpty }
      for row in rows { used.formUnion(row.numbers) }
      elements = rows.map(\.elements)
      matched = Array(repeating: [], count: rows.count)
    }

    /// Whether rows match a finding; adds the numbers of those for its element to `used`.
    mutating func matches(_ finding: Finding, _ used: inout Set<Int>) -> Bool {
      guard let parts = finding.element.map({ ElementPattern.parts(of: $0) }) else { return matchesAll }
      var matches = matchesAll
      for (index, elements) in elements.enumerated() {
        for group in elements.groups(matching: parts) {
          matches = true
          if matched[index].insert(group).inserted { used.formUnion(elements.groups[group]) }
        }
      }
      return matches
    }
  }

  /// The rows for all files, by rule.
  private var rowsForAll: [String: RowIndex] = [:]
  /// The rows for one absolute path or one file name, by path or name.
  private var rowsOfPaths: [String: [Row]] = [:]
  /// The rows with patterns of file names, and those with patterns of paths relative to a folder.
  private var rows: [Row] = []
  private var names = PathPatternIndex()
  private var folders: [String: PathPatternIndex] = [:]
  private let currentFolder: String

  /// The suppressions that have not expired at `now`, in seconds since 1970; `indices` has the index of each.
  init(_ suppressions: [Suppression], indices: [Suppression: Int], now: Int64, currentFolder: String) {
    self.currentFolder = currentFolder
    for suppression in suppressions {
      guard let number = indices[suppression], !suppression.isExpired(at: now) else { continue }
      let row = Row(
        number: number, rule: suppression.rule, element: suppression.element.flatMap { ElementPattern($0) })
      guard let files = suppression.files else {
        rowsForAll[row.rule, default: RowIndex()].add(row)
        continue
      }
      let folder = files.contains("/") ? Paths.parent(Paths.absolute(suppression.path, in: currentFolder)) : nil
      if PathPattern.isPlain(files) {
        let parts = files.split(separator: "/").joined(separator: "/")
        rowsOfPaths[folder.map { Paths.join($0, parts) } ?? parts, default: []].append(row)
        continue
      }
      for pattern in PathPattern.all(of: files) ?? [] {
        if let folder {
          folders[folder, default: PathPatternIndex()].add(pattern, number: rows.count)
        } else {
          names.add(pattern, number: rows.count)
        }
      }
      rows.append(row)
    }
  }

  /// Removes suppressed findings from a report, and returns the numbers of the matching suppressions.
  func apply(to report: inout Report) -> Set<Int> {
    if report.findings.isEmpty { return [] }
    var rowsOfFile: [String: RowIndex] = [:]
    for row in rows(for: Paths.absolute(report.source.name, in: currentFolder)) {
      rowsOfFile[row.rule, default: RowIndex()].add(row)
    }
    if rowsForAll.isEmpty && rowsOfFile.isEmpty { return [] }
    // There may be many findings of few rules, so the rows for a rule are selected once.
    var matchers: [String: Matcher] = [:]
    var used: Set<Int> = []
    var suppressed = 0
    var matched: [Finding] = []
    report.findings = report.findings.flatMap { finding in
      let left = finding.without { finding in
        let rule = finding.code + " " + finding.name
        if matchers[rule] == nil {
          let rows = [rowsForAll, rowsOfFile].flatMap { $0.filter { Linter.isSelected(finding, by: $0.key) }.values }
          matchers[rule] = Matcher(rows, &used)
        }
        guard matchers[rule]?.matches(finding, &used) ?? false else { return false }
        matched.append(finding)
        return true
      }
      if left.isEmpty { suppressed += 1 }
      return left
    }
    report.suppressed += suppressed
    report.suppressedFindings += matched
    return used
  }

  /// The rows with paths, names or patterns that match an absolute path.
  private func rows(for path: String) -> [Row] {
    let name = path.split(separator: "/").suffix(1)
    var numbers = names.numbers(matching: name)
    for (folder, patterns) in folders where Paths.isInside(path, folder) {
      numbers.formUnion(patterns.numbers(matching: Paths.relative(path, to: folder)))
    }
    return (rowsOfPaths[path] ?? []) + (name.first.flatMap { rowsOfPaths[String($0)] } ?? []) + numbers.map { rows[$0] }
  }
}
