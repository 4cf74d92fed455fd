import FHIRDefinitions
import FHIRSyntax

/// Checks the XHTML of narratives.
enum NarrativeCheck {
  static func run(_ typed: TypedDocument, into validation: inout Validation) {
  }
}
