import ApptLint
import Findings
import Testing

/// A linter that has checked other payloads gives the same results as a new linter.
@Suite struct SelectionCacheTests {
  private static let profiles = [
    #"["http://hl7.org/fhir/StructureDefinition/Patient"]"#,
    #"["http://hl7.org/fhir/StructureDefinition/Patient|3.0.2"]"#,
    #"["http://hl7.org/fhir/StructureDefinition/Patient|4.0.1"]"#,
    #"["http://hl7.org/fhir/StructureDefinition/Patient|5.0.0"]"#,
    #"["https:\/\/fhir.hl7.org.uk\/STU3\/StructureDefinition\/CareConnect-Patient-1"]"#,
    #"["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1"]"#,
    #"["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient", "http://hl7.org/fhir/3.0/StructureDefinition/Patient"]"#,
    #"["http://hl7.org/fhir/3.0/StructureDefinition/Patient", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"]"#,
    "[1, true, null, {}]", "[]", #""a""#,
  ]

  private static let payloads =
    profiles.map { #"{"resourceType":"Patient","meta":{"profile":\#($0)},"gender":"male"}"# }
    + ["3.0.2", "4.0.1", "5.0.0", "x"].flatMap { version in
      [
        #"{"resourceType":"CapabilityStatement","fhirVersion":"\#(version)","status":"active"}"#,
        #"{"resourceType":"SearchParameter","url":"http://hl7.org/fhir/SearchParameter/Slot-start","version":"\#(version)"}"#,
        #"{"resourceType":"SearchParameter","url":"http://example.org/SearchParameter/Slot-start","version":"\#(version)"}"#,
      ]
    }
    + [
      "", "{}", "1", #"{"resourceType":"Appointment","status":"booked"}"#,
      #"{"resourceType":"Appointment","status":"cancelled"}"#,
      #"{"resourceType":"Slot","extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-X"}]}"#,
      #"{"resourceType":"Bundle","type":"message","entry":[{"resource":{"resourceType":"MessageHeader"}}]}"#,
    ]

  private static func text(of report: Report) -> String {
    let findings = report.findings.map { "\($0.code) \($0.name) \($0.range) \($0.element ?? "")" }
    let unchecked = report.notChecked.map { "\($0.code) \($0.requirement) \($0.reason)" }
    let heads = ["\(report.release) \(report.otherRelease ?? "") \(report.packs) \(report.basis)"]
    return (heads + findings + unchecked).joined(separator: "\n")
  }

  @Test(arguments: [Configuration.Packs.automatic, .chosen([]), .chosen(["nhs-booking"]), .chosen(["bars", "nhs-identifiers"])])
  func earlierPayloadsDoNotChangeResults(packs: Configuration.Packs) throws {
    var configuration = Configuration()
    configuration.packs = packs
    let linter = try Linter(configuration)
    let sources = Self.payloads.enumerated().map { SourceText(name: "\($0).json", text: $1) }
    let alone = try sources.map { Self.text(of: try Linter(configuration).lint($0)) }
    for _ in 0..<2 {
      #expect(sources.map { Self.text(of: linter.lint($0)) } == alone)
      #expect(sources.reversed().map { Self.text(of: linter.lint($0)) } == alone.reversed())
    }
  }

  @Test func anyNumberOfClaimsCanBeMade() throws {
    let linter = try Linter()
    for number in 0..<600 {
      let url = "https://example.org/\(number % 2 == 0 ? "STU3" : "R4")/StructureDefinition/\(number)"
      let text = #"{"resourceType":"Basic","meta":{"profile":["\#(url)"]}}"#
      #expect(linter.lint(SourceText(name: "a.json", text: text)).release == (number % 2 == 0 ? .stu3 : .r4))
    }
  }
}
