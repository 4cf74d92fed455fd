import FHIRDefinitions
import FHIRSyntax

/// Holds every element against the constraints of its type and of its own, contained resources and bundle entries included.
enum InvariantCheck {
  static func run(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: InvariantLibrary, profiles: ProfileLibrary?, now: Int64,
    into validation: inout Validation
  ) {
    let document = typed.document
    let release = typed.release
    var runner = InvariantRunner(typed, references, library, profiles: profiles, now: now)
    for index in document.nodes.indices {
      let record = document.nodes[index]
      if record.form == .array || record.flags.contains(.paired) { continue }
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      guard let type = typed.typeRow(of: node), !validation.isMalformed(node) else { continue }
      if validation.isFull { return }
      for row in release.invariants(ofTypeAt: type) { runner.check(row, node, into: &validation) }
      if let element = typed.elementRow(of: node) {
        for row in release.invariants(ofElementAt: element) { runner.check(row, node, into: &validation) }
      }
    }
    NarrativeAdvice.run(typed, into: &validation)
  }
}
