import ApptLint
import FHIRSyntax
import Findings
import Reporting
import Testing

/// No output in any format contains a credential.
@Suite struct CredentialTests {
  /// The credential in the recordings below.
  static let secret = "k3eps4feT0ken"

  /// A recording and its name.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var testDescription: String { name + ": " + text.prefix(60) }
  }

  static let faulty =
    #"{"resourceType":"Appointment","meta":{"profile":["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1"]},"status":"arrived"}"#

  /// Fields and lines of a request that contain the secret, including malformed fields.
  static let fields = [
    "Authorization: Bearer \(secret)", "authorization: Basic \(secret)", "Authorization:\(secret)",
    "Authorization : Bearer \(secret)",
    "Authorization Bearer \(secret)", "Proxy-Authorization: Digest username=\(secret)", "Cookie: id=\(secret); other=1",
    "Set-Cookie: id=\(secret)", "X-API-Key: \(secret)", "X-Auth-Token: \(secret)", "Ssp-Session: \(secret)",
    "Referer: https://a.nhs.uk/?access_token=\(secret)&x=1", "X-Note: sent with Bearer \(secret)", " folded \(secret)",
    "X-Request-Id: Bearer \(secret)", "X-Whatever: \(secret)", "X-Whatever: a \(secret), b",
    "Location: /a/\(secret)/Appointment/1",
    "Location: https://\(secret):x@a.nhs.uk/Appointment/1", "Location: https://a.nhs.uk/Appointment/1#\(secret)",
    "Location: https://a.nhs.uk/Appointment/1?\(secret)", "Location: https://a.nhs.uk/Appointment/1?unknown=\(secret)",
    "Location: https://a.nhs.uk/Appointment/\(secret)", "Accept: application/fhir+json;key=\(secret)", "Host: \(secret)@a.nhs.uk",
    "WWW-Authenticate: Digest nonce=\"\(secret)\"", "NHSD-End-User-Organisation: \(secret)",
  ]

  static let raw: [Case] = fields.map { field in
    Case(
      name: "a.http",
      text:
        "POST /Appointment HTTP/1.1\nHost: a.nhs.uk\n\(field)\nContent-Type: application/fhir+xml\n\n\(faulty)\n\nHTTP/1.1 200 OK\nETag: 1\n\n\(faulty)\n"
    )
  }

  static let others: [Case] = [
    Case(name: "a.http", text: "POST https://user:\(secret)@a.nhs.uk/Appointment HTTP/1.1\n\n\(faulty)\n"),
    Case(name: "a.http", text: "POST https://a.nhs.uk/Appointment?token=\(secret) HTTP/1.1 or so\n\n\(faulty)\n"),
    Case(name: "a.http", text: "Bearer \(secret)\n\nPOST /Appointment\n\n\(faulty)\n"),
    Case(
      name: "a.http",
      text: "POST https://a.nhs.uk/\(secret)/Appointment?x=\(secret)#\(secret) HTTP/1.1 or so\n\n\(faulty)\n"),
    Case(name: "a.http", text: "### \(secret)\n# \(secret)\nPOST /Appointment\n\n\(faulty)\n"),
    Case(
      name: "a.http",
      text: "POST /Appointment\nContent-Type: application/fhir+json\n\n"
        + #"{"resourceType":"Appointment","status":"arrived","access_token":"\#(secret)"}"# + "\n"),
    Case(
      name: "a.http",
      text:
        "POST /Appointment\nX-Key: \(secret)\n\n"
        + #"{"resourceType":"Appointment","status":"arrived","description":" \#(secret.replacing("k", with: "\\u006b"))"}"#
        + "\n"),
    Case(
      name: "a.http",
      text: "POST /token HTTP/1.1\n\nclient_secret=\(secret)\n\nHTTP/1.1 2000 OK\n\n{\"access_token\": \"\(secret)\"}\n"),
  ]

  /// Credentials in URLs with characters that are percent-encoded, or should be.
  static let urls: [Case] = [
    "/STU3/Slot?patient=https:%2F%2Fadmin:\(secret)%40provider.nhs.uk/Patient/1",
    "/STU3/Slot?_include=https%3A%2F%2Fadmin%3A\(secret)%40provider.nhs.uk%2FPatient%2F1",
    "/STU3/Slot?_include=https%253a%252f%252f\(secret)%2540provider.nhs.uk", "/STU3/Slot?patient=\(secret)%40nhs.net",
    "https://admin:\(secret)/x@provider.nhs.uk/STU3/Slot", "https://admin:\(secret)?x@provider.nhs.uk/STU3/Slot",
    "https://admin:\(secret)#x@provider.nhs.uk/STU3/Slot", "https://admin:\(secret)/STU3/Slot",
    "https://admin:a/\(secret)@provider.nhs.uk/STU3/Slot", "https://proxy.nhs.uk/https://admin:\(secret)/Slot",
    "/STU3/Slot HTTP/1.1\nHost: admin:\(secret)\nLocation: https://admin:\(secret)/x@provider.nhs.uk/Slot",
  ].map { Case(name: "a.http", text: "GET \($0) HTTP/1.1 x\n\nHTTP/1.1 200 OK\n\n") }

  /// Recordings that are not recognised, and other text that is not FHIR.
  static let unknown: [Case] = [
    "GET https://h/STU3/Slot?token=\(secret) HTTP/1.1 x\nAuthorization: Bearer \(secret)\n\n",
    "get https://h/Slot?token=\(secret)\n", "> GET /x?key=\(secret) HTTP/1.1\n> Authorization: Basic \(secret)\n",
    "https://h/Slot?key=\(secret)\n", "@token=\(secret)\nGET /Slot HTTP/1.1\n", "Authorization: Bearer \(secret)\n",
    "Authorization: \(secret)\nGET /Slot HTTP/1.1\n", "X-API-Key: \(secret)\n", "Cookie: a=1; b=\(secret)\n",
    "https://admin:\(secret)@h/Slot\n", #"{"password": "\#(secret)"}"#, #"{"client_secret" : '\#(secret)'}"#,
    #"{"request":{"method":"GET","headers":[{"name":"Authorization","value":"Bearer \#(secret)"}]}}"#,
    #"{"request":{"headers":[{"name": "X-Api-Key", "value": "\#(secret)"}],"url":"https://h/?x=\#(secret)"}}"#,
    #"<login password="\#(secret)"/>"#, "{\"resourceType\":\"Patient\"} Authorization: \(secret)\n",
    #"{"resourceType":"Patient","name":[{"text":"Bearer \#(secret)","x":"https://u:\#(secret)@h"}]}"#,
    "get //u:\(secret)@h/x\n", "get //u:p/\(secret)@h/x\n", "get /x?to%3D%2F%2Fu%3A\(secret)%40h\n",
    #"{"resourceType":"Patient","x":"\/\/\#(secret)@h/x"}"#,
  ].map { Case(name: "a.json", text: $0) }

  @Test(arguments: unknown) func excerptsOfOtherTextsContainNoCredential(test: Case) {
    for name in ["-", "a.json", "a.xml"] {
      for format in ReportFormat.allCases.map(\.rawValue) {
        let printed = Recordings.printed(
          ["check", "--stdin-filename", name, "--format", format, "--pack", "none", "--show-values", "-"],
          input: Array(test.text.utf8))
        #expect(!printed.contains(Self.secret), "\(format): \(printed)")
      }
    }
  }

  /// Harmless parts of such texts are shown, and so are ports.
  @Test(arguments: [
    (#"{"resourceType":"Patient","x":"https://a.nhs.uk:8443/Slot?foo=bar"}"#, "https://a.nhs.uk:8443/Slot?foo=bar"),
    ("get https://a.nhs.uk:8443/Slot?status=free", "https://a.nhs.uk:8443/Slot?status=free"),
    ("GET https://a.nhs.uk:8443/Slot HTTP/1.1 x\n\nHTTP/1.1 200 OK\n", "https://a.nhs.uk:8443/Slot"),
    ("GET /Slot?patient=https:%2F%2Fa.nhs.uk:8443%2FPatient%2F1 HTTP/1.1 x\n\n", "https:%2F%2Fa.nhs.uk:8443%2FPatient%2F1"),
    (#"{"authorName": "Ada"}"#, #"{"authorName": "Ada"}"#),
    (#"{"resourceType":"Patient","x":"//a.nhs.uk:8443/Slot"}"#, "//a.nhs.uk:8443/Slot"),
    ("get /Slot //note:text", "//note:text"),
  ]) func otherTextsAreShown(text: String, shown: String) {
    let name = text.hasPrefix("GET") ? "a.http" : "a.json"
    let printed = Recordings.printed(
      ["check", "--stdin-filename", name, "--pack", "none", "--show-values", "-"], input: Array(text.utf8))
    #expect(printed.contains(shown), "\(printed)")
  }

  /// A credential in FHIR bodies: as the user of a URL, after an authentication scheme, as the value of a parameter.
  static let bodies: [Case] = [
    "https://user:\(secret)@a.nhs.uk/r4", "https:\\/\\/\(secret)@a.nhs.uk", "Bearer \(secret)", "x?client_secret=\(secret)",
  ].map { value in
    Case(
      name: "a.http",
      text: "POST /Appointment HTTP/1.1\nContent-Type: application/fhir+json\n\n"
        + #"{"resourceType":"Appointment","status":"arrived","description":"\#(value)","start":"\#(value)"}"# + "\n")
  }

  static let har: [Case] =
    fields.flatMap { field -> [Case] in
      let parts = field.split(separator: ":", maxSplits: 1).map(String.init)
      let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
      let header = #"{"name":"\#(parts[0])","value":"\#(value)"}"#
      let broken = #"{"name":"\#(parts[0])","value":\#(value)}"#
      return ["[\(header)]", header, "[\(broken)]", #"["\#(field)"]"#].map { headers in
        Case(name: "a.har", text: entry(headers: headers))
      }
    } + [
      Case(name: "a.har", text: entry(headers: "[]", cookies: #"[{"name":"id","value":"\#(secret)"}]"#)),
      Case(name: "a.har", text: entry(headers: "[]", url: #"https:\/\/a.nhs.uk\/Appointment?token=\#(secret)"#)),
      Case(name: "a.har", text: entry(headers: "[]", url: "https://a.nhs.uk/Appointment?a=1&token=\(secret)")),
      Case(name: "a.har", text: String(entry(headers: #"[{"name":"Authorization","value":"Bearer \#(secret)"#).prefix(200))),
      Case(name: "a.har", text: entry(headers: "[]", more: #""_initiator":{"token":"\#(secret)"},"#)),
      Case(name: "a.har", text: entry(headers: "[]", more: #""queryString":[{"name":"x","value":"\#(secret)"}],"#)),
      Case(name: "a.har", text: entry(headers: "[]", more: #""queryString":[{"name":"\#(secret)","value":""}],"#)),
      Case(name: "a.har", text: entry(headers: "[]", more: #""comment":"\#(secret)","httpVersion":7,"#)),
      Case(name: "a.har", text: entry(headers: "[]", more: #""\#(secret)":1,"#)),
      Case(name: "a.json", text: entry(headers: #"[{"name":"Cookie","value":"\#(secret)"}]"#)),
    ]

  static func entry(
    headers: String, cookies: String = "[]", url: String = "https://a.nhs.uk/Appointment", more: String = ""
  ) -> String {
    let body = faulty.replacing("\"", with: "\\\"")
    return #"{"log":{"entries":[{"request":{"method":"PUT","url":"\#(url)","cookies":\#(cookies),\#(more)"headers":\#(headers),"#
      + #""postData":{"text":"\#(body)"}},"response":{"status":"200","headers":\#(headers),"content":{"text":"\#(body)"}}}]}}"#
  }

  @Test(arguments: raw + others + urls + bodies + har) func noFormatContainsTheCredential(test: Case) throws {
    let report = try Recordings.linter().lint(SourceText(name: test.name, text: test.text))
    var tally = Tally()
    tally.add(report)
    for format in ReportFormat.allCases {
      for showsValues in [true, false] {
        var style = ReportStyle()
        style.showsValues = showsValues
        var output = OutputBuffer()
        let reporter = format.reporter(style)
        reporter.begin(into: &output)
        reporter.separate(first: true, into: &output)
        reporter.report(report, number: 1, into: &output)
        reporter.end(tally, into: &output)
        #expect(!output.text.contains(Self.secret), "\(format.rawValue) \(showsValues): \(output.text)")
      }
    }
    #expect(!report.source.string(0..<report.source.count).contains(Self.secret))
  }

  @Test(arguments: ReportFormat.allCases) func theCommandPrintsNoCredential(format: ReportFormat) {
    for test in Self.raw + Self.others + Self.urls {
      let words = ["check", "--stdin-filename", test.name, "--format", format.rawValue, "--show-values", "-"]
      #expect(!Recordings.printed(words, input: Array(test.text.utf8)).contains(Self.secret))
    }
  }

  /// If an update omits or changes a member that FHIR does not define, the message does not show the value, even if it is an
  /// ordinary word.
  @Test(arguments: ["", #","access_token":"other""#, #","access_token":["hunter"]"#]) func valuesOfUnknownMembersAreHidden(
    member: String
  ) {
    func booking(_ member: String) -> String { #"{"resourceType":"Appointment","id":"1","status":"booked"\#(member)}"# }
    let type = "Content-Type: application/fhir+json"
    let text =
      "GET /Appointment/1 HTTP/1.1\n\nHTTP/1.1 200 OK\n\(type)\n\n" + booking(#","access_token":"hunter""#)
      + "\n\n###\nPUT /Appointment/1 HTTP/1.1\n\(type)\n\n" + booking(member) + "\n\nHTTP/1.1 200 OK\n"
    for format in ReportFormat.allCases {
      let printed = Recordings.printed(
        ["check", "--stdin-filename", "a.http", "--pack", "nhs-booking", "--format", format.rawValue, "--show-values", "-"],
        input: Array(text.utf8))
      #expect(!printed.contains("hunter") && !printed.contains("other\""), "\(printed)")
      if format == .concise { #expect(printed.contains("access_token"), "\(printed)") }
    }
  }

  /// FHIR bodies with a credential, `S`, where FHIR defines no element.
  static let undefinedParts = [
    #"<Patient xmlns="http://hl7.org/fhir"><login value="bob"><password value="S"/></login></Patient>"#,
    #"<access_token xmlns="http://hl7.org/fhir">S</access_token>"#, #"<Patient xmlns="http://hl7.org/fhir">S</Patient>"#,
    #"<Patient xmlns="http://hl7.org/fhir"><gender value="male">S</gender></Patient>"#,
    #"<Patient xmlns="http://hl7.org/fhir"><foo value="1">a<b/>S</foo><gender value="x"/></Patient>"#,
    #"<Patient xmlns="http://hl7.org/fhir"><!-- password S --><gender value="x"/><![CDATA[S]]></Patient>"#,
    #"<?tok S?><Patient xmlns="http://hl7.org/fhir"><gender value="x"/></Patient> S"#,
    #"<!DOCTYPE a [<!ENTITY b "S">]><Patient xmlns="http://hl7.org/fhir"><gender value="x"/></Patient>"#,
    #"<Patient xmlns="http://hl7.org/fhir" xmlns:x="S" key="S"><x:gender value="S" hash='S' x=S/></Patient>"#,
    #"<Patient xmlns="http://hl7.org/fhir"><key value="S"/><signature><data value="S"/></signature></Patient>"#,
    "{\"resourceType\":\"Patient\"}\n{\"access_token\":\"S\"}", #"{"resourceType":"Patient"},{"access_token":"S"}"#,
    #"{"resourceType":"Patient","access_token":"a"S}"#, "{\"resourceType\":\"Patient\", // S\n\"gender\":\"x\"}",
    #"{"resourceType":"Patient","key":"S","certificate":["S"],"signature":{"x":{"gender":"S"}},"hash":S}"#,
    #"{"resourceType":"Patient","_key":{"id":"S"},"gender":["male",{"a":"S"}],"contact":"S","name":{"given":{"b":"S"}}}"#,
    #"{"resourceType":"Patient","access_token":{"resourceType":"Patient","gender":"S"}}"#, #"["S", "\"resourceType\""]"#,
    #"{"resourceType":"Patient","fhir_comments":["S"],"gender":"x"}"#,
    #"{"resourceType":"Patient","password","S"}"#, #"{"resourceType":"Patient","gender":"x" "S": 1}"#,
    #"<Patient xmlns="http://hl7.org/fhir"><gender value="x" "S" S="1"/></Patient>"#,
  ]

  @Test(arguments: undefinedParts, [false, true]) func onlyWhatFHIRDefinesIsShown(body: String, isHAR: Bool) throws {
    // An ordinary word: only its position shows that it must be hidden.
    let body = body.replacing(/\bS\b/, with: "hunter")
    let type = body.hasPrefix("<") ? "application/fhir+xml" : "application/fhir+json"
    let text =
      isHAR
      ? #"{"log":{"entries":[{"request":{"method":"POST","url":"https://a.nhs.uk/Patient","postData":{"mimeType":"\#(type)","text":"#
        + "\"\(body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n"))\"}}}]}}"
      : "POST /Patient HTTP/1.1\nContent-Type: \(type)\n\n\(body)\n\nHTTP/1.1 201 Created\n"
    for format in ReportFormat.allCases {
      let printed = Recordings.printed(
        ["check", "--stdin-filename", isHAR ? "a.har" : "a.http", "--format", format.rawValue, "--show-values", "-"],
        input: Array(text.utf8))
      #expect(!printed.contains("hunter"), "\(format): \(printed)")
    }
  }

  /// Everything in bodies that FHIR defines is shown, such as all lines of the starter examples, in JSON and in XML.
  @Test(arguments: ["bars", "nhs-booking", "nhs-registry"]) func bodiesOfExamplesAreShown(pack: String) throws {
    let linter = try Recordings.linter([pack])
    var count = 0
    for example in linter.examples(of: pack) {
      var texts = [example.source.string(0..<example.source.count)]
      if !example.isRecording {
        texts = [("json", texts[0]), ("xml", XMLWriter.write(linter.read(example.source)))].map {
          "POST /a HTTP/1.1\nContent-Type: application/fhir+\($0.0)\n\n\($0.1)\n"
        }
      }
      for text in texts {
        let report = linter.lint(SourceText(name: "a.http", text: text))
        let shown = report.source.string(0..<report.source.count)
        for (line, masked) in zip(text.split(separator: "\n"), shown.split(separator: "\n"))
        where "{}[] <\"".contains(line.prefix(1)) {
          count += 1
          #expect(line == masked, "\(example.name)")
        }
      }
    }
    #expect(count > 100)
  }

  /// The server repeats the token in its error message, and the client sends it as part of a profile and as a name.
  @Test func aCredentialIsMaskedWhereItIsRepeated() throws {
    let body = #"{"resourceType":"Appointment","meta":{"profile":["https://a.nhs.uk/\#(Self.secret)"]},"\#(Self.secret)":1}"#
    let outcome =
      #"{"resourceType":"OperationOutcome","issue":[{"severity":"fault","diagnostics":"\#(Self.secret) is unknown"}]}"#
    let text =
      "POST /Appointment HTTP/1.1\nHost: a.nhs.uk\nAuthorization: Bearer \(Self.secret)\n\n\(body)\n\nHTTP/1.1 403 No\n\n\(outcome)\n"
    for format in ReportFormat.allCases {
      let printed = Recordings.printed(
        ["check", "--stdin-filename", "a.http", "--format", format.rawValue, "--show-values", "-"], input: Array(text.utf8))
      #expect(!printed.contains(Self.secret), "\(printed)")
    }
  }

  /// Only part of the file is masked: errors next to credentials are shown.
  @Test func otherValuesAreShown() {
    let printed = Recordings.printed(
      ["check", "--stdin-filename", "a.http", "--show-values", "-"], input: Array(Self.raw[0].text.utf8))
    #expect(printed.contains("arrived"))
    #expect(printed.contains("ETag: 1"))
    #expect(printed.contains("BKL101"))
  }

  @Test func aTokenOfThreePartsIsMaskedEverywhere() throws {
    let token = "eyJhbGciOiJub25lIn0.eyJleHAiOjF9.c2ln"
    let text =
      "GET /Slot HTTP/1.1\nX-Trace: from \(token) to\n\nHTTP/1.1 2010 OK\n\n{\"resourceType\": \"Slot\", \"id\": \"\(token)\"}\n"
    let report = try Recordings.linter().lint(SourceText(name: "a.http", text: text))
    #expect(!report.source.string(0..<report.source.count).contains(token))
    #expect(report.source.count == text.utf8.count)
  }
}
