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
  func counts(of report: Report) -> [Entry: Int] {
    let file = self.file(of: report)
    return report.findings.flatMap(\.separated).reduce(into: [:]) { $0[Self.entry(for: $1, in: file), default: 0] += 1 }
  }

  /// Removes known findings from a report, and returns the entries for its file that were not found.
  func apply(to report: inout Report) -> [Entry: Int] {
    let file = self.file(of: report)
    guard var left = files[file] else { return [:] }
    var known = 0
    report.findings = report.findings.flatMap { finding in
      let rest = finding.without { finding in
        let entry = Self.entry(for: finding, in: file)
        guard let most = left[entry] else { return false }
        left[entry] = most > 1 ? most - 1 : nil
        return true
      }
      if rest.isEmpty { known += 1 }
      return rest
    }
    report.known += known
    return left
  }

  /// The entries of files that no longer exist.
  var gone: [Entry: Int] {
    let missing = files.filter { (try? Platform.kind(of: Paths.absolute($0.key, in: folder))) == nil }
    var entries: [Entry: Int] = [:]
    entries.reserveCapacity(missing.values.reduce(0) { $0 + $1.count })
    // Entries of different files are distinct.
    for counts in missing.values { entries.merge(counts, uniquingKeysWith: +) }
    return entries
  }

  private func file(of report: Report) -> String {
    Paths.route(to: Paths.absolute(report.source.name, in: currentFolder), from: folder)
  }

  private static func entry(for finding: Finding, in file: String) -> Entry {
    // Invariants share one code and are distinguished by name.
    let rule = finding.code == "INV" ? finding.name : finding.code
    return Entry(file: file, rule: rule, element: finding.element)
  }
}
