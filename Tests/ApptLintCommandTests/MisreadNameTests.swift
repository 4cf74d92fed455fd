import Reporting
import Testing

/// Names that may be values: next to a syntax error, and in narrative.
@Suite struct MisreadNameTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    /// The values that no output contains.
    var values: [String]
    /// A part of the output without values.
    var says: String
    var testDescription: String { text }

    init(_ text: String, hides values: String..., says: String) {
      name = text.hasPrefix("<") ? "a.xml" : "a.json"
      self.text = text
      self.values = values
      self.says = says
    }

    /// A Patient with the given JSON members or XML elements.
    static func patient(_ content: String, hides values: String..., says: String) -> Case {
      var result =
        content.hasPrefix("<")
        ? Case(#"<Patient xmlns="http://hl7.org/fhir">\#(content)</Patient>"#, says: says)
        : Case(#"{"resourceType": "Patient", \#(content)}"#, says: says)
      result.values = values
      return result
    }

    /// A Patient with narrative; the content must be without quotes.
    static func narrative(_ content: String, isXML: Bool, hides values: String..., says: String) -> Case {
      let div = "<div xmlns='http://www.w3.org/1999/xhtml'>\(content)</div>"
      var result = patient(
        isXML ? "<text><status value='generated'/>\(div)</text>" : #""text": {"status": "generated", "div": "\#(div)"}"#,
        says: says)
      result.values = values
      return result
    }
  }

  static let hidden: [Case] = [
    .patient(
      #""identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "9990000018"}]"#, hides: "9990000018",
      says: "STR004 unknown-element: unknown element '…' in Identifier [Patient.identifier[0].`…`]"),
    .patient(#""name": [{"Smithson", "family": "x"}]"#, hides: "Smithson", says: "unknown element '…' in HumanName"),
    .patient(#""name": [{"Smithson", "Smithson": "x"}]"#, hides: "Smithson", says: "'…' occurs more than once"),
    .patient(#""name": [{"family": "x" "Smithson": 1}]"#, hides: "Smithson", says: "unknown element '…'"),
    .patient(#""name": [{"family": "x", Smithson: 1}]"#, hides: "Smithson", says: "unknown element '…'"),
    .patient(#""name": [{"given": ["Oddname": "Smithson"}]"#, hides: "Oddname", says: "JSN008"),
    .patient(#""name": [{"text": "a\xb", "Smithson": "c"}]"#, hides: "Smithson", says: "unknown element '…'"),
    .patient(#""name": [{"_Smithson"}]"#, hides: "Smithson", says: "unknown element '…'"),
    .patient(
      #"<name><text value="Ada "Smithson" Jones"/></name>"#, hides: "Smithson", "Jones",
      says: "unknown attribute '…' [Patient.name[0].text.`…`]"),
    .patient(#"<address><line value=1 Acacia Avenue"/></address>"#, hides: "Acacia", "Avenue", says: "XML005"),
    .patient(#"<name><text value="Ada" Smithson="x" y/></name>"#, hides: "Smithson", says: "unknown attribute '…'"),
    .patient("<name>Ada <Smithson></name>", hides: "Smithson", says: "unknown element '…'"),
    .patient("<name><Smithson, Ada/></name>", hides: "Smithson", "Ada", says: "unknown element '…'"),
    .patient("<name><Smithson>Ada</Smythsen></name>", hides: "Smithson", "Smythsen", says: "unknown element '…'"),
    .patient("<contained><Basic/><Smithson></contained>", hides: "Smithson", says: "a second one, '…'"),
    .narrative("Ada <ada.smithson@nhs.net>", isXML: false, hides: "ada.smithson", says: "must not have the element '…'"),
    .narrative("Ada <ada.smithson@nhs.net>", isXML: true, hides: "ada.smithson", says: "must not have the element '…'"),
    .narrative("<Smithson, Ada/>", isXML: false, hides: "Smithson", says: "must not have the element '…'"),
    .narrative("<Smithson/>", isXML: true, hides: "Smithson", says: "must not have the element '…'"),
    .narrative("<div:Smithson xmlns:div='urn:x'/>x", isXML: false, hides: "Smithson", says: "must not have the element '…'"),
    .narrative("<p smithson='1'>x</p>", isXML: false, hides: "smithson", says: "must not have the attribute '…'"),
    .narrative("<p onsmithson='1'>x</p>", isXML: true, hides: "smithson", says: "'…' must not run a script"),
    Case(
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<Smithson>x</Smithson>"}}"#, hides: "Smithson",
      says: "found '…'"),
    .patient(#""name": [{"family": "x", 'Smithson": 1}]"#, hides: "Smithson", says: "unknown element '…'"),
    .patient(#""name": [{"family": "x", "Smithson': "y"}]"#, hides: "Smithson", says: "unknown element '…'"),
    .patient(#""name": [{"family": "x": "Smithson": "y"}]"#, hides: "Smithson", says: "unknown element '…'"),
    .patient(#""name": [{"family": "x", S"mithson": "y"}]"#, hides: "mithson", says: "unknown element '…'"),
    // An unknown resource type is a value.
    Case(
      #"{"resourceType": "patient", "id": "x"}"#,
      says: "unknown resource type 'patient' in FHIR R4, did you mean 'Patient'? [`…`]"),
    .patient(
      "<contained><Smithson><id value='s'/></Smithson></contained>", hides: "Smithson", says: "found a value of 8 characters"),
    Case(
      "<Bundle xmlns='http://hl7.org/fhir'><type value='collection'/><entry><resource><Smithson/></resource></entry></Bundle>",
      hides: "Smithson", says: "found a value of 8 characters [Bundle.entry[0].resource]"),
    Case(
      "<Smithson xmlns='http://hl7.org/fhir'><id value='x'/></Smithson>", hides: "Smithson",
      says: "found a value of 8 characters [`…`]"),
    Case(
      #"{"resourceType": "Jane Smithson", "id": "x"}"#, hides: "Smithson",
      says: "unknown resource type in FHIR R4, found a value of 13 characters [`…`]"),
    Case(#"{"id": "x", "resourceType" "Smithson"}"#, hides: "Smithson", says: "found a value of 8 characters [`…`]"),
    Case(
      #"{"id": "x", "resourceType" "Grouper"}"#, hides: "Grouper", says: "unknown resource type in FHIR R4, did you mean 'Group'?"
    ),
    .patient(
      ##""contained": [{"resourceType": "Smithson", "id": "s"}], "managingOrganization": {"reference": "#s"}"##,
      hides: "Smithson",
      says: "found a value of 8 characters [Patient.contained[0]]"),
    Case(
      #"{"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": {"resourceType": "Smithson"}, "request": {"method": "POST", "url": "Patient"}}]}"#,
      hides: "Smithson", says: "found a value of 8 characters [Bundle.entry[0].resource]"),
  ]

  /// The values appear in no report, baseline or `.expected` file.
  @Test(arguments: hidden) func misreadNamesAreHidden(_ given: Case) throws {
    let folder = try TestFolder([given.name: given.text])
    let options = ["--pack", "none", "--fhir-version", "4.0"]
    var texts: [String] = []
    for format in ReportFormat.allCases.map(\.rawValue) {
      texts.append(folder.run(["check", "--format", format, "@" + given.name] + options).output)
    }
    let concise = folder.run(["check", "--format", "concise", "@" + given.name] + options).output
    #expect(concise.contains(given.says), "\(concise)")
    for limit in ["1", "2"] {
      texts.append(folder.run(["check", "--max-findings", limit, "--format", "concise", "@" + given.name] + options).output)
    }
    #expect(folder.run(["check", "--write-baseline", "@known", "@" + given.name] + options).status == 0)
    texts.append(folder.run(["verify", "--update", "@"] + options).output)
    texts += try [#require(folder.read("known")), #require(folder.read(given.name + ".expected"))]
    for text in texts {
      for value in given.values { #expect(!text.contains(value), "\(text)") }
    }
    // A hidden name still matches in the next run.
    #expect(folder.run(["check", "--baseline", "@known", "@" + given.name] + options).status == 0)
    #expect(folder.run(["verify", "@"] + options).status == 0)
  }

  /// A name that may be part of a credential is not shown in messages, even with `--show-values`.
  @Test func valuesAreShownInExcerptsOnly() throws {
    let folder = try TestFolder(["a.json": Self.hidden[1].text])
    func run(_ format: String) -> String {
      folder.run("check", "--format", format, "--show-values", "--pack", "none", "--fhir-version", "4.0", "@a.json").output
    }
    #expect(run("concise").contains("unknown element '…' in HumanName [Patient.name[0].`…`]"))
    #expect(run("full").contains(#"{"Smithson", "family": "x"}"#))
  }

  /// Unknown names are shown where the text is well-formed, and so are names of HTML elements and attributes in narrative.
  @Test(arguments: [
    Case.patient(#""gendre": "female""#, says: "unknown element gendre in Patient [Patient.gendre]"),
    .patient("\"active\": true,,\n\"gendre\": \"female\"", says: "unknown element gendre"),
    .patient("\"name\": [{\"family\", \"Roe\"}],\n\"active\": true,\n\"gendre\": \"female\"", says: "unknown element gendre"),
    .patient("\"name\": [{\"family\": \"Roe \"May\" Roe\"}],\n\"gendre\": \"female\"", says: "unknown element gendre"),
    .patient(#"<name><family value=Roe/></name><gendre value="female"/>"#, says: "unknown element gendre"),
    .patient(#"<gender value="female" since="2024"/>"#, says: "unknown attribute since"),
    .narrative("<script>x</script>", isXML: false, says: "must not have the element script"),
    .narrative("<font>x</font>", isXML: true, says: "must not have the element font"),
    .narrative("<p onclick='x'>y</p>", isXML: true, says: "onclick must not run a script"),
    .narrative("<a href='x' target='y'>z</a>", isXML: false, says: "must not have the attribute target"),
  ]) func otherNamesAreShown(_ given: Case) throws {
    let folder = try TestFolder([given.name: given.text])
    let run = folder.run("check", "--format", "concise", "--pack", "none", "--fhir-version", "4.0", "@" + given.name)
    #expect(run.output.contains(given.says), "\(run)")
  }
}
