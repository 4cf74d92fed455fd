import FHIRDefinitions
import FHIRSyntax
import Findings
import Testing
import VectorSupport

@testable import ApptLint
@testable import ApptLintCommand

/// XML generated from a JSON payload has the same findings as the JSON.
@Suite struct TwinTests {
  private static let folders = Set(Vector.withGeneratedXML.map(\.folder)).sorted()

  @Test func thereAreVectors() { #expect(Vector.withGeneratedXML.count > 1_100) }

  @Test(arguments: folders) func generatedXMLHasTheSameFindings(folder: String) throws {
    var pool = LinterPool(commandLine: Settings())
    var count = 0
    for vector in Vector.withGeneratedXML where vector.folder == folder {
      let linter = try pool.checker(for: vector.path).linter
      let release = linter.configuration.release ?? linter.lint(vector.source).release
      let xml = try #require(try Self.xml(of: vector, release), "\(vector.name)")
      let report = linter.lint(xml)
      #expect(report.format == .xml, "\(vector.name)")
      let lines = ExpectedFile.lines(of: report).map { Vector.Line($0) }.sorted()
      let expected = vector.lines.sorted()
      #expect(
        lines == expected,
        "\(vector.name): only XML \(Set(lines).subtracting(expected)), only JSON \(Set(expected).subtracting(lines))")
      count += 1
    }
    #expect(count > 0)
  }

  /// A vector as XML, with its elements in the order of the definitions.
  private static func xml(of vector: Vector, _ release: FHIRRelease) throws -> SourceText? {
    let definitions = try #require(Embedded.definitions)
    let document = Document.read(vector.source, symbols: definitions.symbols, limits: Limits())
    let typed = TypedDocument(document, definitions.release(release))
    let text = XMLWriter.write(document) { typed.element(of: $0)?.order }
    return text.isEmpty ? nil : SourceText(name: vector.path, text: text)
  }
}
