import FHIRSyntax
import Findings
import FuzzSupport
import Testing
import VectorSupport

/// Payloads on which a reader failed in fuzzing, and all other test vectors: the tree is always valid, and reading twice gives
/// the same result.
@Suite struct FuzzFindingsTests {
  static let payloads = Dictionary(uniqueKeysWithValues: ((try? TestVectors.payloads()) ?? []).map { ($0.name, $0) })

  @Test func fuzzerFindingsArePresent() {
    #expect(Self.payloads["syntax/fuzz.txtar/quote-and-bracket.json"] != nil)
  }

  @Test(arguments: payloads.keys.sorted()) func everyTreeIsValid(payload: String) throws {
    let source = try #require(Self.payloads[payload])
    // The payload is read in its own format and in the other format.
    for format in [Document.Format.json, .xml] {
      func read() -> Document { Document.read(source, as: format, symbols: .wellKnown, limits: Limits()) }
      let document = read()
      #expect(TreeInvariants.violations(in: document) == [])
      #expect(TreeInvariants.difference(between: document, and: read()) == nil)
    }
  }
}
