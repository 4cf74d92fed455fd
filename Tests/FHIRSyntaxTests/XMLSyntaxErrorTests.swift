import Findings
import Testing

@testable import FHIRSyntax

/// The findings of malformed XML, and their positions.
@Suite struct XMLSyntaxErrorTests {
  @Test(arguments: [
    MarkedText("<a>\n<b>\n</⟦a⟧>", "XML002"),
    MarkedText("<a><b><c></⟦a⟧>", "XML002"),
    MarkedText("<name><given>x</⟦givn⟧></name>", "XML002"),
    MarkedText("<a><b>x⟦</>⟧</a>", "XML002"),
    MarkedText("<a><b/></⟦b⟧><c/></a>", "XML003"),
    MarkedText("<a><b/></⟦x⟧></a>", "XML003"),
    MarkedText("</⟦a⟧><b/>", "XML003"),
    MarkedText("<A><b/></⟦A⟧><c/></A>", "XML003"),
    MarkedText("<a><b value=\"1\"⟦⟧ <c/></a>", "XML004"),
    MarkedText("<a><b></b⟦⟧</a>", "XML004"),
    MarkedText("<a b=⟦1⟧/>", "XML005"),
    MarkedText("<a b=⟦x&amp;y⟧ c='1'/>", "XML005"),
    MarkedText("<a ⟦b⟧=/>", "XML005"),
    MarkedText("<a b=⟦“⟧1 2”/>", "XML005"),
    MarkedText("<a b=⟦it's 1 2⟧\"/>", "XML005"),
    MarkedText("<a b⟦⟧ '1'/>", "XML006"),
    MarkedText("<a ⟦b⟧ c='1'/>", "XML006"),
    MarkedText("<a b⟦:⟧'1'/>", "XML006"),
    MarkedText("<a ⟦b⟧/>", "XML006"),
    MarkedText("<a b='1' ⟦b⟧='2'/>", "XML007"),
    MarkedText("<a><b c=\"1⟦⟧/>\n<d e=\"2\"/></a>", "XML008"),
    MarkedText("<a b=\"1⟦⟧ c=\"2\"/>", "XML008"),
    MarkedText("<a><b c='1⟦⟧/><d/></a>", "XML008"),
    MarkedText("<a b='1 ⟦<⟧ 2'/>", "XML009"),
    MarkedText("<a b='fish ⟦&⟧ chips'/>", "XML009"),
    MarkedText("<a>1 ⟦<⟧ 2 ⟦&⟧ 3</a>", "XML009", "XML009"),
    MarkedText("<a>x⟦]]>⟧y</a>", "XML009"),
    MarkedText("<a>1⟦&nbsp;⟧2</a>", "XML010"),
    MarkedText("<a b='⟦&e;⟧' c='⟦&e;⟧'/>", "XML010", "XML010"),
    MarkedText("<⟦f⟧:a><f:b f:c='1'/></f:a>", "XML011"),
    MarkedText("<a ⟦x⟧:b='1'/>", "XML011"),
    MarkedText("<a><b/>⟦⟧\n\n", "XML012"),
    MarkedText("<a><b>text⟦⟧", "XML012"),
    MarkedText("<a><b c='1'⟦⟧", "XML012"),
    MarkedText("<a><b c='1⟦⟧", "XML012"),
    MarkedText("<a><b></b⟦⟧", "XML012"),
    MarkedText("<a><![CDATA[x⟦⟧", "XML012"),
    MarkedText("<?xml⟦⟧", "XML012"),
    MarkedText("<?xml version=\"1.0\"⟦⟧", "XML012"),
    MarkedText("<a/> ⟦done⟧", "XML013"),
    MarkedText("⟦x⟧<a/>", "XML013"),
    MarkedText("<A/><⟦A⟧><b c=1/></A>", "XML013"),
    MarkedText("<a b='⟦\u{1}⟧'>x⟦\u{0}⟧y⟦\u{FFFF}⟧</a>", "XML014", "XML014", "XML014"),
    MarkedText("\n⟦<?xml⟧ version='1.0'?><a/>", "XML015"),
    MarkedText("<?xml ⟦encoding⟧='UTF-8'?><a/>", "XML015"),
    MarkedText("<?xml version='⟦2⟧'?><a/>", "XML015"),
    MarkedText("<?xml version='1.0' standalone='⟦maybe⟧'?><a/>", "XML015"),
    MarkedText("<?xml version='1.0'⟦>⟧<a/>", "XML015"),
    MarkedText("⟦<!DOCTYPE⟧ a [<!ENTITY e \"]>\"> <!-- ' --> ]><a/>", "XML016"),
    MarkedText("⟦<!doctype⟧ html><html><body>502</body></html>", "XML016"),
    MarkedText("⟦<!DOCTYPE⟧ a [<a><b/></a>", "XML016"),
    MarkedText("<a>⟦<!DOCTYPE⟧ a></a>", "XML016"),
    MarkedText("<?xml version='1.0' encoding='⟦ISO-8859-1⟧'?><a/>", "XML018"),
    MarkedText("⟦⟧", "XML020"),
    MarkedText("<!-- nothing -->⟦⟧\n", "XML020"),
    MarkedText("<a><!-- one ⟦--⟧ two --></a>", "XML021"),
    MarkedText("<a>⟦<!--⟧ one -></a>", "XML021"),
    MarkedText("<a b='1'⟦⟧c='2'/>", "XML022"),
    MarkedText("<a b='⟦&#0;⟧'>⟦&#xD800;⟧⟦&#⟧</a>", "XML023", "XML023", "XML023"),
    MarkedText("<⟦a⟧ xmlns:b=''/>", "XML024"),
    MarkedText("<a ⟦?='1'⟧/>", "XML001"),
    MarkedText("<a b=\"⟦\"⟧1 2\"/>", "XML001"),
    MarkedText("<a b='⟦'⟧http://x.org/y' c='1'/>", "XML001"),
    MarkedText("<a b=⟦=⟧'1'/>", "XML001"),
    MarkedText("<a><b c='1'⟦/⟧<d/></a>", "XML001"),
    MarkedText("<a><b c='1'⟦/⟧\n<d/></a>", "XML001"),
    MarkedText("<a>⟦<!⟧ELEMENT b></a>", "XML001"),
    // One wrong character that alone explains several errors
    MarkedText("<a>\n<b value='p1⟦⟧/>\n<c value=\"O'K\"/></a>", "XML008"),
    MarkedText("<a xmlns=\"http⟦\"⟧://hl7.org/fhir\">\n<b value=\"1\"/></a>", "XML001"),
    MarkedText("<a>\n<b val⟦'⟧ue=\"1\"/>\n<c value=\"O'K\"/></a>", "XML001"),
    MarkedText("<name>\n<family value=\"1\"/><⟦n/⟧ame>", "XML001"),
    MarkedText("<a><b value=⟦⟧a b = c\"/></a>", "XML005"),
    MarkedText("<Patient><contact>\n⟦⟧name>\n<family value=\"1\"/>\n</name>\n</contact></Patient>", "XML001"),
    MarkedText("<div><p>x</⟦b⟧></⟦p⟧></div>", "XML002", "XML003"),
    MarkedText("<Patient⟦⟧xmlns=\"http://hl7.org/fhir\">\n<gender value=\"1\"/></Patient>", "XML022"),
  ])
  func oneFindingAtItsPosition(_ mistake: MarkedText) {
    #expect(findings(of: readXML(mistake.text)) == mistake.expected)
  }

  /// A malformed text is read as if it were corrected at the position of the mistake: everything after it is kept.
  @Test(arguments: [
    ("<n><given value='A'><family value='B'/></n>", "<n><given value='A'/><family value='B'/></n>"),
    ("<n><given value='A'><extension/></n>", "<n><given value='A'><extension/></given></n>"),
    ("<n><a><b/><c/></n>", "<n><a><b/><c/></a></n>"),
    ("<n><given>A</givn><family value='B'/></n>", "<n><given>A</given><family value='B'/></n>"),
    ("<n><a/></a><b/></n>", "<n><a/><b/></n>"),
    ("<N><a/></N><b/></N>", "<N><a/><b/></N>"),
    ("<n><a value='1' <b/></n>", "<n><a value='1'/><b/></n>"),
    ("<n><a x='1' <b/></a></n>", "<n><a x='1'><b/></a></n>"),
    ("<n><a value=1 x=2/><b/></n>", "<n><a value='1' x='2'/><b/></n>"),
    ("<n><a value=“1 2”/><b/></n>", "<n><a value='1 2'/><b/></n>"),
    ("<n><a value '1'/><b/></n>", "<n><a value='1'/><b/></n>"),
    ("<n><a x value='1'/><b/></n>", "<n><a value='1'/><b/></n>"),
    ("<n><a x='1' x=2 y='3'/></n>", "<n><a x='1' y='3'/></n>"),
    ("<n><a value=\"1/>\n<b value=\"2\"/></n>", "<n><a value=\"1\"/>\n<b value=\"2\"/></n>"),
    ("<n><a value=\"1 x=\"2\"/></n>", "<n><a value=\"1\" x=\"2\"/></n>"),
    ("<n><a value='1'x='2'/></n>", "<n><a value='1' x='2'/></n>"),
    ("<n><a value:'1'/><b/></n>", "<n><a value='1'/><b/></n>"),
    ("<n><a value==\"1\"/><b/></n>", "<n><a value='1'/><b/></n>"),
    ("<n><a value=1 2\"/><b/></n>", "<n><a value='1 2'/><b/></n>"),
    ("<n><a value=\"\"1 2\"/><b/></n>", "<n><a value='1 2'/><b/></n>"),
    ("<n><a value='1'/ <b/></n>", "<n><a value='1'/><b/></n>"),
    ("<n><a value='1' / ><b/></n>", "<n><a value='1'/><b/></n>"),
    ("<n><a/><b><c value='1", "<n><a/><b></b></n>"),
    ("<n><a/><b></", "<n><a/><b></b></n>"),
    ("<n><!-- -- --><a/></n>", "<n><a/></n>"),
    ("<n><!-- x ><a/></n>", "<n><a/></n>"),
    ("<!DOCTYPE n [ <!ENTITY e '>'> ]><n><a/></n>", "<n><a/></n>"),
    ("<?xml encoding='UTF-8'><n><a/></n>", "<n><a/></n>"),
    ("x<n><a/></n>y", "<n><a/></n>"),
  ])
  func theRestIsReadAsIfCorrected(_ malformed: String, _ corrected: String) {
    let document = readXML(malformed)
    #expect(!document.findings.isEmpty)
    let right = readXML(corrected)
    #expect(right.findings.isEmpty)
    #expect(outline(document) == outline(right))
  }

  @Test func independentMistakesAreAllReported() {
    let text = MarkedText(
      """
      <n xmlns="http://hl7.org/fhir">
        <a value=⟦1⟧/>
        <b value="x ⟦&⟧ y"/>
        <c><d></⟦c⟧>
        <e value="1" ⟦value⟧="2"/>
        <!-- ⟦--⟧ -->
      </n>
      """, "XML005", "XML009", "XML002", "XML007", "XML021")
    #expect(findings(of: readXML(text.text)) == text.expected)
  }

  @Test func mismatchedEndTagsNameTheOpenElement() {
    let document = readXML("<Patient>\n<identifier>\n<url>\n</identifier></Patient>")
    #expect(
      document.findings.map { $0.message.text(showingValues: false) } == [
        "'identifier' is closed here, but 'url', opened on line 3, is still open"
      ])
  }

  @Test func unknownNamesAreNotShown() {
    let messages = readXML("<a>\n<Smith>\n</a>").findings.map { $0.message.text(showingValues: false) }
    #expect(messages == ["'…' is closed here, but '…', opened on line 2, is still open"])
    let prefixed = readXML("<Tom:identifier>\n<Thumb:url>\n</Tom:identifier>").findings.first?.message.text(showingValues: false)
    #expect(prefixed == "'…:identifier' is closed here, but '…:url', opened on line 2, is still open")
  }

  @Test func everyRuleHasExamples() {
    for rule in XMLRules.all where rule.code != "XML017" {
      let (fails, passes) = (rule.fails[0].text, rule.passes[0].text)
      guard fails.hasPrefix("<"), !fails.contains(" ... ") else { continue }
      #expect(readXML(fails).findings.map(\.code) == [rule.code])
      #expect(readXML(passes).findings.isEmpty, "\(rule.code)")
    }
    #expect(XMLRules.all.map(\.code) == XMLRules.all.map(\.code).sorted())
  }

  /// UTF-32 with and without a byte order mark: its first bytes may look like UTF-16.
  @Test(arguments: [(true, true), (true, false), (false, true), (false, false)])
  func utf32IsOneFinding(isLittleEndian: Bool, hasMark: Bool) {
    for (name, text) in [("a.xml", "<?xml version='1.0'?><a>é</a>"), ("a.json", #"{"resourceType": "Patient", "a": "é"}"#)] {
      var bytes: [UInt8] = []
      for scalar in ((hasMark ? "\u{FEFF}" : "") + text).unicodeScalars {
        let big = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
        bytes += isLittleEndian ? big.reversed() : big
      }
      let document = Document.read(SourceText(name: name, bytes: bytes))
      #expect(document.findings.map(\.code) == [name == "a.xml" ? "XML018" : "JSN018"])
      let end = isLittleEndian ? "little" : "big"
      #expect(document.findings.first?.message.text(showingValues: false).hasSuffix("found UTF-32 (\(end) endian)") == true)
      #expect(document.source.string(0..<document.source.count) == text)
    }
  }

  @Test func aTranscodedDocumentMayDeclareItsEncoding() {
    let text = "<?xml version='1.0' encoding='UTF-16'?><a/>"
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let document = Document.read(SourceText(name: "a.xml", bytes: bytes))
    #expect(document.findings.map(\.code) == ["XML018"])
    #expect(document.root.map { document.name(of: $0) } == "a")
  }
}
