import Foundation
import Reporting
import Testing

/// Rules of packs show only those parts of an invalid value that a specification defines.
@Suite struct ShownValueTests {
  private static let table = #"""
    { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Appointment" } },
      "rules": [
        { "code": "OWN001", "name": "own-status", "keyword": "MUST", "requirement": "The status is 'booked'.",
          "at": "Appointment.status", "check": { "fixed": { "value": "booked" } } },
        { "code": "OWN002", "name": "own-system", "keyword": "MUST", "requirement": "The system is the local one.",
          "at": "Appointment.identifier.system", "check": { "fixed": { "value": "urn:own" } } },
        { "code": "OWN003", "name": "own-value", "keyword": "MUST", "requirement": "The value is 'A'.",
          "at": "Appointment.identifier.value", "check": { "fixed": { "value": "A" } } },
        { "code": "OWN004", "name": "own-slot", "keyword": "MUST", "requirement": "The slot is the local one.",
          "at": "Appointment.slot", "check": { "reference": { "url": "https://own.example/" } } },
        { "code": "OWN006", "name": "own-actor", "keyword": "MUST", "requirement": "The actor is a Patient.",
          "at": "Appointment.participant.actor", "check": { "reference": { "to": [ "Patient" ] } } },
        { "code": "OWN005", "name": "own-order", "keyword": "MUST", "requirement": "The kinds of an order are known.",
          "at": "Appointment.identifier.where(system = 'urn:own:order').value",
          "check": { "oneOf": { "values": [ "own-first", "own-second" ] } },
          "fails": [ { "resourceType": "Appointment",
                       "identifier": [ { "system": "urn:own:example", "value": "own-example" } ] } ] } ] }
    """#

  @Test(arguments: [
    // Codes are shown wherever a code is expected, from any code system and release.
    (#""status": "arrived""#, "found 'arrived' ["),
    (#""status": "female""#, "found 'female' ["),
    (#""status": "checked-in""#, "found 'checked-in' ["),
    (#""status": "own-first""#, "found 'own-first' ["),
    (#""status": "own-example""#, "found a value of 11 characters ["),
    (#""status": "wrenfield""#, "found a value of 9 characters ["),
    // URLs that a specification or a rule file defines are shown; text before or after such a URL is not.
    (#""identifier": [{"system": "wrenfield://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 37 characters ["),
    (#""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number"}]"#, "found 'https://fhir.nhs.uk/Id/nhs-number' ["),
    (#""identifier": [{"system": "http://fhir.nhs.uk/Id/nhs-number/"}]"#, "found 'http://fhir.nhs.uk/Id/nhs-number/' ["),
    (
      #""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number|9000000009"}]"#,
      "found 'https://fhir.nhs.uk/Id/nhs-number|…' ["
    ),
    (#""identifier": [{"system": "http://hl7.org/fhir/appointmentstatus"}]"#, "found 'http://hl7.org/fhir/appointmentstatus' ["),
    (#""identifier": [{"system": "urn:own:order"}]"#, "found 'urn:own:order' ["),
    (#""identifier": [{"system": "urn:own:example"}]"#, "found a value of 15 characters ["),
    (#""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number/9000000009"}]"#, "found a value of 44 characters ["),
    (#""identifier": [{"system": "Wrenfield https://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 43 characters ["),
    (#""identifier": [{"system": "9000000009https://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 43 characters ["),
    (#""identifier": [{"system": "urn:wrenfield:https://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 47 characters ["),
    (#""identifier": [{"system": "urn:wrenfield://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 41 characters ["),
    (#""identifier": [{"system": "9000000009://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 38 characters ["),
    (#""identifier": [{"system": "://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 28 characters ["),
    (#""identifier": [{"system": "HTTPS://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 33 characters ["),
    (
      #""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number https://fhir.nhs.uk/Id/nhs-number"}]"#,
      "found a value of 67 characters ["
    ),
    (
      #""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number|1 https://fhir.nhs.uk/Id/nhs-number"}]"#,
      "found 'https://fhir.nhs.uk/Id/nhs-number|…' ["
    ),
    (#""identifier": [{"system": "https://wrenfield/https://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 51 characters ["),
    (#""identifier": [{"system": "https://wrenfield@fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 43 characters ["),
    (#""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number?n=9000000009"}]"#, "found a value of 46 characters ["),
    (#""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number#9000000009"}]"#, "found a value of 44 characters ["),
    (#""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number wrenfield"}]"#, "found a value of 43 characters ["),
    (#""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number//"}]"#, "found a value of 35 characters ["),
    (#""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs%2Dnumber"}]"#, "found a value of 35 characters ["),
    (#""identifier": [{"system": " https://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 34 characters ["),
    (#""identifier": [{"system": "http://https://fhir.nhs.uk/Id/nhs-number"}]"#, "found a value of 40 characters ["),
    (#""identifier": [{"system": "https://wrenfield.example"}]"#, "found a value of 25 characters ["),
    // A code where no code is expected is an ordinary value.
    (#""identifier": [{"value": "female"}]"#, "found a value of 6 characters ["),
    // Only the resource type of a reference is shown.
    (#""slot": [{"reference": "Slot/wrenfield"}]"#, "found 'Slot/…' ["),
    (#""slot": [{"reference": "ServiceRequest/wrenfield"}]"#, "found 'ServiceRequest/…' ["),
    (#""slot": [{"reference": "https://wrenfield.example/Slot/1"}]"#, "found '…/Slot/…' ["),
    (#""slot": [{"reference": "urn:wrenfield"}]"#, "found a value of 13 characters ["),
    (#""participant": [{"actor": {"reference": "Location/1"}}]"#, "found one to a Location ["),
    (#""participant": [{"actor": {"reference": "Wrenfield/1"}}]"#, "found a value of 11 characters ["),
  ]) func onlySpecifiedValuesAreShown(_ member: String, _ message: String) throws {
    let folder = try TestFolder([
      "own/pack.json": #"{ "id": "own", "title": "Own", "release": "3.0", "tables": ["table.json"] }"#,
      "own/table.json": Self.table, "booking.json": #"{ "resourceType": "Appointment", \#(member) }"#,
    ])
    let options = ["--pack", "@own", "--format", "concise", "--select", "OWN"]
    let run = folder.run(["check"] + options + ["@booking.json"])
    #expect(run.findings.count == 1 && run.findings.allSatisfy { $0.contains(message) }, "\(run.output)")
    let shown = folder.run(["check", "--show-values"] + options + ["@booking.json"])
    #expect(shown.findings.allSatisfy { !$0.contains("…") && !$0.contains("a value of") }, "\(shown.output)")
  }

  /// A payload, the reason why something was not checked, and the value that only `--show-values` shows.
  @Test(arguments: [
    (#"{ "resourceType": "Patient", "meta": { "profile": ["Tom Thumb"] } }"#, "PRO004: The profile '…' is unknown", "Tom Thumb"),
    (
      #"{ "resourceType": "Patient", "meta": { "profile": ["https://x.example/p?name=TomThumb&nhs=9990000018"] } }"#,
      "PRO004: The profile '…' is unknown", "TomThumb"
    ),
    (
      #"{ "resourceType": "Patient", "meta": { "profile": ["https://x.example/StructureDefinition/TomThumb"] } }"#,
      "PRO004: The profile '…/StructureDefinition/…' is unknown", "TomThumb"
    ),
    (
      #"{ "resourceType": "Patient", "meta": { "profile": ["http://hl7.org/fhir/StructureDefinition/Patient|TomThumb"] } }"#,
      "PRO004: This version of the profile 'http://hl7.org/fhir/StructureDefinition/Patient|…' is unknown", "TomThumb"
    ),
    (
      #"{ "resourceType": "Patient", "meta": { "profile": ["http://hl7.org/fhir/StructureDefinition/Patient|192.168.17.10"] } }"#,
      "PRO004: This version of the profile 'http://hl7.org/fhir/StructureDefinition/Patient|…' is unknown", "192.168"
    ),
    (
      #"{ "resourceType": "Patient", "meta": { "profile": ["#
        + #""TomThumb https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"] } }"#,
      "PRO004: The profile '…/StructureDefinition/…' is unknown", "TomThumb"
    ),
    (
      #"{ "resourceType": "Patient", "extension": [ { "url": "#
        + #""TomThumb:http://hl7.org/fhir/StructureDefinition/patient-religion" } ] }"#,
      ": The extension '…/StructureDefinition/…' is unknown", "TomThumb"
    ),
    (
      #"{ "resourceType": "Patient", "maritalStatus": { "coding": [ { "code": "x", "#
        + #""system": "TomThumb:http://snomed.info/sct" } ] } }"#,
      "BND005: The code system '…' is unknown", "TomThumb"
    ),
    (
      #"{ "resourceType": "Patient", "maritalStatus": { "coding": [ { "system": "http://tom.thumb", "code": "x" } ] } }"#,
      "BND005: The code system '…' is unknown", "tom.thumb"
    ),
    (
      #"{ "resourceType": "Patient", "extension": [ { "url": "http://tom.thumb", "valueString": "x" } ] }"#,
      ": The extension '…' is unknown", "tom.thumb"
    ),
    (
      #"""
      { "resourceType": "Bundle", "type": "message", "entry": [ { "fullUrl": "urn:uuid:5b1f0e64-2c7a-4f83-9d15-e0a6b7c83920",
        "resource": { "resourceType": "MessageHeader", "definition": "Jane Smith", "source": { "endpoint": "http://a.example" },
                      "eventUri": "http://a.example" } } ] }
      """#, "BRS015: The message definition '…' is unknown", "Jane Smith"
    ),
  ]) func reasonsShowOnlySpecifiedValues(payload: String, reason: String, value: String) throws {
    let folder = try TestFolder(["a.json": payload])
    let options = ["--fhir-version", "4.0", "--pack", "bars", "@a.json"]
    for format in ReportFormat.allCases.map(\.rawValue) {
      let run = folder.run(["check", "--format", format] + options)
      #expect(!run.output.contains(value) && !run.errors.contains(value), "\(format): \(run.output)")
    }
    #expect(folder.run(["check"] + options).output.contains(reason))
    #expect(folder.run(["check", "--show-values"] + options).output.contains(value))
  }

  /// Without the version, the sentence would not say which version is unknown.
  @Test(arguments: [
    "http://hl7.org/fhir/StructureDefinition/Patient", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient",
  ])
  func unknownVersionsAreShown(profile: String) throws {
    let folder = try TestFolder(["a.json": #"{ "resourceType": "Patient", "meta": { "profile": ["\#(profile)|9.9.9"] } }"#])
    #expect(folder.run("check", "--fhir-version", "4.0", "--pack", "none", "@a.json").output.contains("\(profile)|9.9.9"))
  }

  /// Every format shows only the numbers of a claimed version, in the expected text.
  @Test(arguments: [
    (["a|1.7-Tom Thumb 01/01/1970"], "unsupported release FHIR 1.7, expected"),
    (["a|3.2-Tom Thumb"], "unsupported release FHIR 3.2, expected"),
    (["a|5.0.0-Tom Thumb"], "unsupported release FHIR R5, expected"),
    (["a|4.0.1-Tom Thumb", "a|3.0.2-Tom Thumb"], "although another claim is for FHIR STU3 (3.0.2)"),
    (["a|4.0.1", "a|STU3"], "although another claim is for FHIR STU3)"),
  ]) func onlyNumbersOfVersionsAreShown(_ profiles: [String], _ expected: String) throws {
    let urls = profiles.map { "\"http://hl7.org/fhir/StructureDefinition/Patient" + $0.dropFirst() + "\"" }
    let folder = try TestFolder([
      "a.json": #"{ "resourceType": "Patient", "meta": { "profile": [\#(urls.joined(separator: ", "))] } }"#
    ])
    for format in ReportFormat.allCases.map(\.rawValue) {
      let run = folder.run("check", "--pack", "none", "--format", format, "@a.json")
      #expect(!run.output.contains("Thumb") && !run.errors.contains("Thumb"), "\(format): \(run.output)")
    }
    #expect(folder.run("check", "--pack", "none", "@a.json").output.contains(expected))
  }

  @Test func theEvidenceContainsNoValues() throws {
    let folder = try TestFolder([
      "a.json": #"{ "resourceType": "Patient", "meta": { "profile": ["Tom Thumb"] }, "active": true }"#
    ])
    let words = ["--pack", "uec-booking", "--by", "assurance", "--bundle", "@e.zip", "@a.json"]
    #expect(folder.run(["coverage"] + words).status == 0)
    let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/e.zip"))
    #expect(bytes.range(of: Data("reports.html".utf8)) != nil && bytes.range(of: Data("Tom Thumb".utf8)) == nil)
  }
}
