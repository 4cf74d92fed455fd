import Findings

/// The members of a settings file, `.apptlint.json`. The reader, the JSON Schema and completion in editors use the same table.
package enum SettingsShape {
  /// The shape of a settings file; `packs` and `rules` are suggested by completion.
  package static func file(packs: [String] = [], rules: [String] = []) -> JSONShape {
    let selectors = JSONShape.list(.usualText(rules))
    return .object([
      .init("$schema", .text([]), "The address of the schema of this file, for editors."),
      .init("extends", .text([]), "Another settings file, which this one overrides: a path relative to this file."),
      .init(
        "packs", .either([.text(["none"]), .list(.usualText(packs))]),
        "The rule packs to apply, by id or by the path of a folder; \"none\" for FHIR only. Default: inferred from the payload."),
      .init("editions", .object([], others: .text([])), "The edition of a pack's specification, by the id of the pack."),
      .init("fhirVersion", .text(FHIRRelease.allNames), "The release of FHIR. Default: inferred from the payload or the pack."),
      .init("interaction", .text([]), "The interaction of payloads, such as book. Default: inferred from the payload."),
      .init("packages", .list(.text([])), "Paths to FHIR definitions: folders, npm packages (.tgz) or files."),
      .init("profiles", .list(.text([])), "The canonical URLs of profiles that payloads must conform to."),
      .init("mustSupport", .boolean, "Report missing elements that a profile marks as mustSupport."),
      .init("select", selectors, "Report only these rules: codes, names or families."),
      .init("ignore", selectors, "Do not report these rules: codes, names or families."),
      .init("extendSelect", selectors, "Rules to report in addition to those selected."),
      .init("extendIgnore", selectors, "Rules not to report in addition to those ignored."),
      .init(
        "severity", .object([], others: .text(Severity.allCases.map(\.rawValue))),
        "The severity of rules, by code, name or family."),
      .init("failOn", .text(failOn), "The lowest severity that makes the exit status 1."),
      .init("now", .text([]), "A date, or a date and time with a time zone, to use as the current time."),
      .init("limits", .object(limits), "How much of a payload is read and reported."),
      .init("suppress", .list(.object(suppression(rules))), "Known findings to omit."),
    ])
  }

  /// The values of `failOn`.
  package static let failOn = ["error", "warning", "information", "never"]

  package static let limits: [JSONShape.Member] = [
    .init("depth", .number, "The maximum nesting depth."), .init("size", .number, "The maximum payload size, in bytes."),
    .init("findings", .number, "The maximum number of findings per payload."),
  ]

  package static func suppression(_ rules: [String] = []) -> [JSONShape.Member] {
    [
      .init("rule", .usualText(rules), "The code, name or family of the rule.", isRequired: true),
      .init(
        "files", .text([]),
        "A pattern of file names or, with a slash, of paths relative to this file. A backslash makes the next character literal."),
      .init("element", .text([]), "The path of the element, such as Patient.address."),
      .init("reason", .text([]), "Why the findings are accepted.", isRequired: true),
      .init("expires", .text([]), "The last day on which the suppression applies, such as 2026-12-31."),
    ]
  }

  /// The names of the members of an object.
  package static func names(_ shape: JSONShape) -> [String] {
    if case .object(let members, _) = shape { members.map(\.name) } else { [] }
  }
}
