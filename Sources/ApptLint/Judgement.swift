import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Reporting
import RulePacks

/// One payload when all checks have run: what is found, before it is filtered, sorted and named.
struct Judgement {
  let document: Document
  let choice: Choice
  /// The rules on the payload, now that its types and the profiles that it keeps are known.
  let run: RuleRun
  var findings: [Finding]
  var notChecked: [NotChecked] = []
}

extension Linter {
  /// Runs all checks: FHIR itself, then the rule packs. Invariants that `others`, packs that are not applied to the payload,
  /// waive do not hold for it either.
  func judge(_ document: Document, _ configuration: Configuration, waivedBy others: [RulePack] = []) -> Judgement {
    let references = ReferenceIndex(document)
    let now = configuration.now ?? Clock.now
    let undecided = RuleRun(document, references, now: now)
    let choice = Choice(for: document, undecided, configuration, library, definitions)
    guard let definitions, let profiles = profileLibrary, let invariants else {
      return Judgement(document: document, choice: choice, run: undecided, findings: document.findings)
    }
    let typed = TypedDocument(document, definitions.release(choice.release))
    let host = ValidationHost(typed, references, profiles, invariants: invariants, now: now)
    let run = undecided.reading(as: typed, host: host, messages: messages)
    let demands = run.demands(of: choice.packs, interaction: configuration.interaction)
    let validation = Validator.validate(
      typed, references, other: definitions.release(choice.release == .stu3 ? .r4 : .stu3), library: profiles,
      invariants: invariants, now: now, demands: ordered(in: document, choice.release, profiles) + demands,
      notesSupport: configuration.notesMustSupport, limit: limit)
    var judgement = Judgement(
      document: document, choice: choice, run: run.knowing(validation.verdicts), findings: document.findings)
    judgement.findings += validation.findings.filter { finding in
      guard let waiver = Choice.waiver(of: finding, by: choice.packs + others) else { return true }
      if !judgement.notChecked.contains(waiver) { judgement.notChecked.append(waiver) }
      return false
    }
    judgement.notChecked += validation.unchecked.map { NotChecked(code: $0.code, requirement: $0.subject, reason: $0.reason) }
    return judgement
  }

  /// Says what is wrong with a payload that has been read.
  func report(on document: Document, _ configuration: Configuration, waivedBy others: [RulePack] = []) -> Report {
    report(on: judge(document, configuration, waivedBy: others), configuration)
  }

  /// What the checks found and what the rules of the packs find, as a report.
  func report(on judgement: Judgement, _ configuration: Configuration) -> Report {
    let choice = judgement.choice
    let run = judgement.run
    var findings = judgement.findings
    var notChecked = judgement.notChecked
    for pack in choice.packs {
      findings += run.findings(of: pack, interaction: configuration.interaction, limit: limit)
      let unchecked = run.unchecked(of: pack, interaction: configuration.interaction)
      for (rule, reason) in unchecked + run.unsettled(of: pack, interaction: configuration.interaction)
      where filter.wants(rule.code, rule.name) {
        notChecked.append(NotChecked(code: rule.code, requirement: rule.requirement, reason: reason))
      }
    }
    findings = finished(filter.apply(to: findings), choice.packs)
    let omitted = max(0, findings.count - limit)
    if omitted > 0 { findings = Self.first(limit, of: findings) }
    nameElements(of: &findings, in: judgement.document, choice.release)
    var report = Report(
      source: judgement.document.source, format: judgement.document.format, release: choice.release,
      packs: choice.packs.map(\.id), basis: choice.basis, findings: findings, omitted: omitted, notChecked: notChecked)
    report.recommendedStatus = RecommendedStatus(choice.packs).status(for: findings)
    return report
  }

  /// The profiles that the configuration holds a payload to.
  private func ordered(in document: Document, _ release: FHIRRelease, _ profiles: ProfileLibrary) -> [ProfileDemand] {
    if configuration.profiles.isEmpty { return [] }
    var demands: [ProfileDemand] = []
    var others: [String] = []
    for url in configuration.profiles {
      let sources = profiles.sources(url, release)
      if sources.isEmpty { others.append(url) }
      for source in sources {
        for mark in document.resources where document.name(mark.type) == source.type {
          demands.append(ProfileDemand(mark.node, keeps: source.profile))
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
