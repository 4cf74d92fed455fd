import FHIRSyntax
import Findings
import Foundation
import Testing

/// The public suite of RFC 8259 cases, if it is next to the checkout in `../shared/suites`.
@Suite struct JSONTestSuiteTests {
  static let folder = URL(filePath: #filePath).appending(path: "../../../../shared/suites/JSONTestSuite/test_parsing")
    .standardized
  static let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []

  @Test(.enabled(if: !files.isEmpty, "skipped: no ../shared/suites next to the checkout"))
  func acceptsValidAndRejectsInvalidDocuments() throws {
    for file in Self.files {
      let bytes = try Data(contentsOf: file)
      let document = Document.read(SourceText(name: file.lastPathComponent, bytes: bytes))
      let isRejected = document.findings.contains { $0.code.hasPrefix("JSN") }
      switch file.lastPathComponent.first {
      case "y": #expect(!isRejected, "\(file.lastPathComponent)")
      case "n": #expect(isRejected, "\(file.lastPathComponent)")
      default: break
      }
    }
  }
}
