import ApptLint
import Findings

/// Findings that already existed when the check was adopted: they are omitted until they are fixed.
///
/// An entry is a rule, a file, an element and a count, so it stays valid when lines move.
struct Baseline: Sendable {
  /// The key of an entry: the findings of one rule at one element of one file.
  struct Entry: Sendable, Hashable, Comparable {
    /// The path relative to the folder of the baseline.
    var file: String
    /// The rule's code; for an invariant, its name.
    var rule: String
    var element: String?

    static func < (left: Entry, right: Entry) -> Bool {
      (left.file, left.rule, left.element ?? "") < (right.file, right.rule, right.element ?? "")
    }
  }

  /// The entries found in payloads.
  struct Found: Sendable {
    /// The checked files, each with the index of its checker, and what was checked.
    private(set) var files: [String: (checker: Int, scope: CheckedScope)] = [:]
    /// The files that were checked only in part.
    private(set) var incomplete: Set<String> = []
    private(set) var counts: [Entry: Int] = [:]

    init() {}

    init(_ file: String, checker: Int, _ report: Report, _ counts: [Entry: Int]) {
      files = [file: (checker, CheckedScope(report))]
      if report.isIncomplete { incomplete = [file] }
      self.counts = counts
    }

    /// Of the payloads of a file, such as the lines of an NDJSON file, the one with the most findings counts: a baseline allows
    /// each of them as many.
    mutating func merge(_ other: Found) {
      files.merge(other.files) { first, second in
        var both = first
        both.scope.formUnion(second.scope)
        return both
      }
      incomplete.formUnion(other.incomplete)
      counts.merge(other.counts) { max($0, $1) }
    }
  }

  /// The file of the baseline.
  let path: String
  private let currentFolder: String
  private let folder: String
  /// The counts of the entries for each file.
  private var files: [String: [Entry: Int]] = [:]

  init(path: String, currentFolder: String = Platform.currentFolder) {
    self.path = path
    self.currentFolder = currentFolder
    folder = Paths.parent(Paths.absolute(path, in: currentFolder)) ?? "/"
  }

  /// All entries, in order.
  var entries: [(entry: Entry, count: Int)] {
    files.values.flatMap { $0 }.map { ($0.key, $0.value) }.sorted { $0.entry < $1.entry }
  }

  mutating func add(_ entry: Entry, count: Int) {
    files[entry.file, default: [:]][entry, default: 0] += count
  }

  mutating func add(_ counts: [Entry: Int]) {
    for (entry, count) in counts { add(entry, count: count) }
  }

  /// Subtracts from the counts of entries, and removes entries that reach zero.
  mutating func remove(_ counts: [Entry: Int]) {
    for (entry, count) in counts {
      let left = (files[entry.file]?[entry] ?? 0) - count
      files[entry.file]?[entry] = left > 0 ? left : nil
    }
  }

  /// The findings of a report as entries.
  func counts(of report: Report, checker: Int) -> Found {
    let file = self.file(of: report)
    return Found(
      file, checker: checker, report,
      report.findings.flatMap(\.separated).reduce(into: [:]) { $0[Self.entry(for: $1, in: file), default: 0] += 1 })
  }

  /// Removes known findings from a report, and returns the entries that were found, including those of suppressed findings.
  func apply(to report: inout Report, checker: Int) -> Found {
    let file = self.file(of: report)
    var found: [Entry: Int] = [:]
    if let recorded = files[file] {
      var known = 0
      report.findings = report.findings.flatMap { finding in
        let rest = finding.without { finding in
          let entry = Self.entry(for: finding, in: file)
          guard let allowed = recorded[entry], found[entry, default: 0] < allowed else { return false }
          found[entry, default: 0] += 1
          return true
        }
        if rest.isEmpty { known += 1 }
        return rest
      }
      report.known += known
      for finding in report.suppressedFindings { found[Self.entry(for: finding, in: file), default: 0] += 1 }
    }
    return Found(file, checker: checker, report, found)
  }

  /// The entries of checked files that were not found, with the number missing. Entries of files that were checked only in part,
  /// and of rules that were not checked, are not missing.
  func missing(from found: Found, isChecked: (_ rule: String, _ checker: Int, _ scope: CheckedScope) -> Bool) -> [Entry: Int] {
    var missing: [Entry: Int] = [:]
    for (file, checked) in found.files where !found.incomplete.contains(file) {
      for (entry, count) in files[file] ?? [:] {
        let left = count - found.counts[entry, default: 0]
        if left > 0 && isChecked(entry.rule, checked.checker, checked.scope) { missing[entry] = left }
      }
    }
    return missing
  }

  /// The entries of files that no longer exist. Files in `checked` were read from standard input, if not from a file.
  func entriesOfDeletedFiles(checked: some Collection<String>) -> [Entry: Int] {
    let checked = Set(checked)
    var archives: [String: TextArchive] = [:]
    var entries: [Entry: Int] = [:]
    // Entries of different files are distinct.
    for (file, counts) in files where !checked.contains(file) && !exists(file, &archives) {
      entries.merge(counts, uniquingKeysWith: +)
    }
    return entries
  }

  /// Whether a file or the member of an archive exists; true if this cannot be determined.
  private func exists(_ file: String, _ archives: inout [String: TextArchive]) -> Bool {
    let path = Paths.absolute(file, in: folder)
    // The path of payloads from standard input ends with `-`.
    if (try? Platform.kind(of: path)) != nil || path.hasSuffix("/-") { return true }
    guard let (archive, member) = TextArchive.split(path), (try? Platform.kind(of: archive)) == .regular else { return false }
    if archives[archive] == nil { archives[archive] = try? FileReading.archive(archive) }
    return archives[archive].map { $0.member(member) != nil } ?? true
  }

  private func file(of report: Report) -> String {
    Paths.relativePath(to: Paths.absolute(report.source.name, in: currentFolder), from: folder)
  }

  private static func entry(for finding: Finding, in file: String) -> Entry {
    Entry(file: file, rule: finding.selector, element: finding.element)
  }
}
