package import FHIRSyntax
package import Findings

/// A compiled FHIRPath expression: names are symbols, literals are values, functions are resolved. Immutable.
package struct Expression: Sendable {
  /// The expression as written.
  package let text: String
  package let dialect: Dialect
  let syntax: Syntax

  /// Throws if the expression is invalid; the error has the position in the text.
  package init(_ text: String, _ symbols: SymbolTable, _ release: FHIRRelease) throws(FHIRPathError) {
    self.text = text
    dialect = Dialect(release)
    syntax = try Parser.syntax(of: text, symbols, dialect)
  }
}
