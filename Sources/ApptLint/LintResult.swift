import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings
import HTTPExchange
import RulePacks

/// The result of linting a payload.
struct LintResult {
  var report: Report
  /// The packs and the release that the payload was checked against.
  var selection: PackSelection
  /// The run of the rules, with the types of the payload and the profiles that it conforms to.
  var run: RuleRun
}

extension Linter {
  /// Checks a payload that has been read.
  func report(on document: Document, _ configuration: Configuration) -> Report { examine(document, configuration).report }

  /// Checks a payload like `report(on:_:)`, also returning the pack selection and the run. FHIR itself is checked first, then the
  /// rule packs; then the configuration filters the findings. The waivers of the packs `others` also apply, whether or not their
  /// rules are checked.
  ///
  /// For a partial resource, such as the body of a PATCH, only the elements that are present are checked, without profiles and
  /// invariants.
  func examine(
    _ document: Document, _ configuration: Configuration, waivedBy others: [RulePack] = [], isPartial: Bool = false
  ) -> LintResult {
    let references = ReferenceIndex(document)
    let now = configuration.now ?? Clock.now
    let untypedRun = RuleRun(document, references, now: now)
    let selection = PackSelection(for: document, references, untypedRun, configuration, self)
    let isPartial = isPartial || selection.packs.contains { $0.isPartial(configuration.interaction) }
    var run = untypedRun
    var waivers = PackWaivers(others.isEmpty ? selection.packs : selection.packs + others, untypedRun)
    var builder = ReportBuilder(self)
    var found = document.findings
    var hasRequiredProfiles = false
    if let (pack, release) = selection.mismatched {
      found.append(Validator.releaseOfPack(selection.release, expected: release, pack: pack, in: document))
    }
    if let other = selection.other {
      let finding = Validator.unsupportedRelease(other.title, shownBy: other.node, in: document)
      found.append(finding)
      builder.add(
        NotChecked(
          code: finding.code, requirement: "Everything but the syntax: FHIR itself, profiles and rule packs.",
          reason: "The payload is \(text: other.title), which is not supported."))
    } else if var validation = validate(
      document, references, selection, configuration, now, isPartial: isPartial, isWaived: { [waivers] in waivers.waives($0) },
      &run)
    {
      for finding in validation.findings {
        if !waivers.report(finding, in: &builder) { found.append(finding) }
      }
      hasRequiredProfiles = !validation.verdicts.isEmpty
      run = (consume run).with(verdicts: validation.verdicts, broken: Self.brokenResources(of: found, in: document))
        .with(malformed: validation.malformed, uncertainContainers: validation.uncertainContainers(in: document))
      for entry in validation.unchecked { builder.add(entry) }
    }
    OtherReleaseNotes.add(to: &found, in: document, definitions)
    builder.add(found)
    let interaction = configuration.interaction
    let isClean = run.isClean(under: selection.packs, interaction: interaction, isRequested: filter.requests)
    for pack in isClean ? [] : selection.packs {
      var rows = run.findings(of: pack, interaction: interaction, limit: limit, isRequested: filter.requests)
      rows.removeAll { waivers.report($0, in: &builder) }
      builder.add(rows)
      builder.add(notChecked: run.unchecked(of: pack, interaction: interaction))
      builder.add(notChecked: run.undetermined(of: pack, interaction: interaction))
    }
    if let truncation = document.truncation {
      builder.add(
        NotChecked(
          code: truncation.code, requirement: "What the elements that are still open at the end of the document must contain.",
          reason: "The document is truncated."))
    }
    if isPartial { builder.removeMissing(selection.packs, configuration.interaction) }
    lazy var typed = selection.typedDocument ?? definitions.map { TypedDocument(document, $0.release(selection.release)) }
    builder.moveToUnusableElements(in: document) { node in
      typed?.type(of: node).map { document.symbols.name($0.name) == "Reference" } ?? true
    }
    builder.finish(selection.context)
    setElementPaths(of: &builder.findings, in: document, selection.release)
    // The reader records at most this many findings: if the configuration filters them, there may be other errors.
    if document.findings.count > limit, builder.omissions.isEmpty { builder.omissions[.error] = 1 }
    builder.isIncomplete = selection.other != nil || document.findings.contains { !$0.isLossless }
    var report = builder.report(
      on: document.source.hidingCredentials(isFHIR: Self.isOnlyResource(document)), document.format, selection.release,
      otherRelease: selection.other?.title, selection.context, basis: selection.basis, isGuessed: selection.isGuessed)
    report.hasRequiredProfiles = hasRequiredProfiles
    return LintResult(report: report, selection: selection, run: run)
  }

  /// Whether a text is a resource, with nothing before or after it.
  private static func isOnlyResource(_ document: Document) -> Bool {
    guard let flags = document.root.map({ document.record($0).flags }), flags.contains(.resource),
      flags.isDisjoint(with: [.foreignNamespace, .xhtml])
    else { return false }
    return !document.findings.contains { $0.name == "stray-text" || $0.name == "content-outside-root" }
  }

  /// The resources that violate base FHIR; violations of profiles are part of the profiles' verdicts.
  private static func brokenResources(of findings: [Finding], in document: Document) -> Set<Node> {
    var broken: Set<Node> = []
    for finding in findings where finding.severity >= .error {
      if finding.family == .profiles, !Validator.concernsEveryExtension(finding) { continue }
      if let resource = (finding.node ?? document.root).flatMap({ document.resource(containing: $0) }) { broken.insert(resource) }
    }
    // If the reader dropped content, any resource around that position may lack it.
    var lacking: Set<Node> = []
    for finding in document.findings where !finding.isLossless {
      var next = finding.node ?? self.resource(at: finding.range.lowerBound, in: document)
      while let resource = next.flatMap({ document.resource(containing: $0) }), lacking.insert(resource).inserted {
        next = document.parent(of: resource)
      }
    }
    return broken.union(lacking)
  }

  /// The innermost resource at a position in the text; the root if there is none.
  private static func resource(at offset: Int, in document: Document) -> Node? {
    let resources = document.resources
    let index = resources.firstIndex(pastThose: { document.valueRange(of: $0.node).lowerBound <= offset })
    guard index > 0 else { return document.root }
    var found: Node? = resources[index - 1].node
    while let node = found, document.valueRange(of: node).upperBound < offset { found = document.parent(of: node) }
    return found ?? document.root
  }

  /// Checks a payload against FHIR itself and the applicable profiles, and adds the types to `run`. Nil without definitions.
  private func validate(
    _ document: Document, _ references: ReferenceIndex, _ selection: PackSelection, _ configuration: Configuration, _ now: Int64,
    isPartial: Bool, isWaived: @escaping (Finding) -> Bool, _ run: inout RuleRun
  ) -> Validation? {
    guard let definitions, let profiles = profileLibrary, let invariants else { return nil }
    let typed = selection.typedDocument ?? TypedDocument(document, definitions.release(selection.release))
    let host = ValidationHost(typed, references, profiles, invariants: invariants, now: now)
    run = (consume run).with(typedDocument: typed, host: host, messages: messages)
    var requiredProfiles = run.requiredProfiles(of: selection.packs, interaction: configuration.interaction)
    var unchecked: [NotChecked] = []
    if !configuration.profiles.isEmpty, !isPartial {
      let requested = RequestedProfiles(configuration.profiles, for: typed, profiles)
      requiredProfiles = requested.required + requiredProfiles
      unchecked = requested.unchecked
    }
    var validation = Validator.validate(
      typed, references, definitions: definitions, library: profiles,
      invariants: invariants, plans: profilePlans, now: now, requiredProfiles: isPartial ? [] : requiredProfiles,
      isWaived: isWaived, reportsMustSupport: configuration.reportsMustSupport && !isPartial, limit: limit,
      checks: isPartial ? [.structure, .primitives, .bindings, .references, .narrative] : Validator.Check.allCases)
    for entry in unchecked { validation.markUnchecked(entry) }
    return validation
  }
}
