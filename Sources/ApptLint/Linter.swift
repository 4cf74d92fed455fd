import FHIRDefinitions
public import FHIRSyntax
import FHIRValidation
import HTTPExchange
public import Reporting
import RulePacks

/// Checks payloads. Make one, and use it for any number of payloads on any number of threads.
///
/// `lint` reads as the way of the data: bytes, tree, FHIR's own rules, rule packs, report.
public struct Linter: Sendable {
  let configuration: Configuration
  let library: RuleLibrary
  let filter: FindingFilter
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

  /// Says what is wrong with a payload, or with the recorded exchanges of a HAR file or of raw HTTP messages. Those are
  /// told by the name: `.har`, `.http`; a HAR file also by what it holds.
  public func lint(_ source: SourceText) -> Report {
    if source.name.hasSuffix(".http") { return report(on: HTTPTextReader.read(source)) }
    let isHAR = source.name.hasSuffix(".har")
    let document = read(source, as: isHAR ? .json : nil)
    return isHAR || HARReader.recognises(document) ? report(on: HARReader.read(document)) : report(on: document, configuration)
  }

  /// Reads a text. One finding more than there is room for tells that there are more.
  func read(_ source: SourceText, as format: Document.Format? = nil) -> Document {
    var limits = configuration.limits
    limits.findings = limit + 1
    return Document.read(source, as: format, symbols: definitions?.symbols ?? .wellKnown, limits: limits)
  }

  /// The most findings of a report.
  var limit: Int { max(0, min(configuration.limits.findings, 1 << 40)) }

  /// Says what is wrong with a payload that has been read.
  func report(on document: Document, _ configuration: Configuration) -> Report {
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
    findings = finished(filter.apply(to: findings), choice.packs)
    let omitted = max(0, findings.count - limit)
    if omitted > 0 { findings = Self.first(limit, of: findings) }
    nameElements(of: &findings, in: document, choice.release)
    var report = Report(
      source: document.source, format: document.format, release: choice.release, packs: choice.packs.map(\.id),
      basis: choice.basis,
      findings: findings, omitted: omitted, notChecked: notChecked)
    report.recommendedStatus = RecommendedStatus(choice.packs).status(for: findings)
    return report
  }

  /// The first findings up to a limit, for which those of the reader come before all others: they say what of the payload
  /// the others are about.
  static func first(_ limit: Int, of findings: [Finding]) -> [Finding] {
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
  func nameElements(of findings: inout [Finding], in document: Document, _ release: FHIRRelease) {
    guard let definitions, !findings.isEmpty else { return }
    var path = ElementPath(document: document, release: definitions.release(release))
    for index in findings.indices {
      if let node = findings[index].node { findings[index].element = path.render(node) }
    }
  }

  /// The findings by place, severity and code, each once; without those that a rule of the same packs covers.
  func finished(_ findings: [Finding], _ packs: [RulePack]) -> [Finding] {
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
    let covering = packs.flatMap(\.tables).flatMap(\.rules).filter { !$0.covers.isEmpty }
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

  /// Every rule there is: those of the standards by rising code, then the packs' in their own order.
  public var rules: [RuleEntry] { Catalogue(library).entries }

  /// The ids and titles of the packs there are.
  public var packs: [(id: String, title: String, release: FHIRRelease?)] {
    library.packs.map { ($0.id, $0.title, $0.release) }
  }
}
