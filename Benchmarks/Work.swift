import ApptLint
import CEmbeddedData
import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings
import Foundation
import Reporting
import RulePacks

/// The separate steps of checking a payload.
struct Work {
  let source: SourceText
  private let definitions: Definitions
  private let library: ProfileLibrary
  private let packs: [RulePack]
  private let linter: Linter
  private let document: Document
  private let typed: TypedDocument
  private let references: ReferenceIndex
  private let report: Report
  private let invariants: InvariantLibrary

  /// The fixed current time.
  private static let now: Int64 = 1_750_000_000
  /// The profiles that rows of the packs require.
  private let requiredProfiles: [RequiredProfile]

  struct Failure: Error {}

  /// The pack whose rules are timed: the one for the booking payload.
  private static let pack = "nhs-booking"

  init(_ payload: Payload) throws {
    // Safe: static data of the program.
    guard
      let definitions = unsafe Definitions(
        immortal: UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count()))
    else { throw Failure() }
    self.definitions = definitions
    source = SourceText(name: payload.title, bytes: payload.bytes)
    library = ProfileLibrary(definitions)
    invariants = InvariantLibrary(definitions)
    packs = try RuleLibrary(files: Self.ruleFiles(), symbols: definitions.symbols).packs(for: Self.pack)
    var configuration = Configuration()
    configuration.packs = .chosen([Self.pack])
    linter = try Linter(configuration)
    document = Document.read(source, symbols: definitions.symbols, limits: Limits())
    typed = TypedDocument(document, definitions.release(.stu3))
    references = ReferenceIndex(document)
    report = linter.lint(source)
    let run = RuleRun(document, references, now: 1_750_000_000).with(typedDocument: typed)
    requiredProfiles = run.requiredProfiles(of: packs, interaction: nil)
  }

  private static func ruleFiles() throws -> [RuleFile] {
    let folder = URL(filePath: #filePath).appending(path: "../../Rules").standardized
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
    return try names.map { RuleFile(SourceText(name: $0, bytes: try Data(contentsOf: folder.appending(path: $0)))) }
  }

  func parse() -> Int {
    Document.read(source, symbols: definitions.symbols, limits: Limits()).findings.count
  }

  func rules() -> Int {
    let run = RuleRun(document, ReferenceIndex(document), now: Self.now).with(typedDocument: typed)
    return packs.reduce(0) { $0 + run.findings(of: $1, interaction: nil).count }
  }

  func types() -> Int { TypedDocument(document, definitions.release(.stu3)).typeRow(of: Node(index: 0)) == nil ? 0 : 1 }

  /// The given checks of FHIR, on a document whose types are already determined.
  func fhir(_ checks: [Validator.Check] = Validator.Check.allCases) -> Int {
    Validator.validate(
      typed, references, definitions: definitions, library: library, invariants: invariants, now: Self.now,
      requiredProfiles: requiredProfiles,
      limit: 1_000, checks: checks
    ).findings.count
  }

  func lint() -> Int { linter.lint(source).findings.count }

  func ndjson() -> Int {
    let reporter = ReportFormat.ndjson.reporter(ReportStyle())
    var output = OutputBuffer()
    reporter.report(report, number: 1, into: &output)
    return output.bytes.count
  }
}
