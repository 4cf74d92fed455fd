import Findings
import Testing

@testable import FHIRSyntax

@Suite struct ContentTests {
  @Test(arguments: [
    ("", true), (" ", true), ("\t\r\n", true), ("\u{A0}", true), ("\u{2003}\u{3000}", true), ("\u{200B}\u{FEFF}", true),
    ("\u{200E}\u{AD}", true), ("\u{2800}", true), ("\u{7F}\u{85}", true), ("a", false), ("\u{A0}a", false), ("·", false),
    ("0", false), ("\u{200B}é", false), ("❤️", false),
  ]) func textIsBlankIfNothingIsVisible(text: String, isBlank: Bool) {
    #expect(text.isBlank == isBlank)
  }

  /// An element named `x`, whether it has content, and whether its content is visible.
  @Test(arguments: [
    (#""x": "a""#, true, true), (#""x": " ""#, true, false), (#""x": false"#, true, true), (#""x": null"#, false, false),
    (#""x": {}"#, false, false), (#""x": {"id": "1"}"#, false, false), (#""_x": {"id": "1"}"#, false, false),
    (#""_x": {"extension": [{"url": "http://a", "valueCode": "b"}]}"#, false, false),
    (#""x": "a", "_x": {"extension": [{"url": "http://a", "valueCode": "b"}]}"#, true, true),
    (#""x": {"modifierExtension": [{"url": "http://a", "valueCode": "b"}]}"#, false, false),
    (#""x": {"y": {"z": [null, {"id": "1"}]}}"#, false, false), (#""x": {"y": {"z": [null, {"w": "1"}]}}"#, true, true),
    (#""x": {"y": {"_z": {"extension": [{"url": "http://a", "valueCode": "b"}]}}}"#, false, false),
    (#""x": {"y": "\u00A0"}"#, true, false), (#""x": {"resourceType": "Patient"}"#, true, true),
    (#""extension": [{"url": "http://a", "valueCode": "b"}]"#, true, true), (#""extension": [{"url": "http://a"}]"#, true, true),
    (#""extension": [{"extension": [{"url": "part", "valueCode": "b"}]}]"#, false, false),
  ]) func contentIsAValueOutsideOfIdAndExtensions(member: String, hasContent: Bool, isVisible: Bool) throws {
    let text = #"{"resourceType": "Patient", \#(member)}"#
    let document = Document.read(SourceText(name: "a", text: text), symbols: .wellKnown, limits: Limits())
    let root = try #require(document.root)
    let element = try #require(Array(document.elements(of: root)).first)
    #expect(document.hasContent(element) == hasContent, "\(text)")
    #expect(document.hasVisibleContent(element) == isVisible, "\(text)")
  }

  @Test(arguments: [
    ("<status/>", false), (#"<status id="1"/>"#, false), (#"<status value=" "/>"#, true),
    (#"<status><extension url="http://a"><valueCode value="b"/></extension></status>"#, false),
    (#"<status value="a"><extension url="http://a"><valueCode value="b"/></extension></status>"#, true),
    (#"<name><family/></name>"#, false), (#"<name id="1"><family value="a"/></name>"#, true),
    (#"<extension url="http://a"/>"#, true), ("<extension/>", false),
  ]) func contentInXML(element: String, hasContent: Bool) throws {
    let text = #"<Patient xmlns="http://hl7.org/fhir">\#(element)</Patient>"#
    let document = Document.read(SourceText(name: "a.xml", text: text), symbols: .wellKnown, limits: Limits())
    let root = try #require(document.root)
    let child = try #require(Array(document.elements(of: root)).first)
    #expect(document.hasContent(child) == hasContent, "\(text)")
  }
}
