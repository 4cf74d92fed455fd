/// Why an expression cannot be compiled or evaluated.
package struct FHIRPathError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// The text is not valid FHIRPath.
    case syntax
    /// The expression is wrong by its types, regardless of the input.
    case semantic
    /// The input does not fit the expression.
    case evaluation
    /// It takes more steps, or is nested more deeply, than the limit.
    case tooCostly
    /// It needs information that is not available.
    case unknowable
  }

  package let kind: Kind
  /// One plain clause.
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
