import FHIRDefinitions
import FHIRSyntax
import Findings
import Foundation
import RulePacks
import Testing
import VectorSupport

/// The tables that apply to a message, and the profiles required by message definitions.
@Suite struct MessageTests {
  static func run(_ name: String, replacing text: String = "", with other: String = "") throws -> RuleRun {
    let definitions = try #require(RuleExampleTests.definitions)
    var json = try TestVectors.text(of: "bars/" + name)
    if !text.isEmpty { json.replace(text, with: other) }
    let document = Document.read(SourceText(name: name, text: json), symbols: definitions.symbols, limits: Limits())
    return RuleRun(document, ReferenceIndex(document), now: 1_800_000_000).with(
      typedDocument: TypedDocument(document, definitions.release(.r4))
    ) {
      RuleExampleTests.messages
    }
  }

  @Test(arguments: [
    ("book.txtar/complete.json", []),
    ("message-booking-app-1.txtar/complete.json", ["booking-request", "application-1-and-2"]),
    ("message-booking-app-2.txtar/complete.json", ["booking-request", "application-1-and-2"]),
    ("message-booking-app-7.txtar/complete.json", ["booking-request", "application-7"]),
    ("message.txtar/application-that-has-no-table.json", ["booking-request", "application-unknown"]),
    ("message-booking-cancel.txtar/complete.json", ["booking-cancellation"]),
    ("message-booking-cancel-app-7.txtar/complete.json", ["booking-cancellation", "application-7-cancelled"]),
    ("message-referral-cancel.txtar/complete.json", ["referral-cancellation"]),
  ])
  func tablesMatchTheMessage(name: String, tables: [String]) throws {
    let run = try Self.run(name)
    let pack = try #require(try RuleExampleTests.library.get().packs(for: "bars", where: run.isApplicable).first)
    let groups = pack.tableFiles.filter(\.isConditional).map { $0.name.split(separator: "/") }.filter { $0.count == 3 }
    let found = Set(groups.map { $0[2].hasPrefix("application-") ? String($0[2].dropLast(5)) : String($0[1]) })
    #expect(found == Set(tables))
  }

  /// BRS034, the row of `MessageHeader.meta.lastUpdated`, is covered by BRS003.
  @Test(arguments: [
    ("message-booking-app-1.txtar/complete.json", RuleOutcome.passed as RuleOutcome?),
    ("message.txtar/bundle-updated-after-its-header.json", .violated), ("message-booking-cancel.txtar/complete.json", nil),
  ])
  func coveredRowHasTheOutcomeOfItsRule(name: String, outcome: RuleOutcome?) throws {
    let run = try Self.run(name)
    let pack = try #require(try RuleExampleTests.library.get().packs(for: "bars", where: run.isApplicable).first)
    let outcomes = try #require(run.outcomes(of: [pack], interaction: nil).first)
    #expect(outcomes["BRS034"] == outcome)
    // Rows that cannot be checked have no outcome.
    #expect(outcomes["BRS070"] == nil && outcomes["BRS091"] == nil)
  }

  /// BRS621, the header of a cancellation, is covered by rules about its definition, its event and its focus.
  @Test(arguments: [
    ("message-booking-cancel.txtar/complete.json", "", RuleOutcome.passed),
    ("message-booking-cancel.txtar/complete.json", "bars-message-booking-request-cancelled", .violated),
    ("message-referral-cancel.txtar/complete.json", "", .passed),
    ("message-referral-cancel.txtar/complete.json", "bars-message-servicerequest-request-cancelled", .violated),
  ])
  func rowCoveredBySeveralRulesIsViolatedIfOneIs(name: String, definition: String, outcome: RuleOutcome) throws {
    let run = try Self.run(name, replacing: definition, with: "another")
    let pack = try #require(try RuleExampleTests.library.get().packs(for: "bars", where: run.isApplicable).first)
    let outcomes = try #require(run.outcomes(of: [pack], interaction: nil).first)
    #expect(outcomes["BRS621"] == outcome)
  }

  @Test func definitionRequiresProfiles() throws {
    let run = try Self.run("message-booking-app-1.txtar/complete.json")
    let packs = try RuleExampleTests.library.get().packs(for: "bars", where: run.isApplicable)
    let profiles = run.requiredProfiles(of: packs, interaction: nil).map(\.profile)
    #expect(profiles.count == 12)
    #expect(profiles.first == "https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage")
    #expect(profiles.count { $0 == "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Organization" } == 3)
  }

  @Test func profileOfAnotherDefinitionOfTheEventIsAccepted() throws {
    let referral = "https://fhir.nhs.uk/StructureDefinition/BARSServiceRequest-request-referral"
    let validation = "https://fhir.nhs.uk/StructureDefinition/BARSServiceRequest-request-validation|1.0.2"
    for (claim, isRequired) in [(referral, true), (validation, false)] {
      let run = try Self.run("message-referral-cancel.txtar/complete.json", replacing: referral, with: claim)
      let packs = try RuleExampleTests.library.get().packs(for: "bars", where: run.isApplicable)
      #expect(run.requiredProfiles(of: packs, interaction: nil).contains { $0.profile == referral } == isRequired)
    }
  }

  @Test func unknownDefinitionIsReportedAsNotChecked() throws {
    let run = try Self.run("message.txtar/definition-unknown.json")
    let pack = try #require(try RuleExampleTests.library.get().packs(for: "bars", where: run.isApplicable).first)
    let reasons = run.undetermined(of: pack, interaction: nil)
    #expect(reasons.map(\.rule.code) == ["BRS015"])
    #expect(reasons.first?.reason.text(showingValues: true).contains("bars-message-booking-request-short") ?? false)
    #expect(reasons.first?.reason.text(showingValues: false) == "The message definition '…/MessageDefinition/…' is unknown.")
    #expect(run.requiredProfiles(of: [pack], interaction: nil).isEmpty)
    let known = try Self.run("message.txtar/one-organization.json")
    #expect(known.undetermined(of: pack, interaction: nil).isEmpty)
  }
}
