import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings

/// A constraint whose expression is compiled, or why it is not.
final class CompiledInvariant: Sendable {
  let key: String
  let isError: Bool
  let text: String
  let program: Program
  /// Whether another check says the same, and more exactly.
  let isNative: Bool

  enum Program: Sendable {
    case expression(Expression, predicate: Predicate?)
    case faulty(FHIRPathError)
  }

  /// What the names of a release are.
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
      let expression = try Expression(schema.expression, names.symbols, names.release)
      program = .expression(expression, predicate: isNative ? nil : Predicate(expression, isChoice: names.choices.contains))
    } catch {
      program = .faulty(error)
    }
  }
}
