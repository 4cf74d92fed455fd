package import FHIRDefinitions
import FHIRPath
import FHIRSyntax
package import Findings

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
  /// The names of these elements.
  private var gapNames: Set<Symbol> = []
  /// Codes that are not in the value set that they are required to be in, and their systems where these are wrong: what a
  /// constraint compares them with decides nothing.
  private(set) var invalidCodes: Set<Node> = []
  private var malformed: Set<Node> = []
  /// The resources that contain one without a valid id or type, once they were looked for.
  var hidingContainers: Set<Node>?
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

  /// Whether one more finding of a rule would be dropped, so that no text for it needs to be made.
  func isFull(of rule: RuleDescriptor) -> Bool {
    guard let counts else { return isFull }
    return counts[Kind(code: rule.code, name: rule.name, severity: rule.severity, type: rule.type)] ?? 0 > limit
  }

  /// An empty one with the same limit.
  var emptied: Validation {
    var result = counts == nil ? Validation(limit: limit) : Validation(limitOfEachRule: limit)
    (result.gaps, result.gapNames, result.malformed, result.invalidCodes) = (gaps, gapNames, malformed, invalidCodes)
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
  mutating func nameConstraints(_ key: (Finding) -> String?) {
    for index in findings.indices where findings[index].constraint == nil {
      findings[index].constraint = key(findings[index])
    }
  }

  /// Says of findings of some rules about the form of an element that nothing in it is usable, where that is so.
  mutating func nameMalformed(_ rules: [RuleDescriptor]) {
    if malformed.isEmpty { return }
    for index in findings.indices where rules.contains(where: { $0.code == findings[index].code }) {
      if let node = findings[index].node, malformed.contains(node) { findings[index].refusal = .content }
    }
  }

  /// Records that something was not checked, unless it is recorded already.
  package mutating func markUnchecked(_ unchecked: Unchecked) {
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

  /// Makes room for the verdicts on some demands.
  mutating func reserveVerdicts(_ count: Int) { verdicts.reserveCapacity(count) }

  /// Records whether a resource keeps a profile.
  mutating func record(_ verdict: ProfileVerdict, on demand: ProfileDemand) { verdicts[demand] = verdict }

  /// Records that an element has the wrong form, or nothing in it, which was reported: neither its content is judged, nor what
  /// depends on it.
  mutating func markMalformed(_ node: Node, _ element: ElementShape, in document: Document) {
    malformed.insert(node)
    // What is wrong with the `_name` of a primitive leaves its value as it is.
    if !document.record(node).flags.contains(.paired) { markInvalid(node, element, in: document) }
  }

  /// Records that an element has no valid value, which was reported: what depends on it is not judged.
  mutating func markInvalid(_ node: Node, _ element: ElementShape, in document: Document) {
    if let parent = document.parent(of: node) { markGap(element, of: parent) }
  }

  /// Records that a required element is missing, which was reported.
  mutating func markMissing(_ element: ElementShape, of node: Node) { markGap(element, of: node) }

  /// Records that a code is not in its value set, or its system is wrong, which was reported.
  mutating func markInvalidCode(_ node: Node) { invalidCodes.insert(node) }

  /// Records that a member is missing that is no element, which was reported.
  mutating func markMissing(_ name: Symbol, of node: Node) {
    gaps.insert(ElementGap(holder: node, name: name))
    gapNames.insert(name)
  }

  private mutating func markGap(_ element: ElementShape, of node: Node) {
    for name in [element.name, element.baseName] { markMissing(name, of: node) }
  }

  /// Whether an element of a node is missing where it is required, or malformed, which was reported.
  func hasGap(_ name: Symbol, of node: Node) -> Bool {
    gapNames.contains(name) && gaps.contains(ElementGap(holder: node, name: name))
  }

  /// Whether there is such an element anywhere.
  func hasGap(_ name: Symbol) -> Bool { gapNames.contains(name) }

  /// Whether an element has the wrong form.
  func isMalformed(_ node: Node) -> Bool { !malformed.isEmpty && malformed.contains(node) }

  /// Takes over what another validation found.
  mutating func append(_ other: Validation) {
    for finding in other.findings { report(finding) }
    for unchecked in other.unchecked { markUnchecked(unchecked) }
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
