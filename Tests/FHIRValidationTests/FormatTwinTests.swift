import ApptLint
import FHIRSyntax
import Findings
import Foundation
import Testing

/// HL7's own examples, which exist in JSON and in XML: both have the same findings.
@Suite struct FormatTwinTests {
  /// The folder of the examples, if it exists.
  static let corpus: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["APPTLINT_SHARED"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared")
    let folder = shared.appending(path: "corpus")
    return FileManager.default.fileExists(atPath: folder.appending(path: "stu3-official-xml").path) ? folder : nil
  }()

  /// Rules that apply to only one format.
  static let ofOneFormat: Set<String> = ["STR014", "STR015", "STR016", "STR017", "STR018", "STR019"]

  @Test(.enabled(if: corpus != nil, "no examples: set APPTLINT_SHARED to the folder that holds corpus/"))
  func bothFormatsHaveTheSameFindings() throws {
    let corpus = try #require(Self.corpus)
    let json = try Self.examples(in: corpus.appending(path: "stu3-official-json"), "json")
    let xml = try Self.examples(in: corpus.appending(path: "stu3-official-xml"), "xml")
    var count = 0
    for (name, source) in json {
      guard let twin = xml[name] else { continue }
      count += 1
      #expect(try Self.findings(of: source) == Self.findings(of: twin), "\(name)")
    }
    #expect(count > 200)
  }

  /// The examples of a folder by type and id.
  private static func examples(in folder: URL, _ suffix: String) throws -> [String: SourceText] {
    var examples: [String: SourceText] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() where path.hasSuffix("." + suffix) {
      let source = SourceText(name: path, bytes: try Data(contentsOf: folder.appending(path: path)))
      let document = Document.read(source)
      guard let root = document.root, let type = document.resourceType(of: root), let id = document.value(.id, of: root) else {
        continue
      }
      examples["\(document.name(type))/\(id)"] = source
    }
    return examples
  }

  private static func findings(of source: SourceText) throws -> [String] {
    var configuration = Configuration()
    configuration.packs = .chosen([])
    configuration.release = .stu3
    let findings = try Linter(configuration).lint(source).findings.filter { finding in
      !ofOneFormat.contains(finding.code) && !finding.code.hasPrefix("JSN") && !finding.code.hasPrefix("XML")
    }
    return findings.map { "\($0.severity) \($0.code) \($0.element ?? "")" }.sorted()
  }
}
