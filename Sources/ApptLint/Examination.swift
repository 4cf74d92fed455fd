import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings
import RulePacks

/// What came of examining a payload.
struct Examination {
  var report: Report
  /// As what it was checked.
  var choice: PackSelection
  /// The rules on the payload, now that its types and the profiles that it keeps are known.
  var run: RuleRun
}

extension Linter {
  /// Says what is wrong with a payload that has been read. Invariants that `others`, packs that are not applied to it, waive do
  /// not hold for it either.
  func report(on document: Document, _ configuration: Configuration, waivedBy others: [RulePack] = []) -> Report {
    examine(document, configuration, waivedBy: others).report
  }

  /// The same, with what it was made with: FHIR itself, then the rule packs, then what the configuration leaves of all that.
  func examine(_ document: Document, _ configuration: Configuration, waivedBy others: [RulePack] = []) -> Examination {
    let references = ReferenceIndex(document)
    let now = configuration.now ?? Clock.now
    let undecided = RuleRun(document, references, now: now)
    let choice = PackSelection(for: document, references, undecided, configuration, self)
    var run = undecided
    func waiver(of finding: Finding) -> NotChecked? {
      PackSelection.waiver(of: finding, by: choice.packs, others, undecided)
    }
    var findings = document.findings
    var notChecked: [NotChecked] = []
    if let other = choice.other {
      let finding = Validator.unsupportedRelease(other.title, shownBy: other.place, in: document)
      findings.append(finding)
      notChecked.append(
        NotChecked(
          code: finding.code, requirement: "Everything but the syntax: FHIR itself, profiles and rule packs.",
          reason: "The payload is \(other.title), which is not supported."))
    } else if let validation = validate(
      document, references, choice, configuration, now, isWaived: { waiver(of: $0) != nil }, &run)
    {
      for finding in validation.findings {
        if let waiver = waiver(of: finding) {
          if !notChecked.contains(waiver) { notChecked.append(waiver) }
        } else {
          findings.append(finding)
        }
      }
      run = run.knowing(validation.verdicts, broken: Self.brokenResources(of: findings, in: document))
      for entry in validation.unchecked {
        notChecked.append(NotChecked(code: entry.code, requirement: entry.subject, reason: entry.reason))
      }
    }
    let interaction = configuration.interaction
    func leaveOut(_ rows: [(rule: Rule, reason: String)]) {
      for (rule, reason) in rows where filter.wants(rule.code, rule.name) {
        notChecked.append(NotChecked(code: rule.code, requirement: rule.requirement, reason: reason))
      }
    }
    for pack in choice.packs {
      findings += run.findings(of: pack, interaction: interaction, limit: limit, requests: filter.requests)
      leaveOut(run.unchecked(of: pack, interaction: interaction))
      leaveOut(run.unsettled(of: pack, interaction: interaction))
    }
    var omissions: [Severity: Int] = [:]
    var status: Int?
    if !findings.isEmpty {
      findings = finished(filter.apply(to: findings), choice.context)
      status = findings.contains { $0.severity >= .error } ? choice.context.forFindings.status.status(for: findings) : nil
      let cut = FindingCut(findings, limit: limit)
      (findings, omissions) = (cut.findings, cut.omissions)
      nameElements(of: &findings, in: document, choice.release)
    }
    var report = Report(
      source: document.source, format: document.format, release: choice.release, packs: choice.context.ids,
      basis: choice.basis, findings: findings, omissions: omissions, notChecked: notChecked)
    report.otherRelease = choice.other?.title
    report.recommendedStatus = status
    // The reader records no more than this: where the configuration leaves what it found out, there may be other errors.
    if document.findings.count > limit, report.omissions.isEmpty { report.omissions[.error] = 1 }
    return Examination(report: report, choice: choice, run: run)
  }

  /// The resources that errors of FHIR itself are in: all but those of profiles, which are for the profiles' verdicts.
  private static func brokenResources(of findings: [Finding], in document: Document) -> Set<Node> {
    var broken: Set<Node> = []
    for finding in findings where finding.severity >= .error {
      if finding.family == .profiles, !Validator.isOfEveryExtension(finding) { continue }
      if let resource = (finding.node ?? document.root).flatMap({ document.resource(holding: $0) }) { broken.insert(resource) }
    }
    return broken
  }

  /// Holds a payload against FHIR itself and the profiles that apply; `run` learns the types. Nil where there are no definitions.
  private func validate(
    _ document: Document, _ references: ReferenceIndex, _ choice: PackSelection, _ configuration: Configuration, _ now: Int64,
    isWaived: @escaping (Finding) -> Bool, _ run: inout RuleRun
  ) -> Validation? {
    guard let definitions, let profiles = profileLibrary, let invariants else { return nil }
    let typed = choice.reading ?? TypedDocument(document, definitions.release(choice.release))
    let host = ValidationHost(typed, references, profiles, invariants: invariants, now: now)
    run = run.reading(as: typed, host: host, messages: messages)
    let demands =
      ordered(in: document, choice.release, profiles)
      + run.demands(of: choice.packs, interaction: configuration.interaction)
    return Validator.validate(
      typed, references, definitions: definitions, library: profiles,
      invariants: invariants, plans: profilePlans, now: now, demands: demands, isWaived: isWaived,
      notesSupport: configuration.notesMustSupport, limit: limit)
  }

  /// The profiles that the configuration holds a payload to.
  private func ordered(in document: Document, _ release: FHIRRelease, _ profiles: ProfileLibrary) -> [ProfileDemand] {
    if configuration.profiles.isEmpty { return [] }
    var demands: [ProfileDemand] = []
    var others: [String] = []
    for url in configuration.profiles {
      let assignments = profiles.assignments(of: url, release)
      if assignments.isEmpty { others.append(url) }
      for assignment in assignments {
        for mark in document.resources where document.name(mark.type) == assignment.type {
          demands.append(ProfileDemand(mark.node, keeps: assignment.profile))
        }
      }
    }
    guard let root = document.resources.first, root.node.index == 0 else { return demands }
    // Of several profiles those that are about its type; where none is, that is what the payload is told.
    let name = document.name(root.type)
    let fitting = others.filter { profiles.typeName(of: $0, release).map { $0 == name } ?? true }
    return demands + (fitting.isEmpty ? Array(others.prefix(1)) : fitting).map { ProfileDemand(root.node, keeps: $0) }
  }
}
