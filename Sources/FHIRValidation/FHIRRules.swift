package import Findings

/// The rules of FHIR itself.
package enum FHIRRules {
  /// Every rule, by family in the order of the checks, then in ascending order of code.
  package static let all: [RuleDescriptor] =
    StructureRules.all + PrimitiveRules.all + BindingRules.all + ReferenceRules.all + ProfileRules.all + NarrativeRules.all
    + InvariantRules.all
  /// The rule whose findings are reported only on request.
  package static let mustSupport = ProfileRules.mustSupport
}
