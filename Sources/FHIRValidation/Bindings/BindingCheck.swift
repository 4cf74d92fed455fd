import FHIRDefinitions
import FHIRSyntax

/// Checks codes against the value sets that their elements are bound to.
enum BindingCheck {
  static func run(_ typed: TypedDocument, into validation: inout Validation) {
  }
}
