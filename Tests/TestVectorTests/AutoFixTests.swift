import ApptLint
import Foundation
import Testing

/// The payloads of `TestVectors/` are fixed completely in one run.
@Suite struct AutoFixTests {
  @Test func fixedPayloadsNeedNoMoreFixes() throws {
    let linter = try Linter()
    var count = 0
    for vector in Vector.all {
      let path = "\(Vector.folder)/\(vector.name).\(vector.format)"
      let source = SourceText(name: path, bytes: try Data(contentsOf: URL(filePath: path)))
      let autoFix = AutoFix(source) { linter.lint($0) }
      if autoFix.fixed.isEmpty {
        #expect(autoFix.source.count == source.count, "\(vector.name)")
        continue
      }
      count += 1
      let again = AutoFix(autoFix.source) { linter.lint($0) }
      #expect(again.fixed.isEmpty, "\(vector.name).\(vector.format)")
      let codes = Set(autoFix.fixed.map(\.finding.code))
      let left = autoFix.report.findings.filter { !$0.edits.isEmpty && codes.contains($0.code) }
      #expect(left.isEmpty, "\(vector.name).\(vector.format)")
    }
    #expect(count > 20)
  }
}
