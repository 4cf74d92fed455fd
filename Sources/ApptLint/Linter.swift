import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
public import Findings
import HTTPExchange
import RulePacks

/// Checks payloads. Make one, and use it for any number of payloads on any number of threads.
///
/// `lint` reads as the way of the data: bytes, tree, FHIR's own rules, rule packs, report.
public struct Linter: Sendable {
  /// What a linter knows: one object, since it is handed on with every payload.
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
  }

  private let parts: Parts

  var configuration: Configuration { parts.configuration }
  var library: RuleLibrary { parts.library }
  var filter: FindingFilter { parts.filter }
  var definitions: Definitions? { parts.definitions }
  var profileLibrary: ProfileLibrary? { parts.profileLibrary }
  var invariants: InvariantLibrary? { parts.invariants }
  var profilePlans: ProfilePlans { parts.profilePlans }
  var releaseNames: ReleaseEvidence.Names { parts.releaseNames }
  /// What payloads that claim the same are checked as.
  var selections: SelectionCache { parts.selections }
  /// The message definitions that are known, read when they are first asked for.
  var messages: @Sendable () -> MessageLibrary? { parts.messages }

  /// A linter for a configuration; `packFiles` are the paths and texts of rule files beside the built-in packs.
  ///
  /// Throws where a rule file or a package of definitions is broken, or where the configuration names a pack, an interaction, a
  /// profile or a rule that there is not.
  public init(_ configuration: Configuration = Configuration(), packFiles: [SourceText] = []) throws(ConfigurationError) {
    let known: Definitions?
    do throws(DefinitionsError) {
      known = try Embedded.definitions?.adding(configuration.packages.map(\.content))
    } catch {
      throw ConfigurationError(error.description)
    }
    let messages: @Sendable () -> MessageLibrary?
    let ownMessages = configuration.packages.flatMap(\.content.messages)
    if ownMessages.isEmpty {
      messages = { Embedded.messages }
    } else {
      let library = MessageLibrary(ownMessages + (Embedded.messages?.definitions ?? []))
      messages = { library }
    }
    let library: RuleLibrary
    do {
      library = try RuleLibrary(
        files: Embedded.ruleFiles + packFiles.map { RuleFile($0) }, symbols: known?.symbols ?? .wellKnown)
      // What the user brings is read whole at once, so that a slip in it is told before anything is checked.
      for pack in library.packs where packFiles.contains(where: { file in pack.tableFiles.contains { $0.name == file.name } }) {
        _ = try library.packs(for: pack.id)
      }
    } catch {
      throw ConfigurationError(error.description)
    }
    let definitions = known?.showing { [packFiles] in
      packFiles.reduce(into: Embedded.namedTexts) { $0.formUnion(RuleFile($1).namedTexts) }
    }
    parts = Parts(configuration, library, definitions, messages)
    try ConfigurationValidator(library, definitions).check(configuration)
  }

  /// Says what is wrong with a payload, or with the recorded exchanges of a HAR file or of raw HTTP messages. Those are
  /// told by the name: `.har`, `.http`; a HAR file also by what it holds.
  public func lint(_ source: SourceText) -> Report {
    switch subject(source) {
    case .payload(let document): report(on: document, configuration)
    case .recording(let recording): report(on: recording)
    }
  }

  /// What a text holds.
  enum Subject {
    case payload(Document)
    case recording(Recording)
  }

  /// Reads a text as what it is.
  func subject(_ source: SourceText) -> Subject {
    if source.name.hasSuffix(".http") { return .recording(HTTPTextReader.read(source)) }
    let isHAR = source.name.hasSuffix(".har")
    let document = read(source, as: isHAR ? .json : nil)
    return isHAR || HARReader.recognises(document) ? .recording(HARReader.read(document)) : .payload(document)
  }

  /// Reads a text. One finding more than there is room for tells that there are more.
  func read(_ source: SourceText, as format: Document.Format? = nil) -> Document {
    var limits = configuration.limits
    limits.findings = limit + 1
    return Document.read(source, as: format, symbols: definitions?.symbols ?? .wellKnown, limits: limits)
  }

  /// The most findings of a report.
  var limit: Int { max(0, min(configuration.limits.findings, 1 << 40)) }

  /// Names the elements that the findings are about.
  func nameElements(of findings: inout [Finding], in document: Document, _ release: FHIRRelease) {
    guard let definitions, !findings.isEmpty else { return }
    var path = ElementPath(document: document, release: definitions.release(release))
    for index in findings.indices {
      if let node = findings[index].node { findings[index].element = path.render(node) }
    }
  }

  /// The findings of others that the configuration wants, at the severities that it wants.
  package func filtered(_ findings: [Finding]) -> [Finding] { filter.apply(to: findings) }

  /// Whether some rule has a code or name that a selector means.
  package func knows(_ selector: String) -> Bool {
    Catalogue(library).hasRule { FindingFilter.exactness(selector, $0, $1) != nil }
  }

  /// Whether a selector means the rule of a finding, by code, name or family.
  package static func isMeant(_ finding: Finding, by selector: String) -> Bool {
    FindingFilter.exactness(selector, finding.code, finding.name) != nil
  }

  /// Every rule there is: those of the standards by rising code, then the packs' in their own order.
  public var rules: [RuleDescriptor] { Catalogue(library).entries }

  /// The rules of one pack without their examples, in the order of its tables.
  package func requirements(of pack: String) -> [RuleDescriptor] { Catalogue(library).requirements(of: pack) }

  /// Every profile and extension definition there is, built in or loaded: by release, then URL.
  public var profiles: [ProfileEntry] { ProfileCatalogue(profileLibrary).entries }

  /// What a profile and all that it builds on demand; nil where there is none of this canonical URL, which may have `|` and a
  /// version behind it.
  public func profile(_ url: String, _ release: FHIRRelease) -> ProfileOutline? {
    ProfileCatalogue(profileLibrary).outline(of: url, release)
  }

  /// The ids and titles of the packs there are.
  public var packs: [(id: String, title: String, release: FHIRRelease?)] {
    library.packs.map { ($0.id, $0.title, $0.release) }
  }
}
