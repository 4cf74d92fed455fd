import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings
import RulePacks

/// The rule packs and the release that a payload is checked against, and how they were determined.
struct PackSelection: Sendable {
  /// The packs, and how they affect findings.
  private(set) var context: PackContext
  /// The release that the payload is read as.
  var release = PackSelection.defaultRelease
  /// The claim of an unsupported release; nil if there is none.
  var other: OtherReleaseClaim?
  /// The pack that was chosen for the payload although it is for a different release than the payload claims.
  private(set) var mismatched: (pack: String, release: FHIRRelease)?
  /// The payload typed for the release, if it was needed to determine the release.
  private(set) var typedDocument: TypedDocument?
  /// How packs and release were determined, as a phrase such as `release from the profile that it claims`.
  var basis = ""
  /// Whether the release was guessed.
  private(set) var isGuessed = false
  /// The parts of the basis, until it is complete.
  private var reasons: [String] = []
  /// Whether the claims do not determine the release, so that it is guessed from the content.
  private var isUndetermined = false

  var packs: [RulePack] { context.packs }

  /// An unsupported release that a payload claims, or appears to use.
  final class OtherReleaseClaim: Sendable {
    /// The title, such as `FHIR R5`.
    let title: String
    /// The element with the evidence.
    let node: Node?

    init(title: String, node: Node?) {
      self.title = title
      self.node = node
    }
  }

  /// The packs that apply to any FHIR payload whose API is not recognised.
  static let defaultPacks = ["nhs-identifiers", "plausibility"]

  /// The basis if the default packs are applied.
  static let unrecognised = "no pack recognises the payload: choose one with --pack"

  /// The release of payloads that fit all releases equally, and the one that is tried first: most APIs have moved to it.
  static let defaultRelease = FHIRRelease.r4

  init(for document: Document, _ references: ReferenceIndex, _ run: RuleRun, _ configuration: Configuration, _ linter: Linter) {
    // The cache is for the linter's own configuration; bodies of exchanges are checked with others.
    let isCacheable =
      configuration.packs == linter.configuration.packs && configuration.release == linter.configuration.release
      && configuration.profiles == linter.configuration.profiles && configuration.declaredRelease == nil
    let group = Self.group(for: document, run, configuration, isCacheable ? linter.selections : nil, linter.library)
    let key = isCacheable ? linter.selections.key(document, group, run) : nil
    if let key, let known = linter.selections.selection(key) {
      self = known
    } else {
      let known = key.flatMap { linter.selections.context($0) }
      let context = known ?? PackContext(Self.load(group.ids, from: linter.library, run))
      self.init(context, group.reason, claimedBy: document, configuration, linter)
      if let key { linter.selections.store(self, context, key) }
    }
    if isUndetermined { guess(document, references, linter) }
  }

  /// The ids of the packs to load, and why.
  private static func group(
    for document: Document, _ run: RuleRun, _ configuration: Configuration, _ cache: SelectionCache?, _ library: RuleLibrary
  ) -> SelectionCache.Group {
    if case .chosen(let ids) = configuration.packs { return cache?.chosen ?? SelectionCache.Group(ids, reason: nil, library) }
    if let (pack, because) = run.detect(among: library.heads) {
      return cache?.group(of: pack.id, because: because)
        ?? SelectionCache.Group([pack.id], reason: "pack from \(because)", library)
    }
    // These groups are the same for all configurations.
    return document.resources.isEmpty
      ? cache?.withoutResource ?? SelectionCache.Group([], reason: "no resource to choose a pack for", library)
      : cache?.defaultPacks ?? SelectionCache.Group(defaultPacks, reason: unrecognised, library)
  }

  /// Selects the release from the configuration, the packs and the claims of a payload.
  private init(
    _ context: PackContext, _ reason: String?, claimedBy document: Document, _ configuration: Configuration, _ linter: Linter
  ) {
    let definitions = linter.definitions
    self.context = context
    reasons = reason.map { [$0] } ?? []
    release = packs.lazy.compactMap(\.release).first ?? Self.defaultRelease
    let evidence = definitions.map { ReleaseEvidence(document: document, definitions: $0, names: linter.releaseNames) }
    let claims = document.root.flatMap { evidence?.claims(of: $0) } ?? []
    if let chosen = configuration.release {
      release = chosen
      if let claim = claims.first, claim.release != .checked(chosen) {
        reasons.append("release as chosen, although \(claim.source) is for \(claim.title)")
      }
    } else if let claim = claims.first {
      setRelease(claim.release, claim.node)
      // The fhirVersion of a capability statement is about the server, and rows of packs check it.
      if case .chosen = configuration.packs, case .checked(let claimed) = claim.release,
        document.name(of: claim.node) != "fhirVersion",
        !packs.contains(where: { $0.release == claimed }), let pack = packs.first(where: { $0.release != nil }),
        let release = pack.release
      {
        mismatched = (pack.id, release)
      }
      let second = claims.first { $0.release != claim.release }
      let contradiction = second.map { ", although another claim is for \($0.title)" } ?? ""
      reasons.append("release from \(claim.source)\(contradiction)")
    } else if let definitions,
      let requested = configuration.profiles.lazy.compactMap({ ReleaseEvidence.release(ofRequested: $0, definitions) }).first
    {
      release = requested
      reasons.append("release from the requested profile")
    } else if !packs.contains(where: { $0.release != nil }) {
      if let declared = configuration.declaredRelease {
        setRelease(declared, document.root)
        reasons.append("release from a header")
      } else {
        isUndetermined = true
      }
    }
    if !isUndetermined { finish() }
  }

  /// Guesses the release from the content of the payload.
  private mutating func guess(_ document: Document, _ references: ReferenceIndex, _ linter: Linter) {
    let evidence = linter.definitions.map { ReleaseEvidence(document: document, definitions: $0, names: linter.releaseNames) }
    if let verdict = evidence?.verdict(errorCounts: { linter.errorCounts($0, references) }) {
      setRelease(verdict.release, document.root)
      typedDocument = verdict.typedDocument
      reasons.append(verdict.basis)
      isGuessed = verdict.isGuessed
    } else {
      reasons.append("release guessed, because all releases fit equally well: choose one with --fhir-version")
      isGuessed = true
    }
    finish()
  }

  private mutating func finish() {
    if other != nil { context = .empty }
    basis = reasons.isEmpty ? "as chosen" : reasons.count == 1 ? reasons[0] : reasons.joined(separator: "; ")
    reasons = []
  }

  private mutating func setRelease(_ claimed: ReleaseClaim.Release, _ node: Node?) {
    switch claimed {
    case .checked(let release): self.release = release
    case .other(let name):
      other = OtherReleaseClaim(title: claimed.title, node: node)
      release = Embedded.otherReleases.first { name.hasPrefix($0.name) }?.nearest ?? Self.defaultRelease
    }
  }

  static func load(_ ids: [String], from library: RuleLibrary, _ run: RuleRun) -> [RulePack] {
    // Unknown ids and invalid files were rejected when the linter was created.
    if ids.count == 1 { return (try? library.packs(for: ids[0], run)) ?? [] }
    var packs: [RulePack] = []
    for id in ids {
      for pack in (try? library.packs(for: id, run)) ?? [] where !packs.contains(where: { $0.id == pack.id }) {
        packs.append(pack)
      }
    }
    return packs
  }
}

extension Linter {
  /// The numbers of structure and binding findings in a payload typed for a release.
  func errorCounts(_ typed: TypedDocument, _ references: ReferenceIndex) -> ReleaseEvidence.ErrorCounts {
    guard let definitions, let profileLibrary, let invariants else { return ReleaseEvidence.ErrorCounts() }
    let findings = Validator.validate(
      typed, references, definitions: definitions, library: profileLibrary,
      invariants: invariants, now: 0, limit: 50, checks: [.structure, .bindings]
    ).findings
    let errors = findings.filter { $0.severity >= .error }
    return ReleaseEvidence.ErrorCounts(
      errors: errors.count, missing: errors.count { $0.type == .required },
      warnings: findings.count { $0.severity == .warning })
  }
}
