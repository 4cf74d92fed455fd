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
      let expression = try Expression(Self.corrections[text] ?? text, names.symbols, names.release)
      program = .expression(expression, predicate: isNative ? nil : Predicate(expression, isChoice: names.choices.contains))
    } catch {
      program = .faulty(error)
    }
  }

  /// Published expressions that no resource can satisfy, and corrections that follow the description of the constraint.
  private static let corrections = [
    // que-7: an answer is a FHIR boolean, never the Boolean of FHIRPath.
    "operator = 'exists' implies (answer is Boolean)": "operator = 'exists' implies (answer is boolean)"
  ]
}
