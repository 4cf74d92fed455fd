import FHIRDefinitions
import FHIRSyntax

/// Checks the form of primitive values.
enum PrimitiveCheck {
  static func run(_ typed: TypedDocument, into validation: inout Validation) {
  }
}
