/// The description of a rule in sections: `apptlint explain` and the generated pages print it, each in its own format.
package struct RulePage: Sendable {
  package enum Section: Sendable {
    case requirement(String)
    case clause(String)
    /// The ids of assurance requirements.
    case assurance([String])
    case elements([RuleDescriptor.Scope], covers: [String])
    /// The codes of the rules that enforce the requirement instead of this one.
    case coveredBy([String])
    /// Why the rule, or a part of it, is not checked.
    case unchecked(reasons: [String], isPart: Bool)
    case advice([String])
    /// An HTTP status.
    case answer(Int)
    case failing([RuleDescriptor.Example])
    case passing([RuleDescriptor.Example])

    package var title: String {
      switch self {
      case .requirement: "Requirement"
      case .clause: "Source"
      case .assurance: "Assurance"
      case .elements: "Elements checked"
      case .coveredBy: "Enforced by"
      case .unchecked(_, let isPart): isPart ? "Not checked" : "Why it is not checked"
      case .advice: "How to fix"
      case .answer: "Server response"
      case .failing: "Invalid example"
      case .passing: "Valid example"
      }
    }
  }

  package let rule: RuleDescriptor
  /// The non-empty sections.
  package let sections: [Section]

  package init(_ rule: RuleDescriptor) {
    self.rule = rule
    var sections: [Section] = []
    if !rule.requirement.isEmpty { sections.append(.requirement(rule.requirement)) }
    if !rule.clause.isEmpty { sections.append(.clause(rule.clause + (rule.editions.map { " (\($0))" } ?? ""))) }
    if !rule.assurance.isEmpty { sections.append(.assurance(rule.assurance)) }
    if !rule.scopes.isEmpty { sections.append(.elements(rule.scopes, covers: rule.covers)) }
    if !rule.coveringRules.isEmpty { sections.append(.coveredBy(rule.coveringRules)) }
    if !rule.gaps.isEmpty { sections.append(.unchecked(reasons: rule.gaps, isPart: rule.checked == .partly)) }
    if !rule.advice.isEmpty { sections.append(.advice(rule.advice)) }
    if let answer = rule.answer { sections.append(.answer(answer)) }
    if !rule.fails.isEmpty { sections.append(.failing(rule.fails)) }
    if !rule.passes.isEmpty { sections.append(.passing(rule.passes)) }
    self.sections = sections
  }
}
