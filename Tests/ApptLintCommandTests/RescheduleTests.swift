import Testing

/// The body of a PATCH, which is a partial resource, and writes without an earlier read.
@Suite struct RescheduleTests {
  static let read = """
    { "resourceType": "Appointment", "id": "5b1f0e64-2c7a-4f83-9d15-e0a6b7c83920",
      "meta": { "lastUpdated": "2026-02-02T09:00:00Z",
                "profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment"] },
      "status": "booked", "start": "2026-03-09T10:00:00Z", "end": "2026-03-09T10:10:00Z", "created": "2026-02-02T09:00:00Z",
      "slot": [ { "reference": "Slot/17" } ],
      "participant": [ { "actor": { "reference": "Patient/17" }, "status": "accepted" } ] }
    """

  /// The body of a request, and the codes found.
  static let cases = [
    (#"{ "resourceType": "Appointment", "slot": [ { "reference": "Slot/18" } ] }"#, [String]()),
    (#"{ "resourceType": "Appointment", "slot": [ { "reference": "Slot/18" } ], "start": "2026-03-10T10:00:00Z" }"#, []),
    (#"{ "resourceType": "Appointment", "slot": [ { "reference": "Slot/17" } ] }"#, ["BRS610"]),
    (#"{ "resourceType": "Appointment", "status": "booked" }"#, ["BRS610"]),
    (#"{ "resourceType": "Appointment", "slot": [ { "reference": "Slot/18" } ], "status": "cancelled" }"#, ["BRS610"]),
    (
      #"{ "resourceType": "Appointment", "slot": [ { "reference": "Slot/18" } ], "reasonCode": [ { "text": "a" } ] }"#,
      ["BRS610"]
    ),
    (#"{ "resourceType": "Appointment", "slot": [ { "reference": "Slot/18" } ], "state": 1 }"#, ["STR004", "BRS610"]),
    (#"{ "resourceType": "Appointment", "slot": [ { "reference": "Slot/18" } ], "start": "tomorrow" }"#, ["BRS004"]),
  ]

  @Test(arguments: cases) func aPatchIsComparedWithTheReadVersion(body: String, codes: [String]) throws {
    let folder = try TestFolder(["read.json": Self.read, "sent.json": body])
    let run = folder.run(
      "check", "--pack", "bars", "--interaction", "reschedule", "--against", "@read.json", "@sent.json", "--format", "concise")
    #expect(run.findings.count == codes.count, "\(run.output)")
    for code in codes { #expect(run.findings.contains { $0.contains(": \(code)") }, "\(run.output)") }
  }

  private static func exchange(
    _ method: String, _ body: String, url: String = "/5b1f0e64-2c7a-4f83-9d15-e0a6b7c83920", status: Int = 200, response: String
  ) -> String {
    """
    \(method) https://receiver.example.nhs.uk/Appointment\(url) HTTP/1.1
    X-Request-Id: 6b9c59dd-675b-4026-98db-f608ef501e6\(method.count)
    X-Correlation-Id: 0f3bd1c9-8ad4-4c2b-a5d1-33f0f1a3c2d4
    \(body.isEmpty ? "" : "Content-Type: application/fhir+json\n\n" + body)

    HTTP/1.1 \(status) OK
    X-Request-Id: 6b9c59dd-675b-4026-98db-f608ef501e6\(method.count)
    X-Correlation-Id: 0f3bd1c9-8ad4-4c2b-a5d1-33f0f1a3c2d4
    Content-Type: application/fhir+json

    \(response)


    """
  }

  @Test(arguments: cases) func aRecordedPatchIsComparedWithTheRecordedRead(body: String, codes: [String]) throws {
    for read in [Self.exchange("GET", "", response: Self.read), Self.search()] {
      let recording = read + Self.exchange("PATCH", body, response: Self.read)
      let run = try TestFolder(["a.http": recording]).run("check", "@a.http", "--pack", "bars", "--format", "concise")
      #expect(run.findings.count == codes.count, "\(run.output)")
      for code in codes { #expect(run.findings.contains { $0.contains(": \(code)") }, "\(run.output)") }
    }
  }

  /// A search that finds the Appointment.
  private static func search(parameters: String = "", tag: String = "") -> String {
    let match = tag.isEmpty ? read : read.replacing(#""meta": {"#, with: #""meta": { "tag": [\#(tag)], "#)
    return exchange(
      "GET", "", url: "?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C9990000018" + parameters,
      response: """
        { "resourceType": "Bundle", "type": "searchset", "total": 1,
          "entry": [ { "fullUrl": "https://receiver.example.nhs.uk/Appointment/5b1f0e64-2c7a-4f83-9d15-e0a6b7c83920",
                       "resource": \(match), "search": { "mode": "match" } } ] }
        """)
  }

  /// A search that may return only some elements is not compared.
  @Test(arguments: [
    ("&_elements=id,slot", ""), ("&_summary=true", ""),
    ("", #"{ "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED" }"#),
  ]) func aPartialSearchResultIsNotCompared(parameters: String, tag: String) throws {
    let recording =
      Self.search(parameters: parameters, tag: tag)
      + Self.exchange("PATCH", #"{ "resourceType": "Appointment", "status": "booked" }"#, response: Self.read)
    let run = try TestFolder(["a.http": recording]).run("check", "@a.http", "--pack", "bars")
    #expect(run.output.contains("The recording does not contain the version that the request changes."), "\(run.output)")
    #expect(!run.output.contains("[BRS610]"), "\(run.output)")
  }

  @Test(arguments: ["PUT", "PATCH"]) func aWriteWithoutAReadIsNotCompared(method: String) throws {
    let recording = Self.exchange(method, Self.read, response: Self.read)
    let run = try TestFolder(["a.http": recording]).run("check", "@a.http", "--pack", "bars")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("not checked: BRS613: "), "\(run.output)")
    let entry = run.lines.first { $0.contains("The recording does not contain the version that the request changes.") }
    #expect(entry?.contains(method == "PUT" ? "BRS006" : "BRS610") == true, "\(run.output)")
  }

  @Test func anEarlierEditionHasNoReschedule() throws {
    let run = try TestFolder(["a.json": Self.read]).run(
      "check", "@a.json", "--pack", "bars", "--edition", "bars=1.1.6", "--interaction", "reschedule")
    #expect(run.status == 2)
    #expect(run.errors.contains("have no interaction 'reschedule'"))
  }
}
