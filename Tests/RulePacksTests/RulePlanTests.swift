import FHIRDefinitions
import FHIRSyntax
import Findings
import Testing
import VectorSupport

@testable import RulePacks

/// The checks find no violations in parts that a plan considers clean.
@Suite struct RulePlanTests {
  @Test(arguments: RuleExampleTests.packIDs) func examplesOfRules(id: String) throws {
    let pack = try #require(try RuleExampleTests.library.get().packs(for: id).first)
    var tried = 0
    for rule in pack.tables.flatMap(\.rules) {
      for example in try rule.passing() + rule.failing() {
        let document = read(Array(example.json.utf8))
        for document in [document, read(Array(XMLWriter.write(document).utf8))] {
          tried += compare(document, pack, example.interaction)
        }
      }
    }
    #expect(tried > 0 || pack.tables.allSatisfy { $0.rules.allSatisfy { $0.parts.allSatisfy { $0.check == nil } } })
  }

  @Test(arguments: RuleExampleTests.packIDs) func vectors(id: String) throws {
    let library = try RuleExampleTests.library.get()
    var tried = 0
    for (index, source) in try TestVectors.payloads().enumerated() where source.name.contains(id) || index % 5 == 0 {
      let document = read(Array(source.bytes))
      let run = RuleRun(document, ReferenceIndex(document), now: 1_800_000_000)
      let packs = try library.packs(for: id, run)
      // The first payload of its kind gets no plan.
      run.prepare(packs, nil)
      for pack in packs { tried += compare(document, pack, nil, among: packs) }
    }
    #expect(tried > 0)
  }

  @Test func planIsPrinted() throws {
    let library = try RuleExampleTests.library.get()
    let pack = try #require(try library.packs(for: "nhs-booking").first)
    let symbols = RuleExampleTests.definitions?.symbols ?? .wellKnown
    let text = RulePlanCompiler([(pack.tables, "book")], symbols).description { symbols.name($0) }
    #expect(text.contains("\nAppointment of the outermost Appointment\n"))
    #expect(text.contains("\n  status\n    BKL003 tests oneOf 'booked'\n"))
    #expect(text.contains("runs unless the resource conforms to all profiles: BKL011 profile at Patient\n"))
  }

  /// Compares a plan with the checks; returns the number of parts that the plan considers clean.
  private func compare(_ document: Document, _ pack: RulePack, _ interaction: String?, among packs: [RulePack] = []) -> Int {
    var run = RuleRun(document, ReferenceIndex(document), now: 1_800_000_000)
    if !packs.isEmpty { run.prepare(packs, interaction) }
    if let definitions = RuleExampleTests.definitions {
      run = run.with(typedDocument: TypedDocument(document, definitions.release(pack.release ?? .stu3))) {
        RuleExampleTests.messages
      }
    }
    // The first payload of its kind gets no plan.
    if packs.isEmpty { _ = RuleRun(document, ReferenceIndex(document), now: 1_800_000_000).planResult(of: pack, interaction) }
    let (interaction, planResult) = run.planResult(of: pack, interaction)
    guard let planResult else { return 0 }
    let plan = planResult.plan
    let suspects = Set(run.suspects(in: planResult) { _ in true }.bits)
    for index in planResult.pack.parts where !suspects.contains(index) {
      let part = plan.parts[index]
      let findings = run.findings(of: part, in: plan.tables[part.table], interaction)
      #expect(findings.isEmpty, "\(part.rule.code) at \(part.part.check?.query.text ?? "") in \(document.source.name)")
    }
    if planResult.pack.findsRequiredProfiles && planResult.isComplete {
      var requiredProfiles: [RequiredProfile] = []
      run.eachConformanceCheck(of: pack, interaction) { _, check, selection in
        requiredProfiles += check.requiredProfiles(selection)
        #expect(check is ProfileCheck || check.undetermined(selection) == nil, "\(document.source.name)")
      }
      #expect(planResult.requiredProfiles == requiredProfiles, "\(document.source.name)")
    }
    for index in planResult.pack.tables where plan.tablePlans[index].isShared {
      #expect(planResult.applies(table: index) == !run.scopes(of: plan.tables[index]).isEmpty, "\(document.source.name)")
    }
    return planResult.pack.parts.count { !suspects.contains($0) }
  }

  private func read(_ bytes: [UInt8]) -> Document {
    Document.read(
      SourceText(name: String(decoding: bytes.prefix(2_000), as: UTF8.self), bytes: bytes),
      symbols: RuleExampleTests.definitions?.symbols ?? .wellKnown, limits: Limits())
  }
}
