import ApptLint
import Testing

/// The grammar of media types, in rows with the check `mimeType`.
@Suite struct MediaTypeTests {
  static let pack = #"{ "id": "x", "title": "X", "release": "4.0", "tables": ["table.json"] }"#
  static let table = """
    { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Binary" } },
      "rules": [ { "code": "XXX001", "name": "x-media-type", "keyword": "SHALL", "requirement": "R",
                   "at": "Binary.contentType", "check": { "mimeType": {} } } ] }
    """

  @Test(arguments: [
    ("application/pdf", true), ("text/plain; charset=utf-8", true), (#"text/plain; a="b c"; d=e"#, true), ("pdf", false),
    ("text/plain; charset", false), (#"text/plain; a="b"#, false), (#"text/plain; a="b" c"#, false),
    // A backslash quotes the next character (RFC 822, section 3.3).
    (#"text/plain; a="b\"c""#, true), (#"text/plain; a="b\\""#, true), (#"text/plain; a="b\\"; d="e\"""#, true),
    (#"text/plain; a="b\""#, false), (#"text/plain; a="b\"#, false), (#"text/plain; a="b\\"c"#, false),
  ])
  func mediaTypesAreRecognised(type: String, isValid: Bool) throws {
    var configuration = Configuration()
    configuration.packs = .chosen(["x"])
    let linter = try Linter(
      configuration,
      packFiles: [SourceText(name: "x/pack.json", text: Self.pack), SourceText(name: "x/table.json", text: Self.table)])
    let escaped = type.replacing(#"\"#, with: #"\\"#).replacing("\"", with: #"\""#)
    let report = linter.lint(
      SourceText(name: "payload", text: #"{"resourceType":"Binary","contentType":"\#(escaped)","data":"AAAA"}"#))
    #expect(!report.findings.contains { $0.code == "XXX001" } == isValid)
  }
}
