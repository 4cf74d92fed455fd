import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Reporting
import RulePacks

/// The rule packs and the release that a payload is checked against, and how they were determined.
struct PackSelection {
  var packs: [RulePack] = []
  /// The release that the payload is read as.
  var release = PackSelection.defaultRelease
  /// What claims another release than those that payloads are checked against; nil where nothing does.
  var other: OtherReleaseClaim?
  /// A clause such as `release from the profile that it claims`.
  var basis = ""

  /// A payload's release that payloads are not checked against.
  struct OtherReleaseClaim {
    /// Such as `FHIR R5`.
    var title: String
    /// The element that shows it.
    var place: Node?
  }

  /// The packs that apply to any FHIR payload whose API is not recognised.
  static let always = ["nhs-identifiers", "plausibility"]

  /// The release of payloads that fit all of them alike: the one that most APIs have moved to.
  static let defaultRelease = FHIRRelease.r4

  init(for document: Document, _ references: ReferenceIndex, _ run: RuleRun, _ configuration: Configuration, _ linter: Linter) {
    var reasons: [String] = []
    switch configuration.packs {
    case .chosen(let ids):
      packs = Self.load(ids, from: linter.library, run)
    case .automatic:
      if let (pack, because) = run.detect(among: linter.library.packs) {
        packs = Self.load([pack.id], from: linter.library, run)
        reasons.append("pack from \(because)")
      } else if document.resources.isEmpty {
        reasons.append("no resource to choose a pack for")
      } else {
        packs = Self.load(Self.always, from: linter.library, run)
        reasons.append("no pack recognises it: choose one with --pack")
      }
    }
    release = packs.lazy.compactMap(\.release).first ?? Self.defaultRelease
    let evidence = linter.definitions.map { ReleaseEvidence(document: document, definitions: $0) }
    let claims = document.root.flatMap { evidence?.claims(of: $0) } ?? []
    if let chosen = configuration.release {
      release = chosen
      if let claim = claims.first, claim.release != .checked(chosen) {
        reasons.append("release as chosen, although \(claim.words) is for \(claim.title)")
      }
    } else if let claim = claims.first {
      settle(claim.release, claim.place)
      reasons.append("release from \(claim.words)")
      if let second = claims.first(where: { $0.release != claim.release }) {
        reasons.append("although \(second.words) is also for \(second.title)")
      }
    } else if let definitions = linter.definitions,
      let asked = configuration.profiles.lazy.compactMap({ ReleaseEvidence.onlyRelease(of: $0, definitions) }).first
    {
      release = asked
      reasons.append("release from the profile that is asked for")
    } else if !packs.contains(where: { $0.release != nil }) {
      if let verdict = evidence?.verdict(breaks: { linter.breaks($0, references) }) {
        settle(verdict.release, document.root)
        reasons.append(verdict.basis)
      } else {
        reasons.append(ReleaseEvidence.guess("nothing, as it fits them all"))
      }
    }
    if other != nil { packs = [] }
    basis = reasons.isEmpty ? "as chosen" : reasons.joined(separator: "; ")
  }

  private mutating func settle(_ claimed: ReleaseClaim.Release, _ place: Node?) {
    switch claimed {
    case .checked(let release): self.release = release
    case .other(let name):
      other = OtherReleaseClaim(title: claimed.title, place: place)
      release = Embedded.otherReleases.first { name.hasPrefix($0.name) }?.nearest ?? .r4
    }
  }

  /// The waiver of an invariant that a finding is about, where one of some packs contradicts it.
  static func waiver(of finding: Finding, by packs: [RulePack], _ run: RuleRun) -> NotChecked? {
    for pack in packs {
      guard let waiver = pack.waives.first(where: { run.applies($0, to: finding) }) else { continue }
      let subject = finding.constraint.map { "constraint \($0)" } ?? "rule \(finding.code)"
      return NotChecked(
        code: finding.code, requirement: "The \(subject).",
        reason: "The \(subject) does not hold for \(pack.id): \(waiver.reason)")
    }
    return nil
  }

  static func load(_ ids: [String], from library: RuleLibrary, _ run: RuleRun) -> [RulePack] {
    var packs: [RulePack] = []
    for id in ids {
      // Unknown ids and broken files were refused when the linter was made.
      for pack in (try? library.packs(for: id, where: run.isDue)) ?? [] where !packs.contains(where: { $0.id == pack.id }) {
        packs.append(pack)
      }
    }
    return packs
  }
}

extension Linter {
  /// What structure and bindings find in a payload that is read as a release.
  func breaks(_ typed: TypedDocument, _ references: ReferenceIndex) -> ReleaseEvidence.Breaks {
    guard let definitions, let profileLibrary, let invariants else { return ReleaseEvidence.Breaks() }
    let findings = Validator.validate(
      typed, references, other: definitions.release(typed.release.release.neighbour), library: profileLibrary,
      invariants: invariants, now: 0, limit: 50, checks: [.structure, .bindings]
    ).findings
    let errors = findings.filter { $0.severity >= .error }
    return ReleaseEvidence.Breaks(
      errors: errors.count, missing: errors.count { $0.type == .required },
      warnings: findings.count { $0.severity == .warning })
  }
}
