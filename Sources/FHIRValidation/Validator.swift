package import FHIRDefinitions
package import FHIRSyntax
package import Findings

/// Holds a payload against FHIR itself: one check after the other, each in a folder of its own.
package enum Validator {
  /// The checks there are, in their order.
  package enum Check: Sendable, CaseIterable {
    case structure
    case primitives
    case bindings
    case references
    case narrative
    case profiles
    case invariants
  }

  /// For tests: whether all checks look at all nodes, whatever the walk finds out.
  @TaskLocal package static var suspectsEverything = false

  /// Whether a finding is about what FHIR demands of every extension, whatever its definition.
  package static func isOfEveryExtension(_ finding: Finding) -> Bool {
    [ProfileRules.relativeURL, ProfileRules.content, ProfileRules.versionedURL].contains { $0.code == finding.code }
  }

  /// What is wrong with a document, and what could not be checked; of each rule one finding more than `limit` at most.
  ///
  /// `definitions` are those of all releases, to tell payloads that mix them. `demands` are the profiles that resources have to keep beside those
  /// that they claim. `notesSupport` asks for a note on each element that a profile marks as mustSupport and that is not there. With `plans`, what
  /// they prove clean is not walked. Findings that `isWaived` says are reported, but break no profile of the demands.
  package static func validate(
    _ typed: TypedDocument, _ references: ReferenceIndex, definitions: Definitions, library: ProfileLibrary,
    invariants: InvariantLibrary, plans: ProfilePlans? = nil, now: Int64, demands: [ProfileDemand] = [],
    isWaived: @escaping (Finding) -> Bool = { _ in false }, notesSupport: Bool = false, limit: Int,
    checks: [Check] = Check.allCases
  ) -> Validation {
    var validation = Validation(limitOfEachRule: limit)
    let plan = invariants.plans.plan(for: typed)
    let suspects = suspectsEverything ? .everything : PayloadWalk.suspects(of: typed, references, plan)
    for check in checks {
      switch check {
      case .structure:
        if suspects.representation { RepresentationCheck.run(typed.document, into: &validation) }
        StructureCheck.run(typed, definitions, suspects, into: &validation)
        validation.nameMalformed([StructureRules.arrayForSingle, StructureRules.singleForArray])
        if suspects.elementIds { ElementIds.run(typed, into: &validation) }
      case .primitives:
        PrimitiveCheck.run(typed, at: suspects.primitives, into: &validation)
        AttachmentCheck.run(typed, at: suspects.attachments, into: &validation)
      case .bindings: BindingCheck.run(typed, at: suspects.bindings, into: &validation)
      case .references: ReferenceCheck.run(typed, references, definitions, suspects, into: &validation)
      case .profiles:
        ExtensionCheck.run(typed, at: suspects.extensions, into: &validation)
        func runner() -> InvariantRunner {
          InvariantRunner(typed, references, invariants, profiles: library, now: now)
        }
        ProfileCheck.run(
          typed, references, library, invariants, plans, runner, demands, isWaived: isWaived, notesSupport: notesSupport,
          into: &validation)
      case .invariants:
        InvariantCheck.run(
          typed, references, invariants, plan.invariants, profiles: library, now: now, at: suspects.invariants,
          into: &validation)
      case .narrative: NarrativeCheck.run(typed, references, at: suspects.narrative, into: &validation)
      }
    }
    validation.nameConstraints { NativeInvariants.key(of: $0, in: typed) }
    return validation
  }
}
