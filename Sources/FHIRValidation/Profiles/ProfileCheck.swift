import FHIRDefinitions
import FHIRSyntax

/// Checks extensions against their definitions.
enum ProfileCheck {
  static func run(_ typed: TypedDocument, into validation: inout Validation) {
  }
}
