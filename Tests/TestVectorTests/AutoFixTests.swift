import ApptLint
import Foundation
import Testing

/// What can be mended in the payloads of `TestVectors/` is mended in one go, and for good.
@Suite struct AutoFixTests {
  @Test func whatIsMendedStaysMended() throws {
    let linter = try Linter()
    var count = 0
    for vector in Vector.all {
      let path = "\(Vector.folder)/\(vector.name).\(vector.format)"
      let source = SourceText(name: path, bytes: try Data(contentsOf: URL(filePath: path)))
      let mending = AutoFix(source) { linter.lint($0) }
      if mending.mended.isEmpty {
        #expect(mending.source.count == source.count, "\(vector.name)")
        continue
      }
      count += 1
      let again = AutoFix(mending.source) { linter.lint($0) }
      #expect(again.mended.isEmpty, "\(vector.name).\(vector.format)")
      let codes = Set(mending.mended.map(\.finding.code))
      let left = mending.report.findings.filter { !$0.edits.isEmpty && codes.contains($0.code) }
      #expect(left.isEmpty, "\(vector.name).\(vector.format)")
    }
    #expect(count > 20)
  }
}
