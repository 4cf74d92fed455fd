import FHIRSyntax

/// The rules about profiles and extensions.
enum ProfileRules {
  static let relativeURL = rule(
    1, "extension-url-relative", "The url of an extension is absolute, but for the parts of an extension.",
    "Extensibility: Extension.url",
    help: "Write the canonical URL of the definition.",
    fails: #"{"resourceType": "Patient", "extension": [{"url": "colour", "valueString": "red"}]}"#,
    passes:
      #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour", "valueString": "red"}]}"#
  )
  static let content = rule(
    2, "extension-content", "An extension has either a value or extensions of its own.", "Extension: ext-1",
    help: "Keep one of them.", type: .invariant,
    fails: #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour"}]}"#,
    passes:
      #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour", "valueString": "red"}]}"#
  )
  static let versionedURL = rule(
    3, "extension-url-with-version", "The url of an extension has no version.", "Extensibility: Extension.url",
    help: "Remove the bar and the version.",
    fails:
      #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour|1.0", "valueString": "red"}]}"#,
    passes:
      #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour", "valueString": "red"}]}"#
  )

  /// Every rule about profiles and extensions, by rising code.
  static let all: [StandardRule] = [relativeURL, content, versionedURL]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, type: IssueType = .structure,
    fails: String, passes: String
  ) -> StandardRule {
    StandardRule(
      code: "PRO" + (number < 10 ? "00" : "0") + String(number), name: name, severity: .error, type: type,
      requirement: requirement, clause: "FHIR, \(clause)", help: help, fails: fails, passes: passes)
  }
}
