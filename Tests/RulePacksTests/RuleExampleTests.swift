import CEmbeddedData
import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings
import Foundation
import RulePacks
import Testing

/// The examples of every row of every rule file pass and fail as stated, as JSON and as XML.
@Suite struct RuleExampleTests {
  static let folder = URL(filePath: #filePath).appending(path: "../../../Rules").standardized

  static let library: Result<RuleLibrary, any Error> = Result { try library(editions: [:]) }

  private static func library(editions: [String: String]) throws -> RuleLibrary {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.contains(".") }.sorted()
    let files = try names.map { RuleFile(SourceText(name: $0, bytes: try Data(contentsOf: folder.appending(path: $0)))) }
    return try RuleLibrary(files: files, symbols: definitions?.symbols ?? .wellKnown, editions: editions)
  }

  // Safe: the pack is static data of the program.
  static let definitions = unsafe Definitions(
    immortal: UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count()))

  static let messages = definitions.flatMap { try? $0.messages() }

  static let packIDs = (try? library.get().packs.map(\.id)) ?? ["broken"]

  @Test(arguments: packIDs) func everyRuleMatchesItsExamples(id: String) throws {
    let newest = try #require(try Self.library.get().packs(for: id).first)
    for edition in newest.editionVersions.isEmpty ? [nil] : newest.editionVersions.map(Optional.some) {
      let library = try Self.library(editions: edition.map { [id: $0] } ?? [:])
      try examplesMatch(in: try #require(try library.packs(for: id).first), edition)
    }
  }

  private func examplesMatch(in pack: RulePack, _ edition: String?) throws {
    let definitions = try #require(Self.definitions)
    let release = definitions.release(pack.release ?? .stu3)
    let library = ProfileLibrary(definitions)
    let invariants = InvariantLibrary(definitions)
    for table in pack.tables {
      for rule in table.rules {
        let failing = try rule.failing()
        let passing = try rule.passing()
        #expect(passing.isEmpty == failing.isEmpty, "\(rule.code): only passing or only failing examples")
        let isChecked = rule.coveredBy.isEmpty && rule.unchecked == nil
        #expect(!isChecked || !failing.isEmpty, "\(rule.code): no examples")
        #expect(failing.allSatisfy { !$0.finds.isEmpty }, "\(rule.code): a failing example without findings")
        for example in passing + failing {
          if let own = example.edition, own != edition { continue }
          let json = read(example.json, definitions)
          #expect(json.findings.isEmpty, "\(rule.code)")
          for excerpt in [example.excerpt, example.original].compactMap({ $0 }) {
            #expect(read(excerpt, definitions).findings.isEmpty, "\(rule.code): \(excerpt)")
          }
          for document in [json, read(XMLWriter.write(json), definitions)] {
            let references = ReferenceIndex(document)
            let typed = TypedDocument(document, release)
            var run = RuleRun(document, references, now: 1_800_000_000).with(typedDocument: typed) { Self.messages }
            let requiredProfiles = run.requiredProfiles(of: [pack], interaction: example.interaction)
            let validation = Validator.validate(
              typed, references, definitions: definitions, library: library, invariants: invariants, now: 1_800_000_000,
              requiredProfiles: requiredProfiles,
              limit: 100, checks: [.profiles])
            run = run.with(verdicts: validation.verdicts)
            let findings = run.findings(of: rule, in: table, of: pack, interaction: example.interaction)
            let found = findings.compactMap(\.node).sorted().map { ElementPath.render($0, in: document, release: release) }
            #expect(found.sorted() == example.finds.sorted(), "\(rule.code) in \(document.format): \(example.json)")
          }
        }
      }
    }
  }

  @Test(arguments: packIDs) func everyCoveringRuleExists(id: String) throws {
    let pack = try #require(try Self.library.get().packs(for: id).first)
    let rules = pack.tables.flatMap(\.rules)
    for rule in rules {
      for code in rule.coveredBy {
        // An unchecked row is covered by an unchecked rule, which has the reason; any other row by a rule with a check.
        let isCovered = rules.contains {
          $0.code == code && $0.coveredBy.isEmpty && ($0.unchecked == nil) == (rule.unchecked == nil)
        }
        #expect(isCovered, "\(rule.code)")
      }
    }
    #expect(Set(rules.map(\.code)).count == rules.count)
    #expect(Set(rules.map(\.name)).count == rules.count)
  }

  /// A code or name selects one rule of one pack.
  @Test func codesAndNamesAreUnique() throws {
    let library = try Self.library.get()
    let rules = try Self.packIDs.compactMap { try library.packs(for: $0).first }.flatMap(\.tables).flatMap(\.rules)
    for names in [rules.map(\.code), rules.map(\.name)] {
      let repeated = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
      #expect(repeated == [])
    }
  }

  private func read(_ text: String, _ definitions: Definitions) -> Document {
    Document.read(SourceText(name: "example", text: text), symbols: definitions.symbols, limits: Limits())
  }
}

/// The ranges of a rule file that are not needed to check payloads: without them, the file has the same rows or head.
@Suite struct DetailRangeTests {
  @Test(arguments: [
    ("table.json", #"{"table": 1, "rules": []}"#, #"{"table": 1, "rules": []}"#),
    ("table.json", #"{"table": 1, "example": {"a": 2}, "rules": []}"#, #"{"table": 1, "rules": []}"#),
    ("table.json", #"{"example": {"a": 2}, "rules": []}"#, #"{"rules": []}"#),
    ("table.json", #"{"example": {"a": 2}}"#, #"{"example": {"a": 2}}"#),
    ("table.json", #"{"rules": [{"code": "A", "passes": [1], "fails": [2]}]}"#, #"{"rules": [{"code": "A"}]}"#),
    (
      "table.json", #"{"rules": [{"passes": [1], "code": "A", "fails": [2], "at": "B"}]}"#,
      #"{"rules": [{"code": "A", "at": "B"}]}"#
    ),
    ("table.json", #"{"rules": [{"parts": [{"passes": 1}]}]}"#, #"{"rules": [{"parts": [{"passes": 1}]}]}"#),
    ("table.json", #"{"example": 1, "passes": 2, "rules": []}"#, #"{"rules": []}"#),
    (
      "a/pack.json", #"{"$schema": "s", "id": "a", "tables": [1], "detects": [2], "waives": []}"#, #"{"id": "a", "detects": [2]}"#
    ),
    ("a/pack.json", #"{"id": "a", "example": {"id": "b"}}"#, #"{"id": "a"}"#),
  ]) func detailsAreFound(name: String, text: String, without: String) {
    let bytes = Array(text.utf8)
    let ranges = RuleFile(SourceText(name: name, bytes: bytes)).detailRanges
    let rest = bytes.indices.filter { index in !ranges.contains { $0.contains(index) } }.map { bytes[$0] }
    #expect(String(decoding: rest, as: UTF8.self) == without)
  }
}
