import ApptLint
import FHIRSyntax
import Reporting

/// The suppressions that hold for the files of one checker.
struct SuppressionSet: Sendable {
  private struct Row: Sendable {
    /// The number that all checkers know the suppression by.
    var number: Int
    var rule: String
    /// The folder that `files` begin in; nil where they are names alone.
    var folder: String?
    var files: [PathPattern]?
    var element: ElementPattern?
  }

  private let rows: [Row]
  private let currentFolder: String

  /// The suppressions of settings that are not over; `numbers` has a number for each.
  init(_ suppressions: [Suppression], numbers: [Suppression: Int], currentFolder: String) {
    self.currentFolder = currentFolder
    rows = suppressions.compactMap { suppression in
      guard let number = numbers[suppression], !suppression.isExpired(at: Platform.now) else { return nil }
      let hasFolder = suppression.files?.contains("/") ?? false
      return Row(
        number: number, rule: suppression.rule,
        folder: hasFolder ? Paths.parent(Paths.absolute(suppression.path, in: currentFolder)) : nil,
        files: suppression.files.map { PathPattern.all(of: $0) }, element: suppression.element.flatMap { ElementPattern($0) })
    }
  }

  /// Takes findings that are suppressed out of a report, and gives the numbers of the suppressions that did so.
  func apply(to report: inout Report) -> Set<Int> {
    if rows.isEmpty || report.findings.isEmpty { return [] }
    let path = Paths.absolute(report.source.name, in: currentFolder)
    let rows = rows.filter { Self.holds($0, for: path) }
    if rows.isEmpty { return [] }
    var used: Set<Int> = []
    let count = report.findings.count
    report.findings.removeAll { finding in
      let fitting = rows.filter { row in
        Linter.isMeant(finding, by: row.rule) && (row.element.map { finding.element.map($0.matches) ?? false } ?? true)
      }
      used.formUnion(fitting.map(\.number))
      return !fitting.isEmpty
    }
    report.suppressed += count - report.findings.count
    return used
  }

  private static func holds(_ row: Row, for path: String) -> Bool {
    guard let files = row.files else { return true }
    if let folder = row.folder {
      guard Paths.isInside(path, folder) else { return false }
      let parts = Paths.relative(path, to: folder)
      return files.contains { $0.matches(parts) }
    }
    let name = path.split(separator: "/").suffix(1)
    return files.contains { $0.matches(name) }
  }
}
