import ApptLint
import Findings

extension LinterPool {
  /// The reports on settings files whose suppressions have expired or are unused, by path, and whether they fail the run.
  ///
  /// A suppression is reported as unused only if its whole folder was checked with its settings. Settings files with a name other
  /// than `.apptlint.json` may be shared by folders outside the run.
  func settingsReports(used: Set<Int>, checkedFolders: [String]) -> [(report: Report, fails: Bool)] {
    var findings: [String: [Finding]] = [:]
    var fails: Set<String> = []
    for (number, suppression) in suppressions.enumerated() {
      let checker = all[owners[number]]
      var finding: Finding?
      if suppression.isExpired(at: checker.now) {
        finding = RuleDescriptor.expiredSuppression.finding(
          suppression.range,
          "this suppression of \(code: suppression.rule) has expired (reason: \(text: suppression.reason))")
      } else if !used.contains(number), isFullyChecked(suppression, checkedFolders) {
        finding = RuleDescriptor.unusedSuppression.finding(
          suppression.range,
          "this suppression of \(code: suppression.rule) is unused (reason: \(text: suppression.reason))")
      }
      guard let finding else { continue }
      for finding in checker.linter.filtered([finding]) {
        findings[suppression.path, default: []].append(finding)
        if checker.failOn.isReached(by: finding.severity) { fails.insert(suppression.path) }
      }
    }
    return findings.sorted { $0.key < $1.key }.compactMap { path, findings in
      guard let source = sources[path] else { return nil }
      return (Report(on: source, findings: findings.sorted { $0.range.lowerBound < $1.range.lowerBound }), fails.contains(path))
    }
  }

  /// Whether a run on these folders may report suppressions, so that even a single input may produce several reports.
  func canReportSettings(checkedFolders: [String]) -> Bool {
    zip(suppressions, owners).contains { $0.isExpired(at: all[$1].now) || isFullyChecked($0, checkedFolders) }
  }

  private func isFullyChecked(_ suppression: Suppression, _ checkedFolders: [String]) -> Bool {
    let path = Paths.absolute(suppression.path, in: currentFolder)
    guard path.hasSuffix("/" + SettingsFile.name), let folder = Paths.parent(path) else { return false }
    return checkedFolders.contains { Paths.isInside(folder, Paths.absolute($0, in: currentFolder)) }
  }
}

extension Report {
  /// A report on a settings file.
  fileprivate init(on source: SourceText, findings: [Finding]) {
    self.init(source: source, format: .json, release: .r4, packs: [], basis: "", findings: findings, notChecked: [])
    isOnPayload = false
  }
}
