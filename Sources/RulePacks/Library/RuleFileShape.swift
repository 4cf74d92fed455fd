package import FHIRSyntax
import Findings

/// The shapes of the rule files that users write, derived from the vocabulary of checks.
package enum RuleFileShape {
  /// A file with a table of rules.
  package static var table: JSONShape {
    .object([
      .init("$schema", .text([]), "The address of the schema of this file, for editors."),
      .init(
        "table",
        .object([
          .init("title", .text([]), "The title of the table.", isRequired: true),
          .init(
            "source",
            .object([
              .init("document", .text([]), "The document that the rows are from.", isRequired: true),
              .init("section", .text([]), "The section of the document."),
            ]), "The specification.", isRequired: true),
          .init(
            "applies",
            .object([
              .init("resource", .text([]), "The type of resource."),
              .init("interaction", .text([]), "The interaction it is limited to."),
              .init("root", .boolean, "Only the payload's outermost resource."),
              .init("entries", .boolean, "Only the payload's outermost resource and those in entries."),
              .init("exchanges", .boolean, "Also the resources of exchanges."),
            ]), "The resources and interactions that the table applies to."),
        ]), "What the rows have in common.", isRequired: true),
      .init("example", .any, "A document that passes every row."),
      .init("rules", .list(.object(row)), "The rows.", isRequired: true),
    ])
  }

  /// `pack.json`.
  package static var pack: JSONShape {
    .object([
      .init("$schema", .text([]), "The address of the schema of this file, for editors."),
      .init("id", .text([]), "The name of the pack on the command line.", isRequired: true),
      .init("title", .text([]), "The title in reports.", isRequired: true),
      .init("release", .text(FHIRRelease.allCases.map(\.rawValue)), "The release of FHIR; omitted if the pack fits any."),
      .init("editions", .list(.any), "The editions of the specification, the newest first."),
      .init("includes", .list(.text([])), "Packs that apply whenever this one does."),
      .init("tables", .list(.any), "The table files, in order.", isRequired: true),
      .init("detects", .list(.any), "How the pack is recognised."),
      .init("ownProfiles", .list(.text([])), "The prefixes of the profiles that payloads of this specification claim."),
      .init("otherProfiles", .list(.text([])), "The prefixes of the profiles that other specifications define."),
      .init("interactions", .list(.any), "The interactions of the pack."),
      .init("examples", .list(.any), "The starter examples: payloads and recordings that satisfy the pack's rules."),
      .init("waives", .list(.any), "Parts of FHIR or of an included pack that the specification contradicts."),
      .init("assurance", .list(.any), "The requirements of an assurance scheme."),
      .init("decisions", .list(.text([])), "How contradictions in the specification are resolved."),
    ])
  }

  private static var keywords: [String] { Keyword.allCases.map(\.rawValue) }

  private static var row: [JSONShape.Member] {
    [
      .init("code", .text([]), "Three letters of the pack and three digits.", isRequired: true),
      .init("name", .text([]), "A name in kebab-case.", isRequired: true),
      .init("keyword", .text(keywords), "The keyword of the specification, which determines the severity.", isRequired: true),
      .init("requirement", .text([]), "The requirement, in one sentence.", isRequired: true),
      .init("section", .text([]), "The section, if it differs from the section of the table."),
      .init("printed", .text([]), "The path as the document prints it, if that is a mistake."),
      .init(
        "coveredBy", .either([.text([]), .list(.text([]))]),
        "The code of the rule, or the codes of the rules, that also enforce this row."
      ),
      .init("heldBy", .text([]), "The former name of coveredBy."),
      .init("covers", .list(.text([])), "Codes of rules and keys of constraints that report the same problem."),
      .init("assurance", .list(.text([])), "The ids of the assurance requirements that the row checks."),
      .init("answer", .number, "The HTTP status for a violation."),
      .init("parts", .list(.object(part)), "Several checks, each with its own path."),
      .init("passes", .list(.any), "Fragments that satisfy the row."),
      .init("fails", .list(.any), "Fragments that violate the row."),
    ] + part.filter { $0.name != "keyword" }
  }

  private static var part: [JSONShape.Member] {
    [
      .init("at", .text([]), "The path of the elements."), .init("check", .object(checks), "One kind of check with its options."),
      .init("per", .text([]), "A prefix of the path: the element for which presence is counted."),
      .init("some", .text([]), "A prefix of the path: within each element that it selects, one element that passes is enough."),
      .init("required", .boolean, "Whether a missing element is a finding too."),
      .init("fix", .text([]), "What to do, in one sentence."),
      .init("keyword", .text(keywords), "The keyword of this part."),
      .init("interaction", .text([]), "The interaction it is limited to."),
      .init("onRequest", .boolean, "Off unless the rule is selected."),
      .init("since", .text([]), "The first edition that has it."), .init("until", .text([]), "The last edition that has it."),
      .init("unchecked", .text([]), "Why it cannot be checked automatically."),
    ]
  }

  /// The kinds of checks; an object has exactly one of these members.
  private static var checks: [JSONShape.Member] {
    CheckVocabulary.kinds.map { kind in .init(kind.kind, .object(kind.options.map { .init($0, .any) })) }
  }
}
