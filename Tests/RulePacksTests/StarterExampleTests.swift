import ApptLint
import FHIRDefinitions
import FHIRSyntax
import Findings
import Testing

@testable import RulePacks

/// The payloads and recordings to start from: clean, and each element that a mandatory row names is needed.
@Suite struct StarterExampleTests {
  static let packIDs = RuleExampleTests.packIDs

  /// The packs that have interactions, and so need an example for each.
  @Test func everyInteractionHasAnExample() throws {
    let linter = try Linter()
    var without: [String] = []
    for pack in try RuleExampleTests.library.get().packs {
      let interactions = Set(linter.examples(of: pack.id).map(\.interaction))
      without += pack.interactions.map(\.id).filter { !interactions.contains($0) }.map { "\(pack.id) \($0)" }
    }
    // The rest: what no other interaction is, and what answers of several interactions are checked as.
    #expect(without.sorted() == ["bars other", "bars-assurance other", "uec-booking answer"])
  }

  @Test(arguments: packIDs) func everyExampleIsClean(id: String) throws {
    let editions = try RuleExampleTests.library.get().packs.first { $0.id == id }?.editionVersions ?? []
    for edition in editions.isEmpty ? [nil] : editions.map(Optional.some) {
      var configuration = Configuration()
      if let edition { configuration.editions = [id: edition] }
      let all = try Linter(configuration).examples(of: id)
      for example in all {
        let report = try Self.linter(id, example, edition).lint(example.source)
        let findings = report.findings.map { "\($0.severity): \($0.code): \($0.element ?? "")" }
        #expect(findings == [], "\(id) \(example.name)")
        #expect(example.source.bytes.last == UInt8(ascii: "\n") || !example.isRecording, "\(example.name)")
      }
      #expect(Set(all.map(\.name)).count == all.count)
    }
  }

  /// Deleting or changing an element that a mandatory row names gives a finding with the code of the row.
  @Test(arguments: packIDs) func everyRequiredElementIsNeeded(id: String) throws {
    let pack = try #require(try RuleExampleTests.library.get().packs(for: id).first)
    let symbols = try #require(RuleExampleTests.definitions).symbols
    let examples = try Linter().examples(of: id)
    var payloads = try examples.filter { !$0.isRecording }.map { example in
      try BreakablePayload(example, symbols, Self.linter(id, example, nil)) { run in
        try RuleExampleTests.library.get().packs(for: id, run).first?.tables.map(\.title) ?? []
      }
    }
    var recordings = try examples.filter(\.isRecording).map { try BreakableRecording($0, symbols, Self.linter(id, $0, nil)) }
    if examples.isEmpty { return }
    let exceptions = Set(Self.withoutExample.flatMap(\.rows))
    var missed: [String] = []
    for table in pack.tables {
      for rule in table.rules where !exceptions.contains(rule.code) {
        let parts = rule.parts.filter { Self.isMandatory($0, rule) }
        if parts.isEmpty { continue }
        if table.resource == "Exchange" || table.resource == "Change" || table.includesExchanges {
          // One part of the row is enough: most are about different interactions.
          let areas = parts.flatMap { Self.areas(of: $0.check?.query.text ?? "") }
          let isFound = (areas + Self.allAreas).contains { area in
            recordings.indices.contains { recordings[$0].finds(rule.code, in: area) }
          }
          if !isFound { missed.append(rule.code) }
          continue
        }
        for part in parts {
          guard let check = part.check else { continue }
          let name = "\(rule.code) \(check.query.text)"
          if exceptions.contains(name) || missed.contains(name) { continue }
          let isFound = payloads.indices.contains { index in
            let interaction = payloads[index].interaction
            guard payloads[index].tables.contains(table.title), table.interaction == nil || table.interaction == interaction,
              rule.applies(part, to: interaction)
            else { return false }
            return payloads[index].finds(rule.code, check, of: table)
          }
          if !isFound { missed.append(name) }
        }
      }
    }
    #expect(missed == [], "\(id):\n\(missed.joined(separator: "\n"))")
  }

  /// Every exception is about a mandatory row that is checked.
  @Test func exceptionsAreAboutRows() throws {
    let library = try RuleExampleTests.library.get()
    var names: Set<String> = []
    for rule in try library.packs.compactMap({ try library.packs(for: $0.id).first }).flatMap(\.tables).flatMap(\.rules) {
      for part in rule.parts where Self.isMandatory(part, rule) {
        names.formUnion([rule.code, "\(rule.code) \(part.check?.query.text ?? "")"])
      }
    }
    let rows = Self.withoutExample.flatMap(\.rows)
    #expect(rows.filter { !names.contains($0) } == [])
    #expect(Set(rows).count == rows.count && Self.withoutExample.allSatisfy { !$0.reason.isEmpty })
  }

  /// The parts of a recording that a path is about.
  private static func areas(of path: String) -> [String] {
    var areas = path.matches(of: /header\('([^']+)'\)/).map { String($0.output.1).lowercased() }
    for (part, area) in [
      ("token", "authorization"), ("parameter", "url"), ("request.id", "url"), (".url", "url"), ("status", "status"),
      ("method", "method"), ("response.resource", "response"), (").resource", "response"), ("request.resource", "request"),
      ("Change", "request"),
    ] where path.contains(part) { areas.append(area) }
    return areas
  }

  private static let allAreas = ["method", "status", "url", "authorization", "response", "request"]

  /// A linter that checks an example as what it is.
  private static func linter(_ pack: String, _ example: StarterExample, _ edition: String?) throws -> Linter {
    var configuration = Configuration()
    configuration.packs = .chosen([pack])
    // The interaction of an exchange follows from its request.
    configuration.interaction = example.isRecording ? nil : example.interaction
    if let edition { configuration.editions = [pack: edition] }
    return try Linter(configuration)
  }

  /// Whether a part of a row requires something that a payload may lack.
  private static func isMandatory(_ part: RulePart, _ rule: Rule) -> Bool {
    guard let check = part.check, !part.isOnRequest, !(check.kind is AbsentCheck) else { return false }
    let keyword = part.keyword ?? rule.keyword
    return keyword.severity == .error && !keyword.isProhibition
  }

  /// The mandatory rows, or parts of them, that no single change of an example violates, and why.
  static let withoutExample: [(reason: String, rows: [String])] = [
    (
      "only in answers to requests that break a rule: no example fails",
      ["BKL120", "BKL268", "REG040", "BRS636", "BRS637"]
    ),
    ("only in recordings of repeated requests", ["BRS635", "BKL220"]),
    ("no example cancels what was not booked", ["BRS614"]),
    ("only in URLs of a proxy", ["BKL214"]),
    ("URLs of examples are paths, for which BKL209 reports the audience", ["UEC134"]),
    (
      "only in requests with _format, for versions, or with incomingReferral",
      ["BKL237", "BKL280", "UEC127 Appointment.incomingReferral"]
    ),
    (
      "without a service category the application is unknown, which its own rows report",
      [
        "BRS075", "BRS078", "BRS080 Appointment.serviceCategory.coding.system",
        "BRS083 Appointment.serviceCategory.coding.system",
        "BRS081 Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars').code",
      ]
    ),
    (
      "all contacts of examples have rank 1",
      ["BRS177", "BRS401", "BRS565"].map {
        "\($0) Patient.where(contact.extension.valuePositiveInt != '1').contact.telecom.system"
      }
    ),
    (
      "only without a use case and a service, with which the application is unknown",
      [
        "BRS018 Appointment.where(serviceCategory.coding.exists()).serviceCategory.coding.system",
        "BRS018 Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars').code",
      ]
    ),
    ("the profile requires nothing of the Location of a HealthcareService", ["BKL243 Location"]),
    ("only in updates of referrals", ["BRS651"]),
    ("only in responses to referrals and validations", ["BRS652", "BRS653", "BRS743"]),
    ("only in validation requests", ["BRS925 Bundle"]),
    (
      "only in referrals of applications 5, 6 and 8",
      ["BRS727", "BRS728", "BRS729", "BRS730", "BRS731", "BRS732", "BRS741", "BRS745"]
    ),
    ("the cancellations have more Organizations than the row requires", ["BRS918"]),
  ]
}

extension Report {
  /// The codes of all rules that its findings name.
  fileprivate var codes: Set<String> { Set(findings.flatMap { [$0.code] + $0.further.map(\.code) }) }
}

/// A payload, and the codes found after each of its changes, as far as they were needed.
private struct BreakablePayload {
  let interaction: String
  /// The titles of the tables that apply to it.
  let tables: Set<String>
  private let linter: Linter
  private let mutants: JSONMutants
  private let run: RuleRun
  private var codes: [Node: Set<String>] = [:]
  private var document: Document { mutants.document }

  init(
    _ example: StarterExample, _ symbols: SymbolTable, _ linter: Linter, _ tables: (RuleRun) throws -> [String]
  ) rethrows {
    interaction = example.interaction
    self.linter = linter
    mutants = JSONMutants(document: Document.read(example.source, symbols: symbols, limits: Limits()))
    run = RuleRun(mutants.document, ReferenceIndex(mutants.document), now: 1_800_000_000)
    self.tables = Set(try tables(run))
  }

  /// Whether a change of an element that a check is about, of one inside, or of its array or parent, gives a finding with a code.
  mutating func finds(_ code: String, _ check: PartCheck, of table: RuleTable) -> Bool {
    // A message definition is about all of the message.
    if check.kind is MessageDefinitionCheck { return document.root.map { finds(code, at: $0) } ?? false }
    let elements = run.scopes(of: table).flatMap { run.selector.elements(of: check.query, at: $0) }
    return elements.contains { element in
      let others = [mutants.arrays[element], document.parent(of: element)].compactMap { $0 }
      return finds(code, at: element) || others.contains { codes(at: $0).contains(code) }
    }
  }

  private mutating func finds(_ code: String, at node: Node) -> Bool {
    codes(at: node).contains(code) || document.children(of: node).contains { finds(code, at: $0) }
  }

  /// The codes found after the changes of a node.
  private mutating func codes(at node: Node) -> Set<String> {
    let known =
      codes[node]
      ?? mutants.mutants(of: node).reduce(into: []) { codes, text in
        codes.formUnion(linter.lint(SourceText(name: "example.json", text: text)).codes)
      }
    codes[node] = known
    return known
  }
}

/// A recording, and the codes found after each of its changes, as far as they were needed.
private struct BreakableRecording {
  private let linter: Linter
  private let areas: [(name: String, mutants: [String])]
  private var codes: [[Set<String>]]

  init(_ example: StarterExample, _ symbols: SymbolTable, _ linter: Linter) {
    self.linter = linter
    areas = RecordingMutants(example.source, symbols).areas
    codes = areas.map { _ in [] }
  }

  /// Whether a change in an area gives a finding with a code.
  mutating func finds(_ code: String, in name: String) -> Bool {
    for (index, area) in areas.enumerated() where area.name == name {
      if codes[index].contains(where: { $0.contains(code) }) { return true }
      for mutant in area.mutants.dropFirst(codes[index].count) {
        codes[index].append(linter.lint(SourceText(name: "example.http", text: mutant)).codes)
        if codes[index].last?.contains(code) ?? false { return true }
      }
    }
    return false
  }
}
