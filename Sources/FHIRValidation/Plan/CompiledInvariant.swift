import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings

/// A constraint with its compiled expression, or the reason why it has none.
final class CompiledInvariant: Sendable {
  let key: String
  let isError: Bool
  let text: String
  let program: Program
  /// Whether a more precise check replaces it.
  let isNative: Bool

  enum Program: Sendable {
    case expression(Expression, predicate: Predicate?)
    case faulty(FHIRPathError)
  }

  /// The release for which constraints are compiled, and its names.
  struct Names: Sendable {
    var release: FHIRRelease
    var symbols: SymbolTable
    var choices: SymbolSet
  }

  init(_ schema: InvariantSchema, _ names: Names, isNative: Bool) {
    key = schema.key
    isError = schema.isError
    text = schema.expression
    self.isNative = isNative
    do throws(FHIRPathError) {
      let expression = try Expression(text, names.symbols, names.release)
      program = .expression(expression, predicate: isNative ? nil : Predicate(expression, isChoice: names.choices.contains))
    } catch {
      program = .faulty(error)
    }
  }
}
