import ApptLint
import Findings
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

  /// The content of the div, and the codes of the expected findings.
  static let cases: [Case] = [
    Case("<p>Jane <b>Roe</b><br/></p>"), Case(##"<img src="#p" alt=""/>"##), Case(#"<a href="https://a.example">x</a>"#),
    Case(#"<table class="grid" border="1"><tr><td colspan="2">x</td></tr></table>"#), Case("<!-- x -->y"),
    Case(#"<p id="a" xml:lang="cy">x</p>"#),
    Case("", "NAR006"), Case(" <p> </p> ", "NAR006"), Case("<![CDATA[ ]]>", "NAR006"), Case("<p> &#32;&#x9;</p>", "NAR006"),
    Case("<p><![CDATA[]]></p>", "NAR006"), Case("<![CDATA[ x ]]>"), Case("<p>&#32;&#160;</p>"), Case("&#32;<i>&amp;</i>"),
    Case("x<script>run()</script>", "NAR003"), Case("x<form/>", "NAR003"), Case("x<iframe/>", "NAR003"),
    Case("x<font>y</font>", "NAR003"),
    Case("x<blink>y</blink><object/>", "NAR003", "NAR003"), Case(#"x<p xmlns="urn:other">y</p>"#, "NAR003"),
    Case(#"<p onclick="run()">x</p>"#, "NAR005"), Case(#"<a href="javascript:run()">x</a>"#, "NAR005"),
    Case(#"<a href=" JavaScript :run()">x</a>"#, "NAR005"), Case(#"<p data-x="1">x</p>"#, "NAR004"),
    Case(#"<p id="a">x</p><p id="a">y</p>"#, "NAR007"), Case("x<?print?>", "NAR008"),
    Case(#"<a href="https://a.example" target="_top">x</a>"#, "NAR004"),
    // A wrong namespace is reported once, for all of its content.
    Case(#"<table xmlns="urn:other"><tr><td>x</td></tr></table><ol xmlns="urn:other"><li>y</li></ol>"#, "NAR003", "NAR003"),
    Case(#"<svg xmlns="http://www.w3.org/2000/svg"><g><path d="M0"/></g></svg>x"#, "NAR003", "NAR004"),
    Case(##"<p id="a">x</p><a name="b">y</a><a href="#a">1</a><a href="#b">2</a><a href="#">3</a><a href="#p1">4</a>"##),
    Case(##"<p id="a">x</p><a href="#c">1</a>"##, "NAR009"),
  ]

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  @Test(arguments: cases) func isCheckedAlikeInBothFormats(_ narrative: Case) throws {
    let div = #"<div xmlns="http://www.w3.org/1999/xhtml">\#(narrative.content)</div>"#
    let xml = #"<Patient xmlns="http://hl7.org/fhir"><id value="p1"/><text><status value="generated"/>\#(div)</text></Patient>"#
    let json = #"{"resourceType": "Patient", "id": "p1", "text": {"status": "generated", "div": "\#(Self.escaped(div))"}}"#
    let expected = narrative.finds.map { "\($0) Patient.text.div" }
    #expect(try findings(of: xml, family: "NAR") == expected)
    #expect(try findings(of: json, family: "NAR") == expected)
  }

  @Test func positionsInStringsAreExact() throws {
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
    ("", "NAR006"), ("<p xmlns='http://www.w3.org/1999/xhtml'>x</p>", "NAR002"),
    ("<!DOCTYPE a [<!ENTITY b 'c'>]><div xmlns='http://www.w3.org/1999/xhtml'>&b;</div>", "NAR001"),
  ])
  func invalidNarrativeIsReported(_ text: String, _ code: String) throws {
    let json = #"{"resourceType": "Patient", "text": {"status": "generated", "div": "\#(text)"}}"#
    let found = try findings(of: json, family: "NAR")
    #expect(!found.isEmpty && found.allSatisfy { $0 == "\(code) Patient.text.div" })
  }

  /// Text around the markup of a JSON string, and broken markup: every error is found once.
  @Test(arguments: [
    ("<D>a&nbsp;b &euro;</div>", ["NAR001", "NAR001"]), ("<D>&lt;&gt;&amp;&quot;&apos;&#160;&#xA0;</div>", []),
    ("<D>a & b<form>c</form></div>", ["NAR001", "NAR003"]), ("<D><!-- a -- b --><font>c</font></div>", ["NAR001", "NAR003"]),
    ("<D><p>a<br>b</p><p onclick='x'>c</p></div>", ["NAR001", "NAR005"]), ("<D><p>a<br>b</p></div>", ["NAR001"]),
    ("<D><form>a</form> < b <form>c</form></div>", ["NAR003", "NAR001", "NAR003"]),
    ("<div><script>a</script></div>", ["NAR002", "NAR003"]), ("<div xmlns='urn:x'><p>a</p></div>", ["NAR002"]),
    ("<?xml version='1.0'?><D>a</div>", ["NAR002"]), ("<?a?><D>b</div><?c?>", ["NAR008", "NAR008"]),
    ("<!-- a --><D>b</div> <!-- c -->", ["NAR002", "NAR002"]), ("\\n <D>a</div>\\t", []), ("<D>a</div>b", ["NAR001"]),
    ("<D>a</div><D>b</div>", ["NAR001"]), ("<html><head/><body>a</body></html>", ["NAR002"]),
  ]) func everyErrorOfAStringIsFound(_ text: String, _ expected: [String]) throws {
    let div = text.replacing("<D>", with: "<div xmlns='http://www.w3.org/1999/xhtml'>")
    let json = #"{"resourceType": "Patient", "text": {"status": "generated", "div": "\#(div)"}}"#
    #expect(try findings(of: json, family: "NAR") == expected.map { "\($0) Patient.text.div" })
  }

  /// A link refers to content of its own resource: another narrative, an element, a contained resource.
  @Test func linksStayInTheirResource() throws {
    let entry: (String, String) -> String = { id, link in
      #"""
      {"fullUrl": "http://a.example/Composition/\#(id)", "resource": {"resourceType": "Composition", "id": "\#(id)", "status": "final",
       "contained": [{"resourceType": "Practitioner", "id": "who-\#(id)"}], "subject": {"id": "s-\#(id)", "display": "x"},
       "type": {"text": "x"}, "date": "2026-03-02", "author": [{"reference": "#who-\#(id)"}], "title": "x",
       "section": [{"text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'><p id='p-\#(id)'>x</p></div>"}},
                   {"text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'><a href='#\#(link)'>x</a></div>"}}]}}
      """#
    }
    func found(_ link: String) throws -> [String] {
      try findings(
        of: #"{"resourceType": "Bundle", "type": "collection", "entry": [\#(entry("a", link)), \#(entry("b", "b"))]}"#,
        family: "NAR")
    }
    for link in ["p-a", "s-a", "who-a", "a"] { #expect(try found(link) == []) }
    for link in ["p-b", "s-b", "who-b", "b", "P-a"] {
      #expect(try found(link) == ["NAR009 Bundle.entry[0].resource.section[1].text.div"])
    }
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
