import Findings

/// The rules about bindings and codes.
enum BindingRules {
  static let notMember = rule(
    1, "code-not-in-value-set", "A code of an element with a required binding is in its value set.",
    "Terminologies: required binding",
    help: "Write a code of the value set.",
    fails: #"{"resourceType": "Patient", "gender": "femail"}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)
  static let noCode = rule(
    2, "code-missing", "A concept or coding with a required binding has a code of its value set, and the system of the code.",
    "Terminologies: required binding",
    help: "Add a coding.",
    fails:
      #"{"resourceType": "DeviceRequest", "intent": {"text": "order"}, "codeCodeableConcept": {"text": "Insulin pump"}, "subject": {"display": "Jane Roe"}}"#,
    passes:
      #"{"resourceType": "DeviceRequest", "intent": {"coding": [{"system": "http://hl7.org/fhir/request-intent", "code": "order"}]}, "codeCodeableConcept": {"text": "Insulin pump"}, "subject": {"display": "Jane Roe"}}"#
  )
  static let notMemberOfExtensible = rule(
    3, "code-not-in-extensible-value-set",
    "Of a code system that the value set of an extensible binding draws on, a code of the value set is taken.",
    "Terminologies: extensible binding",
    help: "Take a code of the value set, or one of another system.", severity: .warning,
    fails:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/NullFlavor", "code": "ASKU"}]}}"#,
    passes:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/NullFlavor", "code": "UNK"}]}}"#
  )
  static let valueSetAsSystem = rule(
    4, "value-set-as-system", "The system of a coding is a code system, not a value set.", "Data types: Coding",
    help: "Name the code system that the code comes from.", severity: .warning,
    fails:
      #"{"resourceType": "Basic", "code": {"coding": [{"system": "http://hl7.org/fhir/ValueSet/basic-resource-type", "code": "referral"}]}}"#,
    passes:
      #"{"resourceType": "Basic", "code": {"coding": [{"system": "http://hl7.org/fhir/basic-resource-type", "code": "referral"}]}}"#
  )
  static let unknownCode = rule(
    5, "unknown-code", "The code of a coding is one that its code system defines.", "Data types: Coding",
    help: "Write a code of the system.", severity: .warning,
    fails:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "Z"}]}}"#,
    passes:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "M"}]}}"#
  )
  static let display = rule(
    6, "display-differs", "The display of a coding is that which the code system gives its code.", "Data types: Coding",
    help: "Write the display of the code system, or leave it out.", severity: .warning, type: .value,
    fails:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "M", "display": "Single"}]}}"#,
    passes:
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "M", "display": "Married"}]}}"#
  )
  static let form = rule(
    7, "external-code-form", "A media type, language, currency, country or unit has the form that its standard gives it.",
    "Terminologies: external code systems",
    help: "Write it as its standard does.", severity: .warning,
    fails: #"{"resourceType": "Patient", "language": "english_uk"}"#,
    passes: #"{"resourceType": "Patient", "language": "en-GB"}"#)

  /// Every rule about bindings and codes, by rising code.
  static let all: [RuleDescriptor] = [
    notMember, noCode, notMemberOfExtensible, valueSetAsSystem, unknownCode, display, form,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, severity: Severity = .error,
    type: IssueType = .codeInvalid, fails: String, passes: String
  ) -> RuleDescriptor {
    var rule = RuleDescriptor(
      code: "BND" + (number < 10 ? "00" : "0") + String(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: "FHIR, \(clause)", help: help, fails: fails, passes: passes)
    rule.refusal = .value
    return rule
  }
}
