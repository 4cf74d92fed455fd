import ApptLint
import FHIRSyntax
import Testing

/// Narrative, in XML and in JSON strings.
@Suite struct NarrativeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var content: String
    var finds: [String] = []

    var testDescription: String { content }

    init(_ content: String, _ finds: String...) {
      self.content = content
      self.finds = finds
    }
  }

  /// What stands inside the div, and the codes of what is wrong with it.
  static let cases: [Case] = [
    Case("<p>Jane <b>Roe</b><br/></p>"), Case(##"<img src="#p" alt=""/>"##), Case(#"<a href="https://a.example">x</a>"#),
    Case(#"<table class="grid" border="1"><tr><td colspan="2">x</td></tr></table>"#), Case("<!-- x -->y"),
    Case(#"<p id="a" xml:lang="cy">x</p>"#),
    Case("", "NAR006"), Case(" <p> </p> ", "NAR006"),
    Case("x<script>run()</script>", "NAR003"), Case("x<form/>", "NAR003"), Case("x<iframe/>", "NAR003"),
    Case("x<font>y</font>", "NAR003"),
    Case("x<blink>y</blink><object/>", "NAR003", "NAR003"), Case(#"x<p xmlns="urn:other">y</p>"#, "NAR003"),
    Case(#"<p onclick="run()">x</p>"#, "NAR005"), Case(#"<a href="javascript:run()">x</a>"#, "NAR005"),
    Case(#"<a href=" JavaScript :run()">x</a>"#, "NAR005"), Case(#"<p data-x="1">x</p>"#, "NAR004"),
    Case(#"<p id="a">x</p><p id="a">y</p>"#, "NAR007"), Case("x<?print?>", "NAR008"),
  ]

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  @Test(arguments: cases) func isJudgedAlikeInBothFormats(_ narrative: Case) throws {
    let div = #"<div xmlns="http://www.w3.org/1999/xhtml">\#(narrative.content)</div>"#
    let xml = #"<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>\#(div)</text></Patient>"#
    let json = #"{"resourceType": "Patient", "text": {"status": "generated", "div": "\#(Self.escaped(div))"}}"#
    let expected = narrative.finds.map { "\($0) Patient.text.div" }
    #expect(try findings(of: xml, family: "NAR") == expected)
    #expect(try findings(of: json, family: "NAR") == expected)
  }

  @Test func placesInStringsAreExact() throws {
    let json =
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http:\/\/www.w3.org\/1999\/xhtml\">\u00e9\ud83d\ude00\n<script\u003ex</script></div>"}}"#
    var configuration = Configuration()
    configuration.packs = .chosen([])
    let report = try Linter(configuration).lint(SourceText(name: "payload", text: json))
    let finding = try #require(report.findings.first)
    #expect(finding.code == "NAR003" && report.source.string(finding.range) == "script")
  }

  @Test(arguments: [
    ("<div xmlns='http://www.w3.org/1999/xhtml'><p>x</div>", "NAR001"), ("<div>x</div>", "NAR002"), ("x", "NAR001"),
    ("<p xmlns='http://www.w3.org/1999/xhtml'>x</p>", "NAR002"),
    ("<!DOCTYPE a [<!ENTITY b 'c'>]><div xmlns='http://www.w3.org/1999/xhtml'>&b;</div>", "NAR001"),
  ])
  func whatIsNoNarrativeIsTold(_ text: String, _ code: String) throws {
    let json = #"{"resourceType": "Patient", "text": {"status": "generated", "div": "\#(text)"}}"#
    let found = try findings(of: json, family: "NAR")
    #expect(!found.isEmpty && found.allSatisfy { $0 == "\(code) Patient.text.div" })
  }

  @Test func entitiesOfHTMLAreNoFaults() throws {
    let json =
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'>a&nbsp;b</div>"}}"#
    #expect(try findings(of: json, family: "NAR") == [])
  }

  @Test func hostileNarrativeIsBounded() throws {
    let deep = String(repeating: "<b>", count: 20_000)
    let wide = String(repeating: "<blink/>", count: 20_000)
    for content in [deep, wide] {
      let json =
        #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'>\#(content)</div>"}}"#
      #expect(try 1...60 ~= findings(of: json, family: "NAR").count)
    }
  }
}
