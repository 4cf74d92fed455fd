import Findings

/// The rules about bindings and codes.
enum BindingRules {
  static let notMember = rule(
    1, "code-not-in-value-set", "The code of an element with a required binding must be in the bound value set.",
    "Terminologies: required binding",
    help: "Use a code from the value set.",
    fails: #"{"resourceType": "Patient", "gender": "femail"}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)
  static let noCode = rule(
    2, "code-missing",
    "A concept or coding with a required binding must have a code from its value set, and the system of that code.",
    "Terminologies: required binding",
    help: "Add a coding.",
    fails:
      #"{"resourceType": "DeviceRequest", "intent": {"text": "order"}, "codeCodeableConcept": {"text": "Insulin pump"}, "subject": {"display": "Jane Roe"}}"#,
    passes:
      #"{"resourceType": "DeviceRequest", "intent": {"coding": [{"system": "http://hl7.org/fhir/request-intent", "code": "order"}]}, "codeCodeableConcept": {"text": "Insulin pump"}, "subject": {"display": "Jane Roe"}}"#
  )
  static let notMemberOfExtensible = rule(
    3, "code-not-in-extensible-value-set",
    "With an extensible binding, a code from a code system that the value set uses must be in the value set.",
    "Terminologies: extensible binding",
    help: "Use a code from the value set, or a code from another code system.", severity: .warning,
    fails:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/NullFlavor", "code": "ASKU"}]}}"#,
    passes:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/NullFlavor", "code": "UNK"}]}}"#
  )
  static let valueSetAsSystem = rule(
    4, "value-set-as-system", "The system of a coding or quantity must be a code system, not a value set.",
    "Data types: Coding; Quantity",
    help: "Use the URL of the code system that defines the code.", severity: .warning,
    fails:
      #"{"resourceType": "Basic", "code": {"coding": [{"system": "http://hl7.org/fhir/ValueSet/basic-resource-type", "code": "referral"}]}}"#,
    passes:
      #"{"resourceType": "Basic", "code": {"coding": [{"system": "http://hl7.org/fhir/basic-resource-type", "code": "referral"}]}}"#
  )
  static let unknownCode = rule(
    5, "unknown-code", "The code of a coding or quantity must be defined by its code system.", "Data types: Coding; Quantity",
    help: "Use a code that the code system defines.", severity: .warning,
    fails:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "Z"}]}}"#,
    passes:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "M"}]}}"#
  )
  static let display = rule(
    6, "display-differs", "The display of a coding must be the display that the code system defines for its code.",
    "Data types: Coding",
    help: "Use the display of the code system, or omit it.", severity: .warning, type: .value,
    fails:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "M", "display": "Single"}]}}"#,
    passes:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "M", "display": "Married"}]}}"#
  )
  static let form = rule(
    7, "external-code-form", "A media type, language, currency, country or unit must have the form that its standard defines.",
    "Terminologies: external code systems",
    help: "Write the code in the form that its standard defines.", severity: .warning,
    fails: #"{"resourceType": "Patient", "language": "english_uk"}"#,
    passes: #"{"resourceType": "Patient", "language": "en-GB"}"#)
  static let notInMaximum = rule(
    8, "code-not-in-maximum-value-set",
    "If the binding of an element has a maximum value set, codes must be in it, even if the strength of the binding is not `required`.",
    "Extension elementdefinition-maxValueSet",
    help: "Use a code from the maximum value set.",
    fails:
      #"{"resourceType": "Condition", "clinicalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}, "subject": {"display": "Jane Roe"}, "onsetAge": {"value": 5, "system": "http://unitsofmeasure.org", "code": "kg"}}"#,
    passes:
      #"{"resourceType": "Condition", "clinicalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}, "subject": {"display": "Jane Roe"}, "onsetAge": {"value": 5, "system": "http://unitsofmeasure.org", "code": "a"}}"#
  )

  /// Every rule about bindings and codes, in ascending order of code.
  static let all: [RuleDescriptor] = [
    notMember, noCode, notMemberOfExtensible, valueSetAsSystem, unknownCode, display, form, notInMaximum,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, severity: Severity = .error,
    type: IssueType = .codeInvalid, fails: String, passes: String
  ) -> RuleDescriptor {
    var rule = RuleDescriptor(
      code: RuleFamily.bindings.code(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: "FHIR, \(clause)", help: help, fails: fails, passes: passes)
    rule.unusablePart = .value
    return rule
  }
}
