import FHIRSyntax
import Findings
import Testing

/// One slip each: what is found, where, and that everything behind it is still read.
@Suite struct JSONRecoveryTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    /// `¦` marks the place of the finding.
    var text: String
    var code: String
    /// Members that must be in the tree, as `path=value`, `_` for a blank.
    var tree: String
    var testDescription: String { text }

    init(_ text: String, _ code: String, _ tree: String) {
      self.text = text
      self.code = code
      self.tree = tree
    }
  }

  static let slips: [Slip] = [
    // Commas
    Slip(#"{"a": 1¦ "b": 2, "c": 3}"#, "JSN001", "a=1 b=2 c=3"),
    Slip("{\n  \"a\": \"x\"¦\n  \"b\": 2,\n  \"c\": 3}", "JSN001", "a=x b=2 c=3"),
    Slip(#"{"a": [1¦ 2, 3], "b": 2}"#, "JSN001", "a=1 a=2 a=3 b=2"),
    Slip(#"{"a": [{"b": 1}¦ {"b": 2}], "c": 3}"#, "JSN001", "a.b=1 a.b=2 c=3"),
    Slip(#"{"a": 1¦; "b": 2}"#, "JSN001", "a=1 b=2"),
    Slip(#"{"a": {"b": 1}¦ "c": 2}"#, "JSN001", "a.b=1 c=2"),
    Slip(#"{"a": 1, "b": 2¦,}"#, "JSN002", "a=1 b=2"),
    Slip(#"{"a": [1, 2¦,], "b": 2}"#, "JSN002", "a=1 a=2 b=2"),
    Slip(#"{"a": 1,¦, "b": 2}"#, "JSN002", "a=1 b=2"),
    Slip(#"{"a": [¦,1], "b": 2}"#, "JSN002", "a=1 b=2"),
    Slip(#"{¦, "b": 2}"#, "JSN002", "b=2"),
    // Colons and values
    Slip(#"{"a"¦ 1, "b": 2}"#, "JSN003", "a=1 b=2"),
    Slip(#"{"a" ¦= 1, "b": 2}"#, "JSN003", "a=1 b=2"),
    Slip(#"{"a"¦ {"x": 1}, "b": 2}"#, "JSN003", "a.x=1 b=2"),
    Slip(#"{"a":¦ , "b": 2}"#, "JSN016", "b=2"),
    Slip(#"{"b": 2, "a":¦ }"#, "JSN016", "b=2"),
    Slip(#"{"a"¦, "b": 2}"#, "JSN016", "b=2"),
    Slip(#"{"a"¦ "b": 2}"#, "JSN016", "b=2"),
    Slip(#"{"a"¦: "b": 2}"#, "JSN016", "b=2"),
    Slip(#"{"a":¦: 1, "b": 2}"#, "JSN011", "a=1 b=2"),
    Slip(#"{¦: 1, "b": 2}"#, "JSN023", "b=2"),
    // Quotes
    Slip(#"{¦a: 1, "b": 2}"#, "JSN004", "a=1 b=2"),
    Slip(#"{"b": 2, ¦a: 1}"#, "JSN004", "a=1 b=2"),
    Slip(#"{"a": ¦booked, "b": 2}"#, "JSN005", "a=booked b=2"),
    Slip(#"{"a": ¦in two words, "b": 2}"#, "JSN005", "a=in_two_words b=2"),
    Slip(#"{"a": ¦True, "b": 2}"#, "JSN005", "a=true b=2"),
    Slip(#"{"a": ¦undefined, "b": 2}"#, "JSN005", "b=2"),
    Slip(#"{"a": ¦2019-01-17T15:00:00Z, "b": 2}"#, "JSN005", "a=2019-01-17T15:00:00Z b=2"),
    Slip(#"{"a": ¦'x', "b": 2}"#, "JSN006", "a=x b=2"),
    Slip(#"{¦'a': "x", "b": 2}"#, "JSN006", "a=x b=2"),
    Slip(#"{"a": ¦“x”, "b": 2}"#, "JSN006", "a=x b=2"),
    Slip(#"{"a": "say ¦"no" to me", "b": 2}"#, "JSN022", "b=2"),
    Slip("{\"a\": \"x¦,\n \"b\": 2}", "JSN010", "a=x b=2"),
    Slip("{\"b\": 2, \"a\": \"x¦\n}", "JSN010", "a=x b=2"),
    Slip("{\"a¦: 1,\n \"b\": 2}", "JSN010", "a=1 b=2"),
    Slip(#"{"a¦: "x", "b": 2}"#, "JSN010", "a=x b=2"),
    Slip(#"{"a": "x¦, "b": 2}"#, "JSN010", "a=x b=2"),
    Slip("{\"a\": [\"x¦,\n \"y\"], \"b\": 2}", "JSN010", "a=x a=y b=2"),
    Slip("{\"a\": \"x¦\ny\", \"b\": 2}", "JSN013", "b=2"),
    Slip("{\"a\": \"x¦\ty\tz\", \"b\": 2}", "JSN013", "b=2"),
    Slip(#"{"a": "C:¦\dir", "b": 2}"#, "JSN014", "b=2"),
    Slip(#"{"a": "¦\ud83d!", "b": 2}"#, "JSN021", "b=2"),
    // Numbers and literals
    Slip(#"{"a": ¦01, "b": 2}"#, "JSN015", "a=01 b=2"),
    Slip(#"{"a": ¦+1, "b": 2}"#, "JSN015", "a=+1 b=2"),
    Slip(#"{"a": ¦.5, "b": 2}"#, "JSN015", "a=.5 b=2"),
    Slip(#"{"a": ¦1., "b": 2}"#, "JSN015", "a=1. b=2"),
    Slip(#"{"a": ¦NaN, "b": 2}"#, "JSN015", "a=NaN b=2"),
    // Comments and other text
    Slip("{\"a\": 1, ¦// one\n \"b\": 2}", "JSN007", "a=1 b=2"),
    Slip(#"{"a": ¦/* one */ 1, "b": 2}"#, "JSN007", "a=1 b=2"),
    Slip("{\"a\": 1 ¦# one\n, \"b\": 2}", "JSN007", "a=1 b=2"),
    Slip(#"{"a": 1, "b": 2} ¦done"#, "JSN011", "a=1 b=2"),
    Slip(#"¦HTTP/1.1 200 OK {"a": 1, "b": 2}"#, "JSN011", "a=1 b=2"),
    Slip("¦{% highlight json %}\n{\"a\": 1, \"b\": 2}", "JSN011", "a=1 b=2"),
    Slip("¦{{ page.title }}: {# raw #}{% raw %}\n{\"a\": 1, \"b\": 2}", "JSN011", "a=1 b=2"),
    Slip("¦Example {% raw %}[{\"b\": 2}]", "JSN011", ".b=2"),
    Slip(#"{¦{"b": 2}"#, "JSN009", "b=2"),
    Slip(#"{"a": ¦@, "b": 2}"#, "JSN011", "b=2"),
    Slip("{\n¦\u{A0}\u{A0}\"a\": 1,\n\u{A0}\u{A0}\"b\":\u{A0}2\u{2009}}", "JSN024", "a=1 b=2"),
    // Brackets
    Slip(#"{"a": [{"b": 1¦], "c": 3}"#, "JSN008", "a.b=1 c=3"),
    Slip(#"{"a": [{"b": 1¦, {"b": 2}], "c": 3}"#, "JSN008", "a.b=1 a.b=2 c=3"),
    Slip(#"{"a": [{"b": 1¦ {"b": 2}], "c": 3}"#, "JSN008", "a.b=1 a.b=2 c=3"),
    Slip(#"{"a": [1, 2¦, "b": 2}"#, "JSN008", "a=1 a=2 b=2"),
    Slip(#"{"a": [¦"b": 1}, {"b": 2}], "c": 3}"#, "JSN008", "a.b=1 a.b=2 c=3"),
    Slip(#"{"a": {"x": [1¦}, "b": 2}"#, "JSN008", "a.x=1 b=2"),
    Slip("{\n  \"a\": {\n    \"x\": 1¦,\n  \"b\": 2\n}\n", "JSN008", "a.x=1 b=2"),
    Slip("{\n  \"a\": {\n    \"x\": 1¦\n  \"b\": 2\n}\n", "JSN008", "a.x=1 b=2"),
    Slip("{\n  \"a\": [\n    {\n      \"x\": 1¦\n  ],\n  \"b\": 2\n}\n", "JSN008", "a.x=1 b=2"),
    Slip(#"{"a": [1, 2¦}, "b": 2}"#, "JSN009", "a=1 a=2 b=2"),
    Slip(#"{"a": {"x": 1¦], "b": 2}"#, "JSN009", "a.x=1 b=2"),
    Slip(#"{"a": {"x": 1¦]}, "b": 2}"#, "JSN009", "a.x=1 b=2"),
    Slip(#"{"a": [1]¦], "b": 2}"#, "JSN009", "a=1 b=2"),
    Slip(#"{"a": {"x": 1}¦}, "b": 2}"#, "JSN009", "a.x=1 b=2"),
    Slip("{\n  \"a\": {\n    \"x\": 1\n    ¦}\n  },\n  \"b\": 2\n}\n", "JSN009", "a.x=1 b=2"),
    Slip(#"{"a": 1, "b": 2}¦}"#, "JSN009", "a=1 b=2"),
    Slip(#"{"a": ¦{"x": 1}, {"x": 2, "y": [3]}], "b": 2}"#, "JSN008", "a.x=1 a.x=2 a.y=3 b=2"),
    Slip(#"{"z": {"a": ¦{"x": 1}, {"x": 2}]}, "b": 2}"#, "JSN008", "z.a.x=1 z.a.x=2 b=2"),
    Slip(#"{"a": ¦"x", "y", "z"], "b": 2}"#, "JSN008", "a=x a=y a=z b=2"),
    Slip(#"{"z": [{"a": ¦"x", "y"]}], "b": 2}"#, "JSN008", "z.a=x z.a=y b=2"),
    // Ends
    Slip(#"{"a": 1, "b": [2¦"#, "JSN012", "a=1 b=2"),
    Slip(#"{"a": 1, "b": 2, "c":¦"#, "JSN012", "a=1 b=2"),
    Slip(#"{"a": 1, "b": 2, "c": "x¦"#, "JSN012", "a=1 b=2"),
    Slip(#"{"a": 1, "b": 2¦,"#, "JSN012", "a=1 b=2"),
    Slip("¦", "JSN020", ""),
    Slip("¦ \n", "JSN020", ""),
    Slip("¦\u{FEFF}{\"b\": 2}", "JSN019", "b=2"),
  ]

  @Test(arguments: slips) func oneSlipIsOneFinding(slip: Slip) throws {
    let marker = try #require(slip.text.unicodeScalars.firstIndex(of: "¦"))
    let place = slip.text.utf8.distance(from: slip.text.startIndex, to: marker)
    let text = String(String.UnicodeScalarView(slip.text.unicodeScalars.filter { $0 != "¦" }))
    let document = Document.read(SourceText(name: "slip.json", text: text))
    #expect(document.findings.map(\.code) == [slip.code], "\(document.findings.map { $0.message.text(showingValues: true) })")
    #expect(document.findings.first?.range.lowerBound == place)
    let leaves = Self.leaves(of: document)
    for expected in slip.tree.split(separator: " ") {
      let leaf = String(expected.map { $0 == "_" ? " " : $0 })
      #expect(leaves.contains(leaf), "\(leaves)")
    }
  }

  /// Every primitive of a document as `path=value`.
  static func leaves(of document: Document) -> [String] {
    func walk(_ node: Node, _ path: [String]) -> [String] {
      let own = document.value(of: node).map { [path.joined(separator: ".") + "=" + $0] } ?? []
      return own + document.elements(of: node).flatMap { walk($0, path + [document.name(of: $0)]) }
    }
    return document.root.map { walk($0, []) } ?? []
  }
}
