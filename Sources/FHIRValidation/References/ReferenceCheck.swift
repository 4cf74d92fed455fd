import FHIRDefinitions
import FHIRSyntax

/// Checks references, contained resources and the entries of bundles.
enum ReferenceCheck {
  static func run(_ typed: TypedDocument, into validation: inout Validation) {
  }
}
