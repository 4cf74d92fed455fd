/// A check and the elements that it applies to.
final class PartCheck: Sendable {
  let query: ElementQuery
  let kind: any RuleCheck
  /// Whether a context without the element is a violation too.
  let isRequired: Bool
  /// `query` with a different context: within each of these contexts, one element that passes is enough. Nil if all elements must
  /// pass.
  let some: ElementQuery?

  init(query: ElementQuery, kind: any RuleCheck, isRequired: Bool, someSteps: Int?) {
    self.query = query
    self.kind = kind
    self.isRequired = isRequired
    some = someSteps.map { ElementQuery(head: query.head, steps: query.steps, contextSteps: $0, text: query.text) }
  }
}
