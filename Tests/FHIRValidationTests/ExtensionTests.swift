import Testing

/// The rules for every extension, regardless of its definition.
@Suite struct ExtensionTests {
  /// An extension, and the codes and elements of the expected findings.
  static let cases: [(extension: String, finds: [String])] = [
    (#"{"url": "http://a.example/x", "valueString": "y"}"#, []),
    (#"{"url": "urn:oid:1.2.3", "valueString": "y"}"#, []),
    (#"{"url": "x", "valueString": "y"}"#, ["PRO001 Patient.extension[0]"]),
    (#"{"url": "http://a.example/x"}"#, ["PRO002 Patient.extension[0]"]),
    (#"{"url": "http://a.example/x|1", "valueString": "y"}"#, ["PRO003 Patient.extension[0]"]),
    (#"{"url": "http://a.example/x", "extension": [{"url": "part", "valueString": "y"}]}"#, []),
    (
      #"{"url": "http://a.example/x", "valueString": "y", "extension": [{"url": "part", "valueString": "y"}]}"#,
      ["PRO002 Patient.extension[0]"]
    ),
    (#"{"url": "http://a.example/x", "extension": [{"url": "part"}]}"#, ["PRO002 Patient.extension[0].extension[0]"]),
    (#"{"url": "http://a.example/x", "_valueString": {"extension": [{"url": "http://a.example/z", "valueCode": "y"}]}}"#, []),
    (#"{"url": "http://a.example/x", "value": "y"}"#, []),
  ]

  @Test(arguments: cases.indices) func extensionsAreChecked(_ index: Int) throws {
    let row = Self.cases[index]
    #expect(try findings(of: #"{"resourceType": "Patient", "extension": [\#(row.extension)]}"#, family: "PRO") == row.finds)
  }

  @Test func extensionsOfPrimitivesAreChecked() throws {
    let json = #"{"resourceType": "Patient", "gender": "female", "_gender": {"extension": [{"url": "x", "valueString": "y"}]}}"#
    #expect(try findings(of: json, family: "PRO") == ["PRO001 Patient.gender.extension[0]"])
    let xml =
      #"<Patient xmlns="http://hl7.org/fhir"><gender value="female"><extension url="x"><valueString value="y"/></extension></gender></Patient>"#
    #expect(try findings(of: xml, family: "PRO") == ["PRO001 Patient.gender.extension[0]"])
  }
}
