import FHIRSyntax
import Findings
import HTTPExchange
import Testing

/// Dates and URLs in exchanges.
@Suite struct HTTPValueTests {
  @Test(arguments: [
    ("Mon, 02 Mar 2026 09:14:31 GMT", "2026-03-02T09:14:31Z"), ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z"),
    ("Thu, 29 Feb 2024 23:59:59 GMT", "2024-02-29T23:59:59Z"), ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("Tue, 02 Mar 2026 09:14:31 GMT", nil), ("Mon, 2 Mar 2026 09:14:31 GMT", nil), ("Mon, 02 Mar 2026 09:14:31 UTC", nil),
    ("Mon, 30 Feb 2026 09:14:31 GMT", nil), ("Mon, 02 Mar 2026 24:00:00 GMT", nil), ("Mon,02 Mar 2026 09:14:31 GMT", nil),
    ("Sunday, 06-Nov-94 08:49:37 GMT", nil), ("Sun Nov  6 08:49:37 1994", nil), ("2026-03-02T09:14:31Z", nil), ("", nil),
  ]) func dates(text: String, iso: String?) {
    #expect(HTTPDate.moment(text).map(HTTPDate.iso) == iso)
  }

  @Test(arguments: [0, 951_782_399, 951_782_400, 1_709_251_199, 1_772_442_870, 4_102_444_799, 253_402_300_799] as [Int64])
  func momentsAreWrittenAsTheyAreRead(seconds: Int64) {
    #expect(FHIRDateTime(HTTPDate.iso(seconds: seconds))?.seconds == seconds)
  }

  /// A URL, and the level, type, id, version and base of its target.
  @Test(arguments: [
    ("https://a.nhs.uk/STU3/Appointment", "type Appointment - - https://a.nhs.uk/STU3"),
    ("https://a.nhs.uk/STU3/Appointment/1", "instance Appointment 1 - https://a.nhs.uk/STU3"),
    ("https://a.nhs.uk/STU3/Appointment/1/_history/2", "version Appointment 1 2 https://a.nhs.uk/STU3"),
    ("https://a.nhs.uk/FHIR/R4/$process-message", "operation $process-message - - https://a.nhs.uk/FHIR/R4"),
    ("https://a.nhs.uk/FHIR/Slot?status=free&start=ge2026", "type Slot - - https://a.nhs.uk/FHIR"),
    ("HTTP://A.nhs.uk/Slot/s-1#x", "instance Slot s-1 - HTTP://A.nhs.uk"),
    ("Appointment/1", "instance Appointment 1 - "), ("/Appointment/1/_history/2", "version Appointment 1 2 "),
    ("https://a.nhs.uk/STU3/metadata", "metadata - - - https://a.nhs.uk/STU3"), ("/metadata?_format=json", "metadata - - - "),
    ("https://a.nhs.uk/STU3/_history", "history - - - https://a.nhs.uk/STU3"),
    ("https://a.nhs.uk/STU3/Appointment/_history?_count=5", "history - - - https://a.nhs.uk/STU3"),
    ("/Appointment/1/_history", "history - - - "), ("https://a.nhs.uk", "system - - - https://a.nhs.uk"),
    ("", "system - - - "), ("https:///Appointment", "type Appointment - - https://"),
  ]) func targets(url: String, means: String) {
    let target = RequestTarget(url)
    let words = [target.level.rawValue, target.type ?? "-", target.id ?? "-", target.version ?? "-", target.base]
    #expect(words.joined(separator: " ") == means)
    #expect(target.isAbsolute == (url.lowercased().hasPrefix("http") && !url.hasPrefix("https:///")))
  }

  /// A URL, and the name, value and prefix of each parameter, with its text in the URL.
  @Test(arguments: [
    ("https://a.nhs.uk/Slot", []), ("https://a.nhs.uk/Slot?", []), ("/Slot?#status=free", []),
    ("/Slot?status=free&start=ge2026-03-02", ["status free - status=free", "start ge2026-03-02 ge start=ge2026-03-02"]),
    ("/Slot?a=1#b&c=2", ["a 1 - a=1"]), ("/Slot?a&b=&=c", ["a  - a", "b  - b=", " c - =c"]),
    ("?a=b=c&&d=%26%3d", ["a b=c - a=b=c", "d &= - d=%26%3d"]),
    ("?schedule.actor%3Ahealthcareservice=1", ["schedule.actor:healthcareservice 1 - schedule.actor%3Ahealthcareservice=1"]),
    ("?start=le2026-03-02T10:00:00%2B01:00", ["start le2026-03-02T10:00:00+01:00 le start=le2026-03-02T10:00:00%2B01:00"]),
    ("?start=a+b", ["start a+b - start=a+b"]), ("?a=%2&b=%zz&c=%", ["a %2 - a=%2", "b %zz - b=%zz", "c % - c=%"]),
    ("?a=gender&b=xx2026&c=lt", ["a gender - a=gender", "b xx2026 - b=xx2026", "c lt - c=lt"]),
    ("?a=%C5%81&b=%FF", ["a \u{141} - a=%C5%81", "b \u{FFFD} - b=%FF"]),
  ]) func parameters(url: String, means: [String]) {
    let shift = 5
    let span = SourceSpan(text: url, range: shift..<shift + url.utf8.count)
    let parameters = URLParameter.all(of: span).map { parameter in
      let bytes = Array(url.utf8)[parameter.range.lowerBound - shift..<parameter.range.upperBound - shift]
      return "\(parameter.name) \(parameter.value) \(parameter.prefix ?? "-") \(String(decoding: bytes, as: UTF8.self))"
    }
    #expect(parameters == means)
    // A URL with escapes has no exact positions.
    let escaped = SourceSpan(text: url, range: 0..<url.utf8.count + 1)
    #expect(URLParameter.all(of: escaped).allSatisfy { $0.range == escaped.range })
  }

  @Test(arguments: [
    ("https://a.nhs.uk/STU3/Appointment/1", "https://A.nhs.uk/STU3/Appointment/1/_history/2", true),
    ("https://proxy.nhs.uk/https://a.nhs.uk/STU3/Appointment/1", "https://a.nhs.uk/STU3/Appointment/1", true),
    ("https://a.nhs.uk/STU3/Appointment/1", "https://b.nhs.uk/STU3/Appointment/1", false),
    ("https://a.nhs.uk/STU3/Appointment/1", "https://a.nhs.uk/STU3/Appointment/2", false),
    ("https://a.nhs.uk/STU3/Appointment/1", "https://a.nhs.uk/STU3/Slot/1", false),
    ("https://a.nhs.uk/STU3/Appointment", "https://a.nhs.uk/STU3/Appointment", false),
  ]) func resources(left: String, right: String, isSame: Bool) {
    for (read, sent) in [(left, right), (right, left)] {
      func exchange(_ method: String, _ url: String) -> RecordedExchange {
        let message = HTTPMessage(head: 0..<0, range: 0..<0)
        return RecordedExchange(
          range: 0..<0, method: SourceSpan(text: method, range: 0..<0), url: SourceSpan(text: url, range: 0..<0),
          request: message,
          response: message, status: SourceSpan(text: "200", range: 0..<0))
      }
      let body = Document.read(
        SourceText(name: "", text: #"{"resourceType":"Appointment"}"#), as: .json, symbols: .wellKnown, limits: Limits())
      let bodies = [ExchangeTree.Bodies(request: body, response: body), .init(request: body, response: body)]
      let earlier = EarlierVersions.of([exchange("PUT", read), exchange("PUT", sent)], bodies)
      #expect(earlier.map { $0?.earlier } == [nil, isSame ? 0 : nil])
    }
  }

  @Test(arguments: [
    ("https://a.nhs.uk/STU3/Appointment/1", true), ("http://a:8080", true), ("https://[::1]:8080/x", true),
    ("https://user@a.nhs.uk/x?y=%20#z", true), ("https://a.nhs.uk/a b", false), ("https://a b/x", false), ("https://", false),
    ("https:///x", false), ("https://a.nhs.uk:x/", false), ("https://a.nhs.uk/<x>", false), ("https://a.nhs.uk/%2", false),
    ("https://a.nhs.uk/\u{7}", false), ("https://a.nhs.uk/é", false), ("/x", false), ("a.nhs.uk", false), ("urn:uuid:1", false),
    ("", false), ("https://[::1/x", false),
  ]) func absoluteURLs(text: String, isAbsolute: Bool) {
    #expect((HTTPURL.error(in: text) == nil) == isAbsolute)
  }

  @Test(arguments: [
    ("http://a.nhs.uk/x", true), ("HTTP://a.nhs.uk", true), ("http://localhost.nhs.uk", true), ("https://a.nhs.uk", false),
    ("http://localhost:80/x", false), ("http://127.0.0.1/x", false), ("http://[::1]:1/x", false), ("/x", false),
  ]) func clearText(text: String, isInsecure: Bool) {
    #expect(HTTPURL.isInsecure(text) == isInsecure)
  }

  /// A query, the fields of the request, and the format that it asks for.
  @Test(
    arguments: [
      ("", "", nil), ("?_format=json", "", "json"), ("?_format=application%2Ffhir%2Bxml", "", "xml"),
      ("?_format=application/xml+fhir", "Accept: application/fhir+json", "xml"), ("?_format=text/xml", "", "xml"),
      ("?_format=XML;charset=utf-8", "", "xml"), ("?_format=pdf", "Accept: application/fhir+json", nil),
      ("?_format=json&_format=xml", "", nil), ("?x=json", "", nil), ("", "Accept: application/fhir+xml; fhirVersion=3.0", "xml"),
      ("", "ACCEPT: Application/JSON ;q=0.5", "json"), ("", "Accept: application/fhir+xml, application/xml;q=0.9", "xml"),
      ("", "Accept: application/fhir+xml\nAccept: application/fhir+json", nil), ("", "Accept: application/fhir+xml;q=0.0", nil),
      ("", "Accept: application/fhir+json, */*;q=0.1", nil), ("", "Accept: ", nil),
    ] as [(String, String, String?)]) func theRequestedFormatIsInTheTree(query: String, fields: String, format: String?)
  {
    let text = "GET /Slot\(query) HTTP/1.1\nHost: h\n\(fields)\(fields.isEmpty ? "" : "\n")\nHTTP/1.1 200 OK\n"
    let recording = HTTPTextReader.read(SourceText(name: "x.http", text: text))
    let bodies = recording.exchanges.map { _ in ExchangeTree.Bodies(request: nil, response: nil) }
    let document = ExchangeTree(recording, bodies, symbols: .wellKnown).document(0, callsFor: nil)
    func child(_ name: String, of node: Node?) -> Node? {
      node.flatMap { node in document.elements(of: node).first { document.name(of: $0) == name } }
    }
    #expect(child("format", of: child("request", of: document.root)).flatMap { document.value(of: $0) } == format)
  }

  @Test(arguments: [
    ("Bearer ***", true), ("Bearer [REDACTED]", true), ("Bearer xxxxxxxx", true), ("Bearer <removed>", true), ("Bearer …", false),
    ("Bearer", false), ("Bearer eyJ.eyJ.", false), ("***", true), ("Bearer x", false), ("[REDACTED]", true), ("REDACTED", true),
    ("[FILTERED]", true), ("Bearer eyJ***", true), ("Bearer [FILTERED]", true), ("eyJ.hidden.", false), ("...", true),
    ("eyJhbGciOiJub25lIn0", false), ("**", false), ("Bearer [REDACTED TOKEN]", true), ("[REDACTED BY PROXY]", true),
    ("REDACTED BY PROXY", true),
    ("Bearer <redacted by HAR sanitizer>", true), ("Bearer (hidden for privacy)", true), ("Bearer removed by proxy", true),
    ("Bearer [omitted]", true), ("<token>", true), ("Bearer <JWT>", true), ("{{token}}", true), ("Bearer ${TOKEN}", true),
    ("Bearer []", false), ("Bearer {\"alg\":\"none\"}", false), ("Bearer [\"eyJ.eyJ.\"]", false), ("Basic a:b (x", false),
    ("Bearer (eyJ", false), ("Bearer {token}", false), ("Bearer eyJ.eyJ. eyJ.eyJ.", false),
  ]) func redactedTokens(authorization: String, isRedacted: Bool) {
    #expect(JSONWebToken.isRedacted(authorization: authorization) == isRedacted)
  }
}
