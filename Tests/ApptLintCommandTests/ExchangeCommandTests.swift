import Testing

/// Recordings and earlier versions on the command line.
@Suite struct ExchangeCommandTests {
  static let put =
    "PUT /Appointment/1 HTTP/1.1\nContent-Type: application/fhir+json\n\n{\"resourceType\":\"Appointment\",\"state\":1}\n"

  @Test func recordingsAreFoundInFolders() throws {
    let folder = try TestFolder(["a.http": Self.put, "b.har": "{\"log\":{\"entries\":[]}}", "c.txt": "", "d.json": "{}"])
    let run = folder.run("check", "@", "--format", "concise")
    #expect(run.status == 1)
    #expect(run.lines.contains { $0.hasPrefix("a.http:4:") && $0.contains("STR") })
    #expect(run.lines.contains { $0.hasPrefix("b.har:1:") && $0.contains("HTX004") })
    #expect(!run.output.contains("c.txt"))
  }

  @Test(arguments: ["x.http", "-", "x.json", "x.har"]) func standardInputIsReadAccordingToItsNameOrContent(name: String) throws {
    let run = try TestFolder().run("check", "-", "--stdin-filename", name, "--format", "concise", input: Self.put)
    #expect(run.output.contains("JSN") == (name == "x.har"))
    #expect(run.status == 1)
  }

  /// Recordings without a file name are recognised, and their credentials are hidden.
  @Test(arguments: [
    "POST /Slot HTTP/1.1\nAuthorization: Bearer S3cret\nX S3cret\n\n{}\n",
    "\u{FEFF}### S3cret\r\n\r\n// S3cret\r\nPOST https://example.org/Slot\r\nX S3cret\r\n",
    "HTTP/1.1 200\nX S3cret\n", #"{"l\u006fg": {"entries": [{"access_token": "S3cret"}]}}"#,
    #"{"log": {"\u0065ntries": [{"access_token": "S3cret"}]}}"#,
  ]) func recordingsAreRecognisedByTheirContent(text: String) throws {
    let run = try TestFolder().run("check", "-", "--show-values", input: text)
    #expect(run.output.contains("HTX") && !run.output.contains("S3cret"), "\(run.output)")
  }

  @Test func recordingsAreVerified() throws {
    let folder = try TestFolder(["a.http": Self.put, "b.har.expected": ""])
    #expect(folder.run("verify", "@", "--update").status == 1)
    let expected = folder.read("a.http.expected") ?? ""
    #expect(expected.contains("4:"))
    let run = folder.run("verify", "@")
    #expect(run.output.contains("b.har.expected has no payload"))
  }

  /// Two requests with the same X-Request-Id: the status of the first, the second request, and whether the id is reported.
  @Test(arguments: [
    ("200", "PUT https://a.nhs.uk/R4/Appointment/1", true), ("200", "DELETE https://a.nhs.uk/R4/Appointment/1", true),
    ("200", "POST https://a.nhs.uk/R4/ServiceRequest", true), ("404", "POST https://a.nhs.uk/R4/$process-message", true),
    ("503", "POST https://a.nhs.uk/R4/Appointment", false), ("307", "POST https://a.nhs.uk/R4/$process-message", false),
    ("200", "POST https://a.nhs.uk/server/R4/Appointment", false), ("200", "POST https://b.nhs.uk/R4/$process-message", false),
    ("200", "GET https://a.nhs.uk/R4/Appointment/1", false),
  ]) func aRequestIDIsNotReused(status: String, second: String, isReported: Bool) throws {
    func exchange(_ request: String, _ status: String) -> String {
      "\(request) HTTP/1.1\nX-Request-Id: 6b9c59dd-675b-4026-98db-f608ef501e6e\n\nHTTP/1.1 \(status) OK\n\n\n"
    }
    let recording = exchange("POST https://a.nhs.uk/R4/Appointment", status) + exchange(second, "200")
    let run = try TestFolder(["a.http": recording]).run("check", "@a.http", "--pack", "bars", "--select", "BRS634")
    #expect(run.output.contains("[BRS634]") == isReported, "\(run.output)")
  }

  @Test func anEarlierVersionIsCompared() throws {
    let folder = try TestFolder([
      "read.json": "{\"resourceType\":\"Appointment\",\n\"description\":\"a\",\"status\":\"booked\"}",
      "sent.xml":
        "<Appointment xmlns=\"http://hl7.org/fhir\"><status value=\"cancelled\"/><description value=\"b\"/></Appointment>",
    ])
    let words = ["--pack", "nhs-booking", "--select", "BKL140", "--format", "concise"]
    func run(_ paths: String..., input: String = "") -> TestRun {
      switch paths.count {
      case 2: folder.run("check", paths[0], paths[1], words[0], words[1], words[2], words[3], words[4], words[5], input: input)
      default:
        folder.run(
          "check", paths[0], paths[1], paths[2], words[0], words[1], words[2], words[3], words[4], words[5], input: input)
      }
    }
    #expect(run("--against", "@read.json", "@sent.xml").findings.count == 1)
    #expect(run("--against=\(folder.path)/read.json", "@sent.xml").output.contains("line 2 of read.json"))
    #expect(run("--against", "@read.json", "-", input: "{\"resourceType\":\"Appointment\",\"description\":\"a\"}").status == 0)
  }

  @Test(arguments: ["", "{", "{}", "[]", "null", "x", "<", "<a/>", "\u{0}", #"{ "resourceType": "Frog" }"#, put])
  func anEarlierVersionThatIsNotAResourceIsAnError(earlier: String) throws {
    let folder = try TestFolder(["read.json": earlier, "sent.json": Payloads.clean])
    for more in [[], ["--quiet"], ["--format", "concise"], ["--pack", "none"]] {
      let run = folder.run(["check", "--against", "@read.json", "@sent.json"] + more)
      #expect(run.status == 2 && run.output == "", "\(run)")
      #expect(run.errors == "apptlint: --against compares payloads, but read.json contains no readable resource\n")
    }
    try folder.write("read.json", Payloads.clean)
    #expect(folder.run("check", "--against", "@read.json", "@sent.json").status == 0)
    try folder.write("sent.json", Self.put)
    let output = folder.run("check", "--against", "@read.json", "@sent.json").output
    #expect(output.contains("1 exchange") && output.contains("Recordings of HTTP exchanges are not compared."), "\(output)")
  }

  /// Further arguments, and a text of the error.
  @Test(arguments: [
    (["@"], "but there are 2 payloads"), (["--ndjson-input", "@sent.http"], "but there are several, one on each line"),
    (["@sent.http"], "is a recording of HTTP exchanges"), (["@none.json"], "cannot read"),
  ]) func invalidComparisonsAreRejected(arguments: [String], error: String) throws {
    let folder = try TestFolder(["read.json": "{}", "sent.http": Self.put])
    let run = folder.run(["check", "--against", "@read.json"] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(error), "\(run.errors)")
  }

  /// An external pack may have rows about exchanges and changes, like the built-in packs.
  @Test func anExternalPackIsEnforced() throws {
    let rows = #"""
      { "code": "OWN001", "name": "own-site", "keyword": "SHOULD", "requirement": "The request names the site.",
        "at": "Exchange.where(request.method = 'PUT').request.header('X-Site')", "check": { "oneOf": { "values": ["A", "B"] } },
        "required": true }
      """#
    let change = #"""
      { "code": "OWN002", "name": "own-code", "keyword": "MUST", "requirement": "The code stays.", "answer": 409,
        "at": "Change.later.resource", "check": { "unchanged": { "since": "Change.earlier.resource", "except": ["active"] } } }
      """#
    func table(_ resource: String, _ row: String) -> String {
      #"{ "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "\#(resource)", "root": true } }, "rules": [ \#(row) ] }"#
    }
    let folder = try TestFolder([
      "own/pack.json": #"{ "id": "own", "title": "Own", "tables": ["exchange.json", "change.json"] }"#,
      "own/exchange.json": table("Exchange", rows), "own/change.json": table("Change", change),
      "a.http": Self.put, "b.http": Self.put.replacing("\n\n", with: "\nx-site: A\n\n"),
      "read.json": #"{ "resourceType": "Patient", "active": true, "gender": "male" }"#,
      "sent.json": #"{ "resourceType": "Patient", "active": false, "gender": "female" }"#,
    ])
    let found = folder.run("check", "--pack", "@own", "--select", "OWN", "--format", "concise", "@a.http", "@b.http")
    #expect(found.findings == ["a.http:1:1: warning: OWN001 own-site: the header X-Site is missing [Exchange.request]"])
    let changed = folder.run(
      "check", "--pack", "@own", "--select", "OWN", "--format", "json", "--against", "@read.json", "@sent.json")
    #expect(changed.output.contains("\"Patient.gender\"") && changed.output.contains("409"))
    #expect(!changed.output.contains("Patient.active"))
  }
}
