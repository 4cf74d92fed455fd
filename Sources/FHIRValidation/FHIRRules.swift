package import FHIRSyntax

/// The rules of FHIR itself.
package enum FHIRRules {
  /// Every rule, by family in the order of the checks, then by rising code.
  package static let all: [StandardRule] =
    StructureRules.all + PrimitiveRules.all + BindingRules.all + ReferenceRules.all + ProfileRules.all + NarrativeRules.all
    + InvariantRules.all

  /// The families and what they are about, in the order of `all`.
  package static let families = [
    ("STR", "Structure of FHIR resources"), ("PRM", "Primitive values"), ("BND", "Bindings and codes"),
    ("REF", "References, contained resources, bundles"), ("PRO", "Profiles and extensions"), ("NAR", "Narrative"),
    ("INV", "Invariants"),
  ]
}
