import Foundation
import Testing

/// The responses of `apptlint lsp` to requests about HAR and HTTP files.
struct EditorRecordingTests {
  private static let body = """
    {
      "resourceType": "Appointment",
      "contained": [
        { "resourceType": "Slot", "id": "slot", "schedule": { "reference": "Schedule/1" }, "comment": "5\\" \\u00e9 / x" },
        { "resourceType": "Patient", "id": "pat", "deceasedBoolean": false }
      ],
      "status": "booked",
      "slot": [ { "reference": "#slot" } ],
      "participant": [ { "actor": { "reference": "#pat" }, "status": "accepted" } ]
    }
    """

  /// How a file contains the body of a request.
  enum Carrier: String, Sendable, CaseIterable {
    case http
    case chunked
    case har
    case base64

    var file: String { self == .http || self == .chunked ? "a.http" : "a.har" }

    /// A file with the body; a mark in the body is at the corresponding position in the file.
    func text(_ body: String) -> String {
      let mark = body.firstIndex(of: "‸").map { body[..<$0].utf8.count }
      let bytes = Array(body.filter { $0 != "‸" }.utf8)
      func request(_ content: String) -> String {
        #"{"log": {"version": "1.2", "entries": [{"startedDateTime": "2026-03-02T09:00:00Z","#
          + "\n\"request\": {\"method\": \"POST\", \"url\": \"https://example.org/Appointment\",\n"
          + "\"headers\": [{\"value\": \"application/fhir+json\", \"name\": \"Content-Type\"}],\n"
          + #""postData": {"mimeType": "application/fhir+json", \#(content)}},"# + "\n"
          + #""response": {"status": 201, "headers": [], "content": {"size": 0, "mimeType": ""}}}]}}"#
      }
      switch self {
      case .http:
        return
          "POST https://example.org/Appointment HTTP/1.1\nContent-Type: application/fhir+json\n\n\(body)\n\nHTTP/1.1 201 Created\n"
      case .chunked:
        var text =
          "POST https://example.org/Appointment HTTP/1.1\nContent-Type: application/fhir+json\nTransfer-Encoding: chunked\n\n"
        for start in stride(from: 0, to: bytes.count, by: 50) {
          let end = min(start + 50, bytes.count)
          text += String(end - start, radix: 16) + "\n"
          for index in start..<end { text += (index == mark ? "‸" : "") + String(decoding: [bytes[index]], as: UTF8.self) }
          text += "\n"
        }
        return text + "0\n\nHTTP/1.1 201 Created\n"
      case .har: return request("\"text\": \(EditorSession.quoted(body))")
      case .base64:
        var text = Array(Data(bytes).base64EncodedString())
        if let mark { text.insert("‸", at: mark / 3 * 4 + mark % 3 + 1) }
        return request("\"encoding\": \"base64\", \"text\": \"\(String(text))\"")
      }
    }

    /// The decoded text of a part of the body, given as it is in the file.
    func decoded(_ part: Substring) -> String {
      switch self {
      case .http: return String(part)
      case .chunked:
        return part.split(separator: "\n").filter { $0 != "32" }.joined(separator: "\n")
      case .har:
        let text = "[\"\(part)\"]"
        return ((try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String])?.first ?? ""
      case .base64: return ""
      }
    }
  }

  private static func run(
    _ method: String, _ carrier: Carrier, _ body: String, _ parameters: String = "", symbols: Bool = true
  ) throws -> (session: EditorSession, text: String) {
    let (position, text) = EditorSession.position(carrier.text(body))
    let nested = #"{"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": \#(symbols)}}}"#
    let all = [position, parameters].filter { !$0.isEmpty }.joined(separator: ", ")
    let session = EditorSession(
      EditorSession.start(capabilities: nested, [(carrier.file, text)])
        + [EditorSession.request(7, method, carrier.file, all)] + EditorSession.end,
      in: try TestFolder(), options: ["--fhir-version", "4.0"])
    return (session, text)
  }

  /// The text in a range of an ASCII file.
  private static func part(_ range: Any?, of text: String) -> Substring {
    let range = range as? [String: [String: Int]] ?? [:]
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.utf8.count + 1 }
    func index(_ position: [String: Int]?) -> String.Index {
      let offset = lines.prefix(position?["line"] ?? 0).reduce(0, +) + (position?["character"] ?? 0)
      return text.utf8.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex) ?? text.endIndex
    }
    return text[index(range["start"])..<max(index(range["start"]), index(range["end"]))]
  }

  // MARK: Bodies

  /// A text of the body and its replacement, which marks the position; a text that the hover contains, and the text that it
  /// describes.
  struct HoverCase: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var contains: String
    var subject: String
    var testDescription: String { new }
  }

  static let hovers = [
    HoverCase(
      old: #""status": "booked""#, new: #""sta‸tus": "booked""#, contains: "**Appointment.status**", subject: #""status""#),
    HoverCase(old: #""booked""#, new: #""boo‸ked""#, contains: "`booked`: Booked", subject: #""booked""#),
    HoverCase(old: #""comment""#, new: #""com‸ment""#, contains: "**Slot.comment**", subject: #""comment""#),
    HoverCase(old: "/ x", new: "/ ‸x", contains: "**Slot.comment**", subject: #""5\""#),
    HoverCase(old: #""accepted""#, new: #""accep‸ted""#, contains: "`accepted`: Accepted", subject: #""accepted""#),
    HoverCase(
      old: #""resourceType": "A"#, new: #""resource‸Type": "A"#, contains: "Checked as FHIR", subject: #""resourceType""#),
  ]

  @Test(arguments: hovers, Carrier.allCases) func elementsOfBodiesAreDescribed(item: HoverCase, carrier: Carrier) throws {
    let (session, text) = try Self.run("hover", carrier, Self.body.replacing(item.old, with: item.new, maxReplacements: 1))
    let result = session.result(7) as? [String: Any]
    let shown = (result?["contents"] as? [String: Any])?["value"] as? String ?? ""
    #expect(shown.contains(item.contains), "\(shown)")
    if carrier == .http || carrier == .har {
      let subject = carrier.decoded(Self.part(result?["range"], of: text))
      #expect(subject.hasPrefix(item.subject), "\(subject)")
    }
  }

  @Test(arguments: Carrier.allCases) func referencesInBodiesAreFollowed(carrier: Carrier) throws {
    let body = Self.body.replacing("#slot", with: "#sl‸ot")
    let (session, text) = try Self.run("definition", carrier, body)
    let location = try #require(session.result(7) as? [String: Any])
    let part = Self.part(location["range"], of: text)
    #expect(!part.isEmpty)
    if carrier != .base64 {
      let target = carrier.decoded(part)
      #expect(target.filter { $0 != "\n" }.hasPrefix(#"{ "resourceType": "Slot", "id": "slot""#), "\(target)")
      #expect(target.hasSuffix("}"))
    }
    let (other, _) = try Self.run(
      "references", carrier, Self.body.replacing(#""id": "slot""#, with: #""id": "sl‸ot""#),
      #""context": {"includeDeclaration": false}"#)
    #expect((other.result(7) as? [Any])?.count == 1)
  }

  @Test(arguments: Carrier.allCases) func onlyTextWithoutEncodingIsEdited(carrier: Carrier) throws {
    let isPlain = carrier == .http
    let (completion, _) = try Self.run("completion", carrier, Self.body.replacing("booked", with: "boo‸ked"))
    let items = (completion.result(7) as? [String: Any])?["items"] as? [[String: Any]]
    #expect((items?.contains { $0["label"] as? String == "booked" } ?? false) == isPlain)
    let (rename, _) = try Self.run("rename", carrier, Self.body.replacing("#slot", with: "#sl‸ot"), #""newName": "first""#)
    #expect(rename.error(7) == (isPlain ? nil : -32803))
  }

  @Test(arguments: [(Carrier.http, 1), (.chunked, 1), (.har, 1), (.base64, 0)]) func hintsAreShownInReadableText(
    carrier: Carrier, count: Int
  ) throws {
    let (session, text) = try Self.run("inlayHint", carrier, Self.body)
    let range = #""range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}"#
    let whole = EditorSession(
      EditorSession.start([(carrier.file, text)]) + [EditorSession.request(8, "inlayHint", carrier.file, range)],
      in: try TestFolder(), options: ["--fhir-version", "4.0"])
    let hints = whole.result(8) as? [[String: Any]] ?? []
    #expect(session.status == 0 && hints.count == count)
    for hint in hints {
      let start: [String: Any] = ["start": ["line": 0, "character": 0], "end": hint["position"] ?? [:]]
      let before = Self.part(start, of: text)
      #expect(before.hasSuffix(carrier == .har ? #"\"deceasedBoolean\""# : #""deceasedBoolean""#), "\(before.suffix(40))")
    }
  }

  // MARK: Structure

  /// The lines of an outline, one for each entry up to the given depth, and whether the ranges of all entries are inside those of
  /// their parents.
  private static func lines(_ items: Any?, depth: Int, in outer: [String: [String: Int]]? = nil) -> (
    lines: [String], isNested: Bool
  ) {
    func isInside(_ inner: [String: [String: Int]], _ outer: [String: [String: Int]]) -> Bool {
      func key(_ position: [String: Int]?) -> Int { (position?["line"] ?? -1) * 10_000 + (position?["character"] ?? -1) }
      return key(outer["start"]) <= key(inner["start"]) && key(inner["end"]) <= key(outer["end"])
    }
    var result: [String] = []
    var isNested = true
    for item in items as? [[String: Any]] ?? [] {
      let range = item["range"] as? [String: [String: Int]] ?? [:]
      let head = item["selectionRange"] as? [String: [String: Int]] ?? [:]
      if !isInside(head, range) || outer.map({ !isInside(range, $0) }) ?? false { isNested = false }
      let detail = (item["detail"] as? String).map { ": \($0)" } ?? ""
      let inner = lines(item["children"], depth: depth - 1, in: range)
      result.append((item["name"] as? String ?? "?") + detail)
      if depth > 1 { result += inner.lines.map { "  " + $0 } }
      isNested = isNested && inner.isNested
    }
    return (result, isNested)
  }

  @Test(arguments: Carrier.allCases) func exchangesAreOutlined(carrier: Carrier) throws {
    let (session, _) = try Self.run("documentSymbol", carrier, Self.body)
    let (lines, isNested) = Self.lines(session.result(7), depth: 4)
    let chunked = carrier == .chunked ? ["      Transfer-Encoding: chunked"] : []
    let expected =
      [
        "POST https://example.org/Appointment: 201", "  request: POST https://example.org/Appointment", "    headers",
        "      Content-Type: application/fhir+json",
      ] + chunked + [
        "    Appointment", "      resourceType: Appointment", "      contained[0]: Slot", "      contained[1]: Patient",
        "      status: \(carrier == .base64 ? "***" : "booked")", "      slot[0]", "      participant[0]", "  response: 201",
      ]
    #expect(lines == expected)
    #expect(isNested)
    let (flat, _) = try Self.run("documentSymbol", carrier, Self.body, symbols: false)
    let names = (flat.result(7) as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    #expect(names.prefix(3) == ["POST https://example.org/Appointment", "request", "headers"])
  }

  @Test func exchangesAreListedInTheOrderOfTheFile() throws {
    let text = "GET /Slot HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<html></html>\n\n###\nGET /Appointment/1\n"
    let session = EditorSession(
      EditorSession.start(
        capabilities: #"{"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}"#, [("a.http", text)])
        + [EditorSession.request(7, "documentSymbol", "a.http"), EditorSession.request(8, "foldingRange", "a.http")],
      in: try TestFolder())
    #expect(
      Self.lines(session.result(7), depth: 9).lines == [
        "GET /Slot: 200", "  request: GET /Slot", "  response: 200", "    headers", "      Content-Type: text/html",
        "GET /Appointment/1", "  request: GET /Appointment/1",
      ])
    let folds = (session.result(8) as? [[String: Int]] ?? []).map { [$0["startLine"] ?? -1, $0["endLine"] ?? -1] }
    #expect(folds == [[0, 1], [2, 5]])
  }

  private static let credential = "c2VjcmV0LXRva2Vu"

  /// A body with credentials in a member that FHIR does not define, and after an authentication scheme.
  private static func secretBody(id: String) -> String {
    """
    {"resourceType": "Appointment", "id": "\(id)", "access_token": {"a": ["hunter"]}, "status": "booked",
     "contained": [{"resourceType": "Slot", "id": "\(id)"}, {"resourceType": "Slot", "id": "s1"}],
     "description": "Bearer \(credential)", "slot": [{"reference": "‸"}]}
    """
  }

  /// A recording whose token is also an id in the body.
  private static let secretText =
    "POST /Appointment HTTP/1.1\nAuthorization: Bearer \(credential)\nContent-Type: application/fhir+json\n\n"
    + secretBody(id: credential) + "\n"

  @Test(arguments: [
    ("a.http", secretText), ("a.har", Carrier.har.text(secretBody(id: "a1"))),
    ("a.har", Carrier.base64.text(secretBody(id: "a1"))),
  ]) func credentialsAreHidden(name: String, marked: String) throws {
    let (position, text) = EditorSession.position(marked)
    let names = ["documentSymbol", "hover", "inlayHint", "documentHighlight", "codeAction"]
    let session = EditorSession(
      EditorSession.start(
        capabilities: #"{"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}"#, [(name, text)])
        + names.enumerated().map { EditorSession.request($0.offset + 10, $0.element, name, position) }
        + EditorSession.end, in: try TestFolder(), options: ["--fhir-version", "4.0"])
    for message in session.messages {
      #expect(!"\(message)".contains("c2VjcmV0") && !"\(message)".contains("hunter"), "\(message)")
    }
    let lines = Self.lines(session.result(10), depth: 9).lines
    #expect(lines.contains { $0.contains("access_token") } == !marked.contains("base64"))
    #expect(lines.contains { $0.hasSuffix("resourceType: Appointment") })
    #expect(lines.contains { $0.hasSuffix("status: booked") } == !marked.contains("base64"))
  }

  @Test func credentialsInBodiesThatAreNotFHIRAreHidden() throws {
    let text = """
      POST /token?token=\(Self.credential) HTTP/1.1
      Authorization: Bearer \(Self.credential)
      Cookie: session=\(Self.credential)
      Accept: application/json

      HTTP/1.1 200 OK
      Content-Type: application/json

      {"access_token": "hunter", "hunter2": 1, "status": "ordinary"}
      """
    let session = EditorSession(
      EditorSession.start(
        capabilities: #"{"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}"#, [("a.http", text)])
        + [EditorSession.request(7, "documentSymbol", "a.http")],
      in: try TestFolder())
    let lines = Self.lines(session.result(7), depth: 9).lines
    #expect(lines.contains { $0.contains("Authorization") } && lines.contains { $0.contains("application/json") })
    #expect(!lines.contains { $0.contains("c2VjcmV0") || $0.contains("hunter") || $0.contains("ordinary") }, "\(lines)")
  }

  @Test func completionDoesNotOfferCredentials() throws {
    let (position, text) = EditorSession.position(Self.secretText)
    let session = EditorSession(
      EditorSession.start([("a.http", text)]) + [EditorSession.request(7, "completion", "a.http", position)]
        + EditorSession.end, in: try TestFolder(), options: ["--fhir-version", "4.0"])
    let offered = "\(session.result(7) ?? "")"
    #expect(offered.contains("#s1") && !offered.contains("c2VjcmV0"), "\(offered)")
  }

  @Test(arguments: [
    (Carrier.http, [[0, 12], [3, 11], [5, 7]]), (.har, [[0, 3], [1, 2]]), (.base64, [[0, 3], [1, 2]]),
  ]) func messagesAndObjectsAreFolded(carrier: Carrier, expected: [[Int]]) throws {
    let (session, _) = try Self.run("foldingRange", carrier, Self.body)
    let folds = (session.result(7) as? [[String: Int]] ?? []).map { [$0["startLine"] ?? -1, $0["endLine"] ?? -1] }
    #expect(folds == expected)
  }

  @Test(arguments: Carrier.allCases) func selectionsGrowFromTheBodyToTheFile(carrier: Carrier) throws {
    let (position, text) = EditorSession.position(carrier.text(Self.body.replacing("booked", with: "boo‸ked")))
    let start = position.prefix { $0 != "}" }.dropFirst(#""position": "#.count) + "}"
    let session = EditorSession(
      EditorSession.start([(carrier.file, text)])
        + [EditorSession.request(7, "selectionRange", carrier.file, #""positions": [\#(start)]"#)],
      in: try TestFolder())
    var next = (session.result(7) as? [[String: Any]])?.first
    var parts: [Substring] = []
    while let range = next {
      parts.append(Self.part(range["range"], of: text))
      next = range["parent"] as? [String: Any]
    }
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $1.contains($0) && $0 != $1 })
    if carrier != .base64 { #expect(parts.first == "booked") }
    #expect(parts.last.map { $0.hasPrefix(carrier.file == "a.http" ? "POST" : "{\"log\"") } == true)
    #expect(parts.count > 5)
  }

  @Test func aBrokenHARFileKeepsItsOutline() throws {
    let text = Carrier.har.text(Self.body)
    let broken = EditorSession.change("a.har", version: 2, #"{"text": "{\"log\": {\"entries\": [ {"}"#)
    let session = EditorSession(
      EditorSession.start([("a.har", text)])
        + [EditorSession.request(6, "documentSymbol", "a.har"), broken, EditorSession.request(7, "documentSymbol", "a.har")],
      in: try TestFolder())
    let names = (session.result(7) as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    #expect(names.contains("headers") && names.contains("Appointment"))
  }
}
