import Findings
import Testing

@testable import FHIRSyntax

/// Texts that are designed to be slow to read or to produce large results: each is read within limits.
@Suite struct XMLLimitTests {
  @Test(arguments: [
    ("<a>", 20_000, "", ["XML030"]),
    ("<a>", 500, "<b/>", ["XML030"]),
    ("<a b=1>", 20_000, "", ["XML005", "XML030"]),
  ])
  func nesting(_ tag: String, _ count: Int, _ rest: String, _ codes: [String]) {
    let document = readXML(String(repeating: tag, count: count) + rest)
    #expect(Set(document.findings.map(\.code)).sorted() == codes)
    #expect(document.findings.filter { $0.code == "XML030" }.count == 1)
    #expect(document.record(Node(index: 0)).next == UInt32(document.nodes.count))
  }

  @Test func nestingUpToTheLimit() {
    let text = String(repeating: "<a>", count: 600) + String(repeating: "</a>", count: 600)
    #expect(readXML(text).findings.map(\.range) == [1501..<1502])
    #expect(readXML(text, limits: Limits(depth: 600)).findings.isEmpty)
  }

  @Test func attributes() {
    func tag(_ count: Int) -> String { "<a><b " + (0..<count).map { "b\($0)='1'" }.joined(separator: " ") + "/><c/></a>" }
    #expect(readXML(tag(256)).findings.isEmpty)
    for count in [257, 50_000] {
      let document = readXML(tag(count))
      #expect(document.findings.map(\.code) == ["XML032"])
      #expect(document.source.string(document.findings[0].range) == "b256")
      #expect(document.nodes.count == 3 + 256)
    }
  }

  /// Text that looks like a tag with many attributes, but is not a tag, is not an error.
  @Test(arguments: ["<!-- ", "<!-- <b ", "<![CDATA[", "<![CDATA[<b ", "<?p ", "<?p <b ", "<b c='", ""])
  func textThatIsNotAnAttribute(_ start: String) {
    let ends = ["<!": "-->", "<?": "?>", "<b": "'/>", "": ""]
    let end = start.hasPrefix("<![") ? "]]>" : ends[String(start.prefix(2))] ?? ""
    let words = String(repeating: "one = \"two\" ", count: 1000)
    #expect(readXML("<a>" + start + words + end + "</a>").findings.isEmpty)
  }

  @Test func names() {
    func text(_ part: (Int) -> String) -> String { "<a>" + (0..<20_000).map(part).joined() + "</a>" }
    #expect(readXML(text { "<b\($0)/>" }).findings.map(\.code) == ["XML033"])
    #expect(readXML(text { "<b c\($0)=''/>" }).findings.map(\.code) == ["XML033"])
    #expect(readXML(text { "<b xmlns='urn:\($0)'/>" }).findings.map(\.code) == ["XML033"])
    #expect(readXML(text { "<b\($0):c xmlns:b\($0)='u'/>" }).findings.map(\.code) == ["XML033"])
    #expect(readXML(text { "<?b\($0)?>" }).findings.map(\.code) == ["XML033"])
    #expect(readXML(text { _ in "<b/><?c?>" }).findings.isEmpty)
  }

  @Test func namespacesInScope() {
    let tag = "<a " + (0..<200).map { "xmlns:b\($0)='u'" }.joined(separator: " ") + ">"
    let text = String(repeating: tag, count: 20) + String(repeating: "<b0:c/>", count: 1000)
    #expect(readXML(text).findings.map(\.code) == ["XML032"])
  }

  @Test func entitiesAreNotExpanded() {
    var text = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    for (name, of) in zip("bcdefghijk", "abcdefghij") {
      text += "<!ENTITY \(name) '" + String(repeating: "&\(of);", count: 10) + "'>"
    }
    text += "<!ENTITY file SYSTEM 'file:///etc/passwd'>]><Patient xmlns='http://hl7.org/fhir'><id value='&k;'/>&file;</Patient>"
    let document = readXML(text)
    #expect(document.findings.map(\.code) == ["XML016", "XML010", "XML010"])
    #expect(
      outline(document) == """
        Patient object resource=Patient
          id attribute escaped "&k;"
          #text text escaped "&file;"
        """)
  }

  /// Many repetitions of a mistake: reading terminates, and the number of findings is limited.
  @Test(arguments: [
    "<b c=1>x & y</b>", "<b></c>", "</x>", "<", "&", "<a b=\"", "<a b='x\">", "<!-- > ", "<![CDATA[", "<?p >", "<!DOCTYPE [ '>",
    "b='' ",
    "\u{0}", "&#", "<p:b/>",
  ])
  func manyMistakes(_ mistake: String) {
    let document = readXML("<a>" + String(repeating: mistake, count: 20_000) + "</a>", limits: Limits(findings: 50))
    #expect(document.findings.count <= 50)
    #expect(document.nodes.count > 0)
    #expect(document.findings.allSatisfy { $0.range.upperBound <= document.source.count })
  }

  /// A text that is truncated anywhere, or in which any byte is replaced, is read safely; a truncated text always has a finding.
  @Test func truncatedOrModifiedAnywhere() {
    let text = Array(
      """
      <?xml version="1.0"?><!DOCTYPE a><A xmlns="http://hl7.org/fhir"><!-- c --><b value="1&amp;2" x='3'><c>t<![CDATA[d]]></c></b>
      <?p i?>
      <contained><B xmlns:f="u" f:g="é"/></contained></A>
      """.utf8)
    for index in text.indices {
      let cut = Document.read(SourceText(name: "a.xml", bytes: text[..<index]))
      #expect(cut.findings.contains { $0.code != "XML016" })
      var bytes = text
      bytes.remove(at: index)
      for byte in [UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "&"), 0] {
        var bytes = bytes
        bytes.insert(byte, at: index)
        let document = Document.read(SourceText(name: "a.xml", bytes: bytes))
        #expect(document.nodes.allSatisfy { $0.valueStart <= $0.valueEnd && Int($0.valueEnd) <= document.source.count })
        #expect(
          document.nodes.indices.allSatisfy {
            document.nodes[$0].next > $0 && Int(document.nodes[$0].next) <= document.nodes.count
          })
      }
    }
  }
}
