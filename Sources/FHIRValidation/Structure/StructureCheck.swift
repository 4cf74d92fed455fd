import FHIRDefinitions
import FHIRSyntax

/// Checks names, places and numbers of elements.
enum StructureCheck {
  static func run(_ typed: TypedDocument, into validation: inout Validation) {
  }
}
