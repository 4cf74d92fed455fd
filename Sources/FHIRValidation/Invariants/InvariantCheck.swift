import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks every element against the constraints of its type and its definition, including contained resources and bundle entries.
enum InvariantCheck {
  static func run(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: InvariantLibrary, _ cache: InvariantCache,
    profiles: ProfileLibrary?, now: Int64, isWaived: (Finding) -> Bool, at nodes: Suspects.Nodes,
    into validation: inout Validation
  ) {
    if !(nodes?.isEmpty ?? false) {
      check(typed, references, library, profiles: profiles, now: now, at: nodes, into: &validation)
      var extended = cache
      for node in nodes ?? [] { extended.add(node, in: typed) { library.compile($0, typed.release.release) } }
      if extended.count > cache.count { library.plans.publish(extended, extending: cache.count, typed.release.release) }
    }
    NarrativeRecommendation.run(typed, isWaived: isWaived, into: &validation)
  }

  private static func check(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: InvariantLibrary, profiles: ProfileLibrary?, now: Int64,
    at nodes: Suspects.Nodes, into validation: inout Validation
  ) {
    let document = typed.document
    let release = typed.release
    var runner = InvariantRunner(typed, references, library, profiles: profiles, now: now)
    document.visit(nodes) { node in
      let record = document.record(node)
      if record.form == .array || record.flags.contains(.paired) { return }
      guard let type = typed.typeRow(of: node), !validation.isInvalid(node) else { return }
      for row in release.invariants(ofTypeAt: type) { runner.check(row, node, into: &validation) }
      if let element = typed.elementRow(of: node) {
        for row in release.invariants(ofElementAt: element) { runner.check(row, node, into: &validation) }
      }
    }
  }
}
