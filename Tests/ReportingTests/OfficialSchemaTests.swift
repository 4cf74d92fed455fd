import Findings
import Foundation
import Testing

@testable import Reporting

/// Checks the formats against the official schemas, which are not committed: `APPTLINT_SCHEMAS` names a folder with OASIS's
/// `sarif-schema-2.1.0.json`, reviewdog's `DiagnosticResult.json`, Windy Road's `JUnit.xsd` for Ant, and `junit-10.xsd`
/// from Jenkins's xUnit plugin. The programs are check-jsonschema, from PyPI, and xmllint.
@Suite struct OfficialSchemaTests {
  static let folder = ProcessInfo.processInfo.environment["APPTLINT_SCHEMAS"]

  struct Case: CustomTestStringConvertible, Sendable {
    var format: ReportFormat
    var program: [String]
    var schema: String
    var testDescription: String { schema }
  }

  static let cases = [
    Case(format: .sarif, program: ["check-jsonschema", "--schemafile"], schema: "sarif-schema-2.1.0.json"),
    Case(format: .rdjson, program: ["check-jsonschema", "--schemafile"], schema: "DiagnosticResult.json"),
    Case(format: .junit, program: ["xmllint", "--noout", "--schema"], schema: "JUnit.xsd"),
    Case(format: .junit, program: ["xmllint", "--noout", "--schema"], schema: "junit-10.xsd"),
  ]

  @Test(.enabled(if: folder != nil, "APPTLINT_SCHEMAS does not name a folder with the official schemas"), arguments: cases)
  func reportsConformToTheSchema(_ example: Case) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "apptlint-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var inputs: [[Report]] = [[], [Sample.clean()], ProgramFormatTests.reports]
    inputs += InjectionTests.attacks.map { [Sample.oneFinding(name: $0.text, element: $0.text)] }
    for reports in inputs {
      for showsValues in [false, true] {
        let text = written(reports, as: example.format) { $0.showsValues = showsValues }
        try Data(text.utf8).write(to: URL(filePath: path))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = example.program + ["\(Self.folder ?? "")/\(example.schema)", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output)")
      }
    }
  }
}
