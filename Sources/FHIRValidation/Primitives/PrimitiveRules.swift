import FHIRSyntax
import Findings

/// The rules about the form of primitive values.
enum PrimitiveRules {
  static let empty = rule(
    1, "empty-value", "A value must have at least one character.", "Primitive types",
    help: "Omit the element, or write its value.",
    fails: #"{"resourceType": "Patient", "name": [{"family": ""}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"family": "Roe"}]}"#)
  static let boolean = rule(
    2, "invalid-boolean", "A boolean must be true or false.", "boolean",
    help: "Write true or false.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><active value="yes"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let integer = rule(
    3, "invalid-integer", "An integer must be a whole number without leading zeros, and zero must not have the sign +.",
    "integer",
    help: "Write a whole number.",
    fails: #"{"resourceType": "Patient", "multipleBirthInteger": 1.5}"#,
    passes: #"{"resourceType": "Patient", "multipleBirthInteger": 2}"#)
  static let integerRange = rule(
    4, "integer-out-of-range",
    "An integer must be between -2,147,483,648 and 2,147,483,647, an unsignedInt at least 0, a positiveInt at least 1.",
    "integer",
    help: "Write a number in the range of the type.",
    fails: #"{"resourceType": "Patient", "telecom": [{"system": "phone", "value": "01632 960001", "rank": 0}]}"#,
    passes: #"{"resourceType": "Patient", "telecom": [{"system": "phone", "value": "01632 960001", "rank": 1}]}"#)
  static let decimal = rule(
    5, "invalid-decimal", "A decimal must be a number without leading zeros and with digits on both sides of its decimal point.",
    "decimal",
    help: "Write a decimal number such as 0.5.",
    fails:
      #"<Location xmlns="http://hl7.org/fhir"><position><longitude value="-1,5"/><latitude value="53.8"/></position></Location>"#,
    passes:
      #"<Location xmlns="http://hl7.org/fhir"><position><longitude value="-1.5"/><latitude value="53.8"/></position></Location>"#)
  static let controlCharacter = rule(
    6, "control-character-in-text", "A string must not have control characters other than tab, line feed and carriage return.",
    "string",
    help: "Remove the control character.",
    fails: #"{"resourceType": "Patient", "name": [{"family": "Roe\u0007"}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"family": "Roe\tRoe"}]}"#)
  static let tooLong = rule(
    7, "text-too-long", "A string must have at most 1,048,576 characters.", "string",
    help: "Send long content as an attachment.",
    fails: "a Patient whose name.text has 1,048,577 characters",
    passes: #"{"resourceType": "Patient", "name": [{"text": "Jane Roe"}]}"#)
  static let onlyBlanks = rule(
    8, "only-blanks", "A string must not be only whitespace.", "string",
    help: "Omit the element, or write its value.", severity: .warning,
    fails: #"{"resourceType": "Patient", "name": [{"family": " "}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"family": "Van Roe"}]}"#)
  static let code = rule(
    9, "invalid-code", "A code must not have leading, trailing or consecutive whitespace.", "code",
    help: "Remove the extra whitespace.",
    fails: #"{"resourceType": "Basic", "code": {"coding": [{"code": "note "}]}}"#,
    passes: #"{"resourceType": "Basic", "code": {"coding": [{"code": "note"}]}}"#)
  static let id = rule(
    10, "invalid-id", "An id must be 1 to 64 letters, digits, hyphens and dots.", "id",
    help: "Use at most 64 characters: letters, digits, hyphens and dots; a UUID, for example, is a valid id.",
    fails: #"{"resourceType": "Patient", "id": "patient_1"}"#,
    passes: #"{"resourceType": "Patient", "id": "patient-1"}"#)
  static let uri = rule(
    11, "invalid-uri", "A URI must not have whitespace or control characters.", "uri",
    help: "Write the URI without whitespace, or encode a space as %20.",
    fails:
      #"{"resourceType": "Patient", "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number ", "value": "9476719931"}]}"#,
    passes:
      #"{"resourceType": "Patient", "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9476719931"}]}"#)
  static let uuid = rule(
    12, "invalid-uuid", "A URI that starts with urn:uuid: must continue with a UUID in lower case.", "uri, uuid",
    help: "Write a UUID.",
    fails: #"{"resourceType": "Patient", "implicitRules": "urn:uuid:1234"}"#,
    passes: #"{"resourceType": "Patient", "implicitRules": "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e"}"#)
  static let oid = rule(
    13, "invalid-oid", "A URI that starts with urn:oid: must continue with an OID.", "uri, oid",
    help: "Write an OID such as urn:oid:2.16.840.1.113883.2.1.",
    fails: #"{"resourceType": "Patient", "identifier": [{"system": "urn:oid:2.16.", "value": "a"}]}"#,
    passes: #"{"resourceType": "Patient", "identifier": [{"system": "urn:oid:2.16.840.1.113883.2.1", "value": "a"}]}"#)
  static let base64 = rule(
    14, "invalid-base64", "Base64 must be groups of four characters, the last padded with =.", "base64Binary",
    help: "Encode the bytes as base64 (RFC 4648, section 4).",
    fails: #"{"resourceType": "Patient", "photo": [{"contentType": "image/png", "data": "iVBORw0KG"}]}"#,
    passes: #"{"resourceType": "Patient", "photo": [{"contentType": "image/png", "data": "iVBORw0KGgo="}]}"#)
  static let date = rule(
    15, "invalid-date", "A date must be a real calendar year, month or day.", "date",
    help: "Write YYYY-MM-DD, YYYY-MM or YYYY.",
    fails: #"{"resourceType": "Patient", "birthDate": "1990-02-30"}"#,
    passes: #"{"resourceType": "Patient", "birthDate": "1990-02-28"}"#)
  static let dateTime = rule(
    16, "invalid-datetime", "A dateTime must be a date, or a date and time with seconds and a time zone.", "dateTime",
    help: "Write YYYY-MM-DDThh:mm:ss and Z or an offset such as +01:00.",
    fails: #"{"resourceType": "Patient", "deceasedDateTime": "2026-03-02T09:00:00"}"#,
    passes: #"{"resourceType": "Patient", "deceasedDateTime": "2026-03-02T09:00:00Z"}"#)
  static let instant = rule(
    17, "invalid-instant", "An instant must be a date and time to the second or finer, with a time zone.", "instant",
    help: "Write YYYY-MM-DDThh:mm:ss and Z or an offset such as +01:00.",
    fails: #"{"resourceType": "Patient", "meta": {"lastUpdated": "2026-03-02"}}"#,
    passes: #"{"resourceType": "Patient", "meta": {"lastUpdated": "2026-03-02T09:00:00Z"}}"#)
  static let time = rule(
    18, "invalid-time", "A time must be hh:mm:ss on a 24-hour clock, without a zone.", "time",
    help: "Write hh:mm:ss.",
    fails: #"{"resourceType": "HealthcareService", "availableTime": [{"availableStartTime": "9:00"}]}"#,
    passes: #"{"resourceType": "HealthcareService", "availableTime": [{"availableStartTime": "09:00:00"}]}"#)
  static let elementId = rule(
    19, "invalid-element-id", "The id of an element must not have whitespace.", "Element",
    help: "Write the id without whitespace.",
    fails: #"{"resourceType": "Patient", "name": [{"id": "first name", "family": "Roe"}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"id": "first-name", "family": "Roe"}]}"#)
  static let attachmentSize = rule(
    20, "attachment-size", "The size of an attachment must be the number of bytes of its data before base64 encoding.",
    "Attachment",
    help: "Write the number of bytes, or omit size.",
    fails: #"{"resourceType": "Patient", "photo": [{"contentType": "text/plain", "data": "SmFuZQ==", "size": 8}]}"#,
    passes: #"{"resourceType": "Patient", "photo": [{"contentType": "text/plain", "data": "SmFuZQ==", "size": 4}]}"#)
  static let attachmentHash = rule(
    21, "attachment-hash", "The hash of an attachment must be the SHA-1 hash of its data, encoded as base64.", "Attachment",
    help: "Write the SHA-1 hash of the bytes before encoding, or omit hash.",
    fails:
      #"{"resourceType": "Patient", "photo": [{"contentType": "text/plain", "data": "SmFuZQ==", "hash": "2jmj7l5rSw0yVb/vlWAYkK/YBwk="}]}"#,
    passes:
      #"{"resourceType": "Patient", "photo": [{"contentType": "text/plain", "data": "SmFuZQ==", "hash": "G3gJf8+CqwRFroktOAwpzLVAViA="}]}"#
  )
  static let relativeURI = rule(
    22, "relative-uri",
    "A system must be an absolute URI, and so must a canonical that does not refer to a contained resource.",
    "Identifier, Coding, canonical",
    help: "Write the absolute URI.", severity: .warning,
    fails: #"{"resourceType": "Patient", "identifier": [{"system": "2.16.840.1.113883.2.1", "value": "a"}]}"#,
    passes: #"{"resourceType": "Patient", "identifier": [{"system": "urn:oid:2.16.840.1.113883.2.1", "value": "a"}]}"#)
  static let identifierURI = rule(
    23, "identifier-not-uri",
    "The value of an identifier with the system urn:ietf:rfc:3986 must be an absolute URI.", "Identifier",
    help: "Write an absolute URI such as urn:uuid: and a UUID, or use another system.", severity: .warning,
    fails: #"{"resourceType": "Patient", "identifier": [{"system": "urn:ietf:rfc:3986", "value": "123"}]}"#,
    passes:
      #"{"resourceType": "Patient", "identifier": [{"system": "urn:ietf:rfc:3986", "value": "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e"}]}"#
  )
  static let sampledData = rule(
    24, "invalid-sampled-data",
    "The data of a SampledData must be decimals, or the letters E, L and U in their place, separated by single spaces.",
    "SampledData",
    help: "Write decimals, E, L or U, separated by single spaces.",
    fails:
      #"{"resourceType": "Observation", "status": "final", "code": {"text": "ECG"}, "valueSampledData": {"origin": {"value": 0}, "period": 10, "dimensions": 1, "data": "1 x 3"}}"#,
    passes:
      #"{"resourceType": "Observation", "status": "final", "code": {"text": "ECG"}, "valueSampledData": {"origin": {"value": 0}, "period": 10, "dimensions": 1, "data": "1 E 3"}}"#
  )

  /// Every rule about the form of primitive values, in ascending order of code.
  static let all: [RuleDescriptor] = [
    empty, boolean, integer, integerRange, decimal, controlCharacter, tooLong, onlyBlanks, code, id, uri, uuid, oid, base64, date,
    dateTime, instant, time, elementId, attachmentSize, attachmentHash, relativeURI, identifierURI,
    sampledData,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ type: String, help: String, severity: Severity = .error,
    fails: String,
    passes: String
  ) -> RuleDescriptor {
    var rule = RuleDescriptor(
      code: RuleFamily.primitives.code(number), name: name, severity: severity, type: .value,
      requirement: requirement, clause: "FHIR, Data types: \(type)", help: help, fails: fails, passes: passes)
    rule.unusablePart = .value
    return rule
  }
}
