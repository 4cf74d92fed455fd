import ApptLint
import FHIRDefinitions
import FHIRSyntax
import Findings
import Testing
import VectorSupport

@testable import RulePacks

/// The starter payloads and recordings are clean, and need every element that a mandatory row names.
@Suite struct StarterExampleTests {
  static let packIDs = RuleExampleTests.packIDs

  @Test func everyInteractionHasAnExampleOrAReason() throws {
    let linter = try Linter()
    for pack in try RuleExampleTests.library.get().packs {
      let interactions = Set(linter.examples(of: pack.id).map(\.interaction))
      let without = pack.interactions.map(\.id).filter { !interactions.contains($0) }
      #expect(linter.interactionsWithoutExample(of: pack.id).map(\.interaction) == without, "\(pack.id)")
    }
    #expect(linter.interactionsWithoutExample(of: "bars").map(\.interaction) == ["other"])
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

  /// If the end of an example is missing, only this is reported: what else is missing may be there. In recordings, the end of the
  /// last body is missing. (The XML made from an example may have its elements in the wrong order.)
  @Test(arguments: packIDs) func truncatedExamplesHaveOneError(id: String) throws {
    for example in try Linter().examples(of: id) {
      let linter = try Self.linter(id, example, nil)
      let json = SourceText(name: example.source.name, bytes: example.source.bytes)
      for source in [json] + (example.isRecording ? [] : [TestVectors.xml(madeFrom: json)].compactMap { $0 }) {
        let bytes = Array(source.bytes)
        let start = example.isRecording ? bytes.ranges(of: Array("\n\n{".utf8)).last.map { $0.upperBound - 1 } ?? 0 : 0
        if example.isRecording, start == 0 || bytes[start...].contains(Array("HTTP/1.1".utf8)) { continue }
        let known = Set(linter.lint(source).findings.map(\.code))
        let length = (bytes.lastIndex { $0 > 0x20 } ?? 0) - start
        if length < 2 { continue }
        for step in (example.isRecording ? 6 : 1)..<30 {
          let cut = SourceText(name: source.name, bytes: bytes[..<(start + max(1, length * step / 30))])
          let report = linter.lint(cut)
          let codes = report.findings.map(\.code).filter { !["JSN", "XML"].contains($0.prefix(3)) && !known.contains($0) }
          #expect(codes == [], "\(id) \(example.name), \(cut.count) bytes")
          #expect(report.notChecked.contains { ["JSN012", "XML012"].contains($0.code) }, "\(example.name), \(cut.count) bytes")
        }
      }
    }
  }

  /// Deleting or changing an element that a mandatory row names produces a finding with the row's code.
  @Test(arguments: packIDs) func everyRequiredElementIsNeeded(id: String) throws {
    let pack = try #require(try RuleExampleTests.library.get().packs(for: id).first)
    let symbols = try #require(RuleExampleTests.definitions).symbols
    let examples = try Linter().examples(of: id)
    var linters: [String: Linter] = [:]
    for example in examples where linters[example.linterKey] == nil {
      linters[example.linterKey] = try Self.linter(id, example, nil)
    }
    var payloads = try examples.filter { !$0.isRecording }.map { example in
      try BreakablePayload(example, symbols, #require(linters[example.linterKey])) { run in
        try RuleExampleTests.library.get().packs(for: id, run).first?.tables.map(\.title) ?? []
      }
    }
    var recordings = try examples.filter(\.isRecording).map {
      try BreakableRecording($0, symbols, #require(linters[$0.linterKey]))
    }
    if examples.isEmpty { return }
    let exceptions = Set(Self.withoutExample.flatMap(\.rows))
    var missed: [String] = []
    for table in pack.tables {
      for rule in table.rules where !exceptions.contains(rule.code) {
        let parts = rule.parts.filter { Self.isMandatory($0, rule) }
        if parts.isEmpty { continue }
        if table.resource == "Exchange" || table.resource == "Change" || table.includesExchanges {
          // One part of the row is enough: most parts are about different interactions.
          let areas = parts.flatMap { Self.areas(of: $0.check?.query.text ?? "") }
          // Recordings of the row's interaction come first: the others rarely violate it.
          let order = recordings.indices.filter { index in
            let interaction = recordings[index].interaction
            return parts.contains { $0.applies(to: interaction, in: rule, table) }
          }
          let others = recordings.indices.filter { !order.contains($0) }
          let found = [order, others].contains { isFound(rule.code, in: areas + Self.allAreas, of: &recordings, $0) }
          if !found { missed.append(rule.code) }
          continue
        }
        for part in parts {
          guard let check = part.check else { continue }
          let name = "\(rule.code) \(check.query.text)"
          if exceptions.contains(name) || missed.contains(name) { continue }
          let isFound = payloads.indices.contains { index in
            let interaction = payloads[index].interaction
            guard payloads[index].tables.contains(table.title), part.applies(to: interaction, in: rule, table) else {
              return false
            }
            return payloads[index].finds(rule.code, check, of: table)
          }
          if !isFound { missed.append(name) }
        }
      }
    }
    #expect(missed == [], "\(id):\n\(missed.joined(separator: "\n"))")
  }

  /// Whether a change in one of the areas produces a finding with this code. Changes already tried for other rows are looked up
  /// first.
  private func isFound(
    _ code: String, in areas: [String], of recordings: inout [BreakableRecording], _ indices: [Int]
  ) -> Bool {
    if indices.contains(where: { index in areas.contains { recordings[index].hasFound(code, in: $0) } }) { return true }
    for area in areas {
      for index in indices where recordings[index].finds(code, in: area) { return true }
    }
    return false
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

  /// The areas of a recording that a path refers to.
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

  /// A linter with the pack and the interaction of an example.
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

  /// The path of the ServiceRequest in a validation response.
  private static func response(_ kind: String) -> String {
    "Bundle.where(entry.resource.definition.startsWith("
      + "'https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-validation-\(kind)'))"
      + ".entry.resource.ofType(ServiceRequest)"
  }

  /// The parts of BRS735 about messages of these applications that cite a definition of another kind of message.
  private static func otherDefinition(_ event: String, _ applications: [Int], _ definition: String) -> [String] {
    let codes = applications.flatMap { ["code.startsWith('a\($0)t')", "code.startsWith('A\($0)T')"] }
    return (codes + (applications.contains(5) ? ["code = 'referraltopharmacy'"] : [])).map { code in
      "BRS735 Bundle.where(entry.resource.eventCoding.code = 'servicerequest-\(event)' and entry.resource.category.coding.\(code))"
        + ".entry.resource.ofType(MessageHeader).where(definition.startsWith("
        + "'https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-\(definition)')).definition"
    }
  }

  /// The mandatory rows, or parts of them, that no single change to an example violates, and why.
  static let withoutExample: [(reason: String, rows: [String])] = [
    (
      "only in codings without the system that the table fixes",
      ["BRS064", "BRS334", "BRS493"].map {
        "\($0) MessageHeader.reason.where(coding.system != 'https://fhir.nhs.uk/CodeSystem/message-reason-bars').coding.code"
      }
        + ["BRS510 code", "BRS511 display"].map { row in
          let words = row.split(separator: " ")
          let system = "https://fhir.nhs.uk/CodeSystem/message-category-servicerequest"
          return "\(words[0]) ServiceRequest.category.where(coding.system != '\(system)').coding.\(words[1])"
        }
        + [
          "BRS145 Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number')", "BRS771 Patient.identifier",
        ].map {
          "\($0).extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus')"
            + ".valueCodeableConcept"
            + ".where(coding.system != 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus').coding.code"
        }
    ),
    (
      "only in responses to requests that break a rule, which no example has",
      ["BKL120", "BKL268", "REG040", "BRS636", "BRS637"]
    ),
    ("only in recordings of repeated requests or ids", ["BRS634", "BRS635", "BKL220"]),
    ("only in responses that are messages", ["BRS942"]),
    ("no example cancels an appointment that was not booked", ["BRS614"]),
    ("only in URLs of a proxy", ["BKL214"]),
    ("URLs of examples are paths, for which BKL209 reports the audience", ["UEC134"]),
    (
      "only in requests with _format, for versions, or with incomingReferral",
      ["BKL237", "BKL280", "UEC127 Appointment.incomingReferral"]
    ),
    (
      "without a service category the application is unknown, which separate rows report",
      [
        "BRS075", "BRS078", "BRS080 Appointment.serviceCategory.coding.system",
        "BRS083 Appointment.serviceCategory.coding.system",
        "BRS081 Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars').code",
      ]
    ),
    (
      "all contacts of examples have rank 1",
      ["BRS177", "BRS401", "BRS565", "BRS740"].map {
        "\($0) Patient.where(contact.extension.valuePositiveInt != '1').contact.telecom.system"
      }
    ),
    (
      "only without a use case and a service, and then the application is unknown",
      [
        "BRS018 Appointment.where(serviceCategory.coding.exists()).serviceCategory.coding.system",
        "BRS018 Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars').code",
      ]
    ),
    ("the profile requires nothing of the Location of a HealthcareService", ["BKL243 Location"]),
    ("only in updates of referrals and validations", ["BRS651", "BRS926"]),
    (
      "only in responses to referrals and validations",
      ["BRS652", "BRS653", "BRS743", "BRS761", "BRS762", "BRS766", "BRS768", "BRS791"]
    ),
    (
      "only in responses to referrals and validations",
      ["meta.profile", "focus", "definition"].map {
        "BRS735 MessageHeader.where(eventCoding.code = 'servicerequest-response').\($0)"
      }
    ),
    (
      "only if the use case contradicts the definition",
      otherDefinition("request", [1, 2, 3, 5, 6, 8], "request-validation") + otherDefinition("request", [4], "request-referral")
        + otherDefinition("response", [1, 2, 3, 5, 8], "response-validation")
        + otherDefinition("response", [4], "response-referral") + otherDefinition("response", [4], "request-response-short")
        + otherDefinition("response", [6], "response-validation") + otherDefinition("response", [6], "response-referral")
    ),
    (
      "only in full responses to validations",
      [
        "basedOn.reference", "basedOn", "encounter.reference", "requester.reference", "performer.reference", "performer",
        "locationReference", "locationReference.reference",
      ].map { "BRS738 \(response("full")).\($0)" }
    ),
    (
      "only in interim responses to validations",
      ["encounter.reference", "requester.reference"].map { "BRS738 \(response("interim")).\($0)" }
    ),
    (
      "the use case of the example is in lower case",
      [
        "BRS751 Bundle.where(entry.resource.category.coding.code.startsWith('A1T')).entry.resource.ofType(CarePlan).supportingInfo"
      ]
    ),
    ("only in validation requests", ["BRS925 Bundle"]),
    (
      "only in validation requests without a use case",
      [
        "BRS738 Bundle.where(entry.resource.definition.startsWith("
          + "'https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-validation'))"
          + ".entry.resource.ofType(ServiceRequest)"
      ]
    ),
    (
      "only in referrals and validations of applications 2 to 6",
      ["BRS725", "BRS777", "BRS781", "BRS782", "BRS783", "BRS784", "BRS792", "BRS794"]
    ),
    (
      "only in referrals of applications 5, 6 and 8",
      [
        "BRS727", "BRS728", "BRS729", "BRS730", "BRS731", "BRS732", "BRS741", "BRS745", "BRS746", "BRS747", "BRS748", "BRS753",
        "BRS754", "BRS755", "BRS757", "BRS758", "BRS759", "BRS760", "BRS763", "BRS764", "BRS765",
        "BRS772", "BRS779", "BRS786", "BRS787", "BRS788", "BRS789", "BRS790",
      ]
    ),
    ("every entry of an example is referenced", ["BRS685", "BRS686"]),
    ("the cancellations have more Organizations than the row requires", ["BRS918"]),
  ]
}

extension StarterExample {
  /// Examples with the same key are checked with the same configuration.
  fileprivate var linterKey: String { isRecording ? "" : interaction }
}

extension Report {
  /// The codes of all rules that the findings name.
  fileprivate var codes: Set<String> { Set(findings.flatMap { [$0.code] + $0.further.map(\.code) }) }
}

/// Changes to a text, tried one by one until a code is found, and all codes found so far.
private struct TriedChanges {
  private let changes: [TextChange]
  private var tried = 0
  private var codes: Set<String> = []

  init(_ changes: [TextChange]) { self.changes = changes }

  func hasFound(_ code: String) -> Bool { codes.contains(code) }

  /// Whether one of the changes produces a finding with this code.
  mutating func finds(_ code: String, in source: SourceText, _ linter: Linter) -> Bool {
    while !codes.contains(code), tried < changes.count {
      let changed = changes[tried].applied(to: source.bytes[...])
      tried += 1
      codes.formUnion(linter.lint(SourceText(name: source.name, bytes: changed)).codes)
    }
    return codes.contains(code)
  }
}

/// A payload, and the findings that changes to it produce.
private struct BreakablePayload {
  let interaction: String
  /// The titles of the tables that apply to the payload.
  let tables: Set<String>
  private let linter: Linter
  private let mutants: JSONMutants
  private let run: RuleRun
  private var tried: [Node: TriedChanges] = [:]
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

  /// Whether changing an element that the check is about, an element inside it, its array or its parent produces a finding with
  /// this code.
  mutating func finds(_ code: String, _ check: PartCheck, of table: RuleTable) -> Bool {
    // A message definition is about the whole message.
    let isAboutPayload = check.kind is MessageDefinitionCheck
    let elements =
      isAboutPayload
      ? document.root.map { [$0] } ?? []
      : run.scopes(of: table).flatMap { run.selector.elements(of: check.query, at: $0) }
    let others = isAboutPayload ? [] : elements.flatMap { [mutants.arrays[$0], document.parent(of: $0)].compactMap { $0 } }
    // The elements from the outside in: most rows need a value in the element itself.
    var nodes = elements
    var last = elements
    while !last.isEmpty {
      last = last.flatMap { Array(document.children(of: $0)) }
      nodes += last
    }
    let candidates = elements + others + nodes.dropFirst(elements.count)
    for node in candidates where tried[node] == nil { tried[node] = TriedChanges(mutants.changes(of: node)) }
    if candidates.contains(where: { tried[$0]?.hasFound(code) ?? false }) { return true }
    let source = document.source
    let linter = linter
    return candidates.contains { tried[$0]?.finds(code, in: source, linter) ?? false }
  }
}

/// A recording, and the findings that changes in its areas produce.
private struct BreakableRecording {
  let interaction: String
  private let source: SourceText
  private let linter: Linter
  private var areas: [(name: String, changes: TriedChanges)]

  init(_ example: StarterExample, _ symbols: SymbolTable, _ linter: Linter) {
    interaction = example.interaction
    source = SourceText(name: "example.http", bytes: example.source.bytes)
    self.linter = linter
    areas = RecordingMutants(example.source, symbols).areas.map { ($0.name, TriedChanges($0.changes)) }
  }

  /// Whether one of the changes tried so far in an area produces a finding with this code.
  func hasFound(_ code: String, in name: String) -> Bool { areas.contains { $0.name == name && $0.changes.hasFound(code) } }

  /// Whether a change in an area produces a finding with this code.
  mutating func finds(_ code: String, in name: String) -> Bool {
    for index in areas.indices where areas[index].name == name {
      if areas[index].changes.finds(code, in: source, linter) { return true }
    }
    return false
  }
}
