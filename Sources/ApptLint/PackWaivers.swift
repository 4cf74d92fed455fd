import FHIRSyntax
import Findings
import RulePacks

/// The findings that the given packs waive in a payload.
struct PackWaivers {
  private struct Entry {
    var pack: String
    var waiver: RulePack.Waiver
  }

  /// A waived rule or constraint that has been reported as not checked; kept so that it is reported only once.
  private struct ReportedWaiver {
    var entry: Int
    var code: String
    var constraint: String?
  }

  private let entries: [Entry]
  private let run: RuleRun
  private var reported: [ReportedWaiver] = []

  init(_ packs: [RulePack], _ run: RuleRun) {
    var entries: [Entry] = []
    for pack in packs where !pack.waives.isEmpty { entries += pack.waives.map { Entry(pack: pack.id, waiver: $0) } }
    self.entries = entries
    self.run = run
  }

  /// Whether a pack waives the rule or constraint of a finding.
  func waives(_ finding: Finding) -> Bool { index(of: finding) != nil }

  /// Reports the rule or constraint of a finding as not checked if a pack waives it; false if none does.
  mutating func report(_ finding: Finding, in builder: inout ReportBuilder) -> Bool {
    guard let index = index(of: finding) else { return false }
    let isKnown = reported.contains {
      $0.entry == index && $0.code == finding.code && $0.constraint == finding.constraint
    }
    if isKnown { return true }
    reported.append(ReportedWaiver(entry: index, code: finding.code, constraint: finding.constraint))
    let subject = finding.constraint.map { "constraint \($0)" } ?? "rule \(finding.code)"
    builder.addOnce(
      NotChecked(
        code: finding.code, requirement: "The \(subject).",
        reason: "The \(text: subject) does not apply to \(text: entries[index].pack): \(text: entries[index].waiver.reason)"))
    return true
  }

  private func index(of finding: Finding) -> Int? {
    entries.isEmpty ? nil : entries.firstIndex { run.applies($0.waiver, to: finding) }
  }
}
