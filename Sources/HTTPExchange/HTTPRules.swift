package import Findings

/// The rules for recorded exchanges: HAR files, HTTP messages, and headers that describe bodies.
package enum HTTPRules {
  static let harMember = rule(
    1, "har-member",
    "A HAR file must have log.entries, each with a request with method and url, and a response with a status.",
    "HAR 1.2", type: .structure, help: "Export the file again, or add the member.",
    fails: #"{"log": {"entries": [{"request": {"method": "GET"}, "response": {"status": 200}}]}}"#,
    passes: #"{"log": {"entries": [{"request": {"method": "GET", "url": "/Slot"}, "response": {"status": 200}}]}}"#)
  static let harForm = rule(
    2, "har-form", "The members of a HAR file must have the types defined by HAR: headers are arrays, a status is a number.",
    "HAR 1.2", type: .structure, help: "Write the member with the correct type.",
    fails: #"{"log": {"entries": [{"request": {"method": "GET", "url": "/Slot"}, "response": {"status": "200"}}]}}"#,
    passes: #"{"log": {"entries": [{"request": {"method": "GET", "url": "/Slot"}, "response": {"status": 200}}]}}"#)
  static let harBase64 = rule(
    3, "har-base64", "Content with the encoding base64 must be valid base64.", "HAR 1.2, content",
    help: "Export the file again: the content is truncated or modified.",
    fails: #"{"mimeType": "application/fhir+json", "encoding": "base64", "text": "eyJ"}"#,
    passes: #"{"mimeType": "application/fhir+json", "encoding": "base64", "text": "e30="}"#)
  static let noExchange = rule(
    4, "no-exchange", "A recording must contain at least one exchange.", "HAR 1.2; RFC 9112, section 2.1", type: .structure,
    help: "Record a request and its response.", fails: #"{"log": {"entries": []}}"#,
    passes: #"{"log": {"entries": [{"request": {"method": "GET", "url": "/Slot"}, "response": {"status": 200}}]}}"#)
  static let startLine = rule(
    10, "start-line", "A request must start with method, target and version, a response with version, status and reason.",
    "RFC 9112, sections 3 and 4", help: "Write a line such as 'POST /Appointment HTTP/1.1' or 'HTTP/1.1 201 Created'.",
    fails: "POST/Appointment HTTP/1.1", passes: "POST /Appointment HTTP/1.1")
  static let fieldLine = rule(
    11, "header-field", "A header field must be a name, a colon and a value, on one line.", "RFC 9112, section 5",
    help: "Write 'Name: value' without a space before the colon, and one blank line after the last field.",
    fails: "Content-Type application/fhir+json", passes: "Content-Type: application/fhir+json")
  static let largeField = rule(
    12, "large-header", "The start line and headers must not exceed 64 KiB; most servers accept less.", "RFC 9112, section 3",
    severity: .warning, type: .tooCostly, help: "Send fewer or shorter header fields.", fails: "a field of 100,000 characters",
    passes: "a field of 100 characters")
  static let chunk = rule(
    13, "chunk",
    "A chunk must be its size in hexadecimal, a line break, that many bytes and a line break; the last chunk must have size 0.",
    "RFC 9112, section 7.1", help: "Record the body again, or write it unchunked without Transfer-Encoding.",
    fails: "zz", passes: "1a")
  static let contentLength = rule(
    14, "content-length", "Content-Length must be the number of bytes in the body.", "RFC 9110, section 8.6", severity: .warning,
    help: "Set Content-Length to the length of the body in bytes, or remove the field from an edited recording.",
    fails: "Content-Length: twelve", passes: "Content-Length: 12")
  static let status = rule(
    15, "status-code", "A status must be a number from 100 to 599.", "RFC 9110, section 15", type: .value,
    help: "Respond with an HTTP status code.", fails: "HTTP/1.1 2010 Created", passes: "HTTP/1.1 201 Created")
  static let otherEncoding = rule(
    16, "wide-encoding", "An HTTP message must be in an encoding that extends US-ASCII, such as UTF-8.", "RFC 9112, section 2.2",
    help: "Save the file as UTF-8.", fails: "GET /Slot HTTP/1.1 in UTF-16", passes: "GET /Slot HTTP/1.1 in UTF-8")
  static let contentType = rule(
    20, "content-type-mismatch", "The Content-Type of a message must match its body.",
    "FHIR, RESTful API: Content types and encodings",
    type: .invalid, help: "Write application/fhir+json or application/fhir+xml to match the body.",
    fails: "Content-Type: application/fhir+json, and an XML body",
    passes: "Content-Type: application/fhir+xml, and an XML body")
  static let contentTypeMissing = rule(
    21, "content-type-missing", "A message with a FHIR body must have a Content-Type.", "RFC 9110, section 8.3",
    severity: .warning, type: .required, help: "Send Content-Type: application/fhir+json or application/fhir+xml.",
    fails: "a JSON body without Content-Type", passes: "Content-Type: application/fhir+json")

  package static let fhirVersion = rule(
    22, "fhir-version-mismatch",
    "The parameter fhirVersion of a Content-Type must be a FHIR release, and match the profiles that the body claims.",
    "FHIR R4, RESTful API: FHIR version parameter", type: .invalid,
    help: "Write the release of the body, such as fhirVersion=4.0, or remove the parameter.",
    fails: "Content-Type: application/fhir+json; fhirVersion=4.0, and a body that claims an STU3 profile",
    passes: "Content-Type: application/fhir+json; fhirVersion=3.0, and a body that claims an STU3 profile")

  package static let all = [
    harMember, harForm, harBase64, noExchange, startLine, fieldLine, largeField, chunk, contentLength, status,
    otherEncoding, contentType, contentTypeMissing, fhirVersion,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, severity: Severity = .error,
    type: IssueType = .invalid, help: String, fails: String, passes: String
  ) -> RuleDescriptor {
    RuleDescriptor(
      code: RuleFamily.recordings.code(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: clause, help: help, fails: fails, passes: passes)
  }
}
