package import FHIRDefinitions
import FHIRPath
package import FHIRSyntax

/// Holds a payload against FHIR itself: one check after the other, each in a folder of its own.
package enum Validator {
  /// The checks there are, in their order.
  package enum Check: Sendable, CaseIterable {
    case structure
    case primitives
    case bindings
    case references
    case narrative
    case profiles
    case invariants
  }

  /// For tests: whether all checks look at all nodes, whatever the walk finds out.
  @TaskLocal package static var suspectsEverything = false

  /// Whether a finding is about what FHIR demands of every extension, whatever its definition.
  package static func isOfEveryExtension(_ finding: Finding) -> Bool {
    [ProfileRules.relativeURL, ProfileRules.content, ProfileRules.versionedURL].contains { $0.code == finding.code }
  }

  /// What is wrong with a document, and what could not be checked; of each rule one finding more than `limit` at most.
  ///
  /// `definitions` are those of all releases, to tell payloads that mix them. `demands` are the profiles that resources have to keep beside those
  /// that they claim. `notesSupport` asks for a note on each element that a profile marks as mustSupport and that is not there. With `plans`, what
  /// they prove clean is not walked.
  package static func validate(
    _ typed: TypedDocument, _ references: ReferenceIndex, definitions: Definitions, library: ProfileLibrary,
    invariants: InvariantLibrary, plans: ProfilePlans? = nil, now: Int64, demands: [ProfileDemand] = [],
    notesSupport: Bool = false, limit: Int, checks: [Check] = Check.allCases
  ) -> Validation {
    var validation = Validation(limitOfEachRule: limit)
    let plan = invariants.plans.plan(for: typed)
    let suspects = PayloadWalk.suspects(of: typed, plan)
    for check in checks {
      switch check {
      case .structure:
        if suspects.representation { RepresentationCheck.run(typed.document, into: &validation) }
        StructureCheck.run(typed, definitions, suspects, into: &validation)
        if suspects.elementIds { ElementIds.run(typed, into: &validation) }
      case .primitives:
        PrimitiveCheck.run(typed, at: suspects.primitives, into: &validation)
        AttachmentCheck.run(typed, at: suspects.attachments, into: &validation)
      case .bindings: BindingCheck.run(typed, at: suspects.bindings, into: &validation)
      case .references: ReferenceCheck.run(typed, references, suspects, into: &validation)
      case .profiles:
        ExtensionCheck.run(typed, at: suspects.extensions, into: &validation)
        let runner = InvariantRunner(typed, references, invariants, profiles: library, now: now)
        ProfileCheck.run(
          typed, references, library, invariants, plans, runner, demands, notesSupport: notesSupport, into: &validation)
      case .invariants:
        InvariantCheck.run(
          typed, references, invariants, plan.invariants, profiles: library, now: now, at: suspects.invariants,
          into: &validation)
      case .narrative: NarrativeCheck.run(typed, references, at: suspects.narrative, into: &validation)
      }
    }
    validation.nameConstraints(in: typed)
    return validation
  }
}

/// What the checks found, and what they could not check.
package struct Validation {
  package private(set) var findings: [Finding] = []
  /// What was not checked, each once, in the order of discovery.
  package private(set) var unchecked: [Unchecked] = []
  /// What came of the profiles that resources have to keep beside those that they claim.
  package private(set) var verdicts: [ProfileDemand: ProfileVerdict] = [:]
  private var seen: Set<Unchecked> = []
  /// Elements that are missing where they are required, or malformed: constraints cannot be judged by them.
  private(set) var gaps: Set<ElementGap> = []
  private var malformed: Set<Node> = []
  private let limit: Int
  /// How many findings of each kind are recorded; nil where the limit is one of all findings.
  private var counts: [Kind: Int]?

  /// What is limited on its own, so that no flood of one kind hides another: what selects findings, and what a report says
  /// of all of them, depend on nothing else.
  private struct Kind: Hashable {
    var code: String
    var name: String
    var severity: Severity
    var type: IssueType
  }

  /// One that takes a few more findings than `limit`, after which a check may stop.
  package init(limit: Int) {
    self.limit = limit
  }

  /// One that takes one finding more than `limit` of each rule, and for which all checks run to their end.
  package init(limitOfEachRule limit: Int) {
    self.limit = limit
    counts = [:]
  }

  /// Whether there are more findings than anybody wants: a check may stop.
  package var isFull: Bool { counts == nil && findings.count > limit }

  /// An empty one with the same limit.
  var emptied: Validation {
    var result = counts == nil ? Validation(limit: limit) : Validation(limitOfEachRule: limit)
    (result.gaps, result.malformed) = (gaps, malformed)
    return result
  }

  /// Records a finding, unless there are too many.
  package mutating func report(_ finding: Finding) {
    if counts == nil {
      if !isFull { findings.append(finding) }
      return
    }
    let kind = Kind(code: finding.code, name: finding.name, severity: finding.severity, type: finding.type)
    let count = counts?[kind] ?? 0
    if count > limit { return }
    counts?[kind] = count + 1
    findings.append(finding)
  }

  /// Says of each finding which constraint it tells of, where there is one.
  fileprivate mutating func nameConstraints(in typed: TypedDocument) {
    for index in findings.indices where findings[index].constraint == nil {
      findings[index].constraint = NativeInvariants.key(of: findings[index], in: typed)
    }
  }

  /// Records that something was not checked, unless it is recorded already.
  package mutating func leaveOut(_ unchecked: Unchecked) {
    guard self.unchecked.count < Self.mostUnchecked else { return }
    // A few are looked through.
    if self.unchecked.count < 16 {
      if self.unchecked.contains(unchecked) { return }
    } else {
      if seen.isEmpty { seen = Set(self.unchecked) }
      guard seen.insert(unchecked).inserted else { return }
    }
    self.unchecked.append(unchecked)
  }

  /// Records whether a resource keeps a profile.
  mutating func record(_ verdict: ProfileVerdict, on demand: ProfileDemand) { verdicts[demand] = verdict }

  /// Records that an element has the wrong form, which was reported: its content is not judged.
  mutating func markMalformed(_ node: Node, _ element: ElementShape, in document: Document) {
    malformed.insert(node)
    if let parent = document.parent(of: node) { markGap(element, of: parent) }
  }

  /// Records that a required element is missing, which was reported.
  mutating func markMissing(_ element: ElementShape, of node: Node) { markGap(element, of: node) }

  private mutating func markGap(_ element: ElementShape, of node: Node) {
    for name in [element.name, element.baseName] { gaps.insert(ElementGap(holder: node, name: name)) }
  }

  /// Whether an element has the wrong form.
  func isMalformed(_ node: Node) -> Bool { !malformed.isEmpty && malformed.contains(node) }

  /// Takes over what another validation found.
  mutating func append(_ other: Validation) {
    for finding in other.findings { report(finding) }
    for unchecked in other.unchecked { leaveOut(unchecked) }
  }

  /// A payload can name any number of unknown extensions and code systems.
  private static let mostUnchecked = 200
}

/// Something in a payload that a rule is about and that could not be checked.
package struct Unchecked: Sendable, Hashable {
  /// The rule's code, for example `BND001`.
  package var code: String
  /// What was not checked, one sentence, such as `Codes of http://snomed.info/sct.`
  package var subject: String
  /// Why, one sentence.
  package var reason: String

  package init(code: String, subject: String, reason: String) {
    self.code = code
    self.subject = subject
    self.reason = reason
  }
}
