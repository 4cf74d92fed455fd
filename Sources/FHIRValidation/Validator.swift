package import FHIRDefinitions
package import FHIRSyntax
package import Findings

/// Validates a payload against FHIR itself: runs the checks one after another. Each check has a separate folder.
package enum Validator {
  /// The checks, in the order in which they run.
  package enum Check: Sendable, CaseIterable {
    case structure
    case primitives
    case bindings
    case references
    case narrative
    case profiles
    case invariants
  }

  /// For tests: whether all checks visit all nodes, regardless of the results of `PayloadWalk`.
  @TaskLocal package static var suspectsEverything = false

  /// Whether a finding is about a requirement that FHIR makes of every extension, regardless of its definition.
  package static func concernsEveryExtension(_ finding: Finding) -> Bool {
    [ProfileRules.relativeURL, ProfileRules.content, ProfileRules.versionedURL].contains { $0.code == finding.code }
  }

  /// The findings of a document, and what could not be checked; at most `limit` + 1 findings of each rule.
  ///
  /// `definitions` are those of all releases, to detect payloads that mix them. `requiredProfiles` are the profiles that
  /// resources must conform to in addition to those that they claim. With `reportsMustSupport`, each missing element that a
  /// profile marks as mustSupport is reported. With `plans`, nodes that the plans prove clean are not walked. Findings for which
  /// `isWaived` is true are reported, but do not violate a profile in `requiredProfiles`.
  package static func validate(
    _ typed: TypedDocument, _ references: ReferenceIndex, definitions: Definitions, library: ProfileLibrary,
    invariants: InvariantLibrary, plans: ProfilePlans? = nil, now: Int64, requiredProfiles: [RequiredProfile] = [],
    isWaived: @escaping (Finding) -> Bool = { _ in false }, reportsMustSupport: Bool = false, limit: Int,
    checks: [Check] = Check.allCases
  ) -> Validation {
    var validation = Validation(limitPerRule: limit)
    validation.isTruncated = typed.document.isTruncated
    let plan = invariants.plans.plan(for: typed)
    let suspects = suspectsEverything ? .everything : PayloadWalk.suspects(of: typed, references, plan)
    for check in checks {
      switch check {
      case .structure:
        if suspects.representation { RepresentationCheck.run(typed.document, definitions, into: &validation) }
        StructureCheck.run(typed, definitions, suspects, into: &validation)
        validation.markUnusableContent([StructureRules.arrayForSingle, StructureRules.singleForArray])
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
          typed, references, library, invariants, plans, runner, requiredProfiles, isWaived: isWaived,
          reportsMustSupport: reportsMustSupport,
          into: &validation)
      case .invariants:
        InvariantCheck.run(
          typed, references, invariants, plan.invariants, profiles: library, now: now, isWaived: isWaived,
          at: suspects.invariants, into: &validation)
      case .narrative: NarrativeCheck.run(typed, references, at: suspects.narrative, into: &validation)
      }
    }
    validation.setConstraints { NativeInvariants.key(of: $0, in: typed) }
    return validation
  }
}
