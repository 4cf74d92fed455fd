import ApptLint
import Testing
import VectorSupport

/// The payloads of `TestVectors/` are fixed completely in one run.
@Suite struct AutoFixTests {
  @Test func fixedPayloadsNeedNoMoreFixes() throws {
    let linter = try Linter()
    var count = 0
    let recordings = Vector.all.filter { !$0.format.isPayload }.map(\.source)
    for source in try recordings + TestVectors.payloads() {
      let autoFix = AutoFix(source) { linter.lint($0) }
      if autoFix.fixed.isEmpty {
        #expect(autoFix.source.count == source.count, "\(source.name)")
        continue
      }
      count += 1
      let again = AutoFix(autoFix.source) { linter.lint($0) }
      #expect(again.fixed.isEmpty, "\(source.name)")
      let codes = Set(autoFix.fixed.map(\.finding.code))
      let left = autoFix.report.findings.filter { !$0.edits.isEmpty && codes.contains($0.code) }
      #expect(left.isEmpty, "\(source.name)")
    }
    #expect(count > 10)
  }
}
