import FHIRSyntax
import Findings
import FuzzSupport
import Testing
import VectorSupport

/// Payloads for which fuzzers found a reader to fail, and all other test vectors: the tree is always valid, and reading twice
/// gives the same result.
@Suite struct FuzzFindingsTests {
  static let payloads = Dictionary(uniqueKeysWithValues: ((try? TestVectors.payloads()) ?? []).map { ($0.name, $0) })

  @Test func fuzzerFindingsArePresent() {
    #expect(Self.payloads["syntax/fuzz/quote-and-bracket.json"] != nil)
  }

  @Test(arguments: payloads.keys.sorted()) func everyTreeIsATree(payload: String) throws {
    let source = try #require(Self.payloads[payload])
    // In its own format and in the other one.
    for format in [Document.Format.json, .xml] {
      func read() -> Document { Document.read(source, as: format, symbols: .wellKnown, limits: Limits()) }
      let document = read()
      #expect(TreeInvariants.broken(in: document) == [])
      #expect(TreeInvariants.difference(between: document, and: read()) == nil)
    }
  }

  /// A payload with many mistakes takes linear time: reading each of these texts once took quadratic time.
  struct Mistakes: Sendable, CustomTestStringConvertible {
    let head: String
    let mistake: String
    var testDescription: String { (head + mistake).debugDescription }
  }

  static let mistakes = [
    Mistakes(head: "[\"", mistake: "\n"), Mistakes(head: "[\"a", mistake: "\n   "), Mistakes(head: "{", mistake: "\""),
    Mistakes(head: "[", mistake: "‘a,"), Mistakes(head: #"{"a":"x","#, mistake: #""b","#),
    Mistakes(head: #"{"a":"#, mistake: "\"b\"c"),
  ]

  @Test(arguments: mistakes) func manyMistakesTakeLinearTime(mistakes: Mistakes) {
    func seconds(_ count: Int) -> Double {
      let text = SourceText(name: "mistakes", text: mistakes.head + String(repeating: mistakes.mistake, count: count))
      return (0..<3).map { _ in
        ContinuousClock().measure { _ = Document.read(text) } / .nanoseconds(1) / 1e9
      }.min() ?? 0
    }
    // 16 times the text: 16 times the time if linear, 256 times if quadratic. The machine may be busy.
    #expect(seconds(32_000) < 100 * max(seconds(2_000), 0.000_2))
  }
}
