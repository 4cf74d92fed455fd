package import FHIRSyntax
package import Findings

/// An expression in FHIRPath, compiled: names are symbols, literals are values, functions are known. It never changes.
package struct Expression: Sendable {
  /// The expression as it was written.
  package let text: String
  package let dialect: Dialect
  let syntax: Syntax

  /// Compiles an expression. Throws, with the place in the text, what keeps it from being read.
  package init(_ text: String, _ symbols: SymbolTable, _ release: FHIRRelease) throws(FHIRPathError) {
    self.text = text
    dialect = Dialect(release)
    syntax = try Parser.syntax(of: text, symbols, dialect)
  }
}
