/// What there is to say of a rule, in the order in which it is said: `apptlint explain` and the generated pages print it, each
/// in its own form.
package struct RulePage: Sendable {
  package enum Section: Sendable {
    case requirement(String)
    case clause(String)
    case elements([RuleDescriptor.Scope], covers: [String])
    /// The code of the rule that enforces the requirement in place of this one.
    case coveredBy(String)
    /// Why a part of the rule, or all of it, is not checked.
    case unchecked(reasons: [String], isPart: Bool)
    case advice([String])
    /// An HTTP status.
    case answer(Int)
    case failing([RuleDescriptor.Example])
    case passing([RuleDescriptor.Example])

    package var title: String {
      switch self {
      case .requirement: "What it demands"
      case .clause: "Where that is written"
      case .elements: "What it looks at"
      case .coveredBy: "What enforces it"
      case .unchecked(_, let isPart): isPart ? "What is not checked" : "Why it is not checked"
      case .advice: "What to do"
      case .answer: "What a server answers"
      case .failing: "What breaks it"
      case .passing: "What keeps it"
      }
    }
  }

  package let rule: RuleDescriptor
  /// Those that have something to say.
  package let sections: [Section]

  package init(_ rule: RuleDescriptor) {
    self.rule = rule
    var sections: [Section] = []
    if !rule.requirement.isEmpty { sections.append(.requirement(rule.requirement)) }
    if !rule.clause.isEmpty { sections.append(.clause(rule.clause)) }
    if !rule.scopes.isEmpty { sections.append(.elements(rule.scopes, covers: rule.covers)) }
    if let coveredBy = rule.coveredBy { sections.append(.coveredBy(coveredBy)) }
    if !rule.gaps.isEmpty { sections.append(.unchecked(reasons: rule.gaps, isPart: rule.checked == .partly)) }
    if !rule.advice.isEmpty { sections.append(.advice(rule.advice)) }
    if let answer = rule.answer { sections.append(.answer(answer)) }
    if !rule.fails.isEmpty { sections.append(.failing(rule.fails)) }
    if !rule.passes.isEmpty { sections.append(.passing(rule.passes)) }
    self.sections = sections
  }
}
