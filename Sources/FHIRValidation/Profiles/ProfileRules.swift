package import Findings

/// The rules about profiles and extensions.
enum ProfileRules {
  static let relativeURL = rule(
    1, "extension-url-relative", "The url of an extension must be absolute, unless the extension is part of another.",
    "Extensibility: Extension.url",
    help: "Use the canonical URL of the definition.",
    fails: #"{"resourceType": "Patient", "extension": [{"url": "colour", "valueString": "red"}]}"#,
    passes:
      #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour", "valueString": "red"}]}"#
  )
  static let content = rule(
    2, "extension-content", "An extension must have either a value or nested extensions.", "Extension: ext-1",
    help: "Write either a value or nested extensions.", type: .invariant,
    unusablePart: .content,
    fails: #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour"}]}"#,
    passes:
      #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour", "valueString": "red"}]}"#
  )
  static let versionedURL = rule(
    3, "extension-url-with-version", "The url of an extension must not have a version.", "Extensibility: Extension.url",
    help: "Remove the bar and the version.",
    fails:
      #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour|1.0", "valueString": "red"}]}"#,
    passes:
      #"{"resourceType": "Patient", "extension": [{"url": "http://example.org/fhir/StructureDefinition/colour", "valueString": "red"}]}"#
  )
  static let otherType = rule(
    4, "profile-of-other-type", "A resource must conform to each profile in meta.profile, all of which must apply to its type.",
    "Resource: meta.profile", help: "Use a profile for this type, or remove the profile from meta.profile.",
    fails: #"{"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Observation"]}}"#,
    passes: #"{"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Patient"]}}"#
  )
  static let minimum = rule(
    5, "profile-minimum", "An element that a profile requires must be present.", "ElementDefinition.min",
    help: "Add the element.",
    fails: slot(""),
    passes: slot(#""identifier": [{"value": "1"}], "#)
  )
  static let maximum = rule(
    6, "profile-maximum", "An element must not occur more often than a profile allows.",
    "ElementDefinition.max", help: "Remove what the profile does not allow.",
    fails: patient(official + #", "communication": [{"language": {"text": "Welsh"}}]"#), passes: patient(official)
  )
  static let type = rule(
    7, "profile-type", "An element must have one of the types that a profile allows.", "ElementDefinition.type",
    help: "Use a type that the profile allows.", unusablePart: .value, fails: mainLocation(#""valueString": "Leeds""#),
    passes: mainLocation(#""valueReference": {"reference": "Location/1"}"#)
  )
  static let fixed = rule(
    8, "profile-fixed-value", "An element must have the value that a profile fixes.", "ElementDefinition.fixed[x]",
    help: "Use the value that the profile fixes.", type: .value, unusablePart: .value,
    fails: referral(intent: "order", subject: "Patient/1"),
    passes: referral(intent: "plan", subject: "Patient/1")
  )
  static let pattern = rule(
    9, "profile-pattern", "An element must match the pattern that a profile sets.", "ElementDefinition.pattern[x]",
    help: "Use the value that the profile requires.", type: .value, unusablePart: .value,
    fails: triglyceride(#""text": "Triglyceride""#),
    passes: triglyceride(
      #""coding": [{"system": "http://loinc.org", "code": "35217-9", "display": "Triglyceride [Moles/\u200bvolume] in Serum or Plasma"}]"#
    )
  )
  static let range = rule(
    10, "profile-range", "A value must be within the bounds that a profile sets.",
    "ElementDefinition.minValue[x], maxValue[x] and maxLength", help: "Use a value within the bounds.", type: .value,
    unusablePart: .value,
    fails: "a SenderReference of the extension Extension-ITK-MessageHandling-2 with more than 255 characters",
    passes: patient(official)
  )
  static let sliceMinimum = rule(
    11, "slice-minimum", "A slice that a profile requires must be present.", "Profiling: slicing",
    help: "Add an element that matches the slice.",
    fails: patient(#""gender": "female""#), passes: patient(official + #", "gender": "female""#)
  )
  static let sliceMaximum = rule(
    12, "slice-maximum", "A slice must not occur more often than the profile allows.", "Profiling: slicing",
    help: "Remove what the profile does not allow.",
    fails: patient(#""name": [{"use": "official", "family": "Smith"}, {"use": "official", "family": "Jones"}]"#),
    passes: patient(official)
  )
  static let unmatched = rule(
    13, "slice-closed", "If a profile closes the slicing of an element, each item must match one of the slices.",
    "Profiling: slicing rules", help: "Use a value that matches a slice.", fails: service(system: "http://example.org/types"),
    passes: service(system: "https://fhir.nhs.uk/STU3/CodeSystem/EMS-HealthcareServiceType-1")
  )
  static let ambiguous = rule(
    14, "slice-ambiguous", "An item must not match more than one slice.", "Profiling: slicing",
    help: "Change the item to match only one slice.",
    fails: "an item that matches two slices of a profile", passes: patient(official)
  )
  static let sliceOrder = rule(
    15, "slice-order", "Slices must be in the order that the profile defines.", "Profiling: slicing rules",
    help: "Move the item to the position that the profile defines.",
    fails: patient(#""name": [{"use": "nickname", "given": ["Jo"]}, {"use": "official", "family": "Smith"}]"#),
    passes: patient(#""name": [{"use": "official", "family": "Smith"}, {"use": "nickname", "given": ["Jo"]}]"#)
  )
  static let targetType = rule(
    16, "profile-target-type", "A reference must be to one of the types that a profile allows.",
    "ElementDefinition.type.targetProfile", help: "Refer to a resource of a type that the profile allows.",
    unusablePart: .value, fails: referral(intent: "plan", subject: "Group/1"),
    passes: referral(intent: "plan", subject: "Patient/1")
  )
  static let targetProfile = rule(
    17, "profile-target-profile", "The target of a reference must conform to the profile required for it.",
    "ElementDefinition.type.targetProfile", help: "Fix the findings on the referenced resource.",
    fails: linked(#""gender": "female""#), passes: linked(official)
  )
  static let context = rule(
    18, "extension-context", "An extension must be used only in a context that its definition allows.",
    "StructureDefinition.context",
    help: "Move the extension to an allowed context, or remove it.",
    fails: patient(
      #""name": [{"extension": [{"url": "\#(mainLocationURL)", "valueReference": {"reference": "Location/1"}}], "use": "official", "family": "Smith"}]"#
    ),
    passes: mainLocation(#""valueReference": {"reference": "Location/1"}"#)
  )
  static let modifier = rule(
    19, "extension-modifier", "A modifier extension must be in modifierExtension, any other in extension.",
    "Extensibility: modifier extensions",
    help: "Move the extension to extension or modifierExtension, as its definition requires.",
    fails: nutrition("extension"),
    passes: nutrition("modifierExtension")
  )
  static let unknownPart = rule(
    20, "extension-part", "An extension must have only the parts that its definition allows.",
    "Extensibility: complex extensions",
    help: "Remove the part, or use a name that the definition allows.", fails: location(part: "postcode"),
    passes: location(part: "UPRN")
  )
  static let mustSupport = rule(
    21, "profile-must-support", "An element that a profile marks as mustSupport should be present if its value is known.",
    "ElementDefinition.mustSupport", help: "Add the element if its value is known.", type: .informational, severity: .information,
    fails:
      "with --must-support, a resource without an element that its profile marks as mustSupport",
    passes: patient(official)
  )
  static let aggregation = rule(
    22, "profile-aggregation", "The target of a reference must be where a profile allows it: contained, bundled or elsewhere.",
    "ElementDefinition.type.aggregation", help: "Move the resource to an allowed location, and update the reference.",
    fails: shortlist(
      ##""contained": [{"resourceType": "HealthcareService", "id": "s", "identifier": [{"system": "http://fhir.nhs.net/Id/ers-service", "value": "1"}], "location": [{"reference": "Location/1"}], "name": "Clinic"}], "##,
      service: "#s"),
    passes: shortlist("", service: "HealthcareService/1")
  )

  /// Every rule about profiles and extensions, in ascending order of code.
  static let all: [RuleDescriptor] = [
    relativeURL, content, versionedURL, otherType, minimum, maximum, type, fixed, pattern, range, sliceMinimum, sliceMaximum,
    unmatched, ambiguous, sliceOrder, targetType, targetProfile, context, modifier, unknownPart, mustSupport, aggregation,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, type: IssueType = .structure,
    severity: Severity = .error, unusablePart: UnusablePart? = nil, fails: String, passes: String
  ) -> RuleDescriptor {
    var rule = RuleDescriptor(
      code: RuleFamily.profiles.code(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: "FHIR, \(clause)", help: help, fails: fails, passes: passes)
    rule.unusablePart = unusablePart
    return rule
  }

  // MARK: Examples

  private static let official = #""name": [{"use": "official", "family": "Smith"}]"#
  private static let mainLocationURL =
    "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-MainLocation-1"

  private static func patient(_ members: String) -> String {
    #"{"resourceType": "Patient", "meta": {"profile": ["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1"]}, \#(members)}"#
  }

  private static func linked(_ members: String) -> String {
    patient(
      ##""contained": [{"resourceType": "Patient", "id": "twin", \##(members)}], \##(official), "link": [{"other": {"reference": "#twin"}, "type": "seealso"}]"##
    )
  }

  private static func shortlist(_ members: String, service: String) -> String {
    #"{"resourceType": "List", "meta": {"profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/eRS-Shortlist-List-1"]}, \#(members)"extension": [{"url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-eRS-Shortlist-SearchCriteria-1", "valueReference": {"reference": "Parameters/1"}}], "status": "current", "mode": "working", "entry": [{"item": {"reference": "\#(service)"}}]}"#
  }

  private static func slot(_ members: String) -> String {
    #"{"resourceType": "Slot", "meta": {"profile": ["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Slot-1"]}, \#(members)"schedule": {"reference": "Schedule/1"}, "status": "free", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T09:10:00Z"}"#
  }

  private static func mainLocation(_ value: String) -> String {
    #"{"resourceType": "Organization", "meta": {"profile": ["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Organization-1"]}, "extension": [{"url": "\#(mainLocationURL)", \#(value)}], "name": "Surgery"}"#
  }

  private static func service(system: String) -> String {
    #"{"resourceType": "HealthcareService", "meta": {"profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/EMS-HealthcareService-1"]}, "providedBy": {"reference": "Organization/1"}, "type": [{"coding": [{"system": "\#(system)", "code": "CHO", "display": "Child Health Organisation"}]}]}"#
  }

  private static func referral(intent: String, subject: String) -> String {
    #"{"resourceType": "ServiceRequest", "meta": {"profile": ["https://fhir.nhs.uk/StructureDefinition/BARSServiceRequest-request-referral"]}, "status": "active", "intent": "\#(intent)", "category": [{"text": "Referral"}], "subject": {"reference": "\#(subject)"}, "authoredOn": "2026-05-01"}"#
  }

  private static func triglyceride(_ code: String) -> String {
    #"{"resourceType": "Observation", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/triglyceride"]}, "status": "final", "code": {\#(code)}, "referenceRange": [{"high": {"value": 2}}]}"#
  }

  private static func nutrition(_ name: String) -> String {
    #"{"resourceType": "NutritionOrder", "\#(name)": [{"url": "http://hl7.org/fhir/StructureDefinition/request-doNotPerform", "valueBoolean": true}], "status": "active", "intent": "order", "patient": {"reference": "Patient/1"}, "dateTime": "2026-05-01", "enteralFormula": {"baseFormulaProductName": "Plain"}}"#
  }

  private static func location(part: String) -> String {
    #"{"resourceType": "Location", "meta": {"profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Location"]}, "extension": [{"url": "https://fhir.nhs.uk/StructureDefinition/LocationExtension", "extension": [{"url": "\#(part)", "valueString": "200002546857"}]}], "name": "Surgery"}"#
  }
}

extension NotChecked {
  /// A record that conformance to a profile was not checked.
  package static func profile(because reason: Message) -> NotChecked {
    NotChecked(code: ProfileRules.otherType.code, requirement: ProfileRules.otherType.requirement, reason: reason)
  }
}
