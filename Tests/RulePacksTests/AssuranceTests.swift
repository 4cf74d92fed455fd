import FHIRSyntax
import FHIRValidation
import Findings
import RulePacks
import Testing

/// The assurance requirements that packs list, and the rows that name them.
@Suite struct AssuranceTests {
  private static let library = RuleExampleTests.library

  /// A pack with the packs that it includes.
  private func packs(_ id: String) throws -> [RulePack] { try Self.library.get().packs(for: id) }

  private static let listing = (try? library.get().packs.filter { !$0.assurance.isEmpty }.map(\.id)) ?? []

  @Test func somePacksListRequirements() {
    #expect(!Self.listing.isEmpty)
  }

  @Test(arguments: listing) func everyRequirementIsListedOnceAndHasARule(id: String) throws {
    let packs = try packs(id)
    let requirements = try #require(packs.first).assurance.flatMap(\.requirements)
    let named = Set(packs.flatMap(\.tables).flatMap(\.rules).flatMap(\.assurance))
    let standards = Set((RuleDescriptor.syntaxAndFHIR).map(\.code))
    #expect(Set(requirements.map(\.id)).count == requirements.count)
    for requirement in requirements {
      #expect(named.contains(requirement.id) || !requirement.rules.isEmpty, "\(requirement.id) has no rule")
      for code in requirement.rules { #expect(standards.contains(code), "\(requirement.id): \(code) is unknown") }
    }
  }

  @Test func everyNamedRequirementIsListed() throws {
    let library = try Self.library.get()
    let listed = Set(library.packs.flatMap(\.assurance).flatMap(\.requirements).map(\.id))
    for pack in library.packs {
      for rule in try #require(try packs(pack.id).first).tables.flatMap(\.rules) {
        for id in rule.assurance { #expect(listed.contains(id), "\(rule.code) names \(id)") }
        #expect(Set(rule.assurance).count == rule.assurance.count, "\(rule.code)")
      }
    }
  }

  @Test func theDigestDependsOnEveryFile() throws {
    func digest(_ head: String, _ table: String, name: String = "a.json") throws -> String? {
      let files = [
        SourceText(name: "own/pack.json", text: #"{ "id": "own", "title": "\#(head)", "tables": ["\#(name)"] }"#),
        SourceText(
          name: "own/\(name)",
          text: #"{ "table": { "title": "\#(table)", "source": { "document": "d" } }, "rules": [] }"#),
      ]
      return try RuleLibrary(files: files.map { RuleFile($0) }, symbols: .wellKnown).digest(of: "own")
    }
    let digests = try [digest("a", "b"), digest("c", "b"), digest("a", "c"), digest("a", "b", name: "b.json")]
    #expect(Set(digests).count == 4 && digests.allSatisfy { $0?.count == 64 })
    #expect(try digest("a", "b") == digests[0])
    #expect(try Self.library.get().digest(of: "unknown") == nil)
  }

  static let mistakes = [
    (#"{ "section": "s", "requirements": [] }"#, "the key 'role' is missing"),
    (#"{ "section": "s", "role": "r", "requirements": [ { "number": "1" } ] }"#, "the key 'id' is missing"),
    (#"{ "section": "s", "role": "r", "requirements": [ { "id": "1", "text": "x" } ] }"#, "unknown key 'text'"),
    (#"{ "section": "s", "role": "r", "ids": [] }"#, "unknown key 'ids'"),
  ]

  @Test(arguments: mistakes) func mistakesAreReported(section: String, message: String) {
    let head = SourceText(name: "pack.json", text: #"{ "id": "own", "title": "t", "tables": [], "assurance": [ \#(section) ] }"#)
    let error = #expect(throws: RuleFileError.self) {
      try RuleLibrary(files: [RuleFile(head)], symbols: .wellKnown)
    }
    #expect(error?.description.contains(message) ?? false, "\(error?.description ?? "")")
  }
}

extension RuleDescriptor {
  fileprivate static var syntaxAndFHIR: [RuleDescriptor] { syntax + FHIRRules.all }
}
