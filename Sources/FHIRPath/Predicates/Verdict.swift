extension Predicate {
  /// The value of an expression on a node: true, false, empty, or `general` if only the evaluator can determine it.
  enum Verdict {
    case yes, no, empty, general

    init(_ value: Bool) { self = value ? .yes : .no }

    // FHIRPath's operators in three-valued logic; the result is `general` if a `general` operand might change it. The right
    // operand is evaluated only if the left operand does not decide the result.

    var negated: Verdict {
      switch self {
      case .yes: .no
      case .no: .yes
      case .empty, .general: self
      }
    }

    @inline(__always)
    func and(_ right: @autoclosure () -> Verdict) -> Verdict {
      if case .no = self { return .no }
      let right = right()
      if case .no = right { return .no }
      if case .yes = self { return right }
      return undecided(right)
    }

    @inline(__always)
    func or(_ right: @autoclosure () -> Verdict) -> Verdict {
      if case .yes = self { return .yes }
      let right = right()
      if case .yes = right { return .yes }
      if case .no = self { return right }
      return undecided(right)
    }

    @inline(__always)
    func implies(_ right: @autoclosure () -> Verdict, _ dialect: Dialect) -> Verdict {
      if case .no = self { return .yes }
      if case .empty = self, dialect.emptyImpliesAll { return .yes }
      let right = right()
      if case .yes = right { return .yes }
      if case .yes = self { return right }
      return undecided(right)
    }

    /// Whether both operands are true or both are false; `general` if either operand is empty or `general`.
    func isSame(as right: Verdict) -> Verdict {
      switch (self, right) {
      case (.yes, .yes), (.no, .no): .yes
      case (.yes, .no), (.no, .yes): .no
      default: .general
      }
    }

    /// The result if neither operand decides it.
    private func undecided(_ right: Verdict) -> Verdict {
      switch (self, right) {
      case (.general, _), (_, .general): .general
      default: .empty
      }
    }
  }
}
