import CEmbeddedData
import FHIRDefinitions
import Findings
import Testing

/// Code systems and value sets, from their files to lookups in the pack.
@Suite struct TerminologyTests {
  private static let system =
    #"{"url":"http://a.example/colours","concepts":["#
    + #"{"code":"warm","abstract":true,"concepts":[{"code":"red","display":"Red"},{"code":"orange"}]},"#
    + #"{"code":"cold","children":["blue"]},{"code":"blue","display":"Blue"}]}"#

  @Test func definitionsAreWrittenAsTheyAreRead() throws {
    let system = try TerminologyFiles.codeSystem(SourceText(name: "colours", text: Self.system))
    #expect(TerminologyFiles.text(of: system) == Self.system)
    let text =
      #"{"url":"http://a.example/some","include":["#
      + #"{"system":"http://a.example/colours","filters":[["concept","is-a","warm"]]},"#
      + #"{"system":"http://snomed.info/sct","withheld":true},{"valueSets":["http://a.example/others"]}],"#
      + #""exclude":[{"system":"http://a.example/colours","codes":["warm"]}]}"#
    #expect(TerminologyFiles.text(of: try TerminologyFiles.valueSet(SourceText(name: "some", text: text))) == text)
  }

  @Test func unknownContentInAFileIsAnError() {
    #expect(throws: DefinitionsError.self) {
      _ = try TerminologyFiles.codeSystem(SourceText(name: "x", text: #"{ "url": "a", "colour": true }"#))
    }
  }

  /// The include and exclude parts of a value set, and the colours that it contains.
  static let compositions: [(include: String, exclude: String, codes: Set<String>)] = [
    (#"{ "system": "http://a.example/colours" }"#, "", ["warm", "red", "orange", "cold", "blue"]),
    (#"{ "system": "http://a.example/colours", "codes": ["red", "blue"] }"#, "", ["red", "blue"]),
    (#"{ "system": "http://a.example/colours", "filters": [["concept", "is-a", "warm"]] }"#, "", ["warm", "red", "orange"]),
    (#"{ "system": "http://a.example/colours", "filters": [["concept", "descendent-of", "warm"]] }"#, "", ["red", "orange"]),
    (#"{ "system": "http://a.example/colours", "filters": [["concept", "is-not-a", "warm"]] }"#, "", ["cold", "blue"]),
    (#"{ "system": "http://a.example/colours", "filters": [["concept", "is-a", "cold"]] }"#, "", ["cold", "blue"]),
    (#"{ "system": "http://a.example/colours", "filters": [["concept", "in", "red,blue"]] }"#, "", ["red", "blue"]),
    (
      #"{ "system": "http://a.example/colours", "filters": [["concept", "not-in", "red,blue"]] }"#, "",
      ["warm", "orange", "cold"]
    ),
    (
      #"{ "system": "http://a.example/colours" }"#, #"{ "system": "http://a.example/colours", "codes": ["warm", "cold"] }"#,
      ["red", "orange", "blue"]
    ),
    (#"{ "valueSets": ["http://a.example/reds"] }"#, "", ["red"]),
    (
      #"{ "system": "http://a.example/colours", "filters": [["concept", "is-a", "warm"]], "valueSets": ["http://a.example/reds"] }"#,
      "", ["red"]
    ),
  ]

  @Test(arguments: compositions.indices) func compositionsAreResolved(_ index: Int) throws {
    let row = Self.compositions[index]
    let text =
      #"{ "url": "http://a.example/set", "include": [ \#(row.include) ]"#
      + (row.exclude.isEmpty ? "" : #", "exclude": [ \#(row.exclude) ]"#) + " }"
    let reds = #"{ "url": "http://a.example/reds", "include": [ { "system": "http://a.example/colours", "codes": ["red"] } ] }"#
    let systems = [try TerminologyFiles.codeSystem(SourceText(name: "colours", text: Self.system))]
    let sets = try [text, reds].map { try TerminologyFiles.valueSet(SourceText(name: "set", text: $0)) }
    let terminology = try Self.terminology(systems, sets)
    let number = try #require(terminology.strings.number(of: "http://a.example/set"))
    let set = try #require(terminology.valueSet(number))
    for code in ["warm", "red", "orange", "cold", "blue", "green"] {
      let membership = terminology.membership(
        of: Array(code.utf8)[...], system: Array("http://a.example/colours".utf8)[...], in: set)
      #expect(membership == (row.codes.contains(code) ? .member : .notMember), "\(code)")
    }
    #expect(Set(terminology.codes(of: set, upTo: 10)).isSubset(of: row.codes))
  }

  @Test func missingCodesAreUnknown() throws {
    let sets = try [
      #"{ "url": "http://a.example/set", "include": [ { "system": "http://snomed.info/sct" } ] }"#,
      #"{ "url": "http://a.example/other", "include": [ { "valueSets": ["http://a.example/nowhere"] } ] }"#,
    ].map { try TerminologyFiles.valueSet(SourceText(name: "set", text: $0)) }
    let terminology = try Self.terminology([], sets)
    for url in ["http://a.example/set", "http://a.example/other"] {
      let set = try #require(terminology.strings.number(of: url).flatMap { terminology.valueSet($0) })
      #expect(
        terminology.membership(of: Array("1".utf8)[...], system: Array("http://snomed.info/sct".utf8)[...], in: set) == .unknown)
    }
  }

  /// The unknown value sets of required bindings: their standards are grammars, or are not published.
  static let absent: Set<String> = [
    "http://www.rfc-editor.org/bcp/bcp13.txt", "http://tools.ietf.org/html/bcp47",
  ]

  @Test(arguments: FHIRRelease.allCases) func allRequiredValueSetsAreKnown(_ release: FHIRRelease) throws {
    // Safe: the pack is static data of the program.
    let bytes = unsafe UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count())
    let definitions = try #require(unsafe Definitions(immortal: bytes)).release(release)
    var missing: Set<String> = []
    var index = 0
    while let element = definitions.element(at: index) {
      if let binding = definitions.binding(of: element), binding.strength == .required,
        definitions.terminology.valueSet(binding.valueSet)?.isUnknown ?? true
      {
        missing.insert(definitions.strings.text(binding.valueSet))
      }
      index += 1
    }
    #expect(index > 1_000)
    #expect(missing.subtracting(Self.absent) == [])
  }

  private static func terminology(_ systems: [CodeSystemSchema], _ sets: [ValueSetSchema]) throws -> Terminology {
    let element = TypeSchema(
      url: "http://a.example/Element", name: "Element", kind: .complex, isAbstract: true, base: nil, elements: [])
    let pack = try PackWriter.pack([
      PackageSchema(
        name: "a", version: "1", release: .r4, types: [element], codeSystems: systems,
        valueSets: sets)
    ])
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: pack.count, alignment: 8)
    // Safe: the memory is as long as the pack and is never freed.
    unsafe memory.copyBytes(from: pack)
    return try #require(unsafe Definitions(immortal: UnsafeRawBufferPointer(memory))).release(.r4).terminology
  }
}
