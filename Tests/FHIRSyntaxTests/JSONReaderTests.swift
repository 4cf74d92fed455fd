import FHIRSyntax
import Findings
import Testing

/// The tree of a well-formed JSON document: values, positions, repetitions and companions.
@Suite struct JSONReaderTests {
  // MARK: Values

  struct Value: Sendable, CustomTestStringConvertible {
    var written: String
    var read: String?
    var testDescription: String { written }
  }

  @Test(arguments: [
    Value(written: #""plain""#, read: "plain"),
    Value(written: #""""#, read: ""),
    Value(written: #""a\"b\\c\/d""#, read: "a\"b\\c/d"),
    Value(written: #""\b\f\n\r\t""#, read: "\u{8}\u{C}\n\r\t"),
    Value(written: #""\u00e9\u00C9""#, read: "éÉ"),
    Value(written: #""\ud83d\ude00""#, read: "😀"),
    Value(written: #""😀é""#, read: "😀é"),
    Value(written: #""\u0000""#, read: "\0"),
    Value(written: "1.50", read: "1.50"),
    Value(written: "-0.0E+10", read: "-0.0E+10"),
    Value(
      written: "12345678901234567890.123456789012345678901234567890", read: "12345678901234567890.123456789012345678901234567890"),
    Value(written: "true", read: "true"),
    Value(written: "false", read: "false"),
    Value(written: "null", read: nil),
    Value(written: "{}", read: nil),
  ]) func valuesAreDecoded(value: Value) throws {
    let document = Document.read(SourceText(name: "value", text: "{ \"a\" : \(value.written) }"))
    #expect(document.findings.isEmpty)
    let root = try #require(document.root)
    let node = try #require(document.children(of: root).first { _ in true })
    #expect(document.value(of: node) == value.read)
    #expect(document.source.string(document.valueRange(of: node)) == value.written)
    #expect(document.nameRange(of: node).map { document.source.string($0) } == "\"a\"")
    if let read = value.read { #expect(document.value(of: node, is: read)) }
  }

  // MARK: Elements

  struct Shape: Sendable, CustomTestStringConvertible {
    var text: String
    var elements: [String]
    var testDescription: String { text }
  }

  @Test(arguments: [
    Shape(text: #"{"given": ["A", "B"]}"#, elements: ["given=A", "given=B"]),
    Shape(text: #"{"given": "A"}"#, elements: ["given=A"]),
    Shape(text: #"{"resourceType": "Patient", "active": true}"#, elements: ["active=true"]),
    // Only the resourceType of a resource is its type; elsewhere it is an ordinary element.
    Shape(
      text: #"{"resourceType": "ExampleScenario", "instance": [{"resourceType": "Patient"}]}"#,
      elements: ["instance.resourceType=Patient"]),
    Shape(
      text: #"{"birthDate": "1974-12-25", "_birthDate": {"id": "b"}}"#, elements: ["birthDate=1974-12-25", "birthDate.id=b"]),
    Shape(
      text: #"{"_birthDate": {"id": "b"}, "birthDate": "1974-12-25"}"#, elements: ["birthDate=1974-12-25", "birthDate.id=b"]),
    Shape(text: #"{"_birthDate": {"id": "b"}}"#, elements: ["birthDate.id=b"]),
    Shape(
      text: #"{"given": ["A", null, "C"], "_given": [null, {"id": "x"}, {"id": "y"}]}"#,
      elements: ["given=A", "given.id=x", "given=C", "given.id=y"]),
    Shape(text: #"{"given": ["A"], "_given": [null, {"id": "x"}]}"#, elements: ["given=A", "given.id=x"]),
    Shape(text: #"{"a": [[1, 2], 3]}"#, elements: ["a.a=1", "a.a=2", "a=3"]),
    Shape(text: #"{"a": [], "b": {}}"#, elements: []),
  ]) func elementsAreReadAsIfThereWereNoArrays(shape: Shape) {
    let document = Document.read(SourceText(name: "shape", text: shape.text))
    #expect(document.findings.isEmpty)
    #expect(JSONRecoveryTests.leaves(of: document) == shape.elements)
  }

  @Test func duplicateMembersAreFlaggedAndKept() throws {
    let many = (0..<100).map { "\"m\($0)\": 0" }.joined(separator: ", ")
    for text in [#"{"a": 1, "b": {"a": 2}, "a": 3}"#, "{\"a\": 1, \(many), \"a\": 3}"] {
      let document = Document.read(SourceText(name: "twice", text: text))
      let root = try #require(document.root)
      let duplicates = document.children(of: root).filter { document.record($0).flags.contains(.duplicate) }
      #expect(duplicates.map { document.value(of: $0) } == ["3"])
    }
  }

  @Test func resourcesAreRecognisedByTheirPosition() {
    let text = """
      {"resourceType": "Bundle", "entry": [{"resource": {"id": "1", "contained": [{"resourceType": "Slot"}], "resourceType": "Appointment"},
        "response": {"outcome": {"resourceType": "OperationOutcome"}}}]}
      """
    let document = Document.read(SourceText(name: "bundle", text: text))
    #expect(document.resources.map { document.name($0.type) } == ["Bundle", "Appointment", "Slot", "OperationOutcome"])
  }

  // MARK: Positions

  @Test func columnsAreCodePointsAndLinesEndWithAnyLineBreak() {
    let text = "\u{FEFF}{\r\n\"é😀\": 1,\r\"b\": 2,\n\"c\": 3}"
    let document = Document.read(SourceText(name: "places", text: text))
    let lines = LineTable(document.source)
    let places = document.nodes.indices.dropFirst().map {
      lines.position(of: document.valueRange(of: Node(index: UInt32($0))).lowerBound)
    }
    #expect(places == [Position(line: 2, column: 7), Position(line: 3, column: 6), Position(line: 4, column: 6)])
    #expect(
      lines.positions(ofSorted: [0, 3, 4]) == [
        Position(line: 1, column: 1), Position(line: 1, column: 1), Position(line: 1, column: 2),
      ])
  }

  // MARK: Encodings

  struct Encoded: Sendable, CustomTestStringConvertible {
    var bytes: [UInt8]
    var codes: [String]
    var value: String
    var testDescription: String { "\(codes) \(value)" }

    static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
      ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
        bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      }
    }
  }

  @Test(arguments: [
    Encoded(bytes: Encoded.utf16(#"{"a": "é"}"#, bigEndian: false, mark: true), codes: ["JSN018"], value: "é"),
    Encoded(bytes: Encoded.utf16(#"{"a": "é"}"#, bigEndian: true, mark: true), codes: ["JSN018"], value: "é"),
    Encoded(bytes: Encoded.utf16(#"{"a": "é"}"#, bigEndian: false, mark: false), codes: ["JSN018"], value: "é"),
    Encoded(bytes: Array(#"{"a": "x"#.utf8) + [0xE9] + Array(#"y"}"#.utf8), codes: ["JSN017"], value: "x?y"),
    Encoded(bytes: [0xEF, 0xBB, 0xBF] + Array(#"{"a": "x"}"#.utf8), codes: ["JSN019"], value: "x"),
  ]) func otherEncodingsAreReportedAndRead(encoded: Encoded) throws {
    let document = Document.read(SourceText(name: "encoded.json", bytes: encoded.bytes))
    #expect(document.findings.map(\.code) == encoded.codes)
    #expect(JSONRecoveryTests.leaves(of: document) == ["a=" + encoded.value])
  }

  // MARK: Limits

  @Test func limitsStopReadingWithOneFinding() {
    let deep = String(repeating: "[", count: 200_000)
    #expect(Document.read(SourceText(name: "deep", text: deep)).findings.map(\.code) == ["JSN030"])
    let balanced = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(Document.read(SourceText(name: "balanced", text: balanced)).findings.isEmpty)
    let large = Document.read(SourceText(name: "large", text: "[1, 2, 3]"), limits: Limits(size: 8))
    #expect(large.findings.map(\.code) == ["JSN031"])
    let faulty = "[" + String(repeating: "1 ", count: 5_000) + "1]"
    #expect(Document.read(SourceText(name: "faulty", text: faulty), limits: Limits(findings: 20)).findings.count == 20)
  }

  @Test func hugeDocumentsAreReadCompletely() throws {
    let string = "{\"a\": \"" + String(repeating: "x", count: 30_000_000) + "\"}"
    let document = Document.read(SourceText(name: "long string", text: string))
    #expect(document.findings.isEmpty && document.nodes.count == 2)
    let names = "{" + (0..<200_000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}"
    #expect(Document.read(SourceText(name: "many names", text: names)).nodes.count == 200_001)
  }
}
