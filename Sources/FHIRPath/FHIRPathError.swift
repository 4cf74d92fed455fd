/// Why an expression cannot be compiled or evaluated.
package struct FHIRPathError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// The text is not valid FHIRPath.
    case syntax
    /// The expression is invalid regardless of the input, for example because of its types.
    case semantic
    /// The expression cannot be evaluated on this input.
    case evaluation
    /// The expression exceeds a limit on its size, nesting or evaluation steps.
    case tooCostly
    /// The result depends on information that is not available.
    case unknowable
  }

  package let kind: Kind
  /// What is wrong, without a full stop, such as `unexpected character`.
  package let problem: String
  /// The position in the expression, in bytes from 0.
  package let offset: Int

  package init(_ kind: Kind, _ problem: String, at offset: Int = 0) {
    self.kind = kind
    self.problem = problem
    self.offset = offset
  }

  package var description: String { "\(problem) (at character \(offset + 1))" }
}
