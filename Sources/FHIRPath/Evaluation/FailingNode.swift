package import FHIRSyntax

extension Evaluator {
  /// If a node violates an invariant of the form `path.all(criterion)`, alone or combined with `and`, the first element at the
  /// path that does not meet the criterion: for `entry.all(request.exists())`, the first entry without a request. Nil for other
  /// invariants.
  package mutating func failingNode(of expression: Expression, _ node: Node) throws(FHIRPathError) -> Node? {
    try failingNode(of: expression.syntax, Frame(focus: .one(.node(node))))
  }

  private mutating func failingNode(of syntax: Syntax, _ frame: Frame) throws(FHIRPathError) -> Node? {
    switch syntax {
    case .binary(.and, let left, let right, let offset):
      let leftFails = try boolean(try evaluate(left, frame), at: offset) == false
      return try failingNode(of: leftFails ? left : right, frame)
    case .call(let base, .perItem(.all), let arguments, let offset):
      guard let criterion = arguments.first else { return nil }
      for item in try evaluate(base, frame) {
        guard case .node(let node) = item else { return nil }
        if try boolean(try evaluate(criterion, Frame(focus: .one(item))), at: offset) ?? false { continue }
        return node
      }
      return nil
    default: return nil
    }
  }
}
