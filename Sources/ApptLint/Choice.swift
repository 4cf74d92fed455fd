import FHIRDefinitions
import FHIRSyntax
import Reporting
import RulePacks

/// What a payload is checked as, and how that came about.
struct Choice {
  var packs: [RulePack] = []
  var release: FHIRRelease
  /// A clause such as `from the profile that it claims`.
  var basis: String

  /// The packs that apply to any FHIR payload, where nothing tells which API it is meant for.
  static let always = ["nhs-identifiers", "plausibility"]

  init(
    for document: Document, _ run: RuleRun, _ configuration: Configuration, _ library: RuleLibrary, _ definitions: Definitions?
  ) {
    var reasons: [String] = []
    switch configuration.packs {
    case .chosen(let ids):
      packs = Self.load(ids, from: library, run)
    case .automatic:
      if let (pack, because) = run.detect(among: library.packs) {
        packs = Self.load([pack.id], from: library, run)
        reasons.append("pack from \(because)")
      } else if document.resources.isEmpty {
        reasons.append("no resource to choose a pack for")
      } else {
        packs = Self.load(Self.always, from: library, run)
        reasons.append("no pack recognises it: choose one with --pack")
      }
    }
    if let chosen = configuration.release {
      release = chosen
    } else if let claimed = Self.releaseOfProfiles(in: document, definitions) {
      release = claimed
      reasons.append("release from the profile that it claims")
    } else if let asked = configuration.profiles.lazy.compactMap({ Self.onlyRelease(of: $0, definitions) }).first {
      release = asked
      reasons.append("release from the profile that is asked for")
    } else if let packs = packs.lazy.compactMap(\.release).first {
      release = packs
    } else {
      release = Self.guess(document, definitions)
      reasons.append("release guessed: choose one with --fhir-version")
    }
    basis = reasons.isEmpty ? "as chosen" : reasons.joined(separator: "; ")
  }

  /// The waiver of an invariant that a finding tells of, where one of some packs contradicts it.
  static func waiver(of finding: Finding, by packs: [RulePack]) -> NotChecked? {
    guard let key = finding.constraint else { return nil }
    for pack in packs {
      guard let waiver = pack.waives.first(where: { $0.constraint == key }) else { continue }
      return NotChecked(
        code: finding.code, requirement: "The constraint \(key).",
        reason: "The constraint \(key) does not hold for \(pack.id): \(waiver.reason)")
    }
    return nil
  }

  static func load(_ ids: [String], from library: RuleLibrary, _ run: RuleRun) -> [RulePack] {
    var packs: [RulePack] = []
    for id in ids {
      // The linter has refused ids that there are not and files that are broken when it was made.
      for pack in (try? library.packs(for: id, where: run.isDue)) ?? [] where !packs.contains(where: { $0.id == pack.id }) {
        packs.append(pack)
      }
    }
    return packs
  }

  /// The release that the profiles of the outermost resources tell by their canonical URLs.
  private static func releaseOfProfiles(in document: Document, _ definitions: Definitions?) -> FHIRRelease? {
    for mark in document.resources.prefix(1_000) {
      guard let meta = document.element(.meta, of: mark.node) else { continue }
      for profile in document.elements(of: meta, named: .profile) {
        guard let url = document.value(of: profile) else { continue }
        if url.has("/STU3/") { return .stu3 }
        if url.has("/StructureDefinition/UKCore-") || url.has("/StructureDefinition/BARS") || url.has("/R4/") { return .r4 }
        if let only = onlyRelease(of: url, definitions) { return only }
      }
    }
    return nil
  }

  /// The one release that has a profile of a URL.
  private static func onlyRelease(of url: String, _ definitions: Definitions?) -> FHIRRelease? {
    let releases = FHIRRelease.allCases.filter { release in
      guard let profiles = definitions?.release(release).profiles else { return false }
      return profiles.isKnown(url) || !profiles.sources(url).isEmpty
    }
    return releases.count == 1 ? releases.first : nil
  }

  /// The release that knows more of the elements of the resources; STU3 where both know them all, as the NHS's own
  /// booking APIs of that release claim no profile in their samples.
  private static func guess(_ document: Document, _ definitions: Definitions?) -> FHIRRelease {
    guard let definitions else { return .stu3 }
    func unknown(_ release: ReleaseDefinitions) -> Int {
      var count = 0
      for mark in document.resources.prefix(50) {
        guard let type = release.type(mark.type) else {
          count += 1
          continue
        }
        for child in document.elements(of: mark.node) where release.child(document.record(child).name, of: type) == nil {
          count += 1
        }
      }
      return count
    }
    return unknown(definitions.release(.r4)) < unknown(definitions.release(.stu3)) ? .r4 : .stu3
  }
}
