package import FHIRDefinitions
import FHIRPath
package import FHIRSyntax
package import Findings

/// The findings of the checks, and what they could not check.
package struct Validation {
  package private(set) var findings: [Finding] = []
  /// What was not checked, without duplicates, in the order of discovery.
  package private(set) var unchecked: [NotChecked] = []
  /// The results for the profiles that resources must conform to in addition to those that they claim.
  package private(set) var verdicts: [RequiredProfile: ProfileVerdict] = [:]
  private var seen: Set<NotChecked> = []
  /// Required elements that are missing, and invalid elements: constraints that read them are not evaluated.
  private(set) var gaps: Set<ElementGap> = []
  /// The names of the elements in `gaps`.
  private var gapNames: Set<Symbol> = []
  /// Codes that are not in their required value set, and wrong systems of such codes: the result of a constraint that compares
  /// them is undetermined.
  private(set) var invalidCodes: Set<Node> = []
  /// The elements that have the wrong form, no content or an invalid value.
  private var invalid: Set<Node> = []
  /// The invalid elements that do not have the form of their type, such as a number for a string.
  package private(set) var malformed: Set<Node> = []
  /// Whether the end of the payload is missing: what a reference refers to may be there.
  var isTruncated = false
  /// The resources that may contain a resource that cannot be found by its id; computed on first use.
  var cachedUncertainContainers: Set<Node>?
  private let limit: Int
  /// The number of findings recorded of each kind; nil if the limit applies to all findings together.
  private var counts: [Kind: Int]?

  /// A kind of finding with its own limit, so that many findings of one kind do not hide those of another. The selection of
  /// findings and the summaries of reports depend only on these properties.
  private struct Kind: Hashable {
    var code: String
    var name: String
    var severity: Severity
    var type: IssueType
  }

  /// The result of a dry run: it accepts `limit` + 1 findings, after which the check may stop.
  package init(limit: Int) {
    self.limit = limit
  }

  /// A result that accepts `limit` + 1 findings of each kind; all checks run to the end.
  package init(limitPerRule limit: Int) {
    self.limit = limit
    counts = [:]
  }

  /// Whether the limit of a dry run is exceeded, so that the check may stop.
  var isFull: Bool { counts == nil && findings.count > limit }

  /// Whether one more finding of a rule would be dropped, so that its message need not be built.
  func isFull(for rule: RuleDescriptor) -> Bool {
    guard let counts else { return isFull }
    return counts[Kind(code: rule.code, name: rule.name, severity: rule.severity, type: rule.type)] ?? 0 > limit
  }

  /// A result without findings, with the same limit and the same missing and invalid elements.
  var withoutFindings: Validation {
    var result = counts == nil ? Validation(limit: limit) : Validation(limitPerRule: limit)
    (result.gaps, result.gapNames, result.invalidCodes) = (gaps, gapNames, invalidCodes)
    (result.invalid, result.malformed) = (invalid, malformed)
    result.isTruncated = isTruncated
    return result
  }

  /// Records a finding unless the limit is exceeded.
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

  /// Sets the constraint of each finding for which `key` returns the key of a constraint.
  mutating func setConstraints(_ key: (Finding) -> String?) {
    for index in findings.indices where findings[index].constraint == nil {
      findings[index].constraint = key(findings[index])
    }
  }

  /// Marks the findings of the given rules on invalid elements: the content of these elements is unusable.
  mutating func markUnusableContent(_ rules: @autoclosure () -> [RuleDescriptor]) {
    if invalid.isEmpty { return }
    let rules = rules()
    for index in findings.indices where rules.contains(where: { $0.code == findings[index].code }) {
      if let node = findings[index].node, invalid.contains(node) { findings[index].unusablePart = .content }
    }
  }

  /// Records that something was not checked, unless already recorded.
  package mutating func markUnchecked(_ unchecked: NotChecked) {
    guard self.unchecked.count < Self.maxUnchecked else { return }
    // A linear search is enough for a few.
    if self.unchecked.count < 16 {
      if self.unchecked.contains(unchecked) { return }
    } else {
      if seen.isEmpty { seen = Set(self.unchecked) }
      guard seen.insert(unchecked).inserted else { return }
    }
    self.unchecked.append(unchecked)
  }

  /// Reserves space for the results of `count` required profiles.
  mutating func reserveVerdicts(_ count: Int) { verdicts.reserveCapacity(count) }

  /// Records whether a resource conforms to a profile.
  mutating func record(_ verdict: ProfileVerdict, on profile: RequiredProfile) { verdicts[profile] = verdict }

  /// Records that an element has the wrong form or no content (already reported): its content is not checked, nor anything that
  /// depends on it.
  mutating func markMalformed(_ node: Node, _ element: ElementShape, in document: Document) {
    malformed.insert(node)
    markInvalidValue(node, element, in: document)
  }

  /// Records that an element has the correct form but an invalid value (already reported).
  mutating func markInvalidValue(_ node: Node, _ element: ElementShape, in document: Document) {
    invalid.insert(node)
    // An error in the `_name` of a primitive does not affect its value.
    if !document.record(node).flags.contains(.paired) { markInvalid(node, element, in: document) }
  }

  /// Records that an element has no valid value (already reported): checks that depend on it are skipped.
  mutating func markInvalid(_ node: Node, _ element: ElementShape, in document: Document) {
    if let parent = document.parent(of: node) { markGap(element, of: parent) }
  }

  /// Records that a required element is missing (already reported).
  mutating func markMissing(_ element: ElementShape, of node: Node) { markGap(element, of: node) }

  /// Records that a code is not in its value set or that its system is wrong (already reported).
  mutating func markInvalidCode(_ node: Node) { invalidCodes.insert(node) }

  /// Records that a member with the given name is missing (already reported), such as `resourceType`, which is not an element.
  mutating func markMissing(_ name: Symbol, of node: Node) {
    gaps.insert(ElementGap(parent: node, name: name))
    gapNames.insert(name)
  }

  private mutating func markGap(_ element: ElementShape, of node: Node) {
    for name in [element.name, element.baseName] { markMissing(name, of: node) }
  }

  /// Whether an element of a node is missing although required, or invalid (already reported).
  func hasGap(_ name: Symbol, of node: Node) -> Bool {
    gapNames.contains(name) && gaps.contains(ElementGap(parent: node, name: name))
  }

  /// Whether, in any node, the element with the given name is missing although required, or invalid (already reported).
  func hasGap(_ name: Symbol) -> Bool { gapNames.contains(name) }

  /// Whether an element has the wrong form, no content or an invalid value.
  func isInvalid(_ node: Node) -> Bool { !invalid.isEmpty && invalid.contains(node) }

  /// Adds the findings of another validation.
  mutating func append(_ other: Validation) {
    for finding in other.findings { report(finding) }
    for unchecked in other.unchecked { markUnchecked(unchecked) }
  }

  /// A limit is needed because a payload can contain any number of unknown extensions and code systems.
  private static let maxUnchecked = 200
}
