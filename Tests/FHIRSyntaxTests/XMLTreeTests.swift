import Findings
import Testing

@testable import FHIRSyntax

/// The trees of XML documents.
@Suite struct XMLTreeTests {
  @Test func treeOfAnAppointment() {
    let document = readXML(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <?before the root?>
      <!-- a booking -->
      <Appointment xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">
        <id value="a&#x31;"/>
        <text>
          <status value="generated"/>
          <div xmlns="http://www.w3.org/1999/xhtml"><p value="1">See <b>Zoë</b> &amp; co</p> <br/></div>
        </text>
        <extension url="http://example.org/e">
          <valueString id="s" value="x"/>
        </extension>
        <contained>
          <Patient>
            <id value="p"/>
          </Patient>
        </contained>
        <status value="booked" ><extension url="u"/></status>
        stray <!-- words --> more <![CDATA[<words>]]>
        <?order late?>
        <start/>
        <other:x xmlns:other="urn:other" value="1"/>
      </Appointment>
      """)
    #expect(document.findings.isEmpty)
    #expect(
      outline(document) == """
        Appointment object resource=Appointment
          xsi:schemaLocation attribute xmlAttribute "a b"
          id attribute escaped "a1"
          text object
            status attribute "generated"
            div object xhtml
              p object xhtml
                value attribute xmlAttribute "1"
                #text text "See "
                b object xhtml
                  #text text "Zoë"
                #text text escaped " & co"
              br object xhtml
          extension object
            url attribute xmlAttribute "http://example.org/e"
            valueString attribute "x"
              id attribute xmlAttribute "s"
          contained object resource=Patient
            id attribute "p"
          status attribute "booked"
            extension object
              url attribute xmlAttribute "u"
          #text text "stray"
          #text text escaped "more <words>"
          #processing-instruction instruction
          start object
          x attribute foreign "1"
        """)
  }

  @Test func resourcesInsideElements() {
    let document = readXML(
      """
      <Bundle xmlns="http://hl7.org/fhir">
        <entry>
          <fullUrl value="urn:x"/>
          <resource>
            <Patient id="p">
              <contained><Organization xmlns=""><name value="o"/></Organization></contained>
              <identifier value="1"/>
            </Patient>
            <Slot><id value="2"/></Slot>
          </resource>
        </entry>
        <Patient><Practitioner/></Patient>
      </Bundle>
      """)
    #expect(document.findings.isEmpty)
    #expect(
      outline(document)
        == """
        Bundle object resource=Bundle
          entry object
            fullUrl attribute "urn:x"
            resource object resource=Patient
              id attribute xmlAttribute "p"
              contained object resource=Organization foreign
                name attribute foreign "o"
              identifier attribute "1"
              Slot object resource=Slot surplus
                id attribute "2"
          Patient object
            Practitioner object
        """)
  }

  @Test func namespacesOfElements() {
    let document = readXML(
      "<f:a xmlns:f='http://hl7.org/fhir' xmlns='http://www.w3.org/1999/xhtml'><f:b f:id='1'/><c/><d xmlns=''/></f:a>")
    #expect(document.findings.isEmpty)
    #expect(
      outline(document) == """
        a object resource=a
          b object
            f:id attribute xmlAttribute "1"
          c object xhtml
          d object foreign
        """)
  }

  /// The text at the range of every name and value, in order.
  @Test func positionsWithNonASCIIText() {
    let text = "\u{FEFF}<ä xmlns:ö='u'>\r\n <b ö:x='ß'\n value = \"𝄞 é\"/>\t<ö:c>日本</ö:c >\n</ä>"
    let document = readXML(text)
    #expect(document.findings.map(\.code) == ["XML019"])
    let nodes = document.nodes.indices.map { Node(index: UInt32($0)) }
    #expect(nodes.map { document.nameRange(of: $0).map(document.source.string) } == ["ä", "b", "ö:x", "ö:c", nil])
    #expect(
      nodes.map { document.source.string(document.valueRange(of: $0)) } == [
        String(text.dropFirst()), "𝄞 é", "ß", "<ö:c>日本</ö:c >", "日本",
      ])
  }

  /// libxml2 discards text that it has read: later positions must still be correct.
  @Test func positionsInALongText() {
    var text = "<Bundle>"
    for index in 0..<40 {
      text += "<entry><!-- " + String(repeating: "c", count: 90_000) + " --><id value='"
      text += String(repeating: "v", count: 200_000) + "'/><n\(index)/>" + String(repeating: "é", count: 30_000) + "</entry>"
    }
    text += "<last value='end'/></Bundle>"
    #expect(text.utf8.count > 10 << 20)
    let document = readXML(text)
    #expect(document.findings.isEmpty)
    #expect(document.nodes.count == 2 + 40 * 4)
    for index in document.nodes.indices {
      let node = Node(index: UInt32(index))
      let name = document.record(node).form == .text ? nil : document.name(of: node)
      #expect(document.nameRange(of: node).map(document.source.string) == name)
    }
    let last = Node(index: UInt32(document.nodes.count - 1))
    #expect(document.source.string(document.valueRange(of: last)) == "end")
    #expect(document.valueRange(of: Node(index: 0)) == 0..<text.utf8.count)
  }

  @Test func sharedNamesHaveSharedSymbols() {
    let document = readXML("<Bundle><identifier/><unheardOf/><unheardOf/></Bundle>")
    #expect(document.nodes.map(\.name).prefix(2) == [.bundle, .identifier])
    #expect(document.nodes[2].name == document.nodes[3].name)
    #expect(document.symbol("unheardOf") == document.nodes[2].name)
  }

  @Test func manyThreadsReadAtOnce() async {
    let text = "<a>" + String(repeating: "<b value='1'/>&e;<c>", count: 200)
    let alone = findings(of: readXML(text))
    await withTaskGroup(of: [String].self) { group in
      for _ in 0..<16 { group.addTask { findings(of: readXML(text)) } }
      for await result in group { #expect(result == alone) }
    }
  }

  @Test(arguments: [
    ("&lt;&gt;&amp;&quot;&apos;", true, "<>&\"'"),
    ("&#65;&#x42;&#x1F600;&#xe9;", true, "AB😀é"),
    (
      "&nbsp;&#0;&#xD800;&#x110000;&#99999999999999999999;&#;&#x;&lt &", true,
      "&nbsp;&#0;&#xD800;&#x110000;&#99999999999999999999;&#;&#x;&lt &"
    ),
    ("&amp;lt;", true, "&lt;"),
    ("a\tb\nc\r\nd\re&#10;f&#x9;", true, "a b c d e\nf\t"),
    ("a\tb\nc\r\nd\re&#10;f", false, "a\tb\nc\nd\ne\nf"),
    ("x <![CDATA[<&amp;]]>]]&gt;<![CDATA[]]]]>", false, "x <&amp;]]>]]"),
    ("<![CDATA[", true, "<![CDATA["),
    ("", false, ""),
  ])
  func escapes(_ text: String, _ isAttribute: Bool, _ decoded: String) {
    #expect(XMLEscapes.decoded(Array(text.utf8)[...], isAttribute: isAttribute) == decoded)
  }
}
