import ApptLint
import Findings
import Foundation
import Testing

/// `docs/findings-in-published-examples.md` lists the findings in the examples published by the authors of the specifications.
@Suite struct PublishedExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let shared: URL? = {
    let shared =
      ProcessInfo.processInfo.environment["APPTLINT_SHARED"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: shared.appending(path: "spec/samples").path) ? shared : nil
  }()

  /// A part of the page: its heading, its pack, the rule family whose warnings are also counted, and the folders of its examples.
  struct Part: Sendable, CustomTestStringConvertible {
    let heading: String
    let pack: String?
    let family: String?
    let folders: [String]
    var testDescription: String { heading }
  }

  static let parts = [
    Part(
      heading: "## Every message and resource", pack: "bars", family: "BRS",
      folders: [
        "spec/bars-1.5.0/examples/guide", "spec/bars-1.5.0/examples/core-pages", "spec/bars-1.5.0/examples/api-1.4.0",
        "corpus/tkw-bars/postman-bodies", "corpus/tkw-bars/priming/R4_primer.xml", "spec/samples/tkw-bars",
      ]),
    Part(
      heading: "## Examples of the NHS Booking API", pack: nil, family: nil,
      folders: ["spec/samples/nhs-booking", "spec/samples/uec", "spec/samples/tkw-111-uec", "spec/samples/gpconnect"]),
  ]

  /// The number of findings, and of files with at least one finding.
  struct Counts: Hashable {
    var findings = 0
    var files = 0
  }

  /// Compares the rows; `docs/published-examples.py --update` updates them.
  @Test(
    .enabled(if: shared != nil, "no published examples: set APPTLINT_SHARED to the folder that holds spec/"), arguments: parts)
  func everyKindOfErrorIsListed(part: Part) throws {
    let (listed, found) = (try Self.listed(in: part), try Self.found(in: part))
    #expect(!listed.isEmpty && !found.isEmpty)
    for code in Set(listed.keys).union(found.keys).sorted() { #expect(found[code] == listed[code], "\(code)") }
  }

  /// The rows of the page name existing rules, and their counts are consistent.
  @Test(arguments: parts) func rowsNameRules(part: Part) throws {
    let codes = Set(try Linter().rules.map(\.code)).union(["INV"])
    let listed = try Self.listed(in: part)
    #expect(listed.keys.filter { !codes.contains($0) } == [])
    #expect(listed.values.allSatisfy { $0.findings >= $0.files && $0.files > 0 } && listed.count > 30)
  }

  /// The rows of a part of the page: `| [BRS003](...) | ... | 133 | 43 | ... |`.
  private static func listed(in part: Part) throws -> [String: Counts] {
    let page = try String(contentsOf: root.appending(path: "docs/findings-in-published-examples.md"), encoding: .utf8)
    let lines = page.split(separator: "\n").drop { $0 != part.heading }
    let others = parts.map(\.heading).filter { $0 != part.heading }
    var rows: [String: Counts] = [:]
    for line in lines.prefix(while: { !others.contains(String($0)) }) {
      guard let row = line.firstMatch(of: /^\| \[([A-Z]{3}(?:[0-9]{3})?)\]\(.* \| ([0-9]+) \| ([0-9]+) \| `.*` \|$/) else {
        continue
      }
      #expect(rows[String(row.output.1)] == nil, "\(row.output.1)")
      rows[String(row.output.1)] = Counts(
        findings: try #require(Int(row.output.2)), files: try #require(Int(row.output.3)))
    }
    return rows
  }

  private static func found(in part: Part) throws -> [String: Counts] {
    var configuration = Configuration()
    if let pack = part.pack { configuration.packs = .chosen([pack]) }
    configuration.now = 1_782_864_000  // 1 July 2026
    let linter = try Linter(configuration)
    var found: [String: Counts] = [:]
    for file in try part.folders.flatMap({ try files(in: #require(shared).appending(path: $0)) }) {
      let report = linter.lint(SourceText(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file))))
      var codes: [String] = []
      for finding in report.separatedFindings {
        let code = finding.code.wholeMatch(of: /[A-Z]{3}[0-9]{3}/) == nil ? "INV" : finding.code
        if finding.severity >= .error || part.family.map({ code.hasPrefix($0) }) ?? false { codes.append(code) }
      }
      for code in codes { found[code, default: Counts()].findings += 1 }
      for code in Set(codes) { found[code, default: Counts()].files += 1 }
    }
    return found
  }

  private static func files(in folder: URL) throws -> [URL] {
    if !folder.hasDirectoryPath, !(try folder.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false) { return [folder] }
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { ["json", "xml", "http"].contains($0.pathExtension) }
  }
}
