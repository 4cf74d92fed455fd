import ApptLint
import Findings
import Testing

/// The release of FHIR that a recording is reported as, and that its bodies are checked as.
@Suite struct RecordingReleaseTests {
  static let plain = #"{"resourceType":"Patient","active":true}"#
  /// A resource with an element of STU3 only.
  static let older = #"{"resourceType":"Patient","animal":{"species":{"text":"x"}}}"#
  static let claiming = #"{"resourceType":"Slot","meta":{"profile":["http://hl7.org/fhir/3.0/StructureDefinition/Slot"]}}"#

  static func post(_ body: String, _ parameter: String = "") -> String {
    "POST /Patient HTTP/1.1\nHost: h\nContent-Type: application/fhir+json\(parameter)\n\n\(body)\n\n"
  }

  static func get(_ accept: String, _ parameter: String, _ body: String) -> String {
    "GET /Patient/1 HTTP/1.1\nHost: h\nAccept: \(accept)\n\nHTTP/1.1 200 OK\nContent-Type: application/fhir+json\(parameter)\n\n\(body)\n\n"
  }

  static let guessed = "release guessed from the bodies: choose one with --fhir-version"
  static let known = "release from the bodies and headers"

  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    /// The release of the report, and the end of its basis.
    var title: String
    var basis: String
    /// Whether `animal` is reported as unknown.
    var findsUnknown = false

    var testDescription: String { text }
  }

  @Test(arguments: [
    Case(text: post(older), title: "FHIR STU3", basis: guessed),
    Case(text: get("*/*", "", older) + get("*/*", "", claiming), title: "FHIR STU3", basis: guessed),
    Case(text: post(claiming), title: "FHIR STU3", basis: known),
    Case(text: post(plain), title: "FHIR R4", basis: guessed),
    Case(text: post(plain, "; fhirVersion=3.0"), title: "FHIR STU3", basis: known),
    Case(text: post(older, "; fhirVersion=4.0"), title: "FHIR R4", basis: known, findsUnknown: true),
    Case(text: post(older, ";charset=utf-8; FHIRVERSION = \"4.0\""), title: "FHIR R4", basis: known, findsUnknown: true),
    Case(text: post(plain, "; fhirVersion=5.0"), title: "FHIR R5", basis: known),
    Case(text: post(plain, "; fhirVersion=x"), title: "FHIR R4", basis: guessed),
    // The body's own claim is more specific.
    Case(text: post(claiming, "; fhirVersion=4.0"), title: "FHIR STU3", basis: known),
    Case(text: get("application/fhir+json; fhirVersion=4.0", "", older), title: "FHIR R4", basis: known, findsUnknown: true),
    Case(
      text: get("application/fhir+xml;fhirVersion=4.0, application/fhir+json;fhirVersion=4.0", "", older), title: "FHIR R4",
      basis: known, findsUnknown: true),
    Case(
      text: get("application/fhir+json;fhirVersion=4.0, application/fhir+json;fhirVersion=3.0", "", older), title: "FHIR STU3",
      basis: guessed),
    Case(
      text: get("application/fhir+json; fhirVersion=4.0", "; fhirVersion=3.0", older), title: "FHIR STU3", basis: known),
    Case(
      text: post(older) + post(plain, "; fhirVersion=4.0") + post(older), title: "FHIR STU3",
      basis: "\(guessed); 1 body checked as FHIR R4"),
    Case(
      text: post(older) + post(plain, "; fhirVersion=4.0") + post(plain, "; fhirVersion=5.0"), title: "FHIR STU3",
      basis: "\(guessed); 1 body checked as FHIR R4; 1 body checked as FHIR R5"),
  ]) func theReleaseOfTheBodiesIsReported(_ given: Case) throws {
    let report = try Recordings.linter([]).lint(SourceText(name: "a.http", text: given.text))
    #expect((report.otherRelease ?? report.release.title) == given.title)
    #expect(report.basis.hasSuffix("; " + given.basis), "\(report.basis)")
    #expect(report.isGuessed == given.basis.contains("guessed"))
    #expect(report.findings.contains { $0.code == "STR004" } == given.findsUnknown)
  }

  /// A parameter of Content-Type, a body, and whether they contradict each other.
  @Test(arguments: [
    (";fhirVersion=4.0", claiming, true), (";fhirVersion=3.0", claiming, false), (";fhirVersion=3.0.2", claiming, false),
    (";fhirVersion=5.0", claiming, true), (";fhirVersion=x", claiming, true), (";fhirVersion=x", plain, true),
    (";fhirVersion=4.0", plain, false), (";fhirVersion=4.0", older, false), ("", claiming, false),
    (";fhirVersion=4.0, a/b;fhirVersion=3.0", claiming, false),
    (";fhirVersion=STU3", claiming, true), (";fhirVersion=R4", plain, true), (";fhirVersion=3", claiming, true),
    (";fhirVersion=", plain, true), (";fhirVersion=\"\"", plain, true), (";fhirVersion", plain, false),
    (";fhirVersion=3.0; fhirVersion=4.0", claiming, true), (";fhirVersion=4.0;fhirVersion=4.0", plain, false),
    (";fhirVersion=0.5", plain, false), (";x=\";fhirVersion=x\"", plain, false),
    (";fhirVersion=4.3", claiming.replacing("3.0", with: "4.0"), false),
    (";fhirVersion=4.0", claiming.replacing("3.0/", with: "5.0/"), true),
    (
      ";fhirVersion=4.0",
      claiming.replacing("]}", with: #", "http://hl7.org/fhir/StructureDefinition/Slot|4.0.1"]}"#), false
    ),
    (
      ";fhirVersion=4.0",
      #"{"resourceType": "CapabilityStatement", "fhirVersion": "3.0.2", "status": "draft", "kind": "capability"}"#, false
    ),
  ]) func theReleaseOfTheHeaderIsThatOfTheBody(parameter: String, body: String, isFound: Bool) throws {
    let exchanges = [Self.post(body, parameter), Self.get("*/*", parameter, body)]
    for text in exchanges {
      let report = try Recordings.linter([]).lint(SourceText(name: "a.http", text: text))
      let found = report.findings.filter { $0.code == "HTX022" }.map { report.source.string($0.range).prefix(21) }
      #expect(found == (isFound ? ["application/fhir+json"] : []))
    }
    // Accept says what the client can read, not what it receives.
    let other = try Recordings.linter([]).lint(
      SourceText(name: "a.http", text: Self.get("application/fhir+json" + parameter, "", body)))
    #expect(!other.findings.contains { $0.code == "HTX022" })
  }
}
