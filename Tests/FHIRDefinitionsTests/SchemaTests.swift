import FHIRDefinitions
import FHIRSyntax
import Findings
import Foundation
import Testing

/// The files of `Profiles/`.
@Suite struct SchemaTests {
  @Test func filesAreWrittenAsTheyAreRead() throws {
    for package in try Repository.packages() {
      let folder = Repository.root.appendingPathComponent("Profiles/\(package.name)-\(package.version)")
      let manifest = try Repository.source(folder.appendingPathComponent("package.json"))
      #expect(SchemaWriter.text(of: package) == manifest.string(0..<manifest.count))
      for type in package.types {
        let file = try Repository.source(folder.appendingPathComponent("types/\(type.name).json"))
        #expect(SchemaWriter.text(of: type) == file.string(0..<file.count), "\(type.name)")
      }
      for profile in package.profiles {
        let text = ProfileWriter.text(of: profile)
        #expect(try ProfileReader.profile(SourceText(name: profile.url, text: text)) == profile, "\(profile.url)")
        let compact = ProfileWriter.compactText(of: profile)
        #expect(try ProfileReader.profile(SourceText(name: profile.url, text: compact)) == profile, "\(profile.url)")
      }
    }
  }

  @Test func everyPackageHasASource() throws {
    let file = try Repository.source(Repository.root.appendingPathComponent("Profiles/SOURCES.md"))
    let sources = file.string(0..<file.count)
    for package in try Repository.packages() { #expect(sources.contains("## \(package.name) \(package.version)\n")) }
  }

  /// Files that are refused; `^` stands in front of the place that the error names.
  @Test(arguments: [
    (#"{ "type": "A", "kind": "resource", "url": "u", ^"colour": 1 }"#, "unknown key 'colour'"),
    (#"{ "type": "A", "kind": "resource", "url": "u", ^"url": "v" }"#, "'url' stands here twice"),
    (#"{ "type": "A", "kind": "resource", "url": "u", ^"_type": "A" }"#, "unknown key 'type'"),
    (#"^{ "type": "A", "kind": "logical", "url": "u" }"#, "there is no kind 'logical'"),
    (#"^{ "kind": "resource", "url": "u" }"#, "'type' is missing"),
    (#"{ ^"type": {}, "kind": "resource", "url": "u" }"#, "expected a value"),
    (#"{ "type": "A", "kind": "resource", "url": "u", ^"abstract": "yes" }"#, "expected true or false"),
    (#"{ "type": "A", "kind": "resource", "url": "u", "elements": { ^"a": "string" } }"#, "expected an object"),
    (#"{ "type": "A", "kind": "resource", "url": "u", "elements": { ^"a": { "array": true } } }"#, "'type' is missing"),
    (#"{ "type": "A", "kind": "resource", "url": "u", "elements": { "a": { ^"max": 2 } } }"#, "the only 'max' is 0"),
    (#"^"type""#, "expected an object"),
  ])
  func refuses(_ text: String, _ problem: String) {
    let column = text.unicodeScalars.prefix { $0 != "^" }.count + 1
    let source = SourceText(name: "A.json", text: text.replacingOccurrences(of: "^", with: ""))
    #expect(throws: DefinitionsError("A.json:1:\(column): \(problem)")) { try SchemaReader.type(source) }
  }

  @Test func refusesWhatIsNoJSON() {
    #expect(throws: DefinitionsError.self) { try SchemaReader.type(SourceText(name: "A.json", text: #"{ "type": "A""#)) }
  }

  /// Types that cannot be compiled.
  @Test(arguments: [
    ([ElementSchema("a", .type("B"))], "FHIR R4: 'A.a' refers to 'B', which is not defined"),
    ([ElementSchema("a", .reference("A.b"))], "FHIR R4: 'A.a' refers to 'A.b', which is not defined"),
    ([ElementSchema("a", .type("A")), ElementSchema("a", .type("A"))], "FHIR R4: two elements of 'A' have one name"),
    ([ElementSchema("a", .choice(["A"])), ElementSchema("aA", .type("A"))], "FHIR R4: two elements of 'A' have one name"),
  ])
  func refusesToCompile(_ elements: [ElementSchema], _ problem: String) {
    let type = TypeSchema(url: "", name: "A", kind: .complex, isAbstract: false, base: nil, elements: elements)
    #expect(throws: DefinitionsError(problem)) { try PackWriter.pack([Self.package(type)]) }
  }

  @Test func refusesBasesInACircle() {
    let type = TypeSchema(url: "", name: "A", kind: .complex, isAbstract: false, base: "A", elements: [])
    let package = Self.package(type)
    #expect(throws: DefinitionsError("FHIR R4: 'A' has too many base types")) { try PackWriter.pack([package]) }
    #expect(throws: DefinitionsError("FHIR R4 defines 'A' twice")) { try PackWriter.pack([package, package]) }
  }

  private static func package(_ type: TypeSchema) -> PackageSchema {
    PackageSchema(name: "", version: "", canonical: "", release: .r4, types: [type])
  }
}

/// `Profiles/` against the definitions that it was imported from, where they are at hand.
@Suite struct ImportTests {
  struct Original: Sendable, CustomTestStringConvertible {
    var package: String
    var files: [String]

    var testDescription: String { package }
  }

  @Test(
    .enabled(if: Repository.originals != nil, "no original definitions: set APPTLINT_SHARED to the folder that holds them"),
    arguments: [
      Original(package: "hl7.fhir.stu3", files: ["stu3-core/xml/profiles-types.xml", "stu3-core/xml/profiles-resources.xml"]),
      Original(package: "hl7.fhir.r4", files: ["r4-core/json/StructureDefinition.bundle.json"]),
    ])
  func reproducesProfiles(_ original: Original) throws {
    let folder = try #require(Repository.originals)
    let package = try #require(try Repository.packages().first { $0.name == original.package })
    var types: [TypeSchema] = []
    for file in original.files {
      let document = Document.read(try Repository.source(folder.appendingPathComponent(file)))
      types += try StructureDefinitionImport.types(in: document)
      #expect(StructureDefinitionImport.releases(in: document) == [try #require(package.release).rawValue])
    }
    types.sort { $0.name < $1.name }
    #expect(types.map(\.name) == package.types.map(\.name))
    for (imported, type) in zip(types, package.types) { #expect(imported == type, "\(type.name)") }
  }
}
