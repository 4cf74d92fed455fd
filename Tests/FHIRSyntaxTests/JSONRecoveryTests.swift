import FHIRSyntax
import Findings
import Testing

/// Texts with one syntax error each: the error is reported once, at its position, and everything after it is still read.
@Suite struct JSONRecoveryTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    /// `¦` marks the position of the finding.
    var text: String
    var code: String
    /// Members that must be in the tree, as `path=value`, with `_` for a space.
    var tree: String
    var testDescription: String { text }

    init(_ text: String, _ code: String, _ tree: String) {
      self.text = text
      self.code = code
      self.tree = tree
    }
  }

  static let mistakes: [Mistake] = [
    // Commas
    Mistake(#"{"a": 1¦ "b": 2, "c": 3}"#, "JSN001", "a=1 b=2 c=3"),
    Mistake("{\n  \"a\": \"x\"¦\n  \"b\": 2,\n  \"c\": 3}", "JSN001", "a=x b=2 c=3"),
    Mistake(#"{"a": [1¦ 2, 3], "b": 2}"#, "JSN001", "a=1 a=2 a=3 b=2"),
    Mistake(#"{"a": [{"b": 1}¦ {"b": 2}], "c": 3}"#, "JSN001", "a.b=1 a.b=2 c=3"),
    Mistake(#"{"a": 1¦; "b": 2}"#, "JSN001", "a=1 b=2"),
    Mistake(#"{"a": {"b": 1}¦ "c": 2}"#, "JSN001", "a.b=1 c=2"),
    Mistake(#"{"a": "x"¦: "b": 2}"#, "JSN001", "a=x b=2"),
    Mistake(#"{"a": {"x": 1}¦: "b": 2}"#, "JSN001", "a.x=1 b=2"),
    Mistake(#"{"a": ["x"¦: "y"], "b": 2}"#, "JSN001", "a=x a=y b=2"),
    Mistake(#"{"a": ["x"¦: "y", "z"], "b": 2}"#, "JSN001", "a=x a=y a=z b=2"),
    Mistake(#"{"a": [{"x": 1}¦: {"x": 2}], "b": 2}"#, "JSN001", "a.x=1 a.x=2 b=2"),
    Mistake(#"{"a": "x,"¦ "b": 2}"#, "JSN001", "a=x b=2"),
    Mistake(#"{"a": ["x"]¦",b": 2}"#, "JSN001", "a=x b=2"),
    Mistake(#"{"a": 1, "b": 2¦,}"#, "JSN002", "a=1 b=2"),
    Mistake(#"{"a": [1, 2¦,], "b": 2}"#, "JSN002", "a=1 a=2 b=2"),
    Mistake(#"{"a": 1,¦, "b": 2}"#, "JSN002", "a=1 b=2"),
    Mistake(#"{"a": [¦,1], "b": 2}"#, "JSN002", "a=1 b=2"),
    Mistake(#"{¦, "b": 2}"#, "JSN002", "b=2"),
    // Colons and values
    Mistake(#"{"a"¦ 1, "b": 2}"#, "JSN003", "a=1 b=2"),
    Mistake(#"{"a" ¦= 1, "b": 2}"#, "JSN003", "a=1 b=2"),
    Mistake(#"{"a"¦ {"x": 1}, "b": 2}"#, "JSN003", "a.x=1 b=2"),
    Mistake(#"{"a"¦, "x", "b": 2}"#, "JSN003", "a=x b=2"),
    Mistake(#"{"b": 2, "a"¦, 1.5}"#, "JSN003", "a=1.5 b=2"),
    Mistake(#"{"a"¦, true, "b": 2}"#, "JSN003", "a=true b=2"),
    Mistake(#"{"a"¦, [{"x": 1}], "b": 2}"#, "JSN003", "a.x=1 b=2"),
    Mistake(#"{"a"¦, {"x": 1}, "b": 2}"#, "JSN003", "a.x=1 b=2"),
    Mistake(#"{"a":¦ , "b": 2}"#, "JSN016", "b=2"),
    Mistake(#"{"b": 2, "a":¦ }"#, "JSN016", "b=2"),
    Mistake(#"{"a"¦, "b": 2}"#, "JSN016", "b=2"),
    Mistake(#"{"a"¦ "b": 2}"#, "JSN016", "b=2"),
    Mistake(#"{"a"¦: "b": 2}"#, "JSN016", "b=2"),
    Mistake(#"{"a":¦: 1, "b": 2}"#, "JSN011", "a=1 b=2"),
    Mistake(#"{¦: 1, "b": 2}"#, "JSN023", "b=2"),
    // Quotes
    Mistake(#"{¦a: 1, "b": 2}"#, "JSN004", "a=1 b=2"),
    Mistake(#"{"b": 2, ¦a: 1}"#, "JSN004", "a=1 b=2"),
    Mistake(#"{"a": ¦booked, "b": 2}"#, "JSN005", "a=booked b=2"),
    Mistake(#"{"a": ¦in two words, "b": 2}"#, "JSN005", "a=in_two_words b=2"),
    Mistake(#"{"a": ¦True, "b": 2}"#, "JSN005", "a=true b=2"),
    Mistake(#"{"a": ¦undefined, "b": 2}"#, "JSN005", "b=2"),
    Mistake(#"{"a": ¦2019-01-17T15:00:00Z, "b": 2}"#, "JSN005", "a=2019-01-17T15:00:00Z b=2"),
    Mistake(#"{"a": ¦'x', "b": 2}"#, "JSN006", "a=x b=2"),
    Mistake(#"{¦'a': "x", "b": 2}"#, "JSN006", "a=x b=2"),
    Mistake(#"{"a": ¦“x”, "b": 2}"#, "JSN006", "a=x b=2"),
    Mistake(#"{"a": "say ¦"no" to me", "b": 2}"#, "JSN022", "b=2"),
    Mistake("{\"a\": \"x¦,\n \"b\": 2}", "JSN010", "a=x b=2"),
    Mistake("{\"b\": 2, \"a\": \"x¦\n}", "JSN010", "a=x b=2"),
    Mistake("{\"a¦: 1,\n \"b\": 2}", "JSN010", "a=1 b=2"),
    Mistake(#"{"a¦: "x", "b": 2}"#, "JSN010", "a=x b=2"),
    Mistake(#"{"a": "x¦, "b": 2}"#, "JSN010", "a=x b=2"),
    Mistake(#"{¦a": 1, "b": 2}"#, "JSN004", "a=1 b=2"),
    Mistake(#"{"b": 2, ¦a": [{"x": "y"}], "c": "z"}"#, "JSN004", "b=2 a.x=y c=z"),
    Mistake(#"{"a": ¦booked", "b": 2, "c": "d"}"#, "JSN005", "a=booked b=2 c=d"),
    Mistake(#"{"a": ¦http://x.org/a, b" , "b": 2}"#, "JSN005", "a=http://x.org/a,_b b=2"),
    Mistake("{\"a\": ¦12 High St\",\n \"b\": 2}", "JSN005", "a=12_High_St b=2"),
    Mistake(#"{"a": ¦9990000018", "b": 2}"#, "JSN005", "a=9990000018 b=2"),
    Mistake(#"{"a": ¦2019-01-17", "b": "c"}"#, "JSN005", "a=2019-01-17 b=c"),
    Mistake(#"{"a": ¦true", "b": "c"}"#, "JSN005", "a=true b=c"),
    Mistake(##"{"a": ¦#p", "b": "c"}"##, "JSN005", "a=#p b=c"),
    Mistake(#"{"a": [¦x", "y"], "b": 2}"#, "JSN005", "a=x a=y b=2"),
    Mistake(#"{"a": ["x", ¦y"], "b": 2}"#, "JSN005", "a=x a=y b=2"),
    Mistake(#"{"a¦: ["x"], "b": 2}"#, "JSN010", "a=x b=2"),
    Mistake(#"{"a¦: [{ "x": "y" }], "b": 2}"#, "JSN010", "a.x=y b=2"),
    Mistake(##"{"a¦: "#p", "b": 2}"##, "JSN010", "a=#p b=2"),
    Mistake(#"{"a¦: true, "b": 2}"#, "JSN010", "a=true b=2"),
    Mistake(#"{"a": [{ "x": "y¦ }, { "x": "z" }], "b": 2}"#, "JSN010", "a.x=y a.x=z b=2"),
    Mistake(#"{"a": ["x¦], "b": ["y"]}"#, "JSN010", "a=x b=y"),
    Mistake("{\"a\": [{ \"x\": \"y¦ }],\n \"b\": 2}", "JSN010", "a.x=y b=2"),
    Mistake("{\"a\": { \"x\": \"[y]¦ },\n \"b\": 2}", "JSN010", "a.x=[y] b=2"),
    Mistake(#"{"b": 2, "a": { "x": "y¦ }}"#, "JSN010", "a.x=y b=2"),
    Mistake("{\"a\": [\"x¦,\n \"y\"], \"b\": 2}", "JSN010", "a=x a=y b=2"),
    Mistake(#"{"¦"a": 1, "b": 2}"#, "JSN011", "a=1 b=2"),
    Mistake(#"{"b": 2, "a"¦": 1}"#, "JSN011", "a=1 b=2"),
    Mistake(##"{"a": "¦"#p", "b": 2}"##, "JSN022", "a=#p b=2"),
    Mistake(#"{"a": ["x¦""], "b": 2}"#, "JSN022", "a=x b=2"),
    Mistake(#"{¦'a": 1, "b": 2}"#, "JSN004", "a=1 b=2"),
    Mistake(#"{"a¦': 1, "b": 2}"#, "JSN010", "a=1 b=2"),
    Mistake("{\"a¦’: 1,\n \"b\": 2}", "JSN010", "a=1 b=2"),
    Mistake(#"{"a": ¦'it's", "b": 2}"#, "JSN005", "a=it's b=2"),
    Mistake(#"{"a": "x¦', "b": 2}"#, "JSN010", "a=x b=2"),
    Mistake("{\"a\": \"x¦”,\n \"b\": 2}", "JSN010", "a=x b=2"),
    Mistake(#"{"a¦\": true, "b": 2}"#, "JSN014", "a=true b=2"),
    Mistake("{\"a¦\\\": [\n 1], \"b\": 2}", "JSN014", "a=1 b=2"),
    Mistake(#"{"a": "https¦"//x.org/y", "b": 2}"#, "JSN022", "b=2"),
    Mistake(#"{a¦"b": 1, "b": 2}"#, "JSN004", "ab=1 b=2"),
    Mistake(#"{"_a¦"b: {"id": "x"}, "b": 2}"#, "JSN010", "b=2"),
    Mistake(#"{"a¦:" [1], "b": 2}"#, "JSN003", "a=1 b=2"),
    Mistake(#"{"a¦:""x", "b": 2}"#, "JSN003", "a=x b=2"),
    Mistake(#"{"a": b¦"ooked", "b": 2}"#, "JSN005", "b=2"),
    Mistake(#"{"a": 2¦"019-01-17", "b": 2}"#, "JSN005", "b=2"),
    Mistake("{\"a\": \"x¦\ny\", \"b\": 2}", "JSN013", "b=2"),
    Mistake("{\"a\": \"x¦\ty\tz\", \"b\": 2}", "JSN013", "b=2"),
    Mistake(#"{"a": "C:¦\dir", "b": 2}"#, "JSN014", "b=2"),
    Mistake(#"{"a": "¦\ud83d!", "b": 2}"#, "JSN021", "b=2"),
    // Numbers and literals
    Mistake(#"{"a": ¦01, "b": 2}"#, "JSN015", "a=01 b=2"),
    Mistake(#"{"a": ¦+1, "b": 2}"#, "JSN015", "a=+1 b=2"),
    Mistake(#"{"a": ¦.5, "b": 2}"#, "JSN015", "a=.5 b=2"),
    Mistake(#"{"a": ¦1., "b": 2}"#, "JSN015", "a=1. b=2"),
    Mistake(#"{"a": ¦NaN, "b": 2}"#, "JSN015", "a=NaN b=2"),
    // Comments and other text
    Mistake("{\"a\": 1, ¦// one\n \"b\": 2}", "JSN007", "a=1 b=2"),
    Mistake(#"{"a": ¦/* one */ 1, "b": 2}"#, "JSN007", "a=1 b=2"),
    Mistake("{\"a\": 1 ¦# one\n, \"b\": 2}", "JSN007", "a=1 b=2"),
    Mistake(#"{"a": 1, "b": 2} ¦done"#, "JSN011", "a=1 b=2"),
    Mistake(#"¦HTTP/1.1 200 OK {"a": 1, "b": 2}"#, "JSN011", "a=1 b=2"),
    Mistake("¦{% highlight json %}\n{\"a\": 1, \"b\": 2}", "JSN011", "a=1 b=2"),
    Mistake("¦{{ page.title }}: {# raw #}{% raw %}\n{\"a\": 1, \"b\": 2}", "JSN011", "a=1 b=2"),
    Mistake("¦Example {% raw %}[{\"b\": 2}]", "JSN011", ".b=2"),
    Mistake(#"{¦{"b": 2}"#, "JSN009", "b=2"),
    Mistake(#"{"a": ¦@, "b": 2}"#, "JSN011", "b=2"),
    Mistake("{\n¦\u{A0}\u{A0}\"a\": 1,\n\u{A0}\u{A0}\"b\":\u{A0}2\u{2009}}", "JSN024", "a=1 b=2"),
    // Brackets
    Mistake(#"{"a": [{"b": 1¦], "c": 3}"#, "JSN008", "a.b=1 c=3"),
    Mistake(#"{"a": [{"b": 1¦, {"b": 2}], "c": 3}"#, "JSN008", "a.b=1 a.b=2 c=3"),
    Mistake(#"{"a": [{"b": 1¦ {"b": 2}], "c": 3}"#, "JSN008", "a.b=1 a.b=2 c=3"),
    Mistake(#"{"a": [1, 2¦, "b": 2}"#, "JSN008", "a=1 a=2 b=2"),
    Mistake(#"{"a": [¦"b": 1}, {"b": 2}], "c": 3}"#, "JSN008", "a.b=1 a.b=2 c=3"),
    Mistake(#"{"a": {"x": [1¦}, "b": 2}"#, "JSN008", "a.x=1 b=2"),
    Mistake("{\n  \"a\": {\n    \"x\": 1¦,\n  \"b\": 2\n}\n", "JSN008", "a.x=1 b=2"),
    Mistake("{\n  \"a\": {\n    \"x\": 1¦\n  \"b\": 2\n}\n", "JSN008", "a.x=1 b=2"),
    Mistake("{\n  \"a\": [\n    {\n      \"x\": 1¦\n  ],\n  \"b\": 2\n}\n", "JSN008", "a.x=1 b=2"),
    Mistake(#"{"a": [1, 2¦}, "b": 2}"#, "JSN009", "a=1 a=2 b=2"),
    Mistake(#"{"a": {"x": 1¦], "b": 2}"#, "JSN009", "a.x=1 b=2"),
    Mistake(#"{"a": {"x": 1¦]}, "b": 2}"#, "JSN009", "a.x=1 b=2"),
    Mistake(#"{"a": [1]¦], "b": 2}"#, "JSN009", "a=1 b=2"),
    Mistake(#"{"a": {"x": 1}¦}, "b": 2}"#, "JSN009", "a.x=1 b=2"),
    Mistake("{\n  \"a\": {\n    \"x\": 1\n    ¦}\n  },\n  \"b\": 2\n}\n", "JSN009", "a.x=1 b=2"),
    Mistake(#"{"a": 1, "b": 2}¦}"#, "JSN009", "a=1 b=2"),
    Mistake(#"{"a": ¦{"x": 1}, {"x": 2, "y": [3]}], "b": 2}"#, "JSN008", "a.x=1 a.x=2 a.y=3 b=2"),
    Mistake(#"{"z": {"a": ¦{"x": 1}, {"x": 2}]}, "b": 2}"#, "JSN008", "z.a.x=1 z.a.x=2 b=2"),
    Mistake(#"{"a": ¦"x", "y", "z"], "b": 2}"#, "JSN008", "a=x a=y a=z b=2"),
    Mistake(#"{"z": [{"a": ¦"x", "y"]}], "b": 2}"#, "JSN008", "z.a=x z.a=y b=2"),
    Mistake(#"{"a": ¦{"x", "y"], "b": 2}"#, "JSN008", "a=x a=y b=2"),
    Mistake(#"{"a": ¦{1, 2], "b": 2}"#, "JSN008", "a=1 a=2 b=2"),
    Mistake(#"{"a": ¦{{"x": 1}, {"x": 2}], "b": 2}"#, "JSN008", "a.x=1 a.x=2 b=2"),
    Mistake(#"{"a": ¦["x": 1, "_y": {"id": "z"}}, "b": 2}"#, "JSN008", "a.x=1 b=2"),
    Mistake(#"{"z": [¦["a": "x"}], "b": 2}"#, "JSN008", "z.a=x b=2"),
    Mistake(#"¦["a": "x", "b": 2}"#, "JSN008", "a=x b=2"),
    Mistake(#"{"a": ¦("x", "y"], "b": 2}"#, "JSN008", "a=x a=y b=2"),
    Mistake(#"{"a": [¦("x": 1}, {"x": 2}], "b": 2}"#, "JSN008", "a.x=1 a.x=2 b=2"),
    Mistake(#"{"a": ["x", "y"¦), "b": 2}"#, "JSN009", "a=x a=y b=2"),
    Mistake(#"{"a": {"x": 1¦), "b": 2}"#, "JSN009", "a.x=1 b=2"),
    // One wrong character that alone explains several errors
    Mistake(#"{"a¦"b": [{"x": ["y"]}], "b": 2}"#, "JSN011", "ab.x=y b=2"),
    Mistake(#"{"a"¦]: [{"x": 1}], "b": 2}"#, "JSN009", "a.x=1 b=2"),
    Mistake(#"{"a": ¦"x":"1"}, "b": 2}"#, "JSN008", "a.x=1 b=2"),
    Mistake(#"{"a": ¦'"O'Hara", "b": 2}"#, "JSN011", "a=O'Hara b=2"),
    Mistake(#"{"a": {"x": 1}¦{"b": 2}"#, "JSN001", "a.x=1 b=2"),
    Mistake(#"{"a": [ {"x": 1} ¦,] "b": 2}"#, "JSN008", "a.x=1 b=2"),
    Mistake("{\"a\": 10¦-\n\"b\": 2}", "JSN001", "a=10 b=2"),
    Mistake(#"{"a": ["x", "¦"y", "z"], "b": [2]}"#, "JSN022", "a=x a=y a=z b=2"),
    // Ends
    Mistake(#"{"a": 1, "b": [2¦"#, "JSN012", "a=1 b=2"),
    Mistake(#"{"a": 1, "b": 2, "c":¦"#, "JSN012", "a=1 b=2"),
    Mistake(#"{"a": 1, "b": 2, "c": "x¦"#, "JSN012", "a=1 b=2"),
    Mistake(#"{"a": 1, "b": 2¦,"#, "JSN012", "a=1 b=2"),
    Mistake("¦", "JSN020", ""),
    Mistake("¦ \n", "JSN020", ""),
    Mistake("¦\u{FEFF}{\"b\": 2}", "JSN019", "b=2"),
  ]

  @Test(arguments: mistakes) func eachMistakeIsReportedOnce(mistake: Mistake) throws {
    let marker = try #require(mistake.text.unicodeScalars.firstIndex(of: "¦"))
    let offset = mistake.text.utf8.distance(from: mistake.text.startIndex, to: marker)
    let text = String(String.UnicodeScalarView(mistake.text.unicodeScalars.filter { $0 != "¦" }))
    let document = Document.read(SourceText(name: "mistake.json", text: text))
    #expect(document.findings.map(\.code) == [mistake.code], "\(document.findings.map { $0.message.text(showingValues: true) })")
    #expect(document.findings.first?.range.lowerBound == offset)
    let leaves = Self.leaves(of: document)
    for expected in mistake.tree.split(separator: " ") {
      let leaf = String(expected.map { $0 == "_" ? " " : $0 })
      #expect(leaves.contains(leaf), "\(leaves)")
    }
  }

  /// A text with two mistakes is not explained by one of them.
  @Test(arguments: [#"{"a"b": [1], "c"d": [2]}"#, #"{"a": 1 "b"b": [2]}"#]) func severalMistakesAreReported(text: String) {
    #expect(Document.read(SourceText(name: "mistakes.json", text: text)).findings.count > 1)
  }

  /// Comma and closing quote of the resource type in the wrong order.
  @Test func theTypeDoesNotIncludeTheCommaAfterIt() throws {
    let text = #"{"resourceType": "Basic," "contained": [{"resourceType": "Patient," "id": "a"}]}"#
    let document = Document.read(SourceText(name: "type.json", text: text))
    #expect(document.findings.map(\.code) == ["JSN001", "JSN001"])
    #expect(document.resources.map { document.name($0.type) } == ["Basic", "Patient"])
  }

  /// Many mistakes are read in linear time: ten times the text must not take a hundred times as long.
  @Test(arguments: [
    #"{"na"me": [{"x": 1}]}, "#, #"{"a": "x": "y"}, "#, #"{"a"]: [1]}, "#, #"{"a": '"O'H"}, "#, #"[ {} ,] "#,
    "{\"a\": 10-\n\"b\": 1}, ",
  ]) func manyMistakesTakeLinearTime(text: String) {
    func time(_ count: Int) -> Duration {
      let source = SourceText(name: "many.json", text: "[" + String(repeating: text, count: count) + "1]")
      return ContinuousClock().measure { _ = Document.read(source, limits: Limits(findings: 1_000_000)) }
    }
    let few = (0..<3).map { _ in time(2_000) }.min() ?? .zero
    #expect(time(20_000) < few * 40 + .milliseconds(50))
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
