import FHIRSyntax

/// The rules about the structure and representation of FHIR resources.
enum StructureRules {
  static let notAResource = rule(
    1, "not-a-resource",
    "A payload is one FHIR resource: in JSON an object with a resourceType, in XML an element of FHIR's namespace.",
    "FHIR, Resource formats",
    help: "Name the type of the resource.", fails: #"{"status": "booked"}"#,
    passes: #"{"resourceType": "Appointment", "status": "booked"}"#)
  static let duplicate = rule(
    2, "duplicate-property", "No object has two properties of one name.",
    "FHIR, JSON representation; RFC 8259, section 4",
    help: "Keep one of them; items of a repeating element stand in one array.",
    fails: #"{"resourceType": "Patient", "gender": "male", "gender": "female"}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)

  /// Every rule about structure, by rising code.
  static let all: [StandardRule] = [notAResource, duplicate]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, fails: String, passes: String
  ) -> StandardRule {
    StandardRule(
      code: "STR" + (number < 10 ? "00" : "0") + String(number), name: name, severity: .error, type: .structure,
      requirement: requirement, clause: clause, help: help, fails: fails, passes: passes)
  }
}
