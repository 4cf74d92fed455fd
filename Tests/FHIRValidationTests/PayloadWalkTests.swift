import ApptLint
import FHIRValidation
import Findings
import Testing
import VectorSupport

/// The walk that proves payloads clean agrees with the checks on every payload.
@Suite struct PayloadWalkTests {
  private static let payloads = (try? TestVectors.payloads()) ?? []

  @Test func payloadsExist() { #expect(Self.payloads.count > 300) }

  @Test func theWalkHidesNoFindings() throws {
    var configuration = Configuration()
    configuration.packs = .chosen([])
    let linter = try Linter(configuration)
    for (number, payload) in Self.payloads.enumerated() where number % 3 == 0 {
      let (name, bytes) = (payload.name, Array(payload.bytes))
      guard bytes.count < 10_000 else { continue }
      for text in [bytes] + Self.mutants(of: bytes) {
        let source = SourceText(name: name, bytes: text)
        let expected = Validator.$suspectsEverything.withValue(true) { linter.lint(source) }
        // The second run uses what the first has compiled.
        for _ in 0..<2 {
          let report = linter.lint(source)
          #expect(report.findings == expected.findings, "\(name)")
          #expect(report.notChecked == expected.notChecked, "\(name)")
        }
      }
    }
  }

  /// Copies of the payload, each with one changed value; the changes are the same in each run.
  private static func mutants(of bytes: [UInt8]) -> [[UInt8]] {
    let offsets = bytes.indices.dropLast().filter {
      bytes[$0 + 1] == UInt8(ascii: "\"") && (bytes[$0] | 0x20 >= 0x61 && bytes[$0] | 0x20 <= 0x7A || bytes[$0] & 0xF0 == 0x30)
    }
    guard !offsets.isEmpty else { return [] }
    let changes: [UInt8] = [0x20, UInt8(ascii: "#")]
    return changes.enumerated().map { index, change in
      var mutant = bytes
      mutant[offsets[(bytes.count * 7 + index * 7919) % offsets.count]] = change
      return mutant
    }
  }
}
