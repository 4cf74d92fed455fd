import FHIRSyntax
import Findings
import RulePacks

/// What some packs waive of the findings in a payload.
struct PackWaivers {
  private struct Entry {
    var pack: String
    var waiver: RulePack.Waiver
  }

  /// What is reported of a waived finding: it is put into words once for all the findings that it says the same of.
  private struct Reported {
    var entry: Int
    var code: String
    var constraint: String?
  }

  private let entries: [Entry]
  private let run: RuleRun
  private var reported: [Reported] = []

  init(_ packs: [RulePack], _ run: RuleRun) {
    var entries: [Entry] = []
    for pack in packs where !pack.waives.isEmpty { entries += pack.waives.map { Entry(pack: pack.id, waiver: $0) } }
    self.entries = entries
    self.run = run
  }

  /// Whether a pack contradicts what a finding is about.
  func waive(_ finding: Finding) -> Bool { place(of: finding) != nil }

  /// Reports as not checked what a finding is about, where a pack contradicts that; false where none does.
  mutating func report(_ finding: Finding, in builder: inout ReportBuilder) -> Bool {
    guard let place = place(of: finding) else { return false }
    let isKnown = reported.contains {
      $0.entry == place && $0.code == finding.code && $0.constraint == finding.constraint
    }
    if isKnown { return true }
    reported.append(Reported(entry: place, code: finding.code, constraint: finding.constraint))
    let subject = finding.constraint.map { "constraint \($0)" } ?? "rule \(finding.code)"
    builder.addOnce(
      NotChecked(
        code: finding.code, requirement: "The \(subject).",
        reason: "The \(subject) does not hold for \(entries[place].pack): \(entries[place].waiver.reason)"))
    return true
  }

  private func place(of finding: Finding) -> Int? {
    entries.isEmpty ? nil : entries.firstIndex { run.applies($0.waiver, to: finding) }
  }
}
