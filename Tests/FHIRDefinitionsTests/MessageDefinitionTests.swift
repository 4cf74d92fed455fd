import FHIRDefinitions
import FHIRSyntax
import Findings
import Foundation
import Testing

/// Reads MessageDefinitions, and writes them as files.
@Suite struct MessageDefinitionTests {
  struct Original: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
  }

  static let expected = MessageDefinition(
    url: "https://northfield.nhs.uk/MessageDefinition/booking", version: "2.0.0",
    event: .init(system: "https://northfield.nhs.uk/events", code: "book"),
    focus: [
      .init(code: "Patient", profile: "https://northfield.nhs.uk/StructureDefinition/Patient", minimum: 1, maximum: 1),
      .init(code: "Organization", profile: nil, minimum: 2, maximum: nil),
    ])

  static let originals = [
    Original(
      testDescription: "R4",
      text: """
        { "resourceType": "MessageDefinition", "url": "https://northfield.nhs.uk/MessageDefinition/booking", "version": "2.0.0",
          "status": "active", "date": "2024-11-04",
          "eventCoding": { "system": "https://northfield.nhs.uk/events", "code": "book" },
          "focus": [
            { "code": "Patient", "profile": "https://northfield.nhs.uk/StructureDefinition/Patient", "min": 1, "max": "1" },
            { "code": "Organization", "min": 2, "max": "*" } ] }
        """),
    Original(
      testDescription: "STU3, an entry of a bundle",
      text: """
        <Bundle xmlns="http://hl7.org/fhir"><entry><resource><MessageDefinition>
          <url value="https://northfield.nhs.uk/MessageDefinition/booking"/><version value="2.0.0"/>
          <event><system value="https://northfield.nhs.uk/events"/><code value="book"/></event>
          <focus><code value="Patient"/>
            <profile><reference value="https://northfield.nhs.uk/StructureDefinition/Patient"/></profile>
            <min value="1"/><max value="1"/></focus>
          <focus><code value="Organization"/><min value="2"/></focus>
        </MessageDefinition></resource></entry></Bundle>
        """),
  ]

  @Test(arguments: originals) func originalsAreRead(_ original: Original) {
    let document = Document.read(SourceText(name: "original", text: original.text))
    #expect(MessageDefinition.definitions(in: document) == [Self.expected])
  }

  @Test func filesContainEverything() throws {
    let text = MessageFiles.text(of: Self.expected)
    #expect(try MessageFiles.definition(SourceText(name: "booking.json", text: text)) == Self.expected)
    let list = "[\(text),\(text)]"
    #expect(try MessageFiles.definitions(SourceText(name: "all", text: list)) == [Self.expected, Self.expected])
  }

  @Test(arguments: [
    (#"{ "url": "u", "events": {} }"#, "events"), (#"{ "focus": [] }"#, "url"),
    (#"{ "url": "u", "focus": [ { "code": "Slot", "max": "1" } ] }"#, "min"),
    (#"{ "url": "u", "focus": [ { "code": "Slot", "min": 0, "max": "many" } ] }"#, "max"),
    (#"{ "url": "u", "focus": [ { "code": "Slot", "min": 0, "max": "1", "profiles": [] } ] }"#, "profiles"),
  ])
  func aSyntaxErrorInAFileIsReported(text: String, says: String) {
    let error = #expect(throws: DefinitionsError.self) {
      try MessageFiles.definition(SourceText(name: "booking.json", text: text))
    }
    #expect(error.map { "\($0)".hasPrefix("booking.json:1:") && "\($0)".contains(says) } ?? false, "\(String(describing: error))")
  }

  @Test func theVersionChoosesTheDefinition() {
    var older = Self.expected
    older.version = "1.0.0"
    let library = MessageLibrary([Self.expected, older])
    #expect(library.definition(Self.expected.url) == Self.expected)
    #expect(library.definition(Self.expected.url + "|1.0.0") == older)
    #expect(library.definition(Self.expected.url + "|3.0.0") == nil)
    #expect(library.definition("https://northfield.nhs.uk/MessageDefinition") == nil)
  }
}
