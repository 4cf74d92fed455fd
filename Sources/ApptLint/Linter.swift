package import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
public import Findings
import HTTPExchange
import RulePacks

/// Checks payloads. Create one linter for each configuration, once: it can check any number of payloads on any number of threads.
///
/// `lint` reads the bytes into a tree, checks it against FHIR's own rules, then against rule packs, and builds the report.
public struct Linter: Sendable {
  /// The state of a linter, as one object, since it is passed along with every payload.
  private final class Parts: Sendable {
    let configuration: Configuration
    let library: RuleLibrary
    let filter: FindingFilter
    let definitions: Definitions?
    let profileLibrary: ProfileLibrary?
    let invariants: InvariantLibrary?
    let profilePlans = ProfilePlans()
    let releaseNames: ReleaseEvidence.Names
    let selections: SelectionCache
    let messages: @Sendable () -> MessageLibrary?

    init(
      _ configuration: Configuration, _ library: RuleLibrary, _ definitions: Definitions?,
      _ messages: @escaping @Sendable () -> MessageLibrary?
    ) {
      self.configuration = configuration
      self.library = library
      self.definitions = definitions
      self.messages = messages
      filter = FindingFilter(configuration)
      profileLibrary = definitions.map { ProfileLibrary($0) }
      invariants = definitions.map { InvariantLibrary($0) }
      releaseNames = ReleaseEvidence.Names(definitions?.symbols ?? .wellKnown)
      selections = SelectionCache(configuration, library, definitions?.symbols ?? .wellKnown)
    }

    /// The same state with another maximum number of findings.
    convenience init(_ other: Parts, findings: Int) {
      var configuration = other.configuration
      configuration.limits.findings = findings
      self.init(configuration, other.library, other.definitions, other.messages)
    }
  }

  private let parts: Parts

  private init(_ parts: Parts) { self.parts = parts }

  /// The same linter with a limit of about a million findings, which only a payload of several megabytes exceeds.
  package var withoutFindingLimit: Linter { Linter(Parts(parts, findings: 1 << 20)) }

  package var configuration: Configuration { parts.configuration }
  var library: RuleLibrary { parts.library }
  var filter: FindingFilter { parts.filter }
  package var definitions: Definitions? { parts.definitions }
  package var profileLibrary: ProfileLibrary? { parts.profileLibrary }
  var invariants: InvariantLibrary? { parts.invariants }
  var profilePlans: ProfilePlans { parts.profilePlans }
  var releaseNames: ReleaseEvidence.Names { parts.releaseNames }
  /// The cached pack selections, by the claims of payloads.
  var selections: SelectionCache { parts.selections }
  /// The known message definitions, read on first use.
  var messages: @Sendable () -> MessageLibrary? { parts.messages }

  /// A linter for a configuration; `packFiles` are the paths and texts of rule files in addition to the built-in packs.
  ///
  /// Throws if a rule file or a package of definitions is invalid, or if the configuration names an unknown pack, interaction,
  /// profile or rule. The error is a sentence for the person who wrote the configuration. Errors in a payload are findings
  /// instead: no other method of a linter throws because of them.
  public init(_ configuration: Configuration = Configuration(), packFiles: [SourceText] = []) throws(ConfigurationError) {
    let library: RuleLibrary
    do {
      library = try RuleLibrary(
        files: Embedded.ruleFiles + packFiles.map { RuleFile($0) }, symbols: Embedded.definitions?.symbols ?? .wellKnown,
        editions: configuration.editions)
      // The user's packs are read completely up front, so that errors in them are reported before anything is checked.
      try library.validatePacks(in: Set(packFiles.map(\.name)))
    } catch {
      throw ConfigurationError(error.description)
    }
    let known: Definitions?
    let packages: [DefinitionPackage]
    do throws(DefinitionsError) {
      let earlier = try library.heads.compactMap { $0.edition?.definitions }.map { (name) throws(DefinitionsError) in
        try Embedded.earlierDefinitions(name)
      }
      packages = configuration.packages.map(\.content) + earlier
      known = try Embedded.definitions?.adding(packages)
    } catch {
      throw ConfigurationError(error.description)
    }
    let messages: @Sendable () -> MessageLibrary?
    let ownMessages = packages.flatMap(\.messages)
    if ownMessages.isEmpty {
      messages = { Embedded.messages }
    } else {
      let library = MessageLibrary(ownMessages + (Embedded.messages?.definitions ?? []))
      messages = { library }
    }
    let definitions = known?.withPublicTexts(isBuiltIn: Embedded.isNamed) { [packFiles] in
      packFiles.reduce(into: []) { $0.formUnion(RuleFile($1).namedTexts) }
    }
    parts = Parts(configuration, library, definitions, messages)
    try ConfigurationValidator(library, definitions).check(configuration)
  }

  /// Checks a payload, JSON or XML, or the recorded exchanges of a HAR file or of raw HTTP messages.
  ///
  /// The content determines whether a payload is JSON or XML. Recordings are recognised by name, `.har` or `.http`, or by their
  /// content. The time is proportional to the length of the text.
  public func lint(_ source: SourceText) -> Report { report(on: subject(source)) }

  /// Checks a payload or recording that `subject` has read.
  func report(on subject: Subject) -> Report {
    switch subject {
    case .payload(let document): report(on: document, configuration)
    case .recording(let recording): report(on: recording)
    }
  }

  /// Checks a payload that `read` has read.
  package func report(on document: Document) -> Report { report(on: document, configuration) }

  /// The kind of a text.
  enum Subject {
    case payload(Document)
    case recording(Recording)
  }

  /// Reads a text as a payload or a recording.
  func subject(_ source: SourceText) -> Subject {
    let isHAR = source.name.hasSuffix(".har")
    if source.name.hasSuffix(".http") || !isHAR && HTTPTextReader.recognises(source) {
      return .recording(HTTPTextReader.read(source, maxFindings: limit + 1))
    }
    let document = read(source, as: isHAR ? .json : nil)
    guard isHAR || HARReader.recognises(document) else { return .payload(document) }
    return .recording(HARReader.read(document, maxFindings: limit + 1))
  }

  /// Reads a text. The reader reports up to one finding more than the limit, to show that there are more.
  package func read(_ source: SourceText, as format: Document.Format? = nil) -> Document {
    var limits = configuration.limits
    limits.findings = limit + 1
    return Document.read(source, as: format, symbols: definitions?.symbols ?? .wellKnown, limits: limits)
  }

  /// The maximum number of findings of a report.
  var limit: Int { max(0, min(configuration.limits.findings, Limits.maxFindings)) }

  /// Sets the element paths of the findings.
  func setElementPaths(of findings: inout [Finding], in document: Document, _ release: FHIRRelease) {
    guard let definitions, !findings.isEmpty else { return }
    var renderer = ElementPath(document: document, release: definitions.release(release))
    for index in findings.indices {
      guard let node = findings[index].node else { continue }
      var path = renderer.render(node)
      if path.hasPrefix(ElementPath.hidden), let type = Self.otherType(of: document) {
        path = type + path.dropFirst(ElementPath.hidden.count)
      }
      // Outside any resource there is no element path.
      findings[index].element = path.isEmpty ? nil : path
    }
  }

  /// The type of the outermost resource if only an unsupported release defines it; it is not a value, and is shown.
  private static func otherType(of document: Document) -> String? {
    guard let type = document.root.flatMap({ document.resourceType(of: $0) }).map({ document.name($0) }) else { return nil }
    return Embedded.otherReleases.contains { $0.hasType(type) } ? type : nil
  }

  /// The findings to report according to the configuration, with their severities.
  package func filtered(_ findings: [Finding]) -> [Finding] { filter.apply(to: findings) }

  /// Whether a selector matches the code or name of any rule, or the key of a constraint.
  package func knows(_ selector: String) -> Bool { ConfigurationValidator(library, definitions).knows(selector) }

  /// Whether a run with this scope may have findings of a rule, given by its code or, for a constraint, its key: the rule is
  /// selected, is a rule of FHIR or of a pack that may apply, and applies to the interaction.
  package func checks(_ rule: String, in scope: CheckedScope) -> Bool {
    guard FindingFilter.isCode(rule) else { return checks(constraint: rule, in: scope.releases) }
    if rule == FHIRRules.mustSupport.code, !configuration.reportsMustSupport { return false }
    if RuleFamily.family(of: rule) == .profiles, !scope.appliesProfiles { return false }
    var packs: [String]?
    if case .chosen(let ids) = configuration.packs { packs = ids }
    return Catalogue(library).hasRule(of: packs, for: configuration.interaction, withChanges: scope.comparesVersions) {
      $0 == rule && filter.wants($0, $1)
    }
  }

  /// Whether a constraint is selected, and belongs to one of the releases rather than only to others.
  private func checks(constraint key: String, in releases: Set<FHIRRelease>) -> Bool {
    guard filter.wants(RuleFamily.invariants.prefix, key) else { return false }
    func hasConstraint(_ release: FHIRRelease) -> Bool { definitions?.release(release).hasInvariant(key) ?? true }
    return releases.contains(where: hasConstraint) || !FHIRRelease.allCases.contains(where: hasConstraint)
  }

  /// Whether a selector matches the rule of a finding, by code, name or family.
  package static func isSelected(_ finding: Finding, by selector: String) -> Bool {
    FindingFilter.specificity(FindingFilter.normalized(selector), finding.code, finding.name) != nil
  }

  /// Whether any release defines a concrete resource type with the given name.
  package func isResourceType(_ name: String) -> Bool {
    guard let definitions, let symbol = definitions.symbols.symbol(name) else { return false }
    return FHIRRelease.allCases.contains { definitions.release($0).isConcreteResource(symbol) }
  }

  /// FHIR's constraints with a key such as `app-3`, in each release.
  package func constraints(_ key: String) -> [(release: FHIRRelease, expression: String, isError: Bool)] {
    FHIRRelease.allCases.flatMap { release in
      (definitions?.release(release).invariants(withKey: key) ?? []).map { (release, $0.expression, $0.isError) }
    }
  }

  /// All rules: those of the standards by ascending code, then the packs' in their own order.
  public var rules: [RuleDescriptor] { Catalogue(library).entries }

  /// The rules of one pack without their examples, in the order of its tables.
  package func requirements(of pack: String) -> [RuleDescriptor] { Catalogue(library).requirements(of: pack) }

  /// The codes of the rules that are not in the chosen edition of their pack, with the version of that edition.
  package var rulesOfOtherEditions: [String: String] {
    var found: [String: String] = [:]
    let catalogue = Catalogue(library)
    for pack in library.heads {
      guard let edition = pack.edition else { continue }
      let chosen = Set(catalogue.requirements(of: pack.id).map(\.code))
      for rule in catalogue.entries(of: pack.id) where !chosen.contains(rule.code) { found[rule.code] = edition.version }
    }
    return found
  }

  /// The assurance requirements that a pack lists, by section and role.
  package func assurance(of pack: String) -> [AssuranceSection] {
    library.pack(pack)?.assurance ?? []
  }

  /// The SHA-256 of a pack's rule files, as 64 hexadecimal digits; nil if the pack is unknown.
  package func digest(of pack: String) -> String? { library.digest(of: pack) }

  /// All profile and extension definitions, built in or loaded: by release, then URL.
  package var profiles: [ProfileEntry] { ProfileCatalogue(profileLibrary).entries }

  /// The requirements of a profile and its bases, or of a FHIR type; nil if the canonical URL, optionally followed by `|` and
  /// a version, is unknown.
  package func profile(_ url: String, _ release: FHIRRelease) -> ProfileOutline? {
    ProfileCatalogue(profileLibrary).outline(of: url, release)
      ?? definitions.flatMap { TypeOutline($0.release(release), $0.symbols).outline(of: url) }
  }

  /// The ids and titles of all packs, built in or loaded, each with its release of FHIR; nil for any release.
  public var packs: [(id: String, title: String, release: FHIRRelease?)] {
    library.heads.map { ($0.id, $0.title, $0.release) }
  }
}
