import Findings
import Testing

/// The form of primitive values: Parameters with the value under test, in XML, where every value is text, and in JSON.
@Suite struct PrimitiveTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var type: String
    var value: String
    var finds: String?

    var testDescription: String { "\(type) '\(value.prefix(40))'" }
  }

  /// Types with valid values, and invalid values with the code of the expected finding.
  static let table: [(type: String, valid: [String], invalid: [(String, String)])] = [
    ("boolean", ["true", "false"], [("True", "PRM002"), ("1", "PRM002"), ("true ", "PRM002"), ("", "PRM001")]),
    (
      "integer", ["0", "-0", "-1", "+7", "2147483647", "-2147483648"],
      [
        ("2147483648", "PRM004"), ("-2147483649", "PRM004"), ("99999999999999999999999999", "PRM004"), ("01", "PRM003"),
        ("1.0", "PRM003"), ("-", "PRM003"), ("1e3", "PRM003"), ("+0", "PRM003"), ("", "PRM001"),
      ]
    ),
    ("unsignedInt", ["0", "5"], [("-1", "PRM004"), ("x", "PRM003"), ("+1", "PRM003"), ("-0", "PRM003")]),
    ("positiveInt", ["1", "+1"], [("0", "PRM004"), ("-3", "PRM004")]),
    (
      "decimal", ["0", "-0", "1.00", "-12.50", "0.000000000000000000000000001", "1e10", "1.5E-3"],
      [
        ("1,5", "PRM005"), (".5", "PRM005"), ("5.", "PRM005"), ("00.5", "PRM005"), ("+1", "PRM005"), ("1e", "PRM005"),
        ("NaN", "PRM005"), ("1.5.2", "PRM005"),
      ]
    ),
    ("string", ["x", " x ", "a b", "é"], [("", "PRM001"), ("   ", "PRM008")]),
    ("markdown", ["# a"], [("", "PRM001"), (" ", "PRM008")]),
    (
      "code", ["a", "a b", "a-b_c"],
      [
        (" a", "PRM009"), ("a ", "PRM009"), ("a  b", "PRM009"), (" ", "PRM009"), ("", "PRM001"), ("a&#9;b", "PRM009"),
        ("a&#10;b", "PRM009"), ("a&#13;b c", "PRM009"),
      ]
    ),
    (
      "id", ["a", "A-1.b", String(repeating: "x", count: 64)],
      [("a_b", "PRM010"), ("a b", "PRM010"), ("é", "PRM010"), (String(repeating: "x", count: 65), "PRM010"), ("", "PRM001")]
    ),
    (
      "uri",
      [
        "http://a.b/c?d=e#f", "relative/path", "#a", "urn:x:y", "urn:oid:2.16.840.1",
        "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", "mailto:a@b",
      ],
      [
        (" http://a", "PRM011"), ("http://a b", "PRM011"), ("a ", "PRM011"), ("urn:oid:2", "PRM013"), ("urn:oid:3.1", "PRM013"),
        ("urn:oid:1.02", "PRM013"), ("urn:oid:1..2", "PRM013"), ("urn:oid:X.Y", "PRM013"), ("urn:uuid:", "PRM012"),
        ("urn:uuid:6b9c59dd675b402698dbf608ef501e6e", "PRM012"), ("urn:uuid:6B9C59DD-675B-4026-98DB-F608EF501E6E", "PRM012"),
        ("urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6g", "PRM012"), ("urn:oid:1.2|3", "PRM013"), ("", "PRM001"),
      ]
    ),
    ("url", ["https://a.b"], [("a b", "PRM011")]),
    (
      "canonical",
      [
        "http://a.b/ValueSet/c|1.0", "#a", "urn:x:y", "urn:oid:1.2.3|4", "urn:oid:1.2.3#a", "urn:oid:1.2.3|4#a",
        "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e|1.0",
      ],
      [
        ("http://a.b |1", "PRM011"), ("ValueSet/a", "PRM022"), ("urn:oid:1.02|3", "PRM013"), ("urn:oid:1.2 |3", "PRM011"),
        ("urn:uuid:1|3", "PRM012"), ("urn:oid:|3", "PRM013"), ("1.2.3|4", "PRM022"),
      ]
    ),
    ("oid", ["urn:oid:1.2.3"], [("1.2.3", "PRM013"), ("urn:oid:a", "PRM013")]),
    ("uuid", ["urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e"], [("6b9c59dd-675b-4026-98db-f608ef501e6e", "PRM012")]),
    (
      "base64Binary", ["aGVsbG8=", "aGVs bG8h", "aGVsbA==", "aGVs&#10;bG8h"],
      [
        ("aGVsbG8", "PRM014"), ("a=VsbG8=", "PRM014"), ("aGVs-G8h", "PRM014"), ("...", "PRM014"), ("a===", "PRM014"),
        ("aGV sbG8h", "PRM014"),
        (" ", "PRM014"), ("", "PRM001"),
      ]
    ),
    (
      "date", ["2024", "2024-02", "2024-02-29", "2000-02-29"],
      [
        ("2023-02-29", "PRM015"), ("1900-02-29", "PRM015"), ("2024-02-30", "PRM015"), ("2024-13", "PRM015"),
        ("2024-00-01", "PRM015"),
        ("2024-1-1", "PRM015"), ("0000", "PRM015"), ("01/02/2024", "PRM015"), ("2024-01-01T00:00:00Z", "PRM015"),
        ("24", "PRM015"),
        ("2024-01-01Z", "PRM015"), (" 2024", "PRM015"), ("-0044", "PRM015"), ("-44", "PRM015"),
      ]
    ),
    (
      "dateTime",
      [
        "2024", "2024-02-29", "2024-02-29T10:00:00Z", "2024-02-29T10:00:00.123+14:00", "2024-02-29T10:00:00-14:00",
        "2024-02-29T10:00:00-12:30", "2024-06-30T23:59:60Z",
      ],
      [
        ("2024-02-29T10:00:00", "PRM016"), ("2024-02-29T10:00Z", "PRM016"), ("2024-02-29T24:00:00Z", "PRM016"),
        ("2024-02-29T10:60:00Z", "PRM016"), ("2024-02-29T10:00:61Z", "PRM016"), ("2024-02-29 10:00:00Z", "PRM016"),
        ("2024-02-29T10:00:00+15:00", "PRM016"), ("2024-02-29T10:00:00-14:01", "PRM016"), ("2024-02-29T10:00:00+13:60", "PRM016"),
        ("-0044-03-15T10:00:00Z", "PRM016"), ("2024-02-29T10:00:00+0100", "PRM016"), ("2024-02-30T10:00:00Z", "PRM016"),
        ("2024-02-29T12:011:30+00:00", "PRM016"), ("2024-02-29T10:00:00.Z", "PRM016"),
      ]
    ),
    (
      "instant", ["2024-02-29T10:00:00Z", "2024-02-29T10:00:00.1-05:00", "2024-02-29T10:00:00-13:59"],
      [("2024-02-29", "PRM017"), ("2024-02-29T10:00:00", "PRM017"), ("x", "PRM017")]
    ),
    (
      "time", ["10:00:00", "23:59:59.5", "23:59:60"],
      [
        ("9:00", "PRM018"), ("24:00:00", "PRM018"), ("10:00", "PRM018"), ("10:00:00Z", "PRM018"), ("10:00:00 ", "PRM018"),
        ("10:00:61", "PRM018"),
      ]
    ),
  ]

  static let cases: [Case] = table.flatMap { row in
    row.valid.map { Case(type: row.type, value: $0) } + row.invalid.map { Case(type: row.type, value: $0.0, finds: $0.1) }
  }

  @Test(arguments: cases) func isCheckedInXML(_ given: Case) throws {
    let type = given.type.prefix(1).uppercased() + given.type.dropFirst()
    let text =
      #"<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="a"/><value\#(type) value="\#(given.value)"/></parameter></Parameters>"#
    #expect(try findings(of: text, family: "PRM") == (given.finds.map { ["\($0) Parameters.parameter[0].value"] } ?? []))
  }

  /// The types that are not strings in JSON: a string is reported only as a value of the wrong JSON type.
  static let tokens = ["boolean", "integer", "unsignedInt", "positiveInt", "decimal"]

  @Test(arguments: cases.filter { !$0.value.contains("&") && !$0.value.contains("\"") && !tokens.contains($0.type) })
  func isCheckedInJSON(_ given: Case) throws {
    let type = given.type.prefix(1).uppercased() + given.type.dropFirst()
    let text = #"{"resourceType": "Parameters", "parameter": [{"name": "a", "value\#(type)": "\#(given.value)"}]}"#
    #expect(try findings(of: text, family: "PRM") == (given.finds.map { ["\($0) Parameters.parameter[0].value"] } ?? []))
  }

  /// Identifiers with the system of URIs, and whether their value is an absolute URI.
  @Test(arguments: [
    ("urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", true), ("urn:uuid:6B9C59DD-675B-4026-98DB-F608EF501E6E", true),
    ("http://a.example/1", true), ("urn:oid:1.2.3", true), ("urn:x:y", true), ("123", false), ("http://a b", false),
    ("urn:uuid:1", false), ("urn:oid:X", false), ("Patient/1", false), ("6b9c59dd-675b-4026-98db-f608ef501e6e", false),
  ])
  func identifiersAreURIs(_ value: String, _ isValid: Bool) throws {
    let expected = isValid ? [] : ["PRM023 Patient.identifier[0].value"]
    let json = #"{"resourceType": "Patient", "identifier": [{"system": "urn:ietf:rfc:3986", "value": "\#(value)"}]}"#
    let xml =
      #"<Patient xmlns="http://hl7.org/fhir"><identifier><system value="urn:ietf:rfc:3986"/><value value="\#(value)"/></identifier></Patient>"#
    #expect(try findings(of: json, family: "PRM") == expected)
    #expect(try findings(of: json.replacing("urn:ietf", with: "urn\\u003aietf"), family: "PRM") == expected)
    #expect(try findings(of: xml, as: .stu3, family: "PRM") == expected)
    #expect(try findings(of: json.replacing("urn:ietf:rfc:3986", with: "urn:x:y"), family: "PRM") == [])
  }

  /// The data of a SampledData, and whether it is valid.
  @Test(arguments: [
    ("1", true), ("1 -2.5 3e2", true), ("E U L 0", true), ("1  2", false), ("a b", false), ("1 e", false), ("1,2", false),
    ("1 EE", false), (" 1", false), ("1 ", false), ("1\\n2", false),
  ])
  func sampledDataAreDecimals(_ data: String, _ isValid: Bool) throws {
    let text =
      #"{"resourceType": "Observation", "status": "final", "code": {"text": "x"}, "valueSampledData": {"origin": {"value": 0}, "period": 1, "dimensions": 1, "data": "\#(data)"}}"#
    for release in [FHIRRelease.stu3, .r4] {
      #expect(try findings(of: text, as: release, family: "PRM") == (isValid ? [] : ["PRM024 Observation.value.data"]))
    }
  }

  /// Messages about values with numbers that are out of range show no digit of the payload unless values are shown.
  @Test(arguments: [
    (
      #""birthDate": "1997-02-30""#, "expected a day that exists in the month, found ", "'1997-02-30'", "a value of 10 characters"
    ),
    (#""birthDate": "1997-17-30""#, "expected a month from 01 to 12, found ", "'1997-17-30'", "a value of 10 characters"),
    (
      #""deceasedDateTime": "1997-02-07T77:30:00Z""#, "expected an hour from 00 to 23, found ", "'1997-02-07T77:30:00Z'",
      "a value of 20 characters"
    ),
    (
      #""deceasedDateTime": "1997-02-07T07:97:00Z""#, "expected minutes from 00 to 59, found ", "'1997-02-07T07:97:00Z'",
      "a value of 20 characters"
    ),
    (
      #""deceasedDateTime": "1997-02-07T07:07:97Z""#, "expected seconds from 00 to 60, found ", "'1997-02-07T07:07:97Z'",
      "a value of 20 characters"
    ),
    (
      #""photo": [{"data": "aGVsbG8=", "size": 97}]"#, "expected size 5, the number of bytes of the data, found ", "'97'",
      "a value of 2 characters"
    ),
  ]) func messagesShowValuesOnlyOnRequest(_ member: String, _ start: String, _ shown: String, _ hidden: String) throws {
    let findings = try report(of: #"{"resourceType": "Patient", \#(member)}"#).findings.filter { $0.code.hasPrefix("PRM") }
    #expect(findings.map { $0.message.text(showingValues: true) } == [start + shown])
    #expect(findings.map { $0.message.text(showingValues: false) } == [start + hidden])
  }

  @Test func escapesAreReadFirst() throws {
    let patient = #"{"resourceType": "Patient", "id": "a\u002d1", "gender": "fem\u0061le", "name": [{"text": "\u0001"}]}"#
    #expect(try findings(of: patient, family: "PRM") == ["PRM006 Patient.name[0].text"])
  }

  @Test func lengthIsCountedInCharacters() throws {
    let longest = String(repeating: "é", count: 1_048_576)
    #expect(try findings(of: #"{"resourceType": "Patient", "name": [{"text": "\#(longest)"}]}"#, family: "PRM") == [])
    #expect(
      try findings(of: #"{"resourceType": "Patient", "name": [{"text": "\#(longest)x"}]}"#, family: "PRM")
        == ["PRM007 Patient.name[0].text"])
  }

  @Test func eachReleaseIsCheckedAgainstItsOwnTypes() throws {
    let text = #"{"resourceType": "Patient", "id": "a_b", "birthDate": "1990-02-30"}"#
    for release in FHIRRelease.allCases {
      #expect(try findings(of: text, as: release, family: "PRM") == ["PRM010 Patient.id", "PRM015 Patient.birthDate"])
    }
  }

  /// Values whose grammar differs between the releases.
  @Test(
    arguments: [
      ("decimal", "1e10", FHIRRelease.stu3, "PRM005"), ("decimal", "1.5E-3", .stu3, "PRM005"), ("decimal", "-12.50", .stu3, nil),
      ("time", "10:00:60", .stu3, "PRM018"), ("time", "10:00:59.5", .stu3, nil), ("date", "-0044", .stu3, nil),
      ("date", "-0044-03-15", .stu3, nil), ("date", "-0044-13", .stu3, "PRM015"), ("date", "--44", .stu3, "PRM015"),
      ("dateTime", "-0044-03-15T10:00:00Z", .stu3, nil), ("dateTime", "-0044-03-15T10:00:00", .stu3, "PRM016"),
      ("dateTime", "2024-06-30T23:59:60Z", .stu3, nil), ("instant", "-0044-03-15T10:00:00Z", .stu3, "PRM017"),
      ("uri", "relative", .stu3, nil),
    ] as [(String, String, FHIRRelease, String?)])
  func releasesHaveTheirOwnGrammar(_ type: String, _ value: String, _ release: FHIRRelease, _ finds: String?) throws {
    let name = type.prefix(1).uppercased() + type.dropFirst()
    let text =
      #"<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="a"/><value\#(name) value="\#(value)"/></parameter></Parameters>"#
    #expect(
      try findings(of: text, as: release, family: "PRM") == (finds.map { ["\($0) Parameters.parameter[0].value"] } ?? []))
  }

  /// The elements of a Patient whose values must be absolute, or must not have whitespace.
  @Test(
    arguments: [
      (#""identifier": [{"system": "TBC", "value": "1"}]"#, ["PRM022 Patient.identifier[0].system"]),
      (#""identifier": [{"system": "2.16.840.1.113883.2.1", "value": "1"}]"#, ["PRM022 Patient.identifier[0].system"]),
      (#""identifier": [{"system": "fhir.nhs.uk/Id/nhs-number", "value": "1"}]"#, ["PRM022 Patient.identifier[0].system"]),
      (##""identifier": [{"system": "#a", "value": "1"}]"##, ["PRM022 Patient.identifier[0].system"]),
      (#""identifier": [{"system": "a b", "value": "1"}]"#, ["PRM011 Patient.identifier[0].system"]),
      (#""identifier": [{"system": "urn:x:a", "value": "1"}, {"system": "tag:a@b,2026:c", "value": "1"}]"#, []),
      (#""telecom": [{"system": "phone", "value": "1"}]"#, []),
      (
        #""meta": {"profile": ["Patient"], "tag": [{"system": "tags", "code": "a"}]}"#,
        ["PRM022 Patient.meta.profile[0]", "PRM022 Patient.meta.tag[0].system"]
      ),
      (#""maritalStatus": {"coding": [{"system": "local", "code": "x"}]}"#, ["PRM022 Patient.maritalStatus.coding[0].system"]),
      (
        #""name": [{"id": "a b", "family": "R"}], "_birthDate": {"id": "c d", "extension": [{"url": "http://a.b", "valueCode": "x"}]}"#,
        ["PRM019 Patient.name[0].id", "PRM019 Patient.birthDate.id"]
      ),
      (#""name": [{"id": "a.b_c:d", "family": "R"}]"#, []),
      (#""meta": {"profile": ["urn:oid:1.2.3|4"]}"#, []),
      (#""meta": {"profile": ["urn:oid:1.02|4"]}"#, ["PRM013 Patient.meta.profile[0]"]),
      (#""identifier": [{"system": "urn:oid:1.2.3|4", "value": "1"}]"#, ["PRM013 Patient.identifier[0].system"]),
      (
        #""maritalStatus": {"coding": [{"system": "urn:x:y", "code": "a\tb"}, {"system": "urn:x:y", "code": "a b"}]}"#,
        ["PRM009 Patient.maritalStatus.coding[0].code"]
      ),
    ] as [(String, [String])])
  func someElementsHaveTheirOwnGrammar(_ content: String, _ finds: [String]) throws {
    for release in FHIRRelease.allCases {
      #expect(try findings(of: #"{"resourceType": "Patient", \#(content)}"#, as: release, family: "PRM") == finds)
    }
  }

  /// Attachments: "Hello" is 5 bytes, and its SHA-1 is known.
  @Test(
    arguments: [
      (#""data": "SGVsbG8=", "size": 5, "hash": "9/+ei3uy4Jtwk1pdeF4MxdnQq/A=""#, []),
      (#""data": "SGVs bG8=", "size": 5"#, []), (#""data": "SGVsbG8=", "size": 8"#, ["PRM020 Patient.photo[0].size"]),
      (#""data": "SGVsbG8=", "size": 0"#, ["PRM020 Patient.photo[0].size"]),
      (#""data": "SGVsbG8", "size": 9, "hash": "9/+ei3uy4Jtwk1pdeF4MxdnQq/A=""#, ["PRM014 Patient.photo[0].data"]),
      (#""data": "SGVsbG8=", "size": -1"#, ["PRM004 Patient.photo[0].size"]), (#""url": "http://a.b", "size": 8"#, []),
      (#""data": "SGVsbG9z", "hash": "9/+ei3uy4Jtwk1pdeF4MxdnQq/A=""#, ["PRM021 Patient.photo[0].hash"]),
      (#""url": "http://a.b", "hash": "9/+ei3uy4Jtwk1pdeF4MxdnQq/A=""#, []),
      (#""url": "http://a.b", "hash": "GF+NsyJx/iX1Yab8k4suJkMG7DBO2lGAB9F2SCY4GWk=""#, ["PRM021 Patient.photo[0].hash"]),
      (#""url": "http://a.b", "hash": "9/+ei3u4""#, ["PRM021 Patient.photo[0].hash"]),
    ] as [(String, [String])])
  func attachmentsAgreeWithTheirData(_ content: String, _ finds: [String]) throws {
    for release in FHIRRelease.allCases {
      let text = #"{"resourceType": "Patient", "photo": [{"contentType": "text/plain", \#(content)}]}"#
      #expect(try findings(of: text, as: release, family: "PRM") == finds)
    }
  }

  /// Data whose last block is short, exactly full and one too long, and the hashes, which are from independent sources.
  @Test(arguments: [
    (54, "sF1xxkl5y5X6dKM82zGkDSWK4C4="), (57, "8I8kkI1oJVURG+f/bwBOeCg9mJo="),
    (63, "A/CfWxWKeoza2SC93Cm4HBilUfU="), (66, "pOd9nAyTRJIaCsmYtEKtVyr9xfs="),
    (120, "80wUiDhTRqVXCboFbd0IKA3UxtY="), (3000, "ANw6kdXsOYP5BwINJl4QuwNqG6I="),
  ])
  func longDataHasItsHash(_ count: Int, _ hash: String) throws {
    let data = String(repeating: "YWFh", count: count / 3)
    let text = #"{"resourceType": "Patient", "photo": [{"contentType": "text/plain", "data": "\#(data)", "hash": "\#(hash)"}]}"#
    #expect(try findings(of: text, family: "PRM") == [])
  }
}
