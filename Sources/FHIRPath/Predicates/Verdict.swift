extension Predicate {
  /// What becomes of an expression about a node: true, false, empty, or not to be told without the evaluator.
  enum Verdict {
    case yes, no, nothing, general

    init(_ value: Bool) { self = value ? .yes : .no }

    // The operators of FHIRPath, of three values, and `general` where the fourth might change the result. The right side is asked
    // for where the left one does not decide.

    var negated: Verdict {
      switch self {
      case .yes: .no
      case .no: .yes
      case .nothing, .general: self
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
      if case .nothing = self, dialect.emptyImpliesAll { return .yes }
      let right = right()
      if case .yes = right { return .yes }
      if case .yes = self { return right }
      return undecided(right)
    }

    /// Whether both sides are true or both are false.
    func isSame(as right: Verdict) -> Verdict {
      switch (self, right) {
      case (.yes, .yes), (.no, .no): .yes
      case (.yes, .no), (.no, .yes): .no
      default: .general
      }
    }

    /// The verdict on two sides neither of which decides.
    private func undecided(_ right: Verdict) -> Verdict {
      switch (self, right) {
      case (.general, _), (_, .general): .general
      default: .nothing
      }
    }
  }
}
