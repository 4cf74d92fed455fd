import FHIRDefinitions
public import FHIRSyntax
import FHIRValidation
public import Reporting
import RulePacks

/// Checks payloads. Make one, and use it for any number of payloads on any number of threads.
///
/// `lint` reads as the way of the data: bytes, tree, FHIR's own rules, rule packs, report.
public struct Linter: Sendable {
  let configuration: Configuration
  let library: RuleLibrary
  private let filter: FindingFilter
  let definitions: Definitions?
  private let profiles: ProfileLibrary?

  /// A linter for a configuration; `packFiles` are the paths and texts of rule files beside the built-in packs.
  ///
  /// Throws where a rule file is broken, or where the configuration names a pack, an interaction or a rule that there is not.
  public init(_ configuration: Configuration = Configuration(), packFiles: [SourceText] = []) throws(ConfigurationError) {
    self.configuration = configuration
    definitions = Embedded.definitions
    profiles = definitions.map { ProfileLibrary($0) }
    filter = FindingFilter(configuration)
    do {
      library = try RuleLibrary(
        files: Embedded.ruleFiles + packFiles.map { RuleFile($0) }, symbols: definitions?.symbols ?? .wellKnown)
      // What the user brings is read whole at once, so that a slip in it is told before anything is checked.
      for pack in library.packs where packFiles.contains(where: { pack.tableFiles.contains($0.name) }) {
        _ = try library.packs(for: pack.id)
      }
    } catch {
      throw ConfigurationError(error.description)
    }
    try Orders(library).check(configuration)
  }

  /// Says what is wrong with a payload.
  public func lint(_ source: SourceText) -> Report {
    // One finding more than there is room for tells that there are more.
    let limit = max(0, min(configuration.limits.findings, 1 << 40))
    var limits = configuration.limits
    limits.findings = limit + 1
    let document = Document.read(source, symbols: definitions?.symbols ?? .wellKnown, limits: limits)
    let references = ReferenceIndex(document)
    let undecided = RuleRun(document, references, now: configuration.now ?? Clock.now)
    let choice = Choice(for: document, undecided, configuration, library, definitions)
    let run = undecided.reading(as: definitions?.release(choice.release))
    var findings = document.findings
    var notChecked: [NotChecked] = []
    if let definitions, let profiles {
      let typed = TypedDocument(document, definitions.release(choice.release))
      let other = definitions.release(choice.release == .stu3 ? .r4 : .stu3)
      let validation = Validator.validate(typed, references, other: other, library: profiles, limit: limit)
      findings += validation.findings
      notChecked += validation.unchecked.map { NotChecked(code: $0.code, requirement: $0.subject, reason: $0.reason) }
    }
    for pack in choice.packs {
      findings += run.findings(of: pack, interaction: configuration.interaction, limit: limit)
      for (rule, reason) in run.unchecked(of: pack, interaction: configuration.interaction)
      where filter.wants(rule.code, rule.name) {
        notChecked.append(NotChecked(code: rule.code, requirement: rule.requirement, reason: reason))
      }
    }
    findings = finished(filter.apply(to: findings), choice)
    let omitted = max(0, findings.count - limit)
    if omitted > 0 { findings = Self.first(limit, of: findings) }
    nameElements(of: &findings, in: document, choice.release)
    return Report(
      source: document.source, format: document.format, release: choice.release, packs: choice.packs.map(\.id),
      basis: choice.basis,
      findings: findings, omitted: omitted, notChecked: notChecked)
  }

  /// The first findings up to a limit, for which those of the reader come before all others: they say what of the payload
  /// the others are about.
  private static func first(_ limit: Int, of findings: [Finding]) -> [Finding] {
    func isReaders(_ finding: Finding) -> Bool { finding.code.hasPrefix("JSN") || finding.code.hasPrefix("XML") }
    var others = limit - findings.count(where: isReaders)
    return Array(
      findings.filter { finding in
        if isReaders(finding) { return true }
        others -= 1
        return others >= 0
      }.prefix(limit))
  }

  /// Names the elements that the findings are about.
  private func nameElements(of findings: inout [Finding], in document: Document, _ release: FHIRRelease) {
    guard let definitions, !findings.isEmpty else { return }
    var path = ElementPath(document: document, release: definitions.release(release))
    for index in findings.indices {
      if let node = findings[index].node { findings[index].element = path.render(node) }
    }
  }

  /// The findings by place, severity and code, each once; without those that a rule of the same packs covers.
  private func finished(_ findings: [Finding], _ choice: Choice) -> [Finding] {
    if findings.isEmpty { return [] }
    var findings = findings
    findings.sort { left, right in
      if left.range != right.range {
        return (left.range.lowerBound, left.range.upperBound) < (right.range.lowerBound, right.range.upperBound)
      }
      if left.severity != right.severity { return left.severity > right.severity }
      if left.code != right.code { return left.code < right.code }
      return left.message.text(showingValues: true) < right.message.text(showingValues: true)
    }
    let covering = choice.packs.flatMap(\.tables).flatMap(\.rules).filter { !$0.covers.isEmpty }
    var result: [Finding] = []
    var start = 0
    while start < findings.count {
      let end = findings[start...].firstIndex { $0.range != findings[start].range } ?? findings.count
      let here = findings[start..<end]
      for finding in here where finding != result.last {
        let isCovered = here.contains { other in covering.contains { $0.code == other.code && $0.covers.contains(finding.code) } }
        if !isCovered { result.append(finding) }
      }
      start = end
    }
    return result
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
  public var rules: [RuleEntry] { Catalogue(library).entries }

  /// The ids and titles of the packs there are.
  public var packs: [(id: String, title: String, release: FHIRRelease?)] {
    library.packs.map { ($0.id, $0.title, $0.release) }
  }
}
