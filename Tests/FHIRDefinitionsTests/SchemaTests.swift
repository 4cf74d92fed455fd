import FHIRDefinitions
import FHIRSyntax
import Findings
import Foundation
import Testing

/// The files of `Profiles/`.
@Suite struct SchemaTests {
  @Test func filesAreWrittenAsTheyAreRead() throws {
    for package in try Repository.packages() {
      let folder = Repository.profiles.appendingPathComponent("\(package.name)-\(package.version)")
      var names: [String] = []
      for kind in DefinitionFile.allCases {
        guard let text = kind.text(of: package) else { continue }
        names.append(kind.name)
        let isSame = Data(text.utf8) == (try Data(contentsOf: folder.appendingPathComponent(kind.name)))
        #expect(isSame, "\(folder.lastPathComponent)/\(kind.name)")
      }
      #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) == Set(names))
    }
  }

  /// A file has each URL once (see below); no other file of the package repeats it.
  @Test func aURLIsDefinedOnceInAPackage() throws {
    for package in try Repository.packages() {
      let urls =
        package.types.map(\.url) + package.profiles.map(\.url) + package.valueSets.map(\.url) + package.codeSystems.map(\.url)
        + package.messages.map(\.url)
      #expect(Dictionary(grouping: urls) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [], "\(package.name)")
    }
  }

  /// Invalid files; `^` marks the position that the error names.
  @Test(arguments: [
    (DefinitionFile.messages, #"{"url":"a","focus":[]}"#, #"{"url":"b",^"colour":1}"#, "unknown key 'colour'"),
    (.messages, #"{"url":"b","focus":[]}"#, #"^{"url":"a","focus":[]}"#, sorting),
    (.valueSets, #"{"url":"a"}"#, #"^{"url":"a"}"#, sorting),
    (.codeSystems, #"{"url":"a"}"#, #"{"url":"b"^"#, "the document ends before the '}' that closes the bracket on line 2"),
    (.codeSystems, #"{"url":"a"}"#, "^\n", "the document is empty"),
    (.codeSystems, #"{"url":"a"}"#, #"^["url"]"#, "expected an object"),
    (.types, #"{"url":"a","type":"A","kind":"resource"}"#, #"^{"url":"b","type":"B"}"#, "'kind' is missing"),
    (
      .extensions, #"{"url":"a","type":"Extension","base":"u"}"#, #"^{"url":"b","type":"Slot","base":"u"}"#,
      "a profile of the type Slot belongs in another file"
    ),
    (
      .profiles, #"{"url":"a","type":"Slot","base":"u"}"#, #"^{"url":"b","type":"Extension","base":"u"}"#,
      "a profile of the type Extension belongs in another file"
    ),
  ])
  func rejectsALine(_ kind: DefinitionFile, _ first: String, _ second: String, _ problem: String) {
    let column = second.unicodeScalars.prefix { $0 != "^" }.count + 1
    let text = first + "\n" + second.replacingOccurrences(of: "^", with: "") + "\n"
    let source = PackageSource(name: "p", version: "1", release: .r4, canonical: "c", origin: .init(origin: "o", licence: "l"))
    let files = [kind: SourceText(name: "Profiles/p-1/\(kind.name)", text: text)]
    #expect(throws: DefinitionsError("Profiles/p-1/\(kind.name):2:\(column): \(problem)")) {
      try PackageSchema(source, files: files)
    }
  }

  private static let sorting = "lines must be sorted by 'url', and each URL must occur once"

  /// Invalid files; `^` marks the position that the error names.
  @Test(arguments: [
    (#"{ "type": "A", "kind": "resource", "url": "u", ^"colour": 1 }"#, "unknown key 'colour'"),
    (#"{ "type": "A", "kind": "resource", "url": "u", ^"url": "v" }"#, "'url' occurs more than once"),
    (#"{ "type": "A", "kind": "resource", "url": "u", ^"_type": "A" }"#, "unknown key 'type'"),
    (#"^{ "type": "A", "kind": "logical", "url": "u" }"#, "unknown kind 'logical'"),
    (#"^{ "kind": "resource", "url": "u" }"#, "'type' is missing"),
    (#"{ ^"type": {}, "kind": "resource", "url": "u" }"#, "expected a value"),
    (#"{ "type": "A", "kind": "resource", "url": "u", ^"abstract": "yes" }"#, "expected true or false"),
    (#"{ "type": "A", "kind": "resource", "url": "u", "elements": { ^"a": "string" } }"#, "expected an object"),
    (#"{ "type": "A", "kind": "resource", "url": "u", "elements": { ^"a": { "array": true } } }"#, "'type' is missing"),
    (#"{ "type": "A", "kind": "resource", "url": "u", "elements": { "a": { ^"max": 2 } } }"#, "'max' must be 0"),
    (#"^"type""#, "expected an object"),
  ])
  func rejects(_ text: String, _ problem: String) {
    let column = text.unicodeScalars.prefix { $0 != "^" }.count + 1
    let source = SourceText(name: "A.json", text: text.replacingOccurrences(of: "^", with: ""))
    #expect(throws: DefinitionsError("A.json:1:\(column): \(problem)")) { try SchemaReader.type(source) }
  }

  @Test func rejectsInvalidJSON() {
    #expect(throws: DefinitionsError.self) { try SchemaReader.type(SourceText(name: "A.json", text: #"{ "type": "A""#)) }
  }

  /// Types that cannot be compiled.
  @Test(arguments: [
    ([ElementSchema("a", .type("B"))], "FHIR R4: 'A.a' refers to 'B', which is not defined"),
    ([ElementSchema("a", .reference("A.b"))], "FHIR R4: 'A.a' refers to 'A.b', which is not defined"),
    ([ElementSchema("a", .type("A")), ElementSchema("a", .type("A"))], "FHIR R4: two elements of 'A' have the same name"),
    ([ElementSchema("a", .choice(["A"])), ElementSchema("aA", .type("A"))], "FHIR R4: two elements of 'A' have the same name"),
  ])
  func rejectsTypes(_ elements: [ElementSchema], _ problem: String) {
    let type = TypeSchema(url: "", name: "A", kind: .complex, isAbstract: false, base: nil, elements: elements)
    #expect(throws: DefinitionsError(problem)) { try PackWriter.pack([Self.package(type)]) }
  }

  @Test func rejectsCyclicBases() {
    let type = TypeSchema(url: "", name: "A", kind: .complex, isAbstract: false, base: "A", elements: [])
    let package = Self.package(type)
    #expect(throws: DefinitionsError("FHIR R4: 'A' has too many base types")) { try PackWriter.pack([package]) }
    #expect(throws: DefinitionsError("FHIR R4 defines 'A' twice")) { try PackWriter.pack([package, package]) }
  }

  private static func package(_ type: TypeSchema) -> PackageSchema {
    PackageSchema(name: "", version: "", release: .r4, types: [type])
  }
}
