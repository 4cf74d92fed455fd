import FHIRSyntax
import Findings
import Foundation
import FuzzSupport
import Testing

/// Payloads for which fuzzers found a reader to fail, and all other test vectors: the tree is always valid, and reading twice
/// gives the same result.
@Suite struct FuzzFindingsTests {
  static let vectors = URL(filePath: #filePath).appending(path: "../../../TestVectors").standardized

  static let files: [String] = {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: vectors.path)) ?? []
    return names.filter { $0.hasSuffix(".json") || $0.hasSuffix(".xml") }.sorted()
  }()

  @Test func fuzzerFindingsArePresent() {
    #expect(Self.files.contains("syntax/fuzz/quote-and-bracket.json"))
  }

  @Test(arguments: files) func everyTreeIsATree(file: String) throws {
    let source = SourceText(name: file, bytes: try Data(contentsOf: Self.vectors.appending(path: file)))
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
