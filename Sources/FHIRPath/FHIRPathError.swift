/// What keeps an expression from being read or evaluated.
package struct FHIRPathError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// The text is no FHIRPath.
    case syntax
    /// The types rule the expression out, whatever the input.
    case semantic
    /// The input does not suit the expression.
    case evaluation
    /// It takes more steps, or is nested more deeply, than is allowed.
    case tooCostly
    /// It asks for something that nobody here can know.
    case unknowable
  }

  package let kind: Kind
  /// One plain clause.
  package let problem: String
  /// Where it is in the expression, in bytes from 0.
  package let offset: Int

  package init(_ kind: Kind, _ problem: String, at offset: Int = 0) {
    self.kind = kind
    self.problem = problem
    self.offset = offset
  }

  package var description: String { "\(problem) (at character \(offset + 1))" }
}
