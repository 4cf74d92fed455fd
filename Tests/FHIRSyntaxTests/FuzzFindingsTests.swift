import FHIRSyntax
import Findings
import Foundation
import FuzzSupport
import Testing

/// Payloads that fuzzers found to break a reader, and all other test vectors: every tree is a tree, and reading twice
/// gives the same.
@Suite struct FuzzFindingsTests {
  static let vectors = URL(filePath: #filePath).appending(path: "../../../TestVectors").standardized

  static let files: [String] = {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: vectors.path)) ?? []
    return names.filter { $0.hasSuffix(".json") || $0.hasSuffix(".xml") }.sorted()
  }()

  @Test func fuzzersFindingsAreThere() {
    #expect(Self.files.contains("syntax/fuzz/quote-and-bracket.json"))
  }

  @Test(arguments: files) func everyTreeIsATree(file: String) throws {
    let source = SourceText(name: file, bytes: try Data(contentsOf: Self.vectors.appending(path: file)))
    // As what it is, and as what it is not.
    for format in [Document.Format.json, .xml] {
      func read() -> Document { Document.read(source, as: format, symbols: .wellKnown, limits: Limits()) }
      let document = read()
      #expect(TreeInvariants.broken(in: document) == [])
      #expect(TreeInvariants.difference(between: document, and: read()) == nil)
    }
  }

  /// A payload of many slips takes time in proportion to its size: each text is one whose reading once took the square.
  struct Slips: Sendable, CustomTestStringConvertible {
    let head: String
    let slip: String
    var testDescription: String { (head + slip).debugDescription }
  }

  static let slips = [
    Slips(head: "[\"", slip: "\n"), Slips(head: "[\"a", slip: "\n   "), Slips(head: "{", slip: "\""),
    Slips(head: "[", slip: "‘a,"), Slips(head: #"{"a":"x","#, slip: #""b","#), Slips(head: #"{"a":"#, slip: "\"b\"c"),
  ]

  @Test(arguments: slips) func manySlipsCostNoMoreThanInProportion(slips: Slips) {
    func seconds(_ count: Int) -> Double {
      let text = SourceText(name: "slips", text: slips.head + String(repeating: slips.slip, count: count))
      return (0..<3).map { _ in
        ContinuousClock().measure { _ = Document.read(text) } / .nanoseconds(1) / 1e9
      }.min() ?? 0
    }
    // 16 times the text: 16 times the time, or 256 times where it is the square. The machine may be busy.
    #expect(seconds(32_000) < 100 * max(seconds(2_000), 0.000_2))
  }
}
