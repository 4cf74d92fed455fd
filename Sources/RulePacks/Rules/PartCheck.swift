/// A check and the elements that it applies to.
final class PartCheck: Sendable {
  let query: ElementQuery
  let kind: any RuleCheck
  /// Whether a context without the element is a violation too.
  let isRequired: Bool
  /// The path of `query` with a different context: the elements within each of which one match is enough. Nil if all must pass.
  let some: ElementQuery?

  init(query: ElementQuery, kind: any RuleCheck, isRequired: Bool, someSteps: Int?) {
    self.query = query
    self.kind = kind
    self.isRequired = isRequired
    some = someSteps.map { ElementQuery(head: query.head, steps: query.steps, contextSteps: $0, text: query.text) }
  }
}
